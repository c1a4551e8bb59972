// Pictures of composed lines as reading cuts them out: digits with what a cut leaves of their neighbours on them, and, for the
// reject class, hypotheses that hold more than one digit.
import { cropOf } from '../find/piece.js';
import { normalise } from '../glyph/normalise.js';
import { pictureSide, pictureSize } from '../model/model.js';
import { INK_EDGE } from '../page/ink.js';
import { anyDigit } from './clutter-set.js';
import { composed } from './composed.js';
import { type Hypothesis, hypothesesOf } from './hypotheses.js';
import type { LabelledPictures } from './labelled.js';
import { type Random, upright } from './strokes.js';

/** Rejects for each digit. */
const REJECTS = 0.8;

/** Hypotheses taken, of all. */
const TAKEN = 0.4;

/** Pictures of `count` digits, labelled as in `digits`, and a share as many of no single digit, labelled `reject`. */
export function composedSet(digits: LabelledPictures, count: number, random: Random, reject: number): LabelledPictures {
  const most = Math.round(REJECTS * count);
  const pictures = new Uint8Array((count + most) * pictureSize);
  const labels = new Uint8Array(count + most).fill(reject);
  const digit = anyDigit(digits, random);
  let [right, wrong] = [0, 0];
  while (right < count || wrong < most) {
    const lines = composed(random, { digit });
    const { labels: owners, all } = hypothesesOf(lines, random);
    for (const hypothesis of all) {
      // Cuts of one digit are much alike.
      if (random() > TAKEN) continue;
      const isDigit = isWhole(hypothesis);
      if (isDigit ? right === count : wrong === most || !isSeveral(hypothesis)) continue;
      const crop = cropOf(lines.ink.plane, owners, hypothesis.pieces);
      const picture = normalise(crop.plane, crop.box, INK_EDGE);
      if (!isDigit && isBar(picture)) continue;
      const row = isDigit ? right++ : count + wrong++;
      pictures.set(picture, row * pictureSize);
      if (isDigit) labels[row] = Number(hypothesis.label);
    }
  }
  return { count: count + most, pictures, labels };
}

/** Reads as the digit whatever the cut took or left. */
const isWhole = ({ common }: Hypothesis): boolean => common > 0.8;

/** Holds a quarter more than any one digit, so much of a neighbour that it is no digit; parts of one digit may be another. */
const isSeveral = ({ common, ofDigit, ofItself }: Hypothesis): boolean =>
  common < 0.72 && ofItself < 0.78 && ofDigit > 0.4;

/** A bar is a 1 to anyone. */
const isBar = (picture: Uint8Array): boolean =>
  upright({ width: pictureSide, height: pictureSide, ink: Float32Array.from(picture) });
