// Whose hand a page is in. Each hand is a density of glyphs around its samples, label by label, and the page goes to the
// one under which it is likeliest; "somebody else" is a density of many writers (the universal background model of
// speaker recognition, Reynolds et al. 2000), so that one hand alone does not win by being the only one.

/** Glyphs or samples: their labels, and their features' directions, [n, d]. */
export interface Placed {
  readonly labels: readonly string[];
  readonly features: Float32Array;
}

/** What is known of one hand, and the page as that hand's reader reads it. */
export interface Candidate {
  readonly name: string;
  readonly samples: Placed;
  readonly glyphs: Placed & { readonly confidences: readonly number[] };
}

export interface Likeness {
  readonly name: string;
  /** Chance that it is this hand rather than another candidate, 0 to 1. */
  readonly score: number;
  /** Mean cosine between a glyph and the nearest sample of its label; 0 where there is none of it. */
  readonly nearness: number;
  /** Mean confidence of the hand's reader. */
  readonly confidence: number;
}

/** How fast a sample's say falls with the cosine's distance, and the density everywhere. */
const reach = 0.1;
const floor = 1e-3;
/** Glyphs of one page are alike, so each counts for less than an independent one would. */
const independent = 0.5;

/** The candidates, likeliest first; the scores add up to 1. A page without glyphs makes all equal. */
export function likeness(candidates: readonly Candidate[]): readonly Likeness[] {
  const counts = candidates.map(({ glyphs }) => glyphs.labels.length).sort((a, b) => a - b);
  // Readers may cut a page differently; each is judged by its mean glyph, for as many as there usually are.
  const count = counts[counts.length >> 1] ?? 0;
  const each = candidates.map((candidate) => ({ name: candidate.name, ...against(candidate) }));
  const best = Math.max(...each.map(({ logDensity }) => logDensity));
  const weights = each.map(({ logDensity }) => Math.exp((logDensity - best) * count * independent));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return each
    .map(({ name, nearness, confidence }, i) => ({ name, score: weights[i]! / sum, nearness, confidence }))
    .sort((a, b) => b.score - a.score);
}

function against({ samples, glyphs }: Candidate): { logDensity: number; nearness: number; confidence: number } {
  const n = glyphs.labels.length;
  if (n === 0) return { logDensity: Math.log(floor), nearness: 0, confidence: 0 };
  const width = glyphs.features.length / n;
  let [logDensity, nearness, confidence] = [0, 0, 0];
  for (const [i, label] of glyphs.labels.entries()) {
    let [density, of, nearest] = [0, 0, 0];
    for (const [j, other] of samples.labels.entries()) {
      if (other !== label) continue;
      let cosine = 0;
      for (let d = 0; d < width; d++) cosine += glyphs.features[i * width + d]! * samples.features[j * width + d]!;
      density += Math.exp((cosine - 1) / reach);
      of++;
      nearest = Math.max(nearest, cosine);
    }
    logDensity +=
      Math.log(floor + (1 - floor) * (density / Math.max(1, of))) + Math.log(glyphs.confidences[i]! + floor);
    nearness += nearest;
    confidence += glyphs.confidences[i]!;
  }
  return { logDensity: logDensity / n, nearness: nearness / n, confidence: confidence / n };
}
