// MNIST digits that travel with the shipped model: some are replayed while learning so that nothing is forgotten, others,
// which no checkpoint was ever trained on, let the guard see what a learning step would cost.
import { OwnhandError } from '../error.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';

export interface Rehearsal {
  /** From the digits the base was trained on: those that it is least sure of and as many others, by turns. */
  readonly replay: LabelledPictures;
  /**
   * From the held-out digits: first those that the base is least sure of, which are what learning loses first, then some that
   * stand for all the others.
   */
  readonly guard: LabelledPictures;
  /** How many of the guard's digits are those. */
  readonly hard: number;
  /** Held-out digits that the guard stands for. */
  readonly heldOut: number;
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
