// `ownhand completion bash|zsh|fish`: what a shell needs to complete commands and options.
import { Argument, Command } from 'commander';
import { messages } from '../../messages/messages.js';
import { globalFlags } from '../global-flags.js';
import { printLine } from '../output.js';
import { type CompletedCommand, completionScript, SHELLS, type Shell } from './completion-script.js';

/** A command of the table, whose options are declared when it is loaded. */
interface LoadableCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<(command: Command) => void>;
}

/** Declares the command's arguments and options, and what it does; the table holds all commands. */
export function configure(command: Command, table: readonly LoadableCommand[]): void {
  command
    .addArgument(new Argument('<shell>', messages.completion.shell).choices(SHELLS))
    .action(async (shell: Shell) => printLine(completionScript(shell, await withOptions(table)).trimEnd()));
}

async function withOptions(table: readonly LoadableCommand[]): Promise<readonly CompletedCommand[]> {
  return Promise.all(
    table.map(async ({ name, summary, load }) => {
      const command = new Command(name);
      (await load())(command);
      const own = command.options.flatMap(({ long }) => long ?? []);
      return { name, summary, options: [...own, ...globalFlags, '--help'] };
    }),
  );
}
