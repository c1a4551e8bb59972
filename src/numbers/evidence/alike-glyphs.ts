// A page is by one hand, which writes a digit much the same way each time: what is in doubt is as likely as not what the glyphs
// like it are. Verdicts spread from glyph to glyph as far as they look alike (label propagation: Zhu & Ghahramani 2002).

import { concat, directions } from '../../model/feature-rows.js';
import { argmax } from '../../model/logits.js';
import type { FoundGlyph } from '../found.js';

/** Glyphs that are less sure than this hear the others. */
const SURE = 0.98;

/** How fast a glyph's voice falls with the cosine's distance, and how much all voices count beside the verdict. */
const REACH = 0.05;
const STRENGTH = 0.4;

/** Rounds in which what was heard is heard on. */
const ROUNDS = 3;

/** So many glyphs, evenly of the page, have a voice: a page of thousands takes no longer for each. */
const MOST_VOICES = 500;

/** No verdict counts as less, so that none is a veto. */
const LEAST = 1e-4;
const LEAST_HEARD = 1e-3;

/** The lines, what is in doubt read as what looks like it on this page; `symbols` are in the alphabet. */
export function asAlike(lines: readonly (readonly FoundGlyph[])[], symbols: number): FoundGlyph[][] {
  const glyphs = lines.flat();
  const verdicts = glyphs.map(({ candidate }) => candidate.verdict);
  const seen = glyphs.flatMap(({ candidate }) => candidate.features ?? []);
  const heard = seen.length > 1 && seen.length === glyphs.length ? withAlike(verdicts, concat(seen)) : verdicts;
  let next = 0;
  return lines.map((line) =>
    line.map((glyph) => {
      const verdict = heard[next++]!;
      const best = argmax(verdict, 0, symbols);
      return { ...glyph, candidate: { ...glyph.candidate, verdict, best } };
    }),
  );
}

/**
 * The verdicts, each [symbols + 1] with the chance of no symbol last, once those in doubt have heard what looks like them.
 * @param features what the classifier sees in them, [n, d]
 */
export function withAlike(verdicts: readonly Float32Array[], features: Float32Array): Float32Array[] {
  const count = verdicts.length;
  const size = features.length / Math.max(1, count);
  const unit = directions(features, new Float64Array(size));
  const own = verdicts.map(symbolsOf);
  const voices = Array.from({ length: Math.min(count, MOST_VOICES) }, (_, k) =>
    Math.floor((k * count) / Math.min(count, MOST_VOICES)),
  );
  const doubtful = own.flatMap((chances, i) => (Math.max(...chances) < SURE ? [i] : []));
  const likeness = doubtful.map((i) => Float64Array.from(voices, (j) => (i === j ? 0 : alike(unit, i, j, size))));

  const heard = own.slice();
  const totals = likeness.map((weights) => weights.reduce((sum, weight) => sum + weight, 0));
  const symbols = own[0]?.length ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    // [voices, symbols]: what each says, once for all that hear it.
    const says = new Float64Array(voices.length * symbols);
    for (const [v, j] of voices.entries())
      for (let c = 0; c < symbols; c++)
        says[v * symbols + c] = Math.log(Math.max(LEAST_HEARD, heard[j]![c]!) * symbols);
    const next = doubtful.map((i, k) => {
      const chances = own[i]!;
      const weights = likeness[k]!;
      const said = new Float64Array(symbols);
      for (let v = 0, at = 0; v < weights.length; v++)
        for (let c = 0; c < symbols; c++, at++) said[c]! += weights[v]! * says[at]!;
      return normalised(
        chances.map((chance, c) => Math.max(LEAST, chance) * Math.exp((STRENGTH * said[c]!) / Math.max(1, totals[k]!))),
      );
    });
    for (const [k, i] of doubtful.entries()) heard[i] = next[k]!;
  }

  const out = verdicts.slice();
  for (const i of doubtful) {
    const nothing = verdicts[i]!.at(-1)!;
    out[i] = Float32Array.from([...heard[i]!].map((chance) => chance * (1 - nothing)).concat(nothing));
  }
  return out;
}

function alike(unit: Float32Array, i: number, j: number, size: number): number {
  let cosine = 0;
  for (let d = 0; d < size; d++) cosine += unit[i * size + d]! * unit[j * size + d]!;
  return Math.exp((cosine - 1) / REACH);
}

/** Chances of the symbols alone, which add up to 1. */
function symbolsOf(verdict: Float32Array): Float64Array {
  return normalised(Float64Array.from(verdict.subarray(0, -1)));
}

function normalised(chances: Float64Array): Float64Array {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return total > 0 ? chances.map((chance) => chance / total) : chances.fill(1 / chances.length);
}
