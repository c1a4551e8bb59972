// Whether an equation that is arithmetic holds, what it comes to, and which symbol is most in doubt where it doesn't.
import type { EquationSymbol, Expression, Row, Term } from '../expression.js';
import { labelOf } from '../forms/row-items.js';
import { plainLabel } from '../forms/symbol-forms.js';
import { evaluateRow } from './evaluate-row.js';
import { compare, type Value, valueText } from './rational.js';

/** The symbol of an equation that is most in doubt. */
export interface DoubtfulSymbol {
  /** Index into the symbols of the expression. */
  readonly symbol: number;
  /** The label with which it would hold; missing where no other label that the reader thought of does that. */
  readonly label?: string;
}

/** What arithmetic says of an equation. */
export interface ArithmeticCheck {
  /** Whether its relations are true; missing where there is none yet, as in `3+4=`. */
  readonly holds?: boolean;
  /** What its first side comes to: `7`, `3/4`, `0.75`, or nearly, as `1.4142135623731`. */
  readonly value: string;
  /** Only where it doesn't hold. */
  readonly doubtful?: DoubtfulSymbol;
}

/** By label, whether a relation is true of two values that compare so. */
const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '\\neq': (order) => order !== 0,
  '\\lt': (order) => order < 0,
  '\\gt': (order) => order > 0,
  '\\leq': (order) => order <= 0,
  '\\geq': (order) => order >= 0,
};

/** What arithmetic says of an expression; undefined where it is no arithmetic, or nothing but a number. */
export function checkArithmetic(expression: Expression): ArithmeticCheck | undefined {
  const found = evaluate(expression);
  if (!found) return undefined;
  const { holds } = found;
  const value = valueText(found.value, hasDecimals(expression));
  if (holds === undefined) return { value };
  return holds ? { holds, value } : { holds, value, doubtful: doubtfulSymbol(expression) };
}

/** Whether an expression is arithmetic with relations that are true. */
export const holds = (expression: Expression): boolean => evaluate(expression)?.holds === true;

/** The relations that stand on the outermost row of an expression, in order. */
export const relationsOf = (expression: Expression): string[] => sidesOf(expression).relations;

function evaluate(expression: Expression): { readonly holds?: boolean; readonly value: Value } | undefined {
  const { sides, relations } = sidesOf(expression);
  const isUnfinished = relations.at(-1) === '=' && sides.at(-1)!.length === 0;
  const values = (isUnfinished ? sides.slice(0, -1) : sides).map((side) => evaluateRow(side, expression));
  const [first] = values;
  if (!first || !values.every((value) => value !== undefined)) return undefined;
  // A number alone says nothing that could be checked.
  if (relations.length === 0 && sides[0]!.every((term) => isDigitOrPoint(term, expression))) return undefined;
  if (values.length === 1) return { value: first };
  const isTrue = values.slice(1).every((value, k) => RELATIONS[relations[k]!]!(compare(values[k]!, value)));
  return { holds: isTrue, value: isUnfinished ? values.at(-1)! : first };
}

function sidesOf(expression: Expression): { sides: Row[]; relations: string[] } {
  const sides: Term[][] = [[]];
  const relations: string[] = [];
  for (const term of expression.row) {
    const relation = term.kind === 'symbol' ? plainLabel(labelOf(expression, term.symbol)) : '';
    if (Object.hasOwn(RELATIONS, relation)) {
      relations.push(relation);
      sides.push([]);
    } else sides.at(-1)!.push(term);
  }
  return { sides, relations };
}

const isDigitOrPoint = (term: Term, expression: Expression): boolean =>
  term.kind === 'symbol' && /^[0-9.,]$/.test(labelOf(expression, term.symbol)) && !term.super && !term.sub;

const hasDecimals = ({ symbols }: Expression): boolean => symbols.some(({ label }) => label === '.' || label === ',');

/** Another label for one symbol, and how likely it is beside the label that was read. */
export interface Change extends Required<DoubtfulSymbol> {
  /** Its confidence over that of the label that was read. */
  readonly odds: number;
}

/**
 * All changes of one label under which an expression holds, the likeliest first. Changes to a relation such as ≠ are
 * none of them: nearly everything holds then.
 */
export function changesThatHold(expression: Expression): Change[] {
  // All but the symbol that is changed must be arithmetic already.
  const foreign = expression.symbols.flatMap(({ label }, k) => (isArithmetic(label) ? [] : [k]));
  if (foreign.length > 1) return [];
  const changes = expression.symbols.flatMap((symbol, index) =>
    foreign.length > 0 && foreign[0] !== index ? [] : changesOf(expression, symbol, index),
  );
  return changes.sort((a, b) => b.odds - a.odds);
}

function changesOf(expression: Expression, symbol: EquationSymbol, index: number): Change[] {
  return symbol.alternatives
    .filter(({ label }) => label !== symbol.label && isArithmetic(label))
    .filter(({ label }) => label === '=' || !Object.hasOwn(RELATIONS, plainLabel(label)))
    .filter(({ label }) => holds(withLabel(expression, index, label)))
    .map(({ label, confidence }) => ({
      symbol: index,
      label,
      odds: confidence / Math.max(symbol.confidence, Number.MIN_VALUE),
    }));
}

/** Labels of which arithmetic is written. */
const ARITHMETIC = /^([0-9+\-.,/:=()[\]]|\\(times|cdot|ast|div|lt|gt|leq|geq|neq|sqrt|frac))$/;

const isArithmetic = (label: string): boolean => ARITHMETIC.test(plainLabel(label));

/** An expression with another label for one symbol; the one that it had is an alternative. */
export function withLabel(
  expression: Expression,
  index: number,
  label: string,
  confidence?: { readonly of: number; readonly before: number },
): Expression {
  const symbols = expression.symbols.map((symbol, k): EquationSymbol => {
    if (k !== index) return symbol;
    const others = symbol.alternatives.filter((other) => other.label !== label && other.label !== symbol.label);
    const before = { label: symbol.label, confidence: confidence?.before ?? symbol.confidence };
    const own = symbol.alternatives.find((other) => other.label === label)?.confidence ?? symbol.confidence;
    return { ...symbol, label, confidence: confidence?.of ?? own, alternatives: [before, ...others] };
  });
  return { ...expression, symbols };
}

function doubtfulSymbol(expression: Expression): DoubtfulSymbol {
  const [likeliest] = changesThatHold(expression);
  if (likeliest) return { symbol: likeliest.symbol, label: likeliest.label };
  const confidences = expression.symbols.map(({ confidence }) => confidence);
  return { symbol: confidences.indexOf(Math.min(...confidences)) };
}
