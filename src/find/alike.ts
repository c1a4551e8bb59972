// A page is by one hand, which writes a digit much the same way each time: what is in doubt is as likely as not what the glyphs
// like it are. Verdicts spread from glyph to glyph as far as they look alike (label propagation: Zhu & Ghahramani 2002).
import { SIDE } from '../glyph/normalise.js';
import type { Classifier } from '../model/classifier.js';
import { argmax } from '../model/model.js';
import { directions } from '../model/rows.js';
import type { FoundGlyph } from './read-lines.js';

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

/** The lines, what is in doubt read as what looks like it on this page. */
export function asAlike(lines: readonly (readonly FoundGlyph[])[], classifier: Classifier): FoundGlyph[][] {
  const glyphs = lines.flat();
  const pictures = new Uint8Array(glyphs.length * SIDE * SIDE);
  for (const [i, { candidate }] of glyphs.entries()) pictures.set(candidate.picture, i * SIDE * SIDE);
  const verdicts = glyphs.map(({ candidate }) => candidate.verdict);
  const heard =
    classifier.features && glyphs.length > 1
      ? withAlike(verdicts, classifier.features(pictures, glyphs.length))
      : verdicts;
  let next = 0;
  return lines.map((line) =>
    line.map((glyph) => {
      const verdict = heard[next++]!;
      const best = argmax(verdict, 0, classifier.alphabet.length);
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
  const likeness = doubtful.map((i) => voices.map((j) => (i === j ? 0 : alike(unit, i, j, size))));

  const heard = own.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const next = doubtful.map((i, k) => {
      const chances = own[i]!;
      const total = likeness[k]!.reduce((sum, weight) => sum + weight, 0);
      const said = new Float64Array(chances.length);
      for (const [v, j] of voices.entries()) {
        const weight = likeness[k]![v]!;
        for (let c = 0; c < said.length; c++)
          said[c]! += weight * Math.log(Math.max(LEAST_HEARD, heard[j]![c]!) * said.length);
      }
      return normalised(
        chances.map((chance, c) => Math.max(LEAST, chance) * Math.exp((STRENGTH * said[c]!) / Math.max(1, total))),
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
