// Which of MNIST's digits travel with the shipped reader: some are replayed while a hand is learned, others are counted
// by the guard.
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import type { Rehearsal } from '../learn/rehearsal.js';
import { heldOutCount } from './held-out.js';

/**
 * Chooses `replay` digits of those trained on, half of them with the least margins. Of those held out it chooses the
 * `hard` with the least margins and `easy` evenly from the rest.
 * @param margin for each digit, by how much its logit exceeds the largest other
 */
export function chooseRehearsal(
  digits: LabelledPictures,
  margin: ArrayLike<number>,
  [replay, hard, easy]: readonly [number, number, number],
): Rehearsal {
  const trained = digits.count - heldOutCount;
  const pick = (rows: readonly number[]): LabelledPictures => concat(rows.map((i) => part(digits, i, i + 1)));
  const choose = (from: number, to: number, least: number, others: number) => {
    const order = Array.from({ length: to - from }, (_, i) => from + i).sort(
      (a, b) => margin[a]! - margin[b]! || a - b,
    );
    const rest = order.slice(least).sort((a, b) => a - b);
    const evenly = Array.from({ length: others }, (_, i) => rest[Math.floor((i * rest.length) / others)]!);
    return [order.slice(0, least), evenly] as const;
  };
  // The hardest stand evenly spread among themselves, so that the first few of the replayed are as hard as all.
  const [doubtful, usual] = choose(0, trained, replay >> 1, replay - (replay >> 1));
  const spread = [...doubtful].sort((a, b) => a - b);
  const [hardest, rest] = choose(trained, digits.count, hard, easy);
  return {
    replay: pick(usual.flatMap((row, i) => (i < spread.length ? [spread[i]!, row] : [row]))),
    guard: pick([...hardest, ...rest]),
    hard,
    heldOut: heldOutCount,
  };
}

/**
 * Steps of grey from black to white: with 16 greys the file is much smaller, and hands learn as well; with 8 they lose
 * more of what they knew.
 */
const GREY_STEPS = 15;

/** The digits in few greys, so that they travel in few bytes. */
export function inFewGreys({ pictures, ...others }: LabelledPictures): LabelledPictures {
  const step = 255 / GREY_STEPS;
  return { ...others, pictures: pictures.map((value) => step * Math.round(value / step)) };
}
