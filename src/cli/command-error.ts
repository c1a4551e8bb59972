// Failures as the command line tells them, in the language in use.
import { OwnhandError } from '../error.js';
import { messages } from '../messages/messages.js';

/** A failure of the command line itself: its message is of the table of messages, and so in the language in use. */
export class CommandError extends OwnhandError {}

/** The line that tells a failure. What the library throws has an English message. */
export function told(error: OwnhandError): string {
  return error instanceof CommandError ? error.message : messages.fault(error.code, error.message);
}
