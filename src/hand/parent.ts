// Which checkpoint another was learned from: what `undo` goes back to and `rebuild` compares with.
import type { HandStore, JournalEntry } from './store.js';

type Learned = Extract<JournalEntry, { event: 'learned' }>;

/** The journal's entry of the step that made a checkpoint; undefined where there is none. */
export function madeBy(journal: readonly JournalEntry[], checkpoint: number): Learned | undefined {
  return journal.findLast((entry): entry is Learned => entry.event === 'learned' && entry.checkpoint === checkpoint);
}

/**
 * The checkpoint that another one was learned from, 0 for the shipped base or where that one is gone. The journal tells
 * it, so that a damaged file does not matter.
 */
export async function parentOf(hand: HandStore, checkpoint: number): Promise<number> {
  const there = await hand.checkpoints();
  const made = madeBy(await hand.journal(), checkpoint);
  const parent = made ? made.parent : (there.findLast((number) => number < checkpoint) ?? 0);
  return parent === 0 || there.includes(parent) ? parent : 0;
}
