// Which glyphs' labels would help most. A label tells of all glyphs that look like its own, the more the less sure they are, and
// nothing new of those like one that is labelled already: facility location over likeness, weighted by doubt, chosen greedily,
// which is within 1 - 1/e of the best choice there is (Nemhauser et al. 1978; Wei et al. 2015, "Submodularity in … Active Learning").

import type { EngineFactory } from '../engine/engine.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { cosines, directions, meanRow } from '../model/feature-rows.js';
import { featuresOf } from '../model/features.js';

/** A glyph that could be asked about. */
export interface Unlabelled {
  /** [28, 28] */
  readonly picture: Uint8Array;
  /** How sure its reading is, 0 to 1. */
  readonly confidence: number;
}

/** How fast likeness falls with the cosine's distance. */
const reach = 0.1;
/** Doubt that even the surest glyph leaves: it may be sure and wrong. */
const leastDoubt = 0.02;
/** More glyphs than this are thinned out to the most doubtful, so that time stays in bounds. */
const most = 2000;

/** Up to `count` of the glyphs (their indices), the most telling first; glyphs like one of `labelled` are hardly asked about. */
export async function chooseToAsk(
  base: Checkpoint,
  glyphs: readonly Unlabelled[],
  labelled: readonly Uint8Array[],
  engines: EngineFactory,
  count: number,
): Promise<readonly number[]> {
  const rows = glyphs
    .map((glyph, index) => ({ glyph, index }))
    .sort((a, b) => a.glyph.confidence - b.glyph.confidence || a.index - b.index)
    .slice(0, most);
  if (rows.length === 0) return [];
  const known = labelled.slice(-most);
  const { features } = await featuresOf(base, [...rows.map(({ glyph }) => glyph.picture), ...known], engines);
  const width = features.length / (rows.length + known.length);
  const all = directions(features, meanRow(features, width));
  const doubts = Float64Array.from(rows, ({ glyph }) => leastDoubt + 1 - glyph.confidence);
  return mostTelling(all, width, doubts, count).map((row) => rows[row]!.index);
}

/** Greedy choice among the first rows of `all`, [rows + known, width], each of length 1; those from `doubts.length` on are known. */
export function mostTelling(all: Float32Array, width: number, doubts: Float64Array, count: number): readonly number[] {
  const n = doubts.length;
  // How much each row's label would tell of each of the first n, 0 to 1.
  const likeness = cosines(all, all.subarray(0, n * width), width).map((cosine) => Math.exp((cosine - 1) / reach));
  const rows = Array.from({ length: all.length / width }, (_, j) => likeness.subarray(j * n, (j + 1) * n));
  // How much of each glyph is told by what is labelled already.
  const told = new Float64Array(n);
  const tell = (by: Float32Array): void => {
    for (let i = 0; i < n; i++) told[i] = Math.max(told[i]!, by[i]!);
  };
  for (const row of rows.slice(n)) tell(row);
  const chosen: number[] = [];
  const left = new Set(doubts.keys());
  while (chosen.length < count && left.size > 0) {
    let [best, gained] = [-1, -1];
    for (const j of left) {
      let gain = 0;
      for (let i = 0; i < n; i++) gain += doubts[i]! * Math.max(0, rows[j]![i]! - told[i]!);
      if (gain > gained) [best, gained] = [j, gain];
    }
    chosen.push(best);
    left.delete(best);
    tell(rows[best]!);
  }
  return chosen;
}
