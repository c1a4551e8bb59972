// MNIST digits that travel with the shipped model: some are replayed while learning so that nothing is forgotten, others,
// which no checkpoint was ever trained on, let the guard see what a learning step would cost.
import { OwnhandError } from '../error.js';
import { pictureSize } from '../model/model.js';
import { concat, type LabelledPictures, part } from './labelled.js';
import { heldOutCount } from './train.js';

export interface Rehearsal {
  /** From the digits the base was trained on. */
  readonly replay: LabelledPictures;
  /** From the held-out digits. */
  readonly guard: LabelledPictures;
}

/** Evenly over the training digits: `replay` of those trained on, `guard` of those held out. */
export function chooseRehearsal(digits: LabelledPictures, replay: number, guard: number): Rehearsal {
  const trained = digits.count - heldOutCount;
  const every = (from: number, of: number, count: number): LabelledPictures =>
    concat(
      Array.from({ length: count }, (_, i) => from + Math.floor((i * of) / count)).map((i) => part(digits, i, i + 1)),
    );
  return { replay: every(0, trained, replay), guard: every(trained, heldOutCount, guard) };
}

/** Two counts (32-bit, little-endian), then the labels and the pictures of replay and guard; compressed by the platform. */
export function encodeRehearsal({ replay, guard }: Rehearsal): Uint8Array {
  const all = concat([replay, guard]);
  const bytes = new Uint8Array(8 + all.count * (1 + pictureSize));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, replay.count, true);
  view.setUint32(4, guard.count, true);
  bytes.set(all.labels, 8);
  bytes.set(all.pictures, 8 + all.count);
  return bytes;
}

/** @throws OwnhandError 'bad-checkpoint' where the bytes are not whole. */
export function decodeRehearsal(bytes: Uint8Array): Rehearsal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [replay, guard] = bytes.length < 8 ? [0, 0] : [view.getUint32(0, true), view.getUint32(4, true)];
  const count = replay + guard;
  if (count === 0 || bytes.length !== 8 + count * (1 + pictureSize)) {
    throw new OwnhandError('bad-checkpoint', 'The shipped rehearsal digits are damaged; install ownhand again.');
  }
  const all = { count, labels: bytes.subarray(8, 8 + count), pictures: bytes.subarray(8 + count) };
  return { replay: part(all, 0, replay), guard: part(all, replay) };
}
