// MNIST digits that travel with the shipped model. Some are replayed while learning so that nothing is forgotten.
// Others, which no checkpoint was ever trained on, let the guard see what a learning step would cost.
import { OwnhandError } from '../error.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { packGreys, unpackGreys } from './grey-pictures.js';

/**
 * Keeps bytes from one process to the next, for one base and one rehearsal. It never throws: what cannot be kept, or is
 * damaged, is made again.
 */
export interface LookKeeper {
  /** What was kept; undefined where nothing was, or not all of it is there. */
  load(): Promise<Uint8Array | undefined>;
  /** Keeps the bytes where it can. */
  save(bytes: Uint8Array): Promise<void>;
}

/** MNIST digits that keep learning honest. */
export interface Rehearsal {
  /** Digits that the base was trained on: those that it is least sure of and as many others, by turns. */
  readonly replay: LabelledPictures;
  /**
   * Digits that the base was not trained on: first hard ones, those that the base is least sure of, which learning
   * loses
   * first; then some that stand for all the others.
   */
  readonly guard: LabelledPictures;
  /** How many of the guard's digits are hard ones. */
  readonly hard: number;
  /** How many held-out digits the guard's digits stand for. */
  readonly heldOut: number;
  /** Where what the base makes of these digits is kept. */
  readonly keeper?: LookKeeper;
}

/** How many held-out digits each of the guard's digits stands for, [guard.count]. */
export function guardWeights({ guard, hard, heldOut }: Rehearsal): Float64Array {
  const each = (heldOut - hard) / Math.max(1, guard.count - hard);
  return Float64Array.from({ length: guard.count }, (_, i) => (i < hard ? 1 : each));
}

/** From one of the 16 greys to the next. */
const GREY = 17;
/** More digits than any rehearsal has. */
const MOST = 1 << 16;

/**
 * The bytes of a rehearsal file before the platform compresses them: four counts (32-bit, little-endian), the labels of
 * replay and guard, and their pictures in 16 greys, packed.
 */
export function encodeRehearsal({ replay, guard, hard, heldOut }: Rehearsal): Uint8Array {
  const all = concat([replay, guard]);
  const packed = packGreys(all.pictures.map((value) => Math.round(value / GREY)));
  const bytes = new Uint8Array(16 + all.count + packed.length);
  const view = new DataView(bytes.buffer);
  for (const [i, count] of [replay.count, guard.count, hard, heldOut].entries()) view.setUint32(4 * i, count, true);
  bytes.set(all.labels, 16);
  bytes.set(packed, 16 + all.count);
  return bytes;
}

/** The rehearsal that `encodeRehearsal` wrote. Throws OwnhandError 'bad-checkpoint' where the bytes are not whole. */
export function decodeRehearsal(bytes: Uint8Array): Rehearsal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const countAt = (i: number): number => (bytes.length < 16 ? 0 : view.getUint32(4 * i, true));
  const [replay, guard, hard, heldOut] = [countAt(0), countAt(1), countAt(2), countAt(3)];
  const count = replay + guard;
  if (count === 0 || count > MOST || hard > guard || guard > heldOut || bytes.length <= 16 + count) {
    throw new OwnhandError('bad-checkpoint', 'The shipped rehearsal digits are damaged; install ownhand again.');
  }
  const pictures = unpackGreys(bytes.subarray(16 + count), count).map((grey) => GREY * grey);
  const all = { count, labels: bytes.subarray(16, 16 + count), pictures };
  return { replay: part(all, 0, replay), guard: part(all, replay), hard, heldOut };
}
