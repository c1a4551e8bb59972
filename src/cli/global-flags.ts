// What every command knows besides its own options: taken from the words before the command sees them.

/** The flags, as they are typed. */
export const globalFlags: readonly string[] = ['--quiet', '--no-color'];

/** The words without these flags, and whether `--quiet` was among them. Behind `--` all words are names. */
export function withoutGlobalFlags(words: readonly string[]): {
  readonly args: readonly string[];
  readonly quiet: boolean;
} {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const flags = words.slice(0, end);
  return {
    args: [...flags.filter((word) => !globalFlags.includes(word)), ...words.slice(end)],
    quiet: flags.includes('--quiet'),
  };
}
