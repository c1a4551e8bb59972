// What the program's exit code says. Scripts depend on these numbers.
export const exitCode = {
  fine: 0,
  failed: 1,
  /** The command line itself makes no sense. */
  usage: 2,
  /** Some inputs of several could not be read; the others were. */
  someUnreadable: 3,
  /** Stopped by Ctrl-C: what shells report for a program that SIGINT has ended. */
  interrupted: 130,
  /** Stopped by SIGTERM: what shells report for a program that it has ended. */
  terminated: 143,
} as const;

/** One of the codes of `exitCode`. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

let chosen: ExitCode = exitCode.fine;

/** Lets the program go on, and end with this code; a later call overrules an earlier one. */
export function endWith(code: ExitCode): void {
  chosen = code;
  process.exitCode = code;
}

/** The last code that `endWith` was given, `exitCode.fine` without any. */
export function chosenExitCode(): ExitCode {
  return chosen;
}

/** Lets the program end with what `unreadable` inputs of `all` mean; none change nothing. */
export function endWithUnreadable(unreadable: number, all: number): void {
  if (unreadable > 0) endWith(unreadable === all ? exitCode.failed : exitCode.someUnreadable);
}
