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
import { inkOfSymbols, sharesOf, symbolOf } from './whose-strokes.js';

/** How often a stroke that is one symbol is cut all the same, as reading cuts what it doubts. */
const DOUBTED = 0.12;

/** How often the symbol model, which training does without, is sure of a stroke that is a symbol. */
const SURE = 0.85;

/** A symbol that inked less than this share of a stroke, and of itself, is not in it. */
const HELD = 0.12;

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

/** Draws an expression. */
export type DrawExpression = (expression: InkExpression, random: Random) => DrawnExpression;

/** Draws an expression and looks for its symbols as reading does. */
export function foundTruth(
  expression: InkExpression,
  random: Random,
  draw: DrawExpression = drawExpression,
): FoundTruth | undefined {
  const drawn = draw(expression, random);
  const ink = findInk(drawn.page);
  if (ink.pen === 0 || ink.factor !== 1) return undefined;
  const whole = equationInk(ink);
  const totals = inkOfSymbols(drawn);
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
 * @param draw how they are drawn. Default: as photos.
 */
export function symbolSamples(
  expressions: Iterable<InkExpression>,
  alphabet: readonly string[],
  random: Random,
  others: number,
  draw?: DrawExpression,
): SymbolSamples {
  const column = new Map(alphabet.map((label, k) => [label, k]));
  const chunks: Uint8Array[] = [];
  const labels: number[] = [];
  for (const expression of expressions) {
    if (expression.symbols.some(({ label }) => !column.has(label))) continue;
    const truth = foundTruth(expression, random, draw);
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
