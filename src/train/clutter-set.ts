// A seeded set of "not a symbol" pictures made from given digits, for training and for holding out.
import { type Random, random as seeded } from '../engine/random.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import { clutter, type Digit } from './draw/clutter.js';

/** Draws any of `digits`, whose labels are the digits themselves. */
export function anyDigit(digits: LabelledPictures, random: Random): Digit {
  return () => {
    const i = Math.floor(random() * digits.count);
    return {
      picture: digits.pictures.subarray(i * pictureSize, (i + 1) * pictureSize),
      label: String(digits.labels[i]),
    };
  };
}

/** `count` pictures, all labelled `reject`, drawn from `digits`. */
export function clutterSet(digits: LabelledPictures, count: number, seed: number, reject: number): LabelledPictures {
  const random = seeded(seed);
  const pictures = new Uint8Array(Math.floor(count) * pictureSize);
  const digit = anyDigit(digits, random);
  for (let i = 0; i < Math.floor(count); i++) pictures.set(clutter(random, digit), i * pictureSize);
  return { count: Math.floor(count), pictures, labels: new Uint8Array(Math.floor(count)).fill(reject) };
}
