// What the gate looks at to tell a hand's glyphs from anybody's: the base's features, which see shape; the mean and the
// power of each of the trunk's channels, which see pen and stroke (a texture's statistics: Gatys et al. 2015); and how
// sure the base and the tuned layers are of their answers, since it is where both are sure and differ that the gate
// decides.

/** What the base and the tuned layers make of glyphs. */
export interface Views {
  /** `channelMoments` of the trunk's outputs. */
  readonly moments: Float32Array;
  /** The base's, [n, d]. */
  readonly features: Float32Array;
  /** [n, columns]; the last column is no answer. */
  readonly base: Float32Array;
  readonly tuned: Float32Array;
  readonly columns: number;
}

/** Margins, in logits, are counted up to here and in units of this. */
const surest = 9;
const unit = 3;

/** Values that the gate sees of a glyph, for features [d] and so many channels of the trunk. */
export const gateWidth = (depth: number, channels: number): number => depth + 2 * channels + 3;

/** Mean and power of each channel of a trunk's outputs [n, positions · channels], as [n, 2 · channels]. */
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

/** [n, gateWidth] */
export function gateView({ moments, features, base, tuned, columns }: Views): Float32Array {
  const n = base.length / columns;
  const depth = features.length / n;
  const width = gateWidth(depth, moments.length / n / 2);
  const view = new Float32Array(n * width);
  for (let i = 0; i < n; i++) {
    const at = i * width;
    view.set(features.subarray(i * depth, (i + 1) * depth), at);
    view.set(moments.subarray((i * moments.length) / n, ((i + 1) * moments.length) / n), at + depth);
    const [before, after] = [best(base, i, columns), best(tuned, i, columns)];
    view[at + width - 3] = Math.min(surest, before.margin) / unit;
    view[at + width - 2] = Math.min(surest, after.margin) / unit;
    view[at + width - 1] = before.answer === after.answer ? 0 : 1;
  }
  return view;
}

/** A row's best answer and by how much it exceeds the second. */
function best(logits: Float32Array, row: number, columns: number): { answer: number; margin: number } {
  let [answer, first, second] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let c = 0; c < columns - 1; c++) {
    const value = logits[row * columns + c]!;
    if (value > first) [answer, second, first] = [c, first, value];
    else if (value > second) second = value;
  }
  return { answer, margin: first - second };
}
