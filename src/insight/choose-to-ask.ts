// Which glyphs' labels would help most. A label tells of all glyphs that look like its own, and more of those that are
// less sure; it tells nothing new of those that look like a labelled one. This is facility location over likeness,
// weighted by doubt. The greedy choice is within 1 - 1/e of the best one (Nemhauser et al. 1978; for active learning:
// Wei et al. 2015).

import type { EngineFactory } from '../engine/engine.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { cosines, directions, meanRow } from '../model/feature-rows.js';
import { featuresOf } from '../model/features.js';

/** A glyph that could be asked about. */
export interface UnlabelledGlyph {
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
  /** How sure its reading is, 0 to 1. */
  readonly confidence: number;
}

/** How far off, in cosine, a label tells 1/e of what it tells of glyphs that look the same. */
const REACH = 0.1;
/** Doubt that even the surest glyph leaves, since it may be sure and wrong. */
const LEAST_DOUBT = 0.02;
/** Of more glyphs than this only the most doubtful are considered, so that time stays in bounds. */
const MOST_GLYPHS = 2000;

/**
 * Up to `count` of the glyphs, by their indices, those whose labels tell most first. Glyphs that look like one of
 * `labelled` are hardly asked about.
 */
export async function chooseToAsk(
  base: Checkpoint,
  glyphs: readonly UnlabelledGlyph[],
  labelled: readonly Uint8Array[],
  engines: EngineFactory,
  count: number,
): Promise<readonly number[]> {
  const rows = glyphs
    .map((glyph, index) => ({ glyph, index }))
    .sort((a, b) => a.glyph.confidence - b.glyph.confidence || a.index - b.index)
    .slice(0, MOST_GLYPHS);
  if (rows.length === 0) return [];
  const known = labelled.slice(-MOST_GLYPHS);
  const { features } = await featuresOf(base, [...rows.map(({ glyph }) => glyph.picture), ...known], engines);
  const width = features.length / (rows.length + known.length);
  const all = directions(features, meanRow(features, width));
  const doubts = Float64Array.from(rows, ({ glyph }) => LEAST_DOUBT + 1 - glyph.confidence);
  return mostTelling(all, width, doubts, count).map((row) => rows[row]!.index);
}

/**
 * The greedy choice of up to `count` glyphs.
 * @param all the features' directions, [glyphs + labelled, width]
 * @param doubts the doubt in each glyph; the rows of `all` beyond these are labelled
 */
export function mostTelling(all: Float32Array, width: number, doubts: Float64Array, count: number): readonly number[] {
  const n = doubts.length;
  // How much each row's label would tell of each glyph, 0 to 1.
  const likeness = cosines(all, all.subarray(0, n * width), width).map((cosine) => Math.exp((cosine - 1) / REACH));
  const rows = Array.from({ length: all.length / width }, (_, j) => likeness.subarray(j * n, (j + 1) * n));
  // How much labels that are there already tell of each glyph.
  const covered = new Float64Array(n);
  const cover = (by: Float32Array): void => {
    for (let i = 0; i < n; i++) covered[i] = Math.max(covered[i]!, by[i]!);
  };
  for (const row of rows.slice(n)) cover(row);
  const chosen: number[] = [];
  const left = new Set(doubts.keys());
  while (chosen.length < count && left.size > 0) {
    let [best, gained] = [-1, -1];
    for (const j of left) {
      let gain = 0;
      for (let i = 0; i < n; i++) gain += doubts[i]! * Math.max(0, rows[j]![i]! - covered[i]!);
      if (gain > gained) [best, gained] = [j, gain];
    }
    chosen.push(best);
    left.delete(best);
    cover(rows[best]!);
  }
  return chosen;
}
