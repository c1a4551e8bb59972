// How sure a reader that has learned may be of itself.

import { fitTemperature } from '../../model/calibration.js';
import type { Checkpoint } from '../../model/checkpoint.js';
import type { Rehearsal } from '../rehearsal.js';

/** Fewer held-out samples than this say nothing of confidence: the temperature stays the base's. */
const LEAST_SAMPLES = 20;
/** Significant digits of a temperature. */
const DIGITS = 6;
/** The most that the temperature is multiplied or divided by. */
const MOST_CHANGE = 2;

/**
 * The temperature that fits held-out own samples together with as many of anybody's digits, of which hard ones are as
 * frequent as among all held-out digits.
 * @param guardLogits logits of the guard's digits, [guard.count, columns]
 * @param ownLogits logits of own samples held out, [labels.length, columns]
 * @param labels the labels of those samples
 */
export function temperatureOf(
  base: Checkpoint,
  { guard, hard, heldOut }: Rehearsal,
  guardLogits: Float32Array,
  ownLogits: Float32Array,
  labels: readonly number[],
): number {
  if (labels.length < LEAST_SAMPLES) return base.temperature;
  const columns = base.alphabet.length + 1;
  const easy = guard.count - hard;
  const hardCount = Math.round((easy * hard) / Math.max(1, heldOut - hard));
  const rows = [
    ...Array.from({ length: hardCount }, (_, i) => Math.floor((i * hard) / hardCount)),
    ...Array.from({ length: easy }, (_, i) => hard + i),
  ].slice(0, Math.max(labels.length, easy));
  const logits = Float32Array.from([
    ...ownLogits,
    ...rows.flatMap((row) => [...guardLogits.subarray(row * columns, (row + 1) * columns)]),
  ]);
  const fitted = fitTemperature(logits, columns, [...labels, ...rows.map((row) => guard.labels[row]!)]);
  const temperature = Math.min(MOST_CHANGE * base.temperature, Math.max(base.temperature / MOST_CHANGE, fitted));
  // The last digits of Math.exp and Math.log are not the same on every machine.
  return Number(temperature.toPrecision(DIGITS));
}
