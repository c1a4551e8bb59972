// Hypotheses that compete for the same pieces are classified again as they stand in their line. Which of them is one
// whole digit, and which digit, the surroundings tell better than the shape. What nothing competes with is left to the
// classifier of shapes.
import type { Wholes } from '../../model/classifier.js';
import { type GlyphCandidate, likeliest } from '../hypotheses/classify-pieces.js';
import type { PieceRun } from '../hypotheses/joins.js';
import { type DrawView, openViews, VIEW_SIZE } from '../hypotheses/line-view.js';
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
  { ink, lines, labels }: Segmented,
  candidates: readonly GlyphCandidate[],
  alphabet: readonly string[],
  wholes: Wholes,
): CandidateInLine[] {
  let next = 0;
  const out: CandidateInLine[] = [];
  const asked: { readonly at: number; readonly run: PieceRun; readonly height: number }[] = [];
  for (const { pieces, runs, own } of lines) {
    const taken = new Uint32Array(pieces.length);
    for (const { from, to } of runs) for (let k = from; k < to; k++) taken[k]!++;
    for (const run of runs) {
      const { from, to } = run;
      const candidate = candidates[next]!;
      const contested = taken.subarray(from, to).some((count) => count > 1);
      // It knows digits only: other symbols that a hand has taught are not its to judge.
      if (contested && wholes.alphabet.includes(candidate.label)) asked.push({ at: next, run, height: own.height });
      out.push({ candidate });
      next++;
    }
  }
  let drawView: DrawView | undefined;
  for (let from = 0; from < asked.length; from += BATCH) {
    const batch = asked.slice(from, from + BATCH);
    const draw = (k: number): Uint8Array => {
      const { at, height } = batch[k]!;
      const { pieces, box } = candidates[at]!;
      drawView ??= openViews(ink.plane, labels);
      const view = new Uint8Array(VIEW_SIZE);
      drawView(view, 0, pieces, box, height);
      return view;
    };
    // A run belongs to one line, whose digits are so high: it looks the same whenever it is asked about.
    const runs = batch.map(({ run }) => run);
    const answers = wholes.classifyAt?.(runs, draw) ?? classifyAll(wholes, batch.length, draw);
    for (const [i, { at }] of batch.entries()) {
      const answer = answers[i]!;
      const whole = 1 - answer.at(-1)!;
      out[at] = { candidate: weighed(candidates[at]!, alphabet, answer, wholes.alphabet), whole };
    }
  }
  return out;
}

/** What wholes that remember nothing say, a row for each view. */
function classifyAll(wholes: Wholes, count: number, draw: (k: number) => Uint8Array): Float32Array[] {
  const views = new Uint8Array(count * VIEW_SIZE);
  for (let k = 0; k < count; k++) views.set(draw(k), k * VIEW_SIZE);
  const answers = wholes.classify(views, count);
  const columns = wholes.alphabet.length + 1;
  return Array.from({ length: count }, (_, k) => answers.subarray(k * columns, (k + 1) * columns));
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
