// A hand's own samples as a second opinion on symbols: those nearest to a picture, as the symbol model sees them, say
// what it is (a cache beside the model: Zhang et al. 2022, "Tip-Adapter").
import { pictureSize } from '../glyph/picture.js';
import { cosines, directions } from '../model/feature-rows.js';
import type { Alternative } from '../reading.js';
import type { SymbolModel } from './read-equations.js';

/** A picture [28, 28] with its label. */
export interface OwnSymbol {
  /** What it is. */
  readonly label: string;
  /** White on black. */
  readonly picture: Uint8Array;
}

/** Set by eye. */
const NEAREST = {
  /** The distance, as 1 - cosine, at which a sample's word weighs 1/e. */
  reach: 0.06,
  /** What it weighs, in samples that look the same, that a picture may be something that no sample shows. */
  unknown: 0.15,
} as const;

/**
 * What samples say of a picture: the labels of those that look like it with their probabilities, the likeliest first.
 * These add up to less than 1; what is missing is the chance that it is like none of them.
 */
export function ownSymbols(
  samples: readonly OwnSymbol[],
  model: Pick<SymbolModel, 'features'>,
): (picture: Uint8Array) => readonly Alternative[] {
  if (samples.length === 0) return () => [];
  const pictures = new Uint8Array(samples.length * pictureSize);
  for (const [k, { picture }] of samples.entries()) pictures.set(picture, k * pictureSize);
  const features = model.features(pictures, samples.length);
  const width = features.length / samples.length;
  const origin = new Float64Array(width);
  const keys = directions(features, origin);
  return (picture) => {
    const likeness = cosines(directions(model.features(picture, 1), origin), keys, width);
    const weights = new Map<string, number>();
    for (const [k, { label }] of samples.entries()) {
      const weight = Math.exp((likeness[k]! - 1) / NEAREST.reach);
      // The nearest sample of a label speaks for all of them: many samples make a label no likelier.
      weights.set(label, Math.max(weights.get(label) ?? 0, weight));
    }
    const all = [...weights.values()].reduce((sum, weight) => sum + weight, NEAREST.unknown);
    return [...weights]
      .map(([label, weight]) => ({ label, confidence: weight / all }))
      .sort((a, b) => b.confidence - a.confidence);
  };
}
