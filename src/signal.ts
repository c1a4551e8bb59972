// How a caller stops work that has begun: with an AbortSignal, named here without the types of any platform.
import { OwnhandError } from './error.js';

/** What ownhand needs of an AbortSignal; every AbortSignal is one. */
export interface StopSignal {
  /** Whether the work is to stop. */
  readonly aborted: boolean;
  /** Has a function called when the work is to stop. */
  addEventListener(event: 'abort', listener: () => void): void;
  /** Takes it back. */
  removeEventListener(event: 'abort', listener: () => void): void;
}

/** The error of work that was stopped, whose name is 'AbortError'. */
function stopped(message: string): OwnhandError {
  return new OwnhandError('aborted', message);
}

/** Throws OwnhandError 'aborted' where the signal was given. */
export function throwIfStopped(signal: StopSignal | undefined, message: string): void {
  if (signal?.aborted) throw stopped(message);
}
