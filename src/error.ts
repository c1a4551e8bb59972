/**
 * A failure the user can act on: one line that says what is wrong and what to do.
 * The command line prints `message` alone; `code` is the stable name that `--json` carries.
 */
export class OwnhandError extends Error {
  /** 'AbortError' for work that a signal has stopped, as every platform names it; else 'OwnhandError'. */
  override readonly name: 'OwnhandError' | 'AbortError';
  /** The stable name of what went wrong. */
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = code === 'aborted' ? 'AbortError' : 'OwnhandError';
    this.code = code;
  }
}

/** `usage` ends with exit code 2; the others with 1, or 3 where some inputs of several could not be read. */
export type ErrorCode =
  | 'usage'
  | 'not-found'
  | 'no-images'
  | 'empty'
  | 'not-an-image'
  | 'damaged'
  | 'too-large'
  | 'too-small'
  | 'no-label'
  | 'no-sheet'
  | 'unknown-label'
  | 'read-only'
  | 'disk-full'
  | 'bad-checkpoint'
  | 'refused'
  | 'busy'
  | 'needs-install'
  | 'aborted'
  | 'failed';
