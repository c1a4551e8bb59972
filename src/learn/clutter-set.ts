// A seeded set of "not a symbol" pictures made from given digits, for training and for holding out.
import { random as seeded } from '../engine/random.js';
import { pictureSize } from '../model/model.js';
import { clutter } from './clutter.js';
import type { LabelledPictures } from './labelled.js';

/** `count` pictures, all labelled `reject`, drawn from `digits` (whose labels are the digits themselves). */
export function clutterSet(digits: LabelledPictures, count: number, seed: number, reject: number): LabelledPictures {
  const random = seeded(seed);
  const pictures = new Uint8Array(Math.floor(count) * pictureSize);
  const digit = () => {
    const i = Math.floor(random() * digits.count);
    return {
      picture: digits.pictures.subarray(i * pictureSize, (i + 1) * pictureSize),
      label: String(digits.labels[i]),
    };
  };
  for (let i = 0; i < Math.floor(count); i++) pictures.set(clutter(random, digit), i * pictureSize);
  return { count: Math.floor(count), pictures, labels: new Uint8Array(Math.floor(count)).fill(reject) };
}
