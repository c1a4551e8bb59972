// Everything the command line prints goes through here: results on stdout, the rest on stderr, one write a line.
import { messages } from '../messages/messages.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { JsonLines } from './json/printed-lines.js';

/** A result. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The mark by which spreadsheets know that what follows is UTF-8. */
export function printBom(): void {
  process.stdout.write('\ufeff');
}

/** A result for programs: one object a line, such as the command prints that is named. */
export function printJson<Name extends keyof JsonLines>(line: JsonLines[Name]): void {
  printLine(JSON.stringify(line));
}

let isQuiet = false;

/** From here on nothing is said but results and failures. */
export function beQuiet(): void {
  isQuiet = true;
}

/** A failure that ends the program, in a line. */
export function complain(text: string): void {
  process.stderr.write(`ownhand: ${text}\n`);
}

/** Progress, a warning, an input that failed: for the person watching. */
export function note(text: string): void {
  if (isQuiet) return;
  process.stderr.write(`ownhand: ${text}\n`);
}

let stop: AbortController | undefined;
let stoppedBy: 'SIGINT' | 'SIGTERM' = 'SIGINT';

/** True once Ctrl-C was pressed while `untilInterrupted`'s signal was in use. */
export function interrupted(): boolean {
  return stop?.signal.aborted ?? false;
}

/** The code of a program that was stopped by the signal that came. */
export function codeOfSignal(): ExitCode {
  return stoppedBy === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted;
}

/** A signal that the first Ctrl-C gives. The second ends the program at once. */
export function untilInterrupted(): AbortSignal {
  if (stop === undefined) {
    const controller = new AbortController();
    stop = controller;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        stoppedBy = signal;
        controller.abort();
      });
  }
  return stop.signal;
}

// A reader such as `head` that has enough closes the pipe: not a failure, but there is nobody left to print for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.fine);
  // There is nowhere to go on to: what was printed so far is all there is.
  complain(messages.outputFailed(error.code === 'ENOSPC' ? undefined : error.message));
  process.exit(exitCode.failed);
});
process.stderr.on('error', () => {});

/**
 * A line on stderr that the next one overwrites, unless it is to stay. Without a terminal only those that stay are
 * printed.
 */
export function progressLine(text: string, stays = false): void {
  if (isQuiet) return;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}${stays ? '\n' : ''}`);
  else if (stays) process.stderr.write(`${text}\n`);
}
