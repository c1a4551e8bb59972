// A label that the base never saw is learned without the hand's digits beside it, so that digits are taken for it too
// readily. Its logit is lowered by a penalty (logit adjustment: Menon et al. 2021). The guard's digits, read as if they
// were the hand's, say how many digits a penalty saves; held-out samples say how many of the new symbols it misses.
import type { OwnHead } from '../model/learned/own-head.js';
import { type GatedLogits, guardLoss, marginOf, sigmoidLoss } from './gate-threshold.js';
import type { Rehearsal } from './rehearsal.js';

/** The penalties that are tried, in logits: 0 to 8 in halves. */
const penalties = Array.from({ length: 17 }, (_, i) => i / 2);
/**
 * How many missed samples a lost digit weighs. Of 20, 60 and 200, the last lost CROHME's writers the fewest digits, and
 * no more symbols (`node bench/symbols.mjs`).
 */
const DIGIT_WEIGHT = 200;

/**
 * The penalty for new labels that costs least.
 * @param newLabels columns of the alphabet
 * @param guard what is said of the guard's digits
 * @param heldOut what is said of own samples by heads that had not learned them
 * @param labels the labels of those samples, one after the other
 */
export function fitPenalty(
  newLabels: readonly number[],
  guard: GatedLogits,
  rehearsal: Rehearsal,
  heldOut: readonly GatedLogits[],
  labels: readonly number[],
  columns: number,
): number {
  const cost = (penalty: number): number => {
    let [missed, row] = [0, 0];
    for (const { own, odds } of heldOut) {
      const logits = lowered(own, newLabels, penalty, columns);
      for (let i = 0; i < odds.length; i++) missed += sigmoidLoss(marginOf(logits, i, columns, labels[row++]!));
    }
    const lost = guardLoss(sigmoidLoss, lowered(guard.own, newLabels, penalty, columns), rehearsal, columns);
    return missed / Math.max(1, row) + DIGIT_WEIGHT * lost;
  };
  const costs = penalties.map(cost);
  return penalties[costs.indexOf(Math.min(...costs))]!;
}

/** The head with the penalty taken off the new labels' constants. */
export function withPenalty(head: OwnHead, newLabels: readonly number[], penalty: number): OwnHead {
  return { ...head, bias: lowered(head.bias, newLabels, penalty, head.bias.length) };
}

/** Rows of logits, [n, columns], with the penalty taken off the new labels' columns. */
function lowered(logits: Float32Array, newLabels: readonly number[], penalty: number, columns: number): Float32Array {
  const out = logits.slice();
  for (let from = 0; from < out.length; from += columns) for (const label of newLabels) out[from + label]! -= penalty;
  return out;
}
