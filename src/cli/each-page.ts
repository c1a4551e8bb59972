// Photos are read one after the other, for commands that look at them with several readers. One that cannot be read
// does not stop the others.

import { OwnhandError } from '../error.js';
import { messages } from '../messages/messages.js';
import { type DecodedPage, decode } from '../node/picture/decode.js';
import { CommandError, told } from './command-error.js';
import { endWithUnreadable } from './exit-code.js';
import { expandInputs } from './inputs.js';
import { complain, note, printJson, untilInterrupted } from './output.js';
import { pictureOf } from './standard-input.js';

/** Decodes each photo and hands it to `work`; sets the exit code where some, or all, could not be read. */
export async function eachPage(
  named: readonly string[],
  json: boolean,
  work: (file: string, page: DecodedPage) => Promise<void>,
): Promise<void> {
  const signal = untilInterrupted();
  const inputs = await expandInputs(named);
  let failed = 0;
  for (const { file, error } of inputs) {
    if (signal.aborted) throw new CommandError('aborted', messages.inputs.stopped);
    try {
      if (error) throw error;
      const { name, picture } = await pictureOf(file);
      await work(file, await decode(picture, { name }));
    } catch (caught) {
      if (!(caught instanceof OwnhandError)) throw caught;
      failed++;
      if (json) printJson({ file, error: { code: caught.code, message: caught.message } });
      complain(told(caught));
    }
    // Lets Ctrl-C in: reading itself leaves no gap.
    await new Promise((next) => setImmediate(next));
  }
  endWithUnreadable(failed, inputs.length);
  if (failed > 0 && inputs.length > 1) note(messages.inputs.unreadable(failed, inputs.length));
}
