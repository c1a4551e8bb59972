// What the gate looks at to tell a hand's glyphs from anybody's. The base's features tell shapes apart. The mean and
// the power of each of the trunk's channels tell pens and strokes apart (a texture's statistics: Gatys et al. 2015).
// And it sees how sure the base and the tuned layers are of their answers: the gate matters where both are sure and
// differ.

/** What the trunk and both heads make of n glyphs. */
export interface GateInputs {
  /** `channelMoments` of the trunk's outputs. */
  readonly moments: Float32Array;
  /** The inputs to the base's last layer, [n, d]. */
  readonly features: Float32Array;
  /** The base's logits, [n, columns]; the last column is "not a symbol", which is no answer. */
  readonly base: Float32Array;
  /** The tuned layers' logits, [n, columns]. */
  readonly tuned: Float32Array;
  /** Logits of a glyph: one for each label, and one for no symbol. */
  readonly columns: number;
}

/** Margins between two logits: counted up to `most`, in units of `unit`. Set by eye. */
const margins = { most: 9, unit: 3 } as const;

/** How many values the gate sees of a glyph, for features [depth] and a trunk of so many channels. */
export const gateWidth = (depth: number, channels: number): number => depth + 2 * channels + 3;

/** Mean and power of each channel of a trunk's outputs [n, positions · channels], [n, 2 · channels]. */
export function channelMoments(trunk: Float32Array, n: number, channels: number): Float32Array {
  const size = trunk.length / n;
  const moments = new Float32Array(n * 2 * channels);
  for (let mean = 0, from = 0; mean < moments.length; mean += 2 * channels, from += size) {
    const power = mean + channels;
    for (let p = from; p < from + size; p += channels)
      for (let c = 0; c < channels; c++) {
        const value = trunk[p + c]!;
        moments[mean + c]! += value;
        moments[power + c]! += value * value;
      }
    for (let c = mean; c < mean + 2 * channels; c++) moments[c]! *= channels / size;
  }
  return moments;
}

/** What the gate sees of each glyph, [n, gateWidth]. */
export function gateFeatures({ moments, features, base, tuned, columns }: GateInputs): Float32Array {
  const n = base.length / columns;
  const depth = features.length / n;
  const width = gateWidth(depth, moments.length / n / 2);
  const seen = new Float32Array(n * width);
  for (let i = 0; i < n; i++) {
    const at = i * width;
    seen.set(features.subarray(i * depth, (i + 1) * depth), at);
    seen.set(moments.subarray((i * moments.length) / n, ((i + 1) * moments.length) / n), at + depth);
    const [before, after] = [best(base, i, columns), best(tuned, i, columns)];
    seen[at + width - 3] = Math.min(margins.most, before.margin) / margins.unit;
    seen[at + width - 2] = Math.min(margins.most, after.margin) / margins.unit;
    seen[at + width - 1] = before.answer === after.answer ? 0 : 1;
  }
  return seen;
}

/** A row's best answer, and by how much it exceeds the second best. */
function best(logits: Float32Array, row: number, columns: number): { answer: number; margin: number } {
  let [answer, first, second] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let c = 0; c < columns - 1; c++) {
    const value = logits[row * columns + c]!;
    if (value > first) [answer, second, first] = [c, first, value];
    else if (value > second) second = value;
  }
  return { answer, margin: first - second };
}
