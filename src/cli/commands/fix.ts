// `ownhand fix`: the glyphs the reader is unsure of, one key each for what they really are; it learns them and says what changed.
import { type Command, InvalidArgumentError } from 'commander';
import { OwnhandError } from '../../error.js';
import { worstFirst } from '../fix/questions.js';
import { askAndLearn, readPages } from '../fix/run.js';
import { addHandOption, type HandFlags, withHand } from '../hand-option.js';
import { note, untilInterrupted } from '../output.js';
import { plural } from '../render.js';
import { canAsk, isStandardInput } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly all?: boolean;
  readonly below: number;
  readonly force?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<files...>', 'photos, folders, globs')
    .option('--below <p>', 'ask about glyphs with a confidence below this', confidence, 0.9)
    .option('--all', 'ask about every glyph')
    .option('--force', 'learn even where the guard finds it harmful');
  addHandOption(command).action(fix);
}

async function fix(named: readonly string[], flags: Flags): Promise<void> {
  if (!canAsk())
    throw new OwnhandError(
      'usage',
      'fix asks key by key and needs a terminal; without one, `ownhand read --out DIR`, rename the wrong crops, `ownhand learn DIR`',
    );
  if (named.some(isStandardInput))
    throw new OwnhandError('usage', 'fix reads keys from standard input; give the photo as a file');
  const signal = untilInterrupted();
  await withHand(
    flags,
    async (hand) => {
      const pages = await readPages(hand, named, signal, flags.all ? Number.POSITIVE_INFINITY : flags.below);
      const questions = worstFirst(pages.flatMap((page) => page.questions));
      if (pages.length === 0) return;
      if (questions.length === 0) {
        const hint = flags.all ? 'no numbers found' : `nothing is below ${flags.below}; --all asks about every glyph`;
        note(`${plural(pages.length, 'page')} read, ${hint}`);
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
  throw new InvalidArgumentError('It has to be a confidence above 0 and up to 1, such as 0.9.');
}
