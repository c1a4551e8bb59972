// What `read --latex --json` prints.
import type { Alternative } from '../../reading.js';
import type { JsonBox } from './reading-lines.js';

/** A symbol of an equation. */
export interface SymbolJson {
  /** LaTeX, such as `7`, `x` or `\alpha`. */
  readonly label: string;
  /** Probability that it is right, 0 to 1. */
  readonly confidence: number;
  /** Where it stands. */
  readonly box: JsonBox;
  /** The other likely labels, best first. */
  readonly alternatives: readonly Alternative[];
  /** Indices of its first character in the equation's LaTeX, and behind its last; missing where it has none there. */
  readonly latex?: readonly [number, number];
  /** A person has said what it is, on this very photo. */
  readonly given?: true;
}

/** An equation. */
export interface EquationJson {
  /** LaTeX that KaTeX and amsmath render. */
  readonly latex: string;
  /** Presentation MathML. */
  readonly mathml: string;
  /** A line of plain text that says the same. */
  readonly text: string;
  /** Probability that all of it is right, 0 to 1. */
  readonly confidence: number;
  /** Around its symbols. */
  readonly box: JsonBox;
  /** In no particular order. */
  readonly symbols: readonly SymbolJson[];
  /** Whether it is true; only where it is arithmetic with a relation. */
  readonly holds?: boolean;
  /** What its first side comes to, such as `7`, `3/4`, `0.75`; only where it is arithmetic. */
  readonly value?: string;
  /** The index of the symbol that is most likely wrong, and the label with which it would hold, if one does that. */
  readonly doubtful?: { readonly symbol: number; readonly label?: string };
}

/** A page whose equations were read; only with `--latex`. */
export interface EquationsLine {
  /** The photo, as the user named it. */
  readonly file: string;
  /** Width of the upright page, pixels. */
  readonly width: number;
  /** Height of the upright page, pixels. */
  readonly height: number;
  /** The equations' plain texts, joined by a newline. */
  readonly text: string;
  /** The equations' LaTeX, joined by ` \\ `. */
  readonly latex: string;
  /** Top to bottom. */
  readonly equations: readonly EquationJson[];
}
