#!/usr/bin/env node
// The command line's entry: finds the command, loads its file alone (starting up must not cost what isn't used),
// and turns every failure into one line and an exit code.
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { OwnhandError } from '../error.js';
import { messages } from '../messages/messages.js';
import { told } from './command-error.js';
import { commands } from './command-list.js';
import { chosenExitCode, type ExitCode, endWith, exitCode } from './exit-code.js';
import { withoutGlobalFlags } from './global-flags.js';
import { beQuiet, codeOfSignal, complain, interrupted, printJson, printLine } from './output.js';

async function main(typed: readonly string[]): Promise<ExitCode> {
  const { args, quiet } = withoutGlobalFlags(typed);
  if (quiet) beQuiet();
  const program = new Command('ownhand')
    .description(messages.help.program)
    .version(version(), '-V, --version', messages.help.version)
    .helpOption('-h, --help', messages.help.help)
    .helpCommand('help [command]', messages.help.helpCommand)
    .exitOverride()
    .configureHelp(helpInWords)
    .configureOutput({ writeOut: printLineless, outputError: (text) => complain(messages.ofCommander(oneLine(text))) });
  const words = args.filter((arg) => !arg.startsWith('-'));
  const wanted = words[0] === 'help' ? words[1] : words[0];
  for (const { name, summary, load } of commands) {
    const command = program.command(name).description(summary).copyInheritedSettings(program);
    if (name === wanted) {
      (await load())(command);
      command.addHelpText('after', helpEnd(messages.examples[name] ?? []));
    }
  }
  if (args.length === 0) {
    process.stderr.write(program.helpInformation());
    return exitCode.usage;
  }
  try {
    // A command that is not there is told as such, with the nearest one, whether it was to run or to be explained.
    const isUnknown = words[0] === 'help' && wanted !== undefined && commands.every(({ name }) => name !== wanted);
    await program.parseAsync(isUnknown && wanted !== 'help' ? [wanted] : [...args], { from: 'user' });
    return chosenExitCode();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.usage;
    return failure(error, args.includes('--json'));
  }
}

function failure(error: unknown, json: boolean): ExitCode {
  const known = error instanceof OwnhandError;
  const code = known ? error.code : 'failed';
  const said = error instanceof Error ? error.message : String(error);
  const message = known ? said : messages.unexpected(said);
  if (json) printJson({ error: { code, message: oneLine(message) } });
  complain(oneLine(known ? told(error) : message));
  if (process.env['OWNHAND_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (code === 'aborted' || interrupted()) return codeOfSignal();
  return code === 'usage' ? exitCode.usage : exitCode.failed;
}

const oneLine = (text: string) =>
  text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
const printLineless = (text: string) => printLine(text.replace(/\n$/, ''));

/** What commander's help says by itself. */
const helpInWords = {
  styleTitle: messages.ofCommander,
  styleUsage: messages.ofCommander,
  styleSubcommandTerm: messages.ofCommander,
  styleOptionDescription: messages.ofCommander,
  styleArgumentDescription: messages.ofCommander,
};

const helpEnd = (examples: readonly string[]) =>
  `\n${messages.helpEnd.examples}\n${examples.map((line) => `  ${line}`).join('\n')}\n\n${messages.helpEnd.everywhere}`;

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}

endWith(await main(process.argv.slice(2)));
