// Pictures with labels, as training, learning and evaluation pass them around.
import { pictureSize } from './picture.js';

/** Pictures with their labels, one after the other. */
export interface LabelledPictures {
  /** How many there are. */
  readonly count: number;
  /** [count, 28, 28], 0 to 255, white on black. */
  readonly pictures: Uint8Array;
  /** [count] columns of the alphabet; for MNIST the digit itself. */
  readonly labels: Uint8Array;
}

/** The part from `from` up to `to`, sharing memory. */
export function part(all: LabelledPictures, from: number, to = all.count): LabelledPictures {
  return {
    count: to - from,
    pictures: all.pictures.subarray(from * pictureSize, to * pictureSize),
    labels: all.labels.subarray(from, to),
  };
}

/** All of the parts, one after the other. */
export function concat(parts: readonly LabelledPictures[]): LabelledPictures {
  const count = parts.reduce((sum, p) => sum + p.count, 0);
  const pictures = new Uint8Array(count * pictureSize);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const p of parts) {
    pictures.set(p.pictures, at * pictureSize);
    labels.set(p.labels, at);
    at += p.count;
  }
  return { count, pictures, labels };
}

/** Pictures [28, 28] and their labels, one by one, as one set. */
export function together(pictures: readonly Uint8Array[], labels: readonly number[]): LabelledPictures {
  const all = new Uint8Array(pictures.length * pictureSize);
  for (const [i, picture] of pictures.entries()) all.set(picture, i * pictureSize);
  return { count: pictures.length, pictures: all, labels: Uint8Array.from(labels) };
}
