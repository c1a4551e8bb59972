// Whose hand a page is in. Each hand is a density of glyphs around its samples, label by label, and the page goes to
// the hand under which it is likeliest. "Somebody else" is a density of many writers (the universal background model of
// speaker recognition, Reynolds et al. 2000), so that a hand does not win by being the only one.

/** Glyphs or samples, as far as hands are compared by them. */
export interface LabelledFeatures {
  /** The label of each, [n]. */
  readonly labels: readonly string[];
  /** The directions of their features, [n, d]. */
  readonly features: Float32Array;
}

/** What is known of one hand, and the page as that hand's reader reads it. */
export interface KnownHand {
  /** How the hand is called. */
  readonly name: string;
  /** The hand's samples. */
  readonly samples: LabelledFeatures;
  /** The page's glyphs, and how sure the hand's reader is of each, 0 to 1. */
  readonly glyphs: LabelledFeatures & { readonly confidences: readonly number[] };
}

/** How much a page looks like a hand. */
export interface Likeness {
  /** The hand's name. */
  readonly name: string;
  /** Chance that it is this hand rather than another one, 0 to 1. */
  readonly score: number;
  /** Mean cosine between a glyph and the nearest sample of its label; 0 where there is none of it. */
  readonly nearness: number;
  /** Mean confidence of the hand's reader. */
  readonly confidence: number;
}

/** The density of a hand's glyphs. */
const DENSITY = {
  /** How far off, in cosine, a sample counts 1/e of one that looks the same. */
  reach: 0.1,
  /** The density where no sample is near. */
  floor: 1e-3,
  /** What a glyph counts against an independent one, since glyphs of one page are alike. */
  independence: 0.5,
};

/** The hands, likeliest first; the scores add up to 1. A page without glyphs makes all equal. */
export function likeness(hands: readonly KnownHand[]): readonly Likeness[] {
  const counts = hands.map(({ glyphs }) => glyphs.labels.length).sort((a, b) => a - b);
  // Readers may cut a page differently, so each hand's mean glyph counts, as many times as readers find glyphs
  // (median).
  const count = counts[counts.length >> 1] ?? 0;
  const each = hands.map((hand) => ({ name: hand.name, ...densityOf(hand) }));
  const best = Math.max(...each.map(({ logDensity }) => logDensity));
  const weights = each.map(({ logDensity }) => Math.exp((logDensity - best) * count * DENSITY.independence));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return each
    .map(({ name, nearness, confidence }, i) => ({ name, score: weights[i]! / sum, nearness, confidence }))
    .sort((a, b) => b.score - a.score);
}

/**
 * The mean log density of the page's glyphs under a hand, the mean nearness of its samples, and the mean confidence.
 */
function densityOf({ samples, glyphs }: KnownHand): { logDensity: number; nearness: number; confidence: number } {
  const n = glyphs.labels.length;
  if (n === 0) return { logDensity: Math.log(DENSITY.floor), nearness: 0, confidence: 0 };
  const width = glyphs.features.length / n;
  let [logDensity, nearness, confidence] = [0, 0, 0];
  for (const [i, label] of glyphs.labels.entries()) {
    let [density, compared, nearest] = [0, 0, 0];
    for (const [j, other] of samples.labels.entries()) {
      if (other !== label) continue;
      let cosine = 0;
      for (let d = 0; d < width; d++) cosine += glyphs.features[i * width + d]! * samples.features[j * width + d]!;
      density += Math.exp((cosine - 1) / DENSITY.reach);
      compared++;
      nearest = Math.max(nearest, cosine);
    }
    logDensity +=
      Math.log(DENSITY.floor + (1 - DENSITY.floor) * (density / Math.max(1, compared))) +
      Math.log(glyphs.confidences[i]! + DENSITY.floor);
    nearness += nearest;
    confidence += glyphs.confidences[i]!;
  }
  return { logDensity: logDensity / n, nearness: nearness / n, confidence: confidence / n };
}
