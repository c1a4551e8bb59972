// What a shell needs to complete the words of a command line: made of the table of commands, so that it cannot be
// behind them.

/** A command and what may follow it. */
export interface CompletedCommand {
  /** The word after `ownhand`. */
  readonly name: string;
  /** One line that says what it does. */
  readonly summary: string;
  /** Its options, such as `--json`. */
  readonly options: readonly string[];
}

/** The shells that can be completed for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of the shells. */
export type Shell = (typeof SHELLS)[number];

/** The script that a shell is to run. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  return shell === 'bash' ? bash(commands) : shell === 'zsh' ? zsh(commands) : fish(commands);
}

function bash(commands: readonly CompletedCommand[]): string {
  return `_ownhand() {
  local word="\${COMP_WORDS[COMP_CWORD]}" options=""
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} help" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, options }) => `    ${name}) options="${options.join(' ')}" ;;`).join('\n')}
  esac
  # Whatever is no option is a file.
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$word")); fi
}
complete -o default -o bashdefault -F _ownhand ownhand
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const choice = ({ name, options }: CompletedCommand) =>
    `    ${name}) [[ $PREFIX == -* ]] && compadd -- ${options.join(' ')} || _files ;;`;
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''").replaceAll(':', '\\:')}'`;
  return `#compdef ownhand
_ownhand() {
  local -a names
  names=(
${commands.map(({ name, summary }) => `    ${quoted(name)}:${quoted(summary)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then _describe command names; return; fi
  case "$words[2]" in
${commands.map(choice).join('\n')}
  esac
}
compdef _ownhand ownhand
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c ownhand -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...options
      .filter((option) => option.startsWith('--'))
      .map((option) => `complete -c ownhand -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`),
  ]);
  return `${lines.join('\n')}\n`;
}
