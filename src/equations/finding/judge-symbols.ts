// What the symbol model says of hypotheses: calibrated chances of each label, and of no symbol at all.

import { pictureSize } from '../../glyph/picture.js';
import type { Alternative } from '../../reading.js';
import type { Piece } from '../../strokes/piece.js';
import type { EquationInk } from './equation-ink.js';
import type { JudgedSymbol } from './partitions.js';
import type { SymbolHypothesis } from './symbol-hypotheses.js';
import { drawSymbolView, inkSums, SYMBOL_VIEW_SIZE, VIEW_CHANNELS, type ViewSource } from './symbol-view.js';

/** A hypothesis with all that is said of it. */
export interface SymbolVerdict extends JudgedSymbol {
  /** The labels with their chances, likeliest first; what they lack of 1 is the chance that it is no symbol. */
  readonly labels: readonly Alternative[];
  /** Its normalised picture, [28, 28]. */
  readonly picture: Uint8Array;
}

/** Judges views of hypotheses. */
export interface ViewJudge {
  /** The labels it can give. */
  readonly alphabet: readonly string[];
  /** Chances [count, alphabet.length + 1] of views [count, 28, 28, 3]; the last is that of no symbol. */
  judge(views: Uint8Array, count: number): Float32Array;
}

/** What a hand's own samples say of a picture [28, 28]. */
export type OwnOpinion = (picture: Uint8Array) => readonly Alternative[];

/** Views judged at a time. */
const BATCH = 64;

/** So many labels of a symbol are kept. */
const KEPT = 6;

/** Judges hypotheses about the strokes of `found`. */
export function judgeSymbols(
  found: EquationInk,
  hypotheses: readonly SymbolHypothesis[],
  model: ViewJudge,
  own?: OwnOpinion,
): SymbolVerdict[] {
  const { ink, labels, pieces, scale } = found;
  const source: ViewSource = { plane: ink.plane, labels, all: inkSums(ink.plane), pen: ink.pen, scale };
  const out: SymbolVerdict[] = [];
  const columns = model.alphabet.length + 1;
  for (let from = 0; from < hypotheses.length; from += BATCH) {
    const batch = hypotheses.slice(from, from + BATCH);
    const views = new Uint8Array(batch.length * SYMBOL_VIEW_SIZE);
    for (const [k, { members }] of batch.entries())
      drawSymbolView(
        views,
        k * SYMBOL_VIEW_SIZE,
        source,
        members.map((m) => pieces[m] as Piece),
      );
    const chances = model.judge(views, batch.length);
    for (const [k, hypothesis] of batch.entries()) {
      const picture = new Uint8Array(pictureSize);
      for (let i = 0; i < pictureSize; i++) picture[i] = views[k * SYMBOL_VIEW_SIZE + i * VIEW_CHANNELS]!;
      const base = likeliest(model.alphabet, chances.subarray(k * columns, (k + 1) * columns));
      const judged = own ? withOwn(base, own(picture)) : base;
      out.push({ ...hypothesis, picture, labels: judged, chance: judged[0]!.confidence });
    }
  }
  return out;
}

function likeliest(alphabet: readonly string[], chances: Float32Array): Alternative[] {
  const out: Alternative[] = [];
  for (const [c, label] of alphabet.entries()) {
    const confidence = chances[c]!;
    if (out.length === KEPT && confidence <= out[KEPT - 1]!.confidence) continue;
    const place = out.findIndex((other) => confidence > other.confidence);
    out.splice(place < 0 ? out.length : place, 0, { label, confidence });
    out.length = Math.min(out.length, KEPT);
  }
  return out;
}

/** What the samples know counts first; the model has the say on the rest. */
function withOwn(base: readonly Alternative[], own: readonly Alternative[]): Alternative[] {
  if (own.length === 0) return [...base];
  const left = Math.max(0, 1 - own.reduce((sum, { confidence }) => sum + confidence, 0));
  const all = new Map(base.map(({ label, confidence }) => [label, confidence * left]));
  for (const { label, confidence } of own) all.set(label, (all.get(label) ?? 0) + confidence);
  return [...all]
    .map(([label, confidence]) => ({ label, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, KEPT);
}
