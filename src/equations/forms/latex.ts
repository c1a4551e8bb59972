// An expression as LaTeX that KaTeX and amsmath render, whatever the tree: every group is closed, parentheses are plain
// characters, and no base has two superscripts.
import type { Expression, Row, Scripts, SymbolTerm, Term } from '../expression.js';
import { hasScripts, labelOf, symbolForm } from './row-items.js';

/** A part of the LaTeX and the symbol on the page that it stands for. */
export interface LatexPiece {
  /** Index of its first character. */
  readonly from: number;
  /** Index behind its last character. */
  readonly to: number;
  /** Index into the symbols of the expression. */
  readonly symbol: number;
}

/** LaTeX, and what of it stands for which symbol. */
export interface LatexForm {
  /** Without dollar signs. */
  readonly latex: string;
  /** In the order of the text; each is what a symbol itself is written as: `\frac` for the bar of a fraction. */
  readonly pieces: readonly LatexPiece[];
}

/** A bit of LaTeX; those with a symbol are pieces. */
interface Token {
  readonly text: string;
  readonly symbol?: number;
}

/** How rows are written. */
interface Style {
  readonly expression: Expression;
  /** Wraps what belongs to a symbol in `\htmlData`, so that a rendered page knows it. */
  readonly isMarked: boolean;
}

/** The LaTeX of an expression, with its pieces. Relations of the outermost row have spaces around them. */
export function latexForm(expression: Expression): LatexForm {
  return joined(rowTokens(expression.row, { expression, isMarked: false }, true));
}

/** The LaTeX of an expression. */
export const toLatex = (expression: Expression): string => latexForm(expression).latex;

/**
 * LaTeX for KaTeX with `trust` for `\htmlData`: what is drawn for a symbol has the attribute `data-symbol`, its index.
 * What stands inside a fraction or root has an attribute of its own, inside that of the fraction.
 */
export const markedLatex = (expression: Expression): string =>
  joined(rowTokens(expression.row, { expression, isMarked: true }, true)).latex;

function joined(tokens: readonly Token[]): LatexForm {
  let latex = '';
  const pieces: LatexPiece[] = [];
  for (const { text, symbol } of tokens) {
    // A command ends where no letter follows; before digits a space reads better.
    const isApart = /\\[A-Za-z]+$/.test(latex) && /^[A-Za-z0-9]/.test(text);
    // A script without braces must not look as if it went on: `\log_2 8`.
    const goesOn = /[_^]\d$/.test(latex) ? /^\d/.test(text) : /[_^][A-Za-z]$/.test(latex) && /^[A-Za-z]/.test(text);
    if (isApart || goesOn) latex += ' ';
    const from = latex.length;
    latex += text;
    if (symbol !== undefined && text.trim() !== '') pieces.push({ from, to: latex.length, symbol });
  }
  return { latex: latex.trim(), pieces };
}

const plain = (text: string): Token => ({ text });

function rowTokens(row: Row, style: Style, isOutermost = false): Token[] {
  return row.flatMap((term, k) => {
    const tokens = termTokens(term, style);
    // A relation that begins or ends the row has nothing to be apart from.
    if (!isOutermost || !isRelation(term, style)) return tokens;
    return [...(k > 0 ? [plain(' ')] : []), ...tokens, ...(k < row.length - 1 ? [plain(' ')] : [])];
  });
}

const isRelation = (term: Term, { expression }: Style): boolean =>
  term.kind === 'symbol' && symbolForm(expression, term.symbol).role === 'relation';

function termTokens(term: Term, style: Style): Token[] {
  if (term.kind === 'symbol') return symbolTokens(term, style);
  const group = (row: Row) => [plain('{'), ...rowTokens(row, style), plain('}')];
  if (term.kind === 'fraction') {
    const { bar, numerator, denominator } = term;
    const fraction = [{ text: '\\frac', symbol: bar }, ...group(numerator), ...group(denominator)];
    return [...marked(fraction, bar, style), ...scriptTokens(term, style)];
  }
  const { sign, inside, degree = [] } = term;
  const index = degree.length > 0 ? bracketed(rowTokens(degree, style)) : [];
  const root = [{ text: '\\sqrt', symbol: sign }, ...index, ...group(inside)];
  return [...marked(root, sign, style), ...scriptTokens(term, style)];
}

/**
 * A root's degree. A bracket of its own would end it, and of `{a}^{b}` KaTeX takes the first and last brace away; in
 * braces both are safe.
 */
function bracketed(tokens: readonly Token[]): Token[] {
  const isUnsafe = tokens.some(({ text }) => /[[\]{}]/.test(text));
  return isUnsafe ? [plain('[{'), ...tokens, plain('}]')] : [plain('['), ...tokens, plain(']')];
}

function symbolTokens(term: SymbolTerm, style: Style): Token[] {
  const { symbol, above = [], below = [] } = term;
  const { latex, role } = symbolForm(style.expression, symbol);
  const self: Token[] = [{ text: latex, symbol }];
  const hasLimits = above.length + below.length > 0;
  if (role === 'large' || role === 'function') {
    // Marked with its scripts, since TeX sets limits only where these follow the operator itself.
    const scripts = scriptTokens(hasLimits ? { super: above, sub: below } : term, style);
    const operator = marked([...self, ...scripts], symbol, style);
    if (!hasLimits || !hasScripts(term)) return operator;
    return [plain('{'), ...operator, plain('}'), ...scriptTokens(term, style)];
  }
  let base = marked(self, symbol, style);
  const stacked = (command: string, row: Row) => [
    plain(`\\${command}{`),
    ...rowTokens(row, style),
    plain('}{'),
    ...base,
    plain('}'),
  ];
  if (below.length > 0) base = stacked('underset', below);
  if (above.length > 0) base = stacked('overset', above);
  return [...base, ...scriptTokens(term, style)];
}

function scriptTokens({ sub = [], super: above = [] }: Scripts, style: Style): Token[] {
  const script = (sign: string, row: Row): Token[] => {
    if (row.length === 0) return [];
    const tokens = rowTokens(row, style);
    const isBare = tokens.length === 1 && /^([0-9A-Za-z]|\\[A-Za-z]+)$/.test(tokens[0]!.text) && isOrdinary(row, style);
    return isBare ? [plain(sign), ...tokens] : [plain(`${sign}{`), ...tokens, plain('}')];
  };
  return [...script('_', sub), ...script('^', above)];
}

/** A script of one letter, digit or prime needs no braces; operators and functions do. */
function isOrdinary([term]: Row, { expression }: Style): boolean {
  if (term?.kind !== 'symbol') return false;
  const { role } = symbolForm(expression, term.symbol);
  return role === 'digit' || role === 'letter' || labelOf(expression, term.symbol) === '\\prime';
}

function marked(tokens: Token[], symbol: number, { isMarked }: Style): Token[] {
  return isMarked ? [plain(`\\htmlData{symbol=${symbol}}{`), ...tokens, plain('}')] : tokens;
}
