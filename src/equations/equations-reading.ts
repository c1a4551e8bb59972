// What reading a page of equations gives: each equation in all its forms, with its symbols and what arithmetic says.
import { type Box, union } from '../geometry/box.js';
import type { Alternative } from '../reading.js';
import { checkArithmetic, type DoubtfulSymbol } from './arithmetic/check-arithmetic.js';
import { rerank } from './arithmetic/rerank.js';
import type { EquationSymbol, FoundEquation } from './expression.js';
import { type LatexForm, latexForm, markedLatex } from './forms/latex.js';
import { toMathml } from './forms/mathml.js';
import { toPlainText } from './forms/plain-text.js';
import { withSums } from './sums/sum-blocks.js';
import { markedSumLatex, sumLatex, sumMathml, sumText } from './sums/sum-forms.js';
import type { VerticalSum } from './sums/vertical-sum.js';

/** A symbol of an equation, and its part of the LaTeX. */
export interface ReadSymbol {
  /** LaTeX as the CROHME data has it, such as `7`, `x` or `\alpha`; or whatever the hand was taught. */
  readonly label: string;
  /** Calibrated probability that the label is right, 0 to 1. */
  readonly confidence: number;
  /** Pixels of the upright page. */
  readonly box: Box;
  /** The other likely labels, best first. */
  readonly alternatives: readonly Alternative[];
  /** Indices of its first character in the equation's LaTeX, and behind its last; missing where it has none there. */
  readonly latex?: readonly [number, number];
  /** Its normalised 28×28 picture, white (255) on black, [28, 28]; missing where it can teach nothing. */
  readonly picture?: Uint8Array;
  /** A person has said what it is, on this very photo. */
  readonly given?: true;
}

/** One equation. */
export interface ReadEquation {
  /** LaTeX that KaTeX and amsmath render. */
  readonly latex: string;
  /** The same with each symbol's index in `\htmlData{symbol=…}{…}`, for KaTeX with `trust`. */
  readonly markedLatex: string;
  /** A `math` element of presentation MathML. */
  readonly mathml: string;
  /** A line of plain text that says the same. */
  readonly text: string;
  /** Probability that all of it is right, 0 to 1. */
  readonly confidence: number;
  /** Around its symbols, pixels of the upright page. */
  readonly box: Box;
  /** In no particular order. */
  readonly symbols: readonly ReadSymbol[];
  /** Whether it is true; only where it is arithmetic with a relation. */
  readonly holds?: boolean;
  /** What its first side comes to, such as `7`, `3/4`, `0.75`; only where it is arithmetic. */
  readonly value?: string;
  /** The symbol that is most likely wrong; only where it does not hold. */
  readonly doubtful?: DoubtfulSymbol;
}

/** The equations of a page. */
export interface EquationsReading {
  /** Width of the upright page, pixels. */
  readonly width: number;
  /** Height of the upright page, pixels. */
  readonly height: number;
  /** The equations' LaTeX, joined by ` \\ `. */
  readonly latex: string;
  /** The equations' plain texts, joined by a newline. */
  readonly text: string;
  /** Top to bottom. */
  readonly equations: readonly ReadEquation[];
}

/** The reading of a page of this size from what was found on it. */
export function equationsReading(
  found: readonly FoundEquation[],
  { width, height }: Pick<EquationsReading, 'width' | 'height'>,
): EquationsReading {
  const written = found.filter(({ expression }) => expression.row.length > 0);
  const equations = withSums(written).map((each) =>
    each.kind === 'sum' ? readSum(each.sum) : readEquation(each.found),
  );
  return {
    width,
    height,
    latex: joinedLatex(equations),
    text: equations.map(({ text }) => text).join('\n'),
    equations,
  };
}

/** LaTeX of several lines. A bracket behind a line break would be taken for its height. */
const joinedLatex = (equations: readonly ReadEquation[]): string =>
  equations.map(({ latex }, k) => (k > 0 && latex.startsWith('[') ? `{}${latex}` : latex)).join(' \\\\ ');

function readEquation(found: FoundEquation): ReadEquation {
  const { expression, confidence, box } = rerank(found);
  const form = latexForm(expression);
  return {
    latex: form.latex,
    markedLatex: markedLatex(expression),
    mathml: toMathml(expression),
    text: toPlainText(expression),
    confidence,
    box,
    symbols: readSymbols(expression.symbols, form),
    ...checkArithmetic(expression),
  };
}

function readSum(sum: VerticalSum): ReadEquation {
  const form = sumLatex(sum);
  const { symbols, terms, total } = sum;
  const numbers = [...terms, ...(total ? [total] : [])].flatMap(({ digits }) => digits);
  return {
    latex: form.latex,
    markedLatex: markedSumLatex(sum),
    mathml: sumMathml(sum),
    text: sumText(sum),
    confidence: numbers.reduce((all, k) => all * symbols[k]!.confidence, 1),
    box: union(symbols.map(({ box }) => box)),
    symbols: readSymbols(symbols, form),
    ...sum.check,
  };
}

function readSymbols(symbols: readonly EquationSymbol[], { pieces }: LatexForm): ReadSymbol[] {
  const places = new Map(pieces.map(({ symbol, from, to }) => [symbol, [from, to] as const]));
  return symbols.map((symbol, k) => readSymbol(symbol, places.get(k)));
}

function readSymbol(symbol: EquationSymbol, latex: ReadSymbol['latex']): ReadSymbol {
  const { label, confidence, box, alternatives, picture, given } = symbol;
  return {
    label,
    confidence,
    box,
    alternatives,
    ...(latex && { latex }),
    ...(picture && { picture }),
    ...(given && { given }),
  };
}

/** A reading with every box put elsewhere by `place`, on a page of another size. */
export function placedEquations(
  reading: EquationsReading,
  size: Pick<EquationsReading, 'width' | 'height'>,
  place: (box: Box) => Box,
): EquationsReading {
  const equations = reading.equations.map((equation) => ({
    ...equation,
    box: place(equation.box),
    symbols: equation.symbols.map((symbol) => ({ ...symbol, box: place(symbol.box) })),
  }));
  return { ...reading, width: size.width, height: size.height, equations };
}
