// Standard input: a photo that is piped in, named `-`, or a person at a terminal.

/** How the command line names standard input where it wants a file. */
const STANDARD_INPUT = '-';

/** How the library's messages call it, and hands that learn from it. */
const NAME = 'standard input';

/** A picture to decode, and what messages call it. */
export interface NamedPicture {
  /** The input as messages call it. */
  readonly name: string;
  /** A file's path, or the file's bytes. */
  readonly picture: string | Uint8Array;
}

/** The picture that an input names: the file of that path, or for `-` all of standard input, which is read here. */
export async function pictureOf(input: string): Promise<NamedPicture> {
  return isStandardInput(input) ? { name: NAME, picture: await readStandardInput() } : { name: input, picture: input };
}

/** Whether an input names standard input. */
export function isStandardInput(input: string): boolean {
  return input === STANDARD_INPUT;
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Whether a person can be asked: keys come from a terminal, and questions are shown on one. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}
