// `ownhand fix`: the glyphs the reader is unsure of, one key each for what they really are; it learns them and says what changed.
import { type Command, InvalidArgumentError } from 'commander';
import { OwnhandError } from '../../error.js';
import { messages } from '../../messages/messages.js';
import { worstFirst } from '../fix/questions.js';
import { askAndLearn, readPages } from '../fix/run.js';
import { addHandOption, type HandFlags, withHand } from '../hand-option.js';
import { note, untilInterrupted } from '../output.js';
import { canAsk, isStandardInput } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly all?: boolean;
  readonly below: number;
  readonly force?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<files...>', messages.help.photos)
    .option('--below <p>', messages.help.fix.below, confidence, 0.9)
    .option('--all', messages.help.fix.all)
    .option('--force', messages.help.force);
  addHandOption(command).action(fix);
}

async function fix(named: readonly string[], flags: Flags): Promise<void> {
  if (!canAsk()) throw new OwnhandError('usage', messages.fix.needsTerminal);
  if (named.some(isStandardInput)) throw new OwnhandError('usage', messages.fix.needsFile('fix'));
  const signal = untilInterrupted();
  await withHand(
    flags,
    async (hand) => {
      const pages = await readPages(hand, named, signal, flags.all ? Number.POSITIVE_INFINITY : flags.below);
      const questions = worstFirst(pages.flatMap((page) => page.questions));
      if (pages.length === 0) return;
      if (questions.length === 0) {
        const { noNumbers, nothingBelow } = messages.fix;
        note(flags.all ? noNumbers(pages.length) : nothingBelow(pages.length, flags.below));
        return;
      }
      await askAndLearn(hand, pages, questions, signal, flags.force ?? false);
    },
    1,
  );
}

/** A confidence above 0, up to 1, for commander. */
function confidence(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1) return value;
  throw new InvalidArgumentError(messages.fix.confidenceWanted);
}
