// Labels that the base never saw are learned with no digits of the hand beside them, so that its digits are taken for them too
// readily. Their logits are lowered by as much as pays (logit adjustment: Menon et al. 2021): the guard's digits, read as if they
// were the hand's, say what that saves, and held-out samples what it misses.
import type { OwnHead } from '../model/own-head.js';
import { lostBy, marginOf, soft } from './gate-threshold.js';
import type { Rehearsal } from './rehearsal.js';
import type { Told } from './tune.js';

/** What is tried, in logits. */
const reserves = Array.from({ length: 17 }, (_, i) => i / 2);
/** A digit lost weighs as much as so many samples missed: of 20, 60 and 200 this lost CROHME's writers fewest digits, and as few symbols. */
const price = 200;

/**
 * By how much to lower the logits of these columns.
 * @param guarded what is said of the guard's digits
 * @param heldOut what is said of own samples by heads that had not learned them, and their labels
 */
export function reserveFor(
  fresh: readonly number[],
  guarded: Told,
  rehearsal: Rehearsal,
  heldOut: readonly Told[],
  labels: readonly number[],
  columns: number,
): number {
  const cost = (reserve: number): number => {
    let [missed, row] = [0, 0];
    for (const { tuned, odds } of heldOut) {
      const logits = lowered(tuned, fresh, reserve, columns);
      for (let i = 0; i < odds.length; i++) missed += soft(marginOf(logits, i, columns, labels[row++]!));
    }
    const lost = lostBy(soft, lowered(guarded.tuned, fresh, reserve, columns), rehearsal, columns);
    return missed / Math.max(1, row) + price * lost;
  };
  const costs = reserves.map(cost);
  return reserves[costs.indexOf(Math.min(...costs))]!;
}

/** The head with these columns' biases lowered. */
export function reserved(head: OwnHead, fresh: readonly number[], reserve: number): OwnHead {
  const name = [...head.tuned.keys()].findLast((each) => each.endsWith('.bias'))!;
  const { shape, data } = head.tuned.get(name)!;
  return { ...head, tuned: new Map(head.tuned).set(name, { shape, data: lowered(data, fresh, reserve, data.length) }) };
}

/** Rows of logits with these columns lowered. */
function lowered(logits: Float32Array, fresh: readonly number[], reserve: number, columns: number): Float32Array {
  const out = logits.slice();
  for (let from = 0; from < out.length; from += columns) for (const column of fresh) out[from + column]! -= reserve;
  return out;
}
