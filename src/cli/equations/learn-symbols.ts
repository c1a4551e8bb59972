// Samples of equations become the hand's: digits are learned by the reader of numbers too, other symbols are kept for
// that of equations, which reads with them from then on.
import type { HandStore, NewSample } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { type LearnFlags, learnAndTell } from '../learning/learn-and-tell.js';
import { note } from '../output.js';

const isDigit = ({ label }: NewSample): boolean => /^[0-9]$/.test(label);

/**
 * Keeps and learns samples, and tells what came of it. Throws OwnhandError 'busy', 'read-only', 'disk-full', 'aborted'.
 */
export async function learnSymbols(store: HandStore, samples: readonly NewSample[], flags: LearnFlags): Promise<void> {
  const others = samples.filter((sample) => !isDigit(sample));
  if (others.length > 0) {
    const before = new Set((await store.samples()).map(({ id }) => id));
    const stored = await store.exclusively(() => store.addSamples(others));
    note(messages.fixLatex.kept(stored.filter(({ id }) => !before.has(id)).length));
  }
  const digits = samples.filter(isDigit);
  if (digits.length > 0) await learnAndTell(store, digits, flags);
}
