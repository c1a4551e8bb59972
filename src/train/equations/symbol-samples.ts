// What the symbol model learns from: drawn expressions go through what reading does up to its hypotheses, and each is
// held against whose ink its strokes are.
import type { Random } from '../../engine/random.js';
import { cutTouching } from '../../equations/finding/cut-touching.js';
import { type EquationInk, equationInk } from '../../equations/finding/equation-ink.js';
import { type SymbolHypothesis, symbolHypotheses } from '../../equations/finding/symbol-hypotheses.js';
import { drawSymbolView, inkSums, SYMBOL_VIEW_SIZE } from '../../equations/finding/symbol-view.js';
import { type Box, union } from '../../geometry/box.js';
import { findInk } from '../../page/ink.js';
import type { Piece } from '../../strokes/piece.js';
import type { InkExpression } from './crohme.js';
import { type DrawnExpression, drawExpression } from './draw-expression.js';

/** How often a stroke that is one symbol is cut all the same, as reading cuts what it doubts. */
const DOUBTED = 0.12;

/** How often the symbol model, which training does without, is sure of a stroke that is a symbol. */
const SURE = 0.85;

/** A symbol that inked less than this share of a stroke, and of itself, is not in it. */
const HELD = 0.12;

/** Strokes that hold this share of a symbol's ink, and little else, are that symbol. */
const WHOLE = 0.75;

/** A pixel of a drawn symbol is its ink from here on, of 255. */
const INKED = 127;

/** An expression as reading finds it, with the truth. */
export interface FoundTruth {
  /** Strokes, those of several symbols cut. */
  readonly ink: EquationInk;
  /** All hypotheses. */
  readonly hypotheses: readonly SymbolHypothesis[];
  /** For each hypothesis the symbol that it is, or -1. */
  readonly is: readonly number[];
  /** For each symbol its best box, working pixels; undefined where no hypothesis is it. */
  readonly boxes: readonly (Box | undefined)[];
}

/** Draws an expression and looks for its symbols as reading does. */
export function foundTruth(expression: InkExpression, random: Random): FoundTruth | undefined {
  const drawn = drawExpression(expression, random);
  const ink = findInk(drawn.page);
  if (ink.pen === 0 || ink.factor !== 1) return undefined;
  const whole = equationInk(ink);
  const totals = drawn.masks.map(({ ink: mask }) => mask.reduce((sum, value) => sum + +(value > INKED), 0));
  // Reading cuts twice too: a bar is taken out first, and what stood on it may be several symbols still.
  const cut = (from: EquationInk): EquationInk => {
    const shares = sharesOf(from, drawn);
    const held = (piece: Piece): number =>
      totals.filter((total, s) => shares.get(piece.label)![s]! > HELD * Math.min(piece.area, total)).length;
    return cutTouching(from, (piece) => held(piece) !== 1 || random() < DOUBTED);
  };
  const found = cut(cut(whole));
  const ofPieces = sharesOf(found, drawn);
  const sure = found.pieces.map((piece) => symbolOf([piece], ofPieces, totals) >= 0 && random() < SURE);
  const hypotheses = symbolHypotheses(found, (k) => sure[k]!);
  const is = hypotheses.map(({ members }) =>
    symbolOf(
      members.map((k) => found.pieces[k]!),
      ofPieces,
      totals,
    ),
  );
  const boxes = drawn.masks.map((_, symbol) => {
    const k = is.indexOf(symbol);
    return k < 0 ? undefined : union(hypotheses[k]!.members.map((m) => found.pieces[m]!.box));
  });
  return { ink: found, hypotheses, is, boxes };
}

/** The symbol that some strokes are, or -1. */
function symbolOf(
  pieces: readonly Piece[],
  shares: ReadonlyMap<number, Float64Array>,
  totals: readonly number[],
): number {
  const sums = new Float64Array(totals.length);
  let area = 0;
  for (const { label, area: own } of pieces) {
    area += own;
    for (const [s, share] of shares.get(label)!.entries()) sums[s]! += share;
  }
  let best = 0;
  for (let s = 1; s < sums.length; s++) if (sums[s]! > sums[best]!) best = s;
  const others = sums.reduce((sum, value, s) => sum + (s === best ? 0 : value), 0);
  if (sums[best]! < WHOLE * totals[best]! || others > (1 - WHOLE) * area) return -1;
  // A dot or a bar that belongs to it may be little of its ink; each of its strokes must be there, and no other's.
  const all = [...shares].filter(([, share]) => share[best]! > 0.5 * share.reduce((a, b) => a + b, 0));
  const members = new Set(pieces.map(({ label }) => label));
  return all.every(([label]) => members.has(label)) && all.length === members.size ? best : -1;
}

/** For each piece's label, how many of its pixels each symbol inked. */
function sharesOf({ ink, labels, pieces }: EquationInk, { masks }: DrawnExpression): Map<number, Float64Array> {
  const shares = new Map(pieces.map(({ label }) => [label, new Float64Array(masks.length)]));
  for (const [s, mask] of masks.entries())
    for (let y = 0, k = 0; y < mask.height; y++)
      for (let i = (mask.y + y) * ink.plane.width + mask.x, end = i + mask.width; i < end; i++, k++) {
        if (mask.ink[k]! <= INKED) continue;
        const share = shares.get(labels[i]!);
        if (share) share[s]!++;
      }
  return shares;
}

/** Views with their labels. */
export interface SymbolSamples {
  /** How many. */
  readonly count: number;
  /** [count, 28, 28, 3] */
  readonly pictures: Uint8Array;
  /** [count] the place in the alphabet, or its length for what is no symbol. */
  readonly labels: Uint8Array;
}

/**
 * Samples of expressions: each symbol that can be read, and of what is none up to `others` times as many.
 * @param alphabet labels; an expression with another one is left out
 */
export function symbolSamples(
  expressions: Iterable<InkExpression>,
  alphabet: readonly string[],
  random: Random,
  others: number,
): SymbolSamples {
  const column = new Map(alphabet.map((label, k) => [label, k]));
  const chunks: Uint8Array[] = [];
  const labels: number[] = [];
  for (const expression of expressions) {
    if (expression.symbols.some(({ label }) => !column.has(label))) continue;
    const truth = foundTruth(expression, random);
    if (!truth) continue;
    const { ink, hypotheses, is } = truth;
    const wrong = is.reduce((sum, symbol) => sum + +(symbol < 0), 0);
    const kept = (others * (is.length - wrong)) / Math.max(1, wrong);
    const chosen = [...hypotheses.keys()].filter((k) => is[k]! >= 0 || random() < kept);
    const source = {
      plane: ink.ink.plane,
      labels: ink.labels,
      all: inkSums(ink.ink.plane),
      pen: ink.ink.pen,
      scale: ink.scale,
    };
    const views = new Uint8Array(chosen.length * SYMBOL_VIEW_SIZE);
    for (const [n, k] of chosen.entries()) {
      drawSymbolView(
        views,
        n * SYMBOL_VIEW_SIZE,
        source,
        hypotheses[k]!.members.map((m) => ink.pieces[m]!),
      );
      labels.push(is[k]! < 0 ? alphabet.length : column.get(expression.symbols[is[k]!]!.label)!);
    }
    chunks.push(views);
  }
  const pictures = new Uint8Array(labels.length * SYMBOL_VIEW_SIZE);
  let at = 0;
  for (const chunk of chunks) {
    pictures.set(chunk, at);
    at += chunk.length;
  }
  return { count: labels.length, pictures, labels: Uint8Array.from(labels) };
}
