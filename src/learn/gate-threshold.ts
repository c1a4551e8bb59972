// How readily a glyph may be taken for the hand's: the more readily, the more of what was learned is used, and the more of anybody's
// digits are lost. The guard's digits say how many that would be; the hand's held-out samples say what it gains.
import { sigmoid } from '../geometry/logistic.js';
import type { Change } from '../hand/store.js';
import { blend } from '../model/own-head.js';
import { guardWeights, type Rehearsal } from './rehearsal.js';
import type { Told } from './tune.js';

/** What may be lost for what is gained. */
export interface Terms {
  /** Share of the held-out digits that may be lost. */
  readonly free: number;
  /** How many of the hand's own samples one of anybody's digits is worth. */
  readonly price: number;
}

/** Log-odds that are tried, the most favourable first. */
const favours = [3, 2.5, 2, 1.5, 1, 0.5, 0, -0.5, -1, -1.5, -2, -3, -4];
/** A digit read by a margin of m logits counts as lost by 1 / (1 + e^(m · steepness)): a count alone jumps by whole digits. */
const steepness = 2;

/** How far a digit read by this margin counts as lost, 0 to 1. */
export const soft = (margin: number): number => sigmoid(-steepness * margin);
const hard = (margin: number): number => (margin > 0 ? 0 : 1);

export interface Allowed {
  /** To be added to the gate's log-odds. */
  readonly favour: number;
  /** What it does to the held-out digits, against the base, so that many small losses cannot add up to a large one. */
  readonly change: Change;
  /** The guard's digits as they are read then. */
  readonly logits: Float32Array;
}

/**
 * The favour that gains most for what it costs, of those that lose no more than is free.
 * @param guarded what is said of the guard's digits
 * @param heldOut what is said of own samples by heads that had not learned them, and their labels
 */
export function allow(
  guarded: Told,
  rehearsal: Rehearsal,
  heldOut: readonly Told[],
  labels: ArrayLike<number>,
  columns: number,
  { free, price }: Terms,
): Allowed {
  const lost = (logits: Float32Array, by: (margin: number) => number): number => lostBy(by, logits, rehearsal, columns);
  const missed = (favour: number): number => {
    let [total, row] = [0, 0];
    for (const told of heldOut) {
      const logits = favoured(told, favour);
      for (let i = 0; i < told.odds.length; i++) total += soft(marginOf(logits, i, columns, labels[row++]!));
    }
    return total / Math.max(1, row);
  };
  const before = lost(guarded.base, soft);
  const tried = favours.map((favour) => {
    const cost = lost(favoured(guarded, favour), soft) - before;
    return { favour, cost, balance: missed(favour) + price * cost };
  });
  const cheap = tried.filter(({ cost }) => cost <= free);
  // Where nothing could be held out it is the price alone that decides, and all are as good: the first is the most learned.
  const choice = labels.length > 0 ? cheap : cheap.slice(0, 1);
  const { favour } = choice.reduce(
    (best, each) => (each.balance < best.balance ? each : best),
    choice[0] ?? tried.at(-1)!,
  );
  const logits = favoured(guarded, favour);
  return {
    favour,
    change: { samples: rehearsal.heldOut, before: 1 - lost(guarded.base, hard), after: 1 - lost(logits, hard) },
    logits,
  };
}

/** Logits as they are read with this favour. */
export const favoured = ({ base, tuned, odds }: Told, favour: number): Float32Array => blend(base, tuned, odds, favour);

/** Share of the held-out digits that are lost, each by its margin, where the guard's are read by these logits. */
export function lostBy(
  by: (margin: number) => number,
  logits: Float32Array,
  rehearsal: Rehearsal,
  columns: number,
): number {
  const { guard, heldOut } = rehearsal;
  const weights = guardWeights(rehearsal);
  let total = 0;
  for (let i = 0; i < guard.count; i++) total += weights[i]! * by(marginOf(logits, i, columns, guard.labels[i]!));
  return total / heldOut;
}

/** By how much the true label's logit exceeds the largest other label's; "not a symbol" is not an answer here. */
export function marginOf(logits: Float32Array, row: number, columns: number, label: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < columns - 1; c++) if (c !== label) other = Math.max(other, logits[row * columns + c]!);
  return logits[row * columns + label]! - other;
}
