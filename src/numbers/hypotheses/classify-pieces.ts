// The classifier's verdict on any set of pieces, asked in batches: reading decides by these verdicts.

import type { Box } from '../../geometry/box.js';
import { union } from '../../geometry/box.js';
import { normalise } from '../../glyph/normalise.js';
import { pictureSize } from '../../glyph/picture.js';
import type { Classifier, Look } from '../../model/classifier.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE } from '../../page/ink.js';
import { cropOf, type Piece } from '../../strokes/piece.js';
import type { Walls } from '../../strokes/walls.js';

/** A set of pieces taken as one glyph, with the classifier's verdict. */
export interface GlyphCandidate {
  /** What it is made of, left to right. */
  readonly pieces: readonly Piece[];
  /** Working pixels. */
  readonly box: Box;
  /** What the classifier saw, [28, 28]. */
  readonly picture: Uint8Array;
  /** Calibrated chances [alphabet + 1]; the last is that of no symbol. */
  readonly verdict: Float32Array;
  /** Chance that it is a symbol at all: 1 less the verdict's last. */
  readonly symbol: number;
  /** The verdict's column of the likeliest symbol. */
  readonly best: number;
  /** The label of the likeliest symbol. */
  readonly label: string;
  /** How far the chance of the likeliest is believed, 0 to 1, where a second opinion has raised it. */
  readonly trust?: number;
  /** How far it is read as the hand that taught the classifier, 0 to 1, where one did. */
  readonly ofHand?: number;
  /** The classifier's features of the picture, [d], where it gives them. */
  readonly features?: Float32Array;
}

/** The connected strokes of a page. */
export interface ClassifiedStrokes {
  /** [height, width]: the label of each pixel's piece, 0 for paper. */
  readonly labels: Int32Array;
  /** All of them; the one with label k comes at k - 1. */
  readonly pieces: readonly Piece[];
  /** The lines of rules and boxes that were taken out. */
  readonly walls: Walls;
  /** The verdict on each piece that is large and dark enough to be a glyph by itself. */
  readonly alone: ReadonlyMap<Piece, GlyphCandidate>;
  /** Frees the memory of the labels, which are found again where they are asked for. */
  readonly forgetLabels?: () => void;
}

/** Pictures classified at a time: enough to fill the kernels, little enough to stay in the cache. */
const BATCH = 256;

/** The likeliest symbol of a verdict: its column and its label. */
export function likeliest(verdict: Float32Array, alphabet: readonly string[]): Pick<GlyphCandidate, 'best' | 'label'> {
  let best = 0;
  for (let c = 1; c < alphabet.length; c++) if (verdict[c]! > verdict[best]!) best = c;
  return { best, label: alphabet[best]! };
}

/** Classifies each set of pieces as one glyph; `labels` is asked only where a glyph has to be drawn. */
export function classifyPieces(
  sets: readonly (readonly Piece[])[],
  ink: Plane,
  labels: () => Int32Array,
  classifier: Classifier,
): GlyphCandidate[] {
  const columns = classifier.alphabet.length + 1;
  const out: GlyphCandidate[] = [];
  for (let from = 0; from < sets.length; from += BATCH) {
    const batch = sets.slice(from, from + BATCH);
    const draw = (pieces: readonly Piece[]): Uint8Array => {
      const crop = cropOf(ink, labels(), pieces);
      return normalise(crop.plane, crop.box, INK_EDGE);
    };
    // A piece belongs to one plane of ink, so that it always makes the same picture.
    const keys = batch.map((pieces) => (pieces.length === 1 ? pieces[0]! : pieces));
    const { pictures, chances, features, ofHand } =
      classifier.lookAt?.(keys, (k) => draw(batch[k]!)) ?? lookAtAll(classifier, batch.map(draw));
    const size = (features?.length ?? 0) / batch.length;
    batch.forEach((pieces, k) => {
      const verdict = chances.slice(k * columns, (k + 1) * columns);
      out.push({
        pieces,
        box: union(pieces.map((piece) => piece.box)),
        picture: pictures[k]!,
        verdict,
        symbol: 1 - verdict[columns - 1]!,
        ...likeliest(verdict, classifier.alphabet),
        ...(features && { features: features.slice(k * size, (k + 1) * size) }),
        ...(ofHand && { ofHand: ofHand[k]! }),
      });
    });
  }
  return out;
}

/** What a classifier that remembers nothing says of pictures. */
function lookAtAll(
  classifier: Classifier,
  pictures: readonly Uint8Array[],
): Pick<Look, 'chances'> & Partial<Pick<Look, 'features' | 'ofHand'>> & { readonly pictures: readonly Uint8Array[] } {
  const all = new Uint8Array(pictures.length * pictureSize);
  for (const [k, picture] of pictures.entries()) all.set(picture, k * pictureSize);
  const look = classifier.look?.(all, pictures.length) ?? { chances: classifier.classify(all, pictures.length) };
  return { ...look, pictures };
}
