// The classifier's verdict on any set of pieces, asked in batches: reading decides by these.

import type { Box } from '../../geometry/box.js';
import { union } from '../../geometry/box.js';
import { normalise } from '../../glyph/normalise.js';
import { pictureSide } from '../../glyph/picture.js';
import type { Classifier } from '../../model/classifier.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE } from '../../page/ink.js';
import { cropOf, type Piece } from '../../strokes/piece.js';

/** A set of pieces taken as one glyph, judged. */
export interface Candidate {
  readonly pieces: readonly Piece[];
  readonly box: Box;
  readonly picture: Uint8Array;
  /** [alphabet + 1], the last is "not a symbol". */
  readonly verdict: Float32Array;
  /** Chance that it is a symbol: 1 - the last. */
  readonly symbol: number;
  /** Column of the likeliest symbol. */
  readonly best: number;
  /** What the classifier saw in the picture, [d], where it tells. */
  readonly features?: Float32Array;
}

/** Pictures classified at a time: enough to fill the kernels, little enough to stay in the cache. */
const BATCH = 256;

/** Judges each set of pieces as one glyph. */
export function judge(
  sets: readonly (readonly Piece[])[],
  ink: Plane,
  labels: Int32Array,
  classifier: Classifier,
): Candidate[] {
  const columns = classifier.alphabet.length + 1;
  const out: Candidate[] = [];
  for (let from = 0; from < sets.length; from += BATCH) {
    const batch = sets.slice(from, from + BATCH);
    const pictures = new Uint8Array(batch.length * pictureSide * pictureSide);
    batch.forEach((pieces, k) => {
      const crop = cropOf(ink, labels, pieces);
      pictures.set(normalise(crop.plane, crop.box, INK_EDGE), k * pictureSide * pictureSide);
    });
    const { chances, features } = classifier.look?.(pictures, batch.length) ?? {
      chances: classifier.classify(pictures, batch.length),
    };
    const size = (features?.length ?? 0) / batch.length;
    batch.forEach((pieces, k) => {
      const verdict = chances.slice(k * columns, (k + 1) * columns);
      let best = 0;
      for (let c = 1; c < columns - 1; c++) if (verdict[c]! > verdict[best]!) best = c;
      out.push({
        pieces,
        box: union(pieces.map((piece) => piece.box)),
        picture: pictures.slice(k * pictureSide * pictureSide, (k + 1) * pictureSide * pictureSide),
        verdict,
        symbol: 1 - verdict[columns - 1]!,
        best,
        ...(features && { features: features.slice(k * size, (k + 1) * size) }),
      });
    });
  }
  return out;
}
