// How readily the gate takes a glyph for the hand's. Where it opens more readily, more of what was learned is used, and
// more of anybody's digits are lost. An offset to the gate's log-odds sets it: the guard's digits say how many would be
// lost, and the hand's held-out samples say what is gained.
import { sigmoid } from '../geometry/logistic.js';
import type { Change } from '../hand/store.js';
import { blend } from '../model/learned/own-head.js';
import { guardWeights, type Rehearsal } from './rehearsal.js';

/** What the base and a head say of glyphs, before the guard has set how readily the gate opens. */
export interface GatedLogits {
  /** The base's logits, [count, columns]. */
  readonly base: Float32Array;
  /** The head's logits, [count, columns]. */
  readonly own: Float32Array;
  /** The gate's log-odds that each glyph is the hand's, [count]. */
  readonly odds: Float32Array;
}

/** What of anybody's digits may be lost for what is gained. */
export interface GateLimits {
  /** Share of the held-out digits that may be lost, 0 to 1. */
  readonly freeLoss: number;
  /** How many of the hand's own samples one of anybody's digits is worth. */
  readonly digitWorth: number;
}

/** The offsets that are tried, in log-odds, from the gate that opens most readily on. */
const offsets = [5, 4, 3, 2.5, 2, 1.5, 1, 0.5, 0, -0.5, -1, -1.5, -2, -3, -4];
/** How steeply the sigmoid loss falls with the margin, per logit. */
const STEEPNESS = 2;

/**
 * How far a glyph counts as lost, 0 to 1, by its margin in logits. A smooth loss, since a count jumps by whole digits.
 */
export const sigmoidLoss = (margin: number): number => sigmoid(-STEEPNESS * margin);
const zeroOneLoss = (margin: number): number => (margin > 0 ? 0 : 1);

/** An offset, and what it does to anybody's digits. */
export interface GateOffset {
  /** To be added to the gate's log-odds. */
  readonly offset: number;
  /**
   * The held-out digits as the base reads them, and after. The base is what counts, so that small losses do not add up.
   */
  readonly change: Change;
  /** The logits of the guard's digits with this offset. */
  readonly logits: Float32Array;
}

/**
 * The offset that gains most for what it costs, of those that lose no more than is free.
 * @param guard what is said of the guard's digits
 * @param heldOut what is said of own samples by heads that had not learned them
 * @param labels the labels of those samples, one after the other
 */
export function chooseGateOffset(
  guard: GatedLogits,
  rehearsal: Rehearsal,
  heldOut: readonly GatedLogits[],
  labels: ArrayLike<number>,
  columns: number,
  { freeLoss, digitWorth }: GateLimits,
): GateOffset {
  const lossOf = (logits: Float32Array, loss: Loss): number => guardLoss(loss, logits, rehearsal, columns);
  const missed = (offset: number): number => {
    let [total, row] = [0, 0];
    for (const gated of heldOut) {
      const logits = blendedLogits(gated, offset);
      for (let i = 0; i < gated.odds.length; i++) total += sigmoidLoss(marginOf(logits, i, columns, labels[row++]!));
    }
    return total / Math.max(1, row);
  };
  const before = lossOf(guard.base, sigmoidLoss);
  const tried = offsets.map((offset) => {
    const cost = lossOf(blendedLogits(guard, offset), sigmoidLoss) - before;
    return { offset, cost, balance: missed(offset) + digitWorth * cost };
  });
  const cheap = tried.filter(({ cost }) => cost <= freeLoss);
  // Where nothing could be held out, the most readily opened gate is taken, since nothing tells what another one gains.
  const choice = labels.length > 0 ? cheap : cheap.slice(0, 1);
  const { offset } = choice.reduce(
    (best, each) => (each.balance < best.balance ? each : best),
    choice[0] ?? tried.at(-1)!,
  );
  const logits = blendedLogits(guard, offset);
  const after = 1 - lossOf(logits, zeroOneLoss);
  return {
    offset,
    change: { samples: rehearsal.heldOut, before: 1 - lossOf(guard.base, zeroOneLoss), after },
    logits,
  };
}

/** The logits that a reader gives with this offset, [count, columns]. */
export const blendedLogits = ({ base, own, odds }: GatedLogits, offset: number): Float32Array =>
  blend(base, own, odds, offset);

/** How far a glyph with this margin counts as lost, 0 to 1. */
type Loss = (margin: number) => number;

/** Share of all held-out digits that are lost where the guard's digits, which stand for them, have these logits. */
export function guardLoss(loss: Loss, logits: Float32Array, rehearsal: Rehearsal, columns: number): number {
  const { guard, heldOut } = rehearsal;
  const weights = guardWeights(rehearsal);
  let total = 0;
  for (let i = 0; i < guard.count; i++) total += weights[i]! * loss(marginOf(logits, i, columns, guard.labels[i]!));
  return total / heldOut;
}

/** By how much the true label's logit exceeds the largest other label's; "not a symbol" is not an answer here. */
export function marginOf(logits: Float32Array, row: number, columns: number, label: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < columns - 1; c++) if (c !== label) other = Math.max(other, logits[row * columns + c]!);
  return logits[row * columns + label]! - other;
}
