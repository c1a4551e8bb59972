// `ownhand fix`: the glyphs that the reader is unsure of are asked about, one key each for what they really are. It
// learns the answers and says what changed.

import type { Command } from 'commander';
import { messages } from '../../messages/messages.js';
import { CommandError } from '../command-error.js';
import { askAndLearn } from '../fix/ask-and-learn.js';
import { worstFirst } from '../fix/questions.js';
import { readPages } from '../fix/read-pages.js';
import { confidence } from '../number-options.js';
import { addHandOption, type HandFlags, withHand } from '../options.js';
import { note, untilInterrupted } from '../output.js';
import { canAsk, isStandardInput } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly all?: boolean;
  readonly below: number;
  readonly latex?: boolean;
  readonly force?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('<files...>', messages.help.photos)
    .option('--below <p>', messages.help.fix.below, confidence, 0.9)
    .option('--all', messages.help.fix.all)
    .option('--latex', messages.help.fix.latex)
    .option('--force', messages.help.force);
  addHandOption(command).action(fix);
}

async function fix(named: readonly string[], flags: Flags): Promise<void> {
  if (!canAsk()) throw new CommandError('usage', messages.fix.needsTerminal);
  if (named.some(isStandardInput)) throw new CommandError('usage', messages.fix.needsFile('fix'));
  const signal = untilInterrupted();
  await withHand(
    flags,
    async (hand) => {
      const below = flags.all ? Number.POSITIVE_INFINITY : flags.below;
      if (flags.latex) {
        const { fixLatex } = await import('../equations/fix-latex.js');
        return fixLatex(hand, named, signal, { below, force: flags.force ?? false });
      }
      const pages = await readPages(hand, named, signal, below);
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
