// Errors on their way from one thread to another: a copy would lose what kind they are.
import { OwnhandError } from '../../error.js';
import type { Failure } from './learn-messages.js';

/** An error as plain data. */
export function packed(error: unknown): Failure {
  if (error instanceof OwnhandError) return { code: error.code, message: error.message };
  return { message: error instanceof Error ? error.message : String(error) };
}

/** The error again. */
export function unpacked({ code, message }: Failure): Error {
  return code === undefined ? new Error(message) : new OwnhandError(code, message);
}
