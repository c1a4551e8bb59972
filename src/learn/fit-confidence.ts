// How sure a reader that has learned may be of itself.
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import type { Rehearsal } from './rehearsal.js';

/** Own samples held out, from which on they say something of confidence; and how far from the base's temperature it may go. */
const least = 20;
const furthest = 2;

/**
 * The temperature that fits held-out own samples and as many of anybody's digits, as easy and as hard as they come.
 * @param guarded logits of the guard's digits
 * @param own logits of own samples held out, and their labels
 */
export function temperatureOf(
  base: Checkpoint,
  { guard, hard, heldOut }: Rehearsal,
  guarded: Float32Array,
  own: Float32Array,
  labels: readonly number[],
): number {
  if (labels.length < least) return base.temperature;
  const columns = base.alphabet.length + 1;
  const easy = guard.count - hard;
  const ofHard = Math.round((easy * hard) / Math.max(1, heldOut - hard));
  const rows = [
    ...Array.from({ length: ofHard }, (_, i) => Math.floor((i * hard) / ofHard)),
    ...Array.from({ length: easy }, (_, i) => hard + i),
  ].slice(0, Math.max(labels.length, easy));
  const logits = Float32Array.from([
    ...own,
    ...rows.flatMap((row) => [...guarded.subarray(row * columns, (row + 1) * columns)]),
  ]);
  const fitted = fitTemperature(logits, columns, [...labels, ...rows.map((row) => guard.labels[row]!)]);
  return Math.min(furthest * base.temperature, Math.max(base.temperature / furthest, fitted));
}
