// Everything the command line prints goes through here: results on stdout, the rest on stderr, one write a line.
import { exitCode } from './exit-code.js';

/** A result. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The mark by which spreadsheets know that what follows is UTF-8. */
export function printBom(): void {
  process.stdout.write('\ufeff');
}

/** A result for programs: one object a line. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value));
}

/** Progress, a warning, a failure: for the person watching. */
export function note(text: string): void {
  process.stderr.write(`ownhand: ${text}\n`);
}

let stop: AbortController | undefined;

/** True once Ctrl-C was pressed while `untilInterrupted`'s signal was in use. */
export function interrupted(): boolean {
  return stop?.signal.aborted ?? false;
}

/** A signal that the first Ctrl-C gives. The second ends the program at once. */
export function untilInterrupted(): AbortSignal {
  if (stop === undefined) {
    const controller = new AbortController();
    stop = controller;
    process.once('SIGINT', () => controller.abort());
    process.once('SIGTERM', () => controller.abort());
  }
  return stop.signal;
}

// A reader such as `head` that has enough closes the pipe: not a failure, but there is nobody left to print for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.fine);
  throw error;
});
process.stderr.on('error', () => {});

/**
 * A line on stderr that the next one overwrites, unless it is to stay. Without a terminal only those that stay are
 * printed.
 */
export function progressLine(text: string, stays = false): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}${stays ? '\n' : ''}`);
  else if (stays) process.stderr.write(`${text}\n`);
}
