// What a handwritten equation is once its structure is found: symbols, and the tree in which they stand. All that
// writes an equation down, or checks it, starts from here.
import type { Box } from '../geometry/box.js';
import type { Alternative } from '../reading.js';

/** A symbol of an equation as it was read. */
export interface EquationSymbol {
  /** LaTeX as the CROHME data has it: `7`, `x`, `\alpha`, `\leq`, `\times`, `-`, `(`, `\sqrt`, `\sin`, `\lt`. */
  readonly label: string;
  /** Calibrated probability that the label is right, 0 to 1. */
  readonly confidence: number;
  /** Pixels of the page. */
  readonly box: Box;
  /** The other likely labels, best first. */
  readonly alternatives: readonly Alternative[];
  /** Its normalised 28×28 picture, white (255) on black, [28, 28]; missing where it can teach nothing. */
  readonly picture?: Uint8Array;
  /** A person has said what it is, on this very photo. */
  readonly given?: true;
}

/** What stands on one baseline, left to right. */
export type Row = readonly Term[];

/** What is attached to a term, smaller. */
export interface Scripts {
  /** What stands to its upper right, such as a power. */
  readonly super?: Row;
  /** What stands to its lower right, such as an index. */
  readonly sub?: Row;
}

/** A symbol on a baseline; `above` and `below` are limits, as of a sum, an integral or `\lim`. */
export interface SymbolTerm extends Scripts {
  /** Tells terms apart. */
  readonly kind: 'symbol';
  /** Index into the symbols of the expression. */
  readonly symbol: number;
  /** What stands over it. */
  readonly above?: Row;
  /** What stands under it. */
  readonly below?: Row;
}

/** A fraction; each part may be empty. */
export interface FractionTerm extends Scripts {
  /** Tells terms apart. */
  readonly kind: 'fraction';
  /** Index of the bar into the symbols of the expression. */
  readonly bar: number;
  /** What stands over the bar. */
  readonly numerator: Row;
  /** What stands under the bar. */
  readonly denominator: Row;
}

/** A root; its inside may be empty. */
export interface RootTerm extends Scripts {
  /** Tells terms apart. */
  readonly kind: 'root';
  /** Index of the root sign into the symbols of the expression. */
  readonly sign: number;
  /** What stands under the sign. */
  readonly inside: Row;
  /** Which root it is: 3 for a cube root. Missing for a square root. */
  readonly degree?: Row;
}

/** One thing on a baseline with all that belongs to it. */
export type Term = SymbolTerm | FractionTerm | RootTerm;

/** An equation: its symbols, and how they stand. */
export interface Expression {
  /** In no particular order; the terms name them by index. */
  readonly symbols: readonly EquationSymbol[];
  /** The outermost baseline. */
  readonly row: Row;
}

/** Another way to read an equation. */
export interface EquationHypothesis {
  /** What it would be. */
  readonly expression: Expression;
  /** How probable it is, 0 to 1. */
  readonly confidence: number;
}

/** An equation as it was found on a page. */
export interface FoundEquation extends EquationHypothesis {
  /** Around all its symbols, pixels of the page. */
  readonly box: Box;
  /** Other hypotheses, the likeliest first; the best of all is `expression`. */
  readonly others: readonly EquationHypothesis[];
}
