// MNIST digits that travel with the shipped model: some are replayed while learning so that nothing is forgotten, others,
// which no checkpoint was ever trained on, let the guard see what a learning step would cost.
import { OwnhandError } from '../error.js';
import { pictureSize } from '../model/model.js';
import { concat, type LabelledPictures, part } from './labelled.js';

export interface Rehearsal {
  /**
   * By turns from the half of the held-out digits that the guard leaves, those that the base is least sure of, and from those it was
   * trained on: of these it is surer than of any that it will be shown, so that they alone would say too little of what may be lost.
   */
  readonly replay: LabelledPictures;
  /**
   * From every other held-out digit: first those that the base is least sure of, which are what learning loses first, then some
   * that stand for all the others.
   */
  readonly guard: LabelledPictures;
  /** How many of the guard's digits are those. */
  readonly hard: number;
  /** Held-out digits that the guard stands for. */
  readonly heldOut: number;
}

/**
 * For the guard, of every other held-out digit, the `hard` with the least margins and `easy` evenly of the rest; to replay, as many
 * with the least margins of the other held-out ones as evenly of those trained on.
 * @param margin for each held-out digit, by how much its logit exceeds the largest other
 */
export function chooseRehearsal(
  digits: LabelledPictures,
  margin: ArrayLike<number>,
  { replay, hard, easy }: { readonly replay: number; readonly hard: number; readonly easy: number },
): Rehearsal {
  const trained = digits.count - margin.length;
  const pick = (rows: readonly number[]): LabelledPictures => concat(rows.map((i) => part(digits, i, i + 1)));
  const evenly = (from: readonly number[], count: number): readonly number[] =>
    Array.from({ length: count }, (_, i) => from[Math.floor((i * from.length) / count)]!);
  const half = (parity: number): readonly number[] =>
    Array.from({ length: margin.length }, (_, i) => i)
      .filter((i) => i % 2 === parity)
      .sort((a, b) => margin[a]! - margin[b]! || a - b)
      .map((i) => trained + i);
  const [guarded, others] = [half(0), half(1)];
  const byRow = (rows: readonly number[]): readonly number[] => [...rows].sort((a, b) => a - b);
  const doubtful = byRow(others.slice(0, replay / 2));
  const usual = evenly(
    Array.from({ length: trained }, (_, i) => i),
    replay / 2,
  );
  return {
    replay: pick(doubtful.flatMap((row, i) => [row, usual[i]!])),
    guard: pick([...guarded.slice(0, hard), ...evenly(byRow(guarded.slice(hard)), easy)]),
    hard,
    heldOut: guarded.length,
  };
}

/** How many held-out digits each of the guard's stands for. */
export function guardWeights({ guard, hard, heldOut }: Rehearsal): Float64Array {
  const each = (heldOut - hard) / Math.max(1, guard.count - hard);
  return Float64Array.from({ length: guard.count }, (_, i) => (i < hard ? 1 : each));
}

/** Four counts (32-bit, little-endian), then the labels and the pictures of replay and guard; compressed by the platform. */
export function encodeRehearsal({ replay, guard, hard, heldOut }: Rehearsal): Uint8Array {
  const all = concat([replay, guard]);
  const bytes = new Uint8Array(16 + all.count * (1 + pictureSize));
  const view = new DataView(bytes.buffer);
  for (const [i, count] of [replay.count, guard.count, hard, heldOut].entries()) view.setUint32(4 * i, count, true);
  bytes.set(all.labels, 16);
  bytes.set(all.pictures, 16 + all.count);
  return bytes;
}

/** @throws OwnhandError 'bad-checkpoint' where the bytes are not whole. */
export function decodeRehearsal(bytes: Uint8Array): Rehearsal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (i: number): number => (bytes.length < 16 ? 0 : view.getUint32(4 * i, true));
  const [replay, guard, hard, heldOut] = [at(0), at(1), at(2), at(3)];
  const count = replay + guard;
  if (count === 0 || hard > guard || guard > heldOut || bytes.length !== 16 + count * (1 + pictureSize)) {
    throw new OwnhandError('bad-checkpoint', 'The shipped rehearsal digits are damaged; install ownhand again.');
  }
  const all = { count, labels: bytes.subarray(16, 16 + count), pictures: bytes.subarray(16 + count) };
  return { replay: part(all, 0, replay), guard: part(all, replay), hard, heldOut };
}
