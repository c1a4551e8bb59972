// The value of a row that is arithmetic: numbers, + − × ÷ · : /, fractions, powers with whole exponents, roots, and
// parentheses. A whole number directly before a fraction of whole numbers is a mixed number: 1½ is 3/2.
import type { Expression, Row, Scripts, Term } from '../expression.js';
import { itemsOf, labelOf, type RowItem } from '../forms/row-items.js';
import { plainLabel } from '../forms/symbol-forms.js';
import { add, decimalValue, negated, over, power, type Rational, root, times, type Value } from './rational.js';

/** Points and commas both stand before decimals. */
const POINTS: readonly string[] = ['.', ','];

const TWO: Rational = { kind: 'exact', n: 2n, d: 1n };

/** Deeper nesting is no arithmetic that a person writes; it keeps the stack small. */
const DEEPEST = 50;

/** The value of a row; undefined where it is empty, no arithmetic, or has no value. */
export function evaluateRow(row: Row, expression: Expression, depth = 0): Value | undefined {
  if (depth > DEEPEST) return undefined;
  const parser = { items: itemsOf(row, expression, POINTS), at: 0, expression, depth };
  const value = sum(parser);
  return parser.at === parser.items.length ? value : undefined;
}

/** Where in a row the evaluation stands. */
interface Parser {
  readonly items: readonly RowItem[];
  at: number;
  readonly expression: Expression;
  readonly depth: number;
}

/** The label at hand, if it is a symbol on its own; what is attached to it is the caller's to look at. */
function labelAt({ items, at, expression }: Parser): string {
  const item = items[at];
  return item?.kind === 'term' && item.term.kind === 'symbol' ? plainLabel(labelOf(expression, item.term.symbol)) : '';
}

/** Takes an operator without scripts, if one of these is at hand. */
function takeOperator(parser: Parser, labels: readonly string[]): string | undefined {
  const label = labelAt(parser);
  const item = parser.items[parser.at];
  if (!labels.includes(label) || item?.kind !== 'term' || hasAttached(item.term)) return undefined;
  parser.at++;
  return label;
}

function hasAttached(term: Term): boolean {
  const limits = term.kind === 'symbol' ? (term.above?.length ?? 0) + (term.below?.length ?? 0) : 0;
  return limits + (term.super?.length ?? 0) + (term.sub?.length ?? 0) > 0;
}

function sum(parser: Parser): Value | undefined {
  const sign = takeOperator(parser, ['+', '-']);
  let value = product(parser);
  if (sign === '-' && value) value = negated(value);
  while (value) {
    const operator = takeOperator(parser, ['+', '-']);
    if (operator === undefined) return value;
    const next = product(parser);
    value = next && add(value, operator === '-' ? negated(next) : next);
  }
  return value;
}

const TIMES: readonly string[] = ['\\times', '\\cdot', '\\ast'];
const OVER: readonly string[] = ['\\div', '/', ':'];

function product(parser: Parser): Value | undefined {
  let value = factor(parser);
  while (value) {
    const operator = takeOperator(parser, [...TIMES, ...OVER]);
    if (operator === undefined && !startsFactor(parser)) return value;
    // A sign behind an operator is the factor's own: 2 × −3.
    const isNegative = operator !== undefined && takeOperator(parser, ['-']) !== undefined;
    const next = factor(parser);
    if (!next) return undefined;
    const signed = isNegative ? negated(next) : next;
    value = operator !== undefined && OVER.includes(operator) ? over(value, signed) : times(value, signed);
  }
  return value;
}

/** What may follow a factor without an operator: a parenthesis, a root, a fraction, a number behind one of these. */
function startsFactor(parser: Parser): boolean {
  const [before, item] = [parser.items[parser.at - 1], parser.items[parser.at]];
  if (!item) return false;
  if (item.kind === 'number') return before?.kind === 'term';
  return item.term.kind !== 'symbol' || isOpen(parser);
}

const isOpen = (parser: Parser): boolean => ['(', '['].includes(labelAt(parser)) && !isAttachedHere(parser);

function isAttachedHere({ items, at }: Parser): boolean {
  const item = items[at];
  return item?.kind === 'term' && hasAttached(item.term);
}

function factor(parser: Parser): Value | undefined {
  const { items, at, expression, depth } = parser;
  const item = items[at];
  if (!item) return undefined;
  if (item.kind === 'number') {
    parser.at++;
    const value = decimalValue(item.text);
    if (!value) return undefined;
    const mixed = value.d === 1n && !item.scripts.super ? fractionBehind(parser) : undefined;
    if (!mixed) return raised(value, item.scripts, parser);
    parser.at++;
    return add(value, mixed);
  }
  const { term } = item;
  const inner = (row: Row) => evaluateRow(row, expression, depth + 1);
  if (term.kind === 'fraction') {
    parser.at++;
    const [numerator, denominator] = [inner(term.numerator), inner(term.denominator)];
    const value = numerator && denominator && over(numerator, denominator);
    return value && raised(value, term, parser);
  }
  if (term.kind === 'root') {
    parser.at++;
    const [radicand, degree] = [inner(term.inside), term.degree?.length ? inner(term.degree) : TWO];
    const value = radicand && degree && root(radicand, degree);
    return value && raised(value, term, parser);
  }
  return isOpen(parser) ? parenthesis(parser) : undefined;
}

function parenthesis(parser: Parser): Value | undefined {
  if (parser.depth > DEEPEST) return undefined;
  const closing = labelAt(parser) === '(' ? ')' : ']';
  const inside: Parser = { ...parser, at: parser.at + 1, depth: parser.depth + 1 };
  const value = sum(inside);
  const end = inside.items[inside.at];
  if (!value || labelAt(inside) !== closing || end?.kind !== 'term' || end.term.kind !== 'symbol') return undefined;
  if (end.term.above?.length || end.term.below?.length) return undefined;
  parser.at = inside.at + 1;
  return raised(value, end.term, parser);
}

/** The value of a fraction of whole numbers, if one without scripts is at hand. */
function fractionBehind({ items, at, expression, depth }: Parser): Value | undefined {
  const item = items[at];
  if (item?.kind !== 'term' || item.term.kind !== 'fraction' || hasAttached(item.term)) return undefined;
  const isWhole = (row: Row) => {
    const parts = itemsOf(row, expression, POINTS);
    return parts.length === 1 && parts[0]!.kind === 'number' && /^\d+$/.test(parts[0]!.text);
  };
  const { numerator, denominator } = item.term;
  return isWhole(numerator) && isWhole(denominator) ? evaluateRow([item.term], expression, depth + 1) : undefined;
}

function raised(value: Value, scripts: Scripts, { expression, depth }: Parser): Value | undefined {
  if (scripts.sub?.length) return undefined;
  if (!scripts.super?.length) return value;
  const exponent = evaluateRow(scripts.super, expression, depth + 1);
  return exponent && power(value, exponent);
}
