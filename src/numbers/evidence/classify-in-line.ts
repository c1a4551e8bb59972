// Hypotheses that compete for the same pieces are classified again as they stand in their line. Which of them is one
// whole digit, and which digit, the surroundings tell better than the shape. What nothing competes with is left to the
// classifier of shapes.
import type { Wholes } from '../../model/classifier.js';
import type { Plane } from '../../page/image.js';
import { type GlyphCandidate, likeliest } from '../hypotheses/classify-pieces.js';
import { openViews, VIEW_SIZE } from '../hypotheses/line-view.js';
import type { Segmented } from '../hypotheses/segment.js';

/** A hypothesis with what its surroundings say of it. */
export interface CandidateInLine {
  /** Its verdict weighs both the shape and the surroundings. */
  readonly candidate: GlyphCandidate;
  /** The chance that it is one whole digit; undefined where that was not asked. */
  readonly whole?: number;
}

/** Views judged at a time. */
const BATCH = 128;

/**
 * For each run of the page's lines its candidate, whose digits are weighed by both where the runs of a line compete.
 */
export function classifyInLine(
  { lines, labels }: Segmented,
  ink: Plane,
  candidates: readonly GlyphCandidate[],
  alphabet: readonly string[],
  wholes: Wholes,
): CandidateInLine[] {
  let next = 0;
  const out: CandidateInLine[] = [];
  const asked: { readonly at: number; readonly height: number }[] = [];
  for (const { pieces, runs, own } of lines) {
    const taken = new Uint32Array(pieces.length);
    for (const { from, to } of runs) for (let k = from; k < to; k++) taken[k]!++;
    for (const { from, to } of runs) {
      const candidate = candidates[next]!;
      const contested = taken.subarray(from, to).some((count) => count > 1);
      // It knows digits only: other symbols that a hand has taught are not its to judge.
      if (contested && wholes.alphabet.includes(candidate.label)) asked.push({ at: next, height: own.height });
      out.push({ candidate });
      next++;
    }
  }
  const columns = wholes.alphabet.length + 1;
  const drawView = asked.length > 0 ? openViews(ink, labels) : () => {};
  for (let from = 0; from < asked.length; from += BATCH) {
    const batch = asked.slice(from, from + BATCH);
    const views = new Uint8Array(batch.length * VIEW_SIZE);
    for (const [i, { at, height }] of batch.entries()) {
      const { pieces, box } = candidates[at]!;
      drawView(views, i * VIEW_SIZE, pieces, box, height);
    }
    const answers = wholes.classify(views, batch.length);
    for (const [i, { at }] of batch.entries()) {
      const answer = answers.subarray(i * columns, (i + 1) * columns);
      const whole = 1 - answer[columns - 1]!;
      out[at] = { candidate: weighed(candidates[at]!, alphabet, answer, wholes.alphabet), whole };
    }
  }
  return out;
}

/** Keeps the smallest chance from ruling a digit out by itself. */
const LEAST = 1e-4;

/**
 * The candidate with the chances of the digits that both know multiplied, their sum kept: two witnesses of one glyph.
 */
function weighed(
  candidate: GlyphCandidate,
  alphabet: readonly string[],
  answer: Float32Array,
  known: readonly string[],
): GlyphCandidate {
  const verdict = candidate.verdict.slice();
  let [before, after] = [0, 0];
  const columns = alphabet.flatMap((label, column) => {
    const k = known.indexOf(label);
    return k < 0 ? [] : [{ column, k }];
  });
  for (const { column, k } of columns) {
    before += verdict[column]!;
    verdict[column] = (verdict[column]! + LEAST) * (answer[k]! + LEAST);
    after += verdict[column]!;
  }
  for (const { column } of columns) verdict[column]! *= before / after;
  return { ...candidate, verdict, ...likeliest(verdict, alphabet) };
}
