// How near a glyph lies to one of the hand's samples of the label that the hand would give it. The gate alone sees how a
// hand writes on the whole; where no own sample lies near, what was learned is a guess, and the base is believed.
import type { BaseOutputs } from '../base-outputs.js';

/** A hand's samples as the base sees them. */
export interface NearSamples {
  /** The samples' labels, [n]. */
  readonly labels: readonly string[];
  /** Their shapes, [n, width], features and quarters side by side, centred, scaled, and of length 1. */
  readonly shapes: Float32Array;
  /** The middle of anybody's shapes, and what scales each value, [2, width]. */
  readonly frame: Float32Array;
}

/** How much nearness counts. `node bench/hands.mjs --source FILE` measures it; chosen on half of CROHME's writers. */
const NEAR = {
  /** Log-odds for each unit of the cosine. */
  weight: 10,
  /** A cosine that says nothing for or against. */
  usual: 0.7,
};

/** So many samples of a label are kept, the newest: a checkpoint grows by 1 kB with each. Set by eye. */
export const MOST_NEAR = 20;

/** Shapes of glyphs in a frame, [count, width], each of length 1. */
export function unitShapes({ count, features, quarters }: BaseOutputs, frame: Float32Array): Float32Array {
  const width = frame.length / 2;
  const depth = features.length / Math.max(1, count);
  const rest = width - depth;
  const shapes = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const shape = shapes.subarray(i * width, (i + 1) * width);
    shape.set(features.subarray(i * depth, (i + 1) * depth));
    shape.set(quarters.subarray(i * rest, (i + 1) * rest), depth);
    let square = 0;
    for (let d = 0; d < width; d++) {
      shape[d] = (shape[d]! - frame[d]!) * frame[width + d]!;
      square += shape[d]! ** 2;
    }
    const length = Math.sqrt(square) || 1;
    for (let d = 0; d < width; d++) shape[d]! /= length;
  }
  return shapes;
}

/**
 * What nearness adds to the log-odds that each glyph is the hand's, [count], where the hand would read it as `own`
 * [count, columns] says. A label without samples says nothing.
 */
export function nearOdds(
  { labels, shapes, frame }: NearSamples,
  glyphs: BaseOutputs,
  own: Float32Array,
  alphabet: readonly string[],
): Float32Array {
  const [width, columns] = [frame.length / 2, alphabet.length + 1];
  const ofColumn = alphabet.map((label) => labels.flatMap((each, row) => (each === label ? [row] : [])));
  const all = unitShapes(glyphs, frame);
  return Float32Array.from({ length: glyphs.count }, (_, i) => {
    let best = 0;
    for (let c = 1; c < alphabet.length; c++) if (own[i * columns + c]! > own[i * columns + best]!) best = c;
    let nearest = Number.NEGATIVE_INFINITY;
    for (const row of ofColumn[best]!) {
      let cosine = 0;
      for (let d = 0; d < width; d++) cosine += all[i * width + d]! * shapes[row * width + d]!;
      nearest = Math.max(nearest, cosine);
    }
    return nearest === Number.NEGATIVE_INFINITY ? 0 : NEAR.weight * (nearest - NEAR.usual);
  });
}
