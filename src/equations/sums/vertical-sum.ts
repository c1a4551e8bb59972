// Sums and subtractions written below each other: read, checked, and mended by arithmetic where a digit is in doubt.

import type { ArithmeticCheck, DoubtfulSymbol } from '../arithmetic/check-arithmetic.js';
import { add, compare, decimalValue, negated, type Value, valueText } from '../arithmetic/rational.js';
import { RERANK } from '../arithmetic/rerank.js';
import type { EquationSymbol } from '../expression.js';
import { type SumLayout, type SumRow, sumLayout } from './sum-layout.js';

/** A sum or subtraction written below each other. */
export interface VerticalSum extends SumLayout {
  /** As they were given, with the labels that they were read with here. */
  readonly symbols: readonly EquationSymbol[];
  /** Of each term, whether it is added or taken away: its own sign, or that of the next term which has one. */
  readonly signs: readonly ('+' | '-')[];
  /** What arithmetic says: `value` is what the terms come to. */
  readonly check: ArithmeticCheck;
}

/** A letter may be a digit, where one is expected, if the reader gives it at least this chance. Set by eye. */
const LEAST_DIGIT = 0.02;

/**
 * The sum that these symbols of one block are, the long bar among them a `-` whose width spans the columns; undefined
 * where they are none. A doubtful digit is mended where the sum holds then.
 */
export function asVerticalSum(symbols: readonly EquationSymbol[]): VerticalSum | undefined {
  const likely = symbols.map(asPartOfSum);
  const layout = sumLayout(likely);
  if (!layout) return undefined;
  const sum = checked(likely, layout);
  if (!sum) return undefined;
  const [change] = sum.check.holds === false ? changesOf(sum) : [];
  const doubted = change && likely[change.symbol]!;
  if (!doubted || doubted.confidence >= RERANK.sure || change.odds * RERANK.ofEqual < 1) return sum;
  const odds = change.odds * RERANK.ofEqual;
  const both = doubted.confidence * (1 + change.odds);
  const mended = relabelled(likely, change.symbol, change.label, (both * odds) / (1 + odds), both / (1 + odds));
  return checked(mended, layout) ?? sum;
}

/** In a sum a letter that may be a digit is one. */
export function asPartOfSum(symbol: EquationSymbol): EquationSymbol {
  if (/^[0-9+\-.,=]$/.test(symbol.label) || symbol.label === '\\frac') return symbol;
  const other = symbol.alternatives.find(({ label }) => /^[0-9+]$/.test(label));
  if (!other || other.confidence < LEAST_DIGIT || symbol.given) return symbol;
  const alternatives = symbol.alternatives.filter((each) => each !== other);
  return {
    ...symbol,
    label: other.label,
    confidence: other.confidence,
    alternatives: [{ label: symbol.label, confidence: symbol.confidence }, ...alternatives],
  };
}

/** The sum of a layout with what arithmetic says; undefined where a row is no number. */
function checked(symbols: readonly EquationSymbol[], layout: SumLayout): VerticalSum | undefined {
  const signs = signsOf(symbols, layout);
  const value = sumOf(symbols, layout, signs);
  if (!value) return undefined;
  const text = valueText(value, true);
  const sum = { ...layout, symbols, signs };
  if (!layout.total) return { ...sum, check: { value: text } };
  const total = numberOf(symbols, layout.total);
  if (!total) return undefined;
  const holds = compare(value, total) === 0;
  const said = { ...sum, check: { holds, value: text } };
  return holds ? said : { ...said, check: { ...said.check, doubtful: doubtfulOf(said) } };
}

function signsOf(symbols: readonly EquationSymbol[], { terms }: SumLayout): ('+' | '-')[] {
  let sign: '+' | '-' = '+';
  const signs = terms.map(() => sign);
  for (let k = terms.length - 1; k > 0; k--) {
    const own = terms[k]!.sign;
    if (own !== undefined) sign = symbols[own]!.label === '-' ? '-' : '+';
    signs[k] = sign;
  }
  const first = terms[0]!.sign;
  signs[0] = first !== undefined && symbols[first]!.label === '-' ? '-' : '+';
  return signs;
}

function sumOf(
  symbols: readonly EquationSymbol[],
  { terms }: SumLayout,
  signs: readonly ('+' | '-')[],
): Value | undefined {
  return terms.reduce<Value | undefined>(
    (sum, { digits }, k) => {
      const number = numberOf(symbols, { digits });
      return sum && number && add(sum, signs[k] === '-' ? negated(number) : number);
    },
    { kind: 'exact', n: 0n, d: 1n },
  );
}

/** The value of a row, its sign counted in; undefined where it is no number. */
function numberOf(symbols: readonly EquationSymbol[], { digits, sign }: SumRow): Value | undefined {
  const value = decimalValue(digits.map((k) => symbols[k]!.label).join(''));
  return value && sign !== undefined && symbols[sign]!.label === '-' ? negated(value) : value;
}

/** Another label for one symbol with which the sum holds, and its odds beside the label that was read. */
interface Change extends Required<DoubtfulSymbol> {
  readonly odds: number;
}

/** All of them, the likeliest first. */
function changesOf({ symbols, terms, rule, total, carries }: VerticalSum): Change[] {
  const layout = { terms, rule, carries, ...(total && { total }) };
  const parts = [...terms, ...(total ? [total] : [])];
  const inNumbers = parts.flatMap(({ digits, sign }) => [...digits, ...(sign === undefined ? [] : [sign])]);
  return inNumbers
    .flatMap((symbol) =>
      symbols[symbol]!.alternatives.filter(
        ({ label }) => /^[0-9]$/.test(label) === /^[0-9]$/.test(symbols[symbol]!.label),
      ).map(({ label, confidence }): Change => {
        const odds = confidence / Math.max(symbols[symbol]!.confidence, Number.MIN_VALUE);
        return { symbol, label, odds };
      }),
    )
    .filter(({ symbol, label }) => {
      const changed = relabelled(symbols, symbol, label);
      const value = sumOf(changed, layout, signsOf(changed, layout));
      const sum = total && numberOf(changed, total);
      return value && sum && compare(value, sum) === 0;
    })
    .sort((a, b) => b.odds - a.odds);
}

function relabelled(
  symbols: readonly EquationSymbol[],
  index: number,
  label: string,
  confidence?: number,
  before?: number,
): EquationSymbol[] {
  return symbols.map((symbol, k) => {
    if (k !== index) return symbol;
    const others = symbol.alternatives.filter((other) => other.label !== label);
    const earlier = { label: symbol.label, confidence: before ?? symbol.confidence };
    return { ...symbol, label, confidence: confidence ?? symbol.confidence, alternatives: [earlier, ...others] };
  });
}

/** The digit with whose other label the sum holds, or the least sure one of the first column that does not add up. */
function doubtfulOf(sum: VerticalSum): DoubtfulSymbol {
  const [likeliest] = changesOf(sum);
  if (likeliest) return { symbol: likeliest.symbol, label: likeliest.label };
  const { symbols } = sum;
  const column = wrongColumn(sum);
  return { symbol: column.reduce((a, b) => (symbols[b]!.confidence < symbols[a]!.confidence ? b : a)) };
}

/** The digits of the column, from the right, whose sum does not end in the digit of the total; all where none is. */
function wrongColumn({ symbols, terms, total, signs, check }: VerticalSum): number[] {
  const rows = [...terms, total!];
  const all = rows.flatMap(({ digits }) => digits);
  const places = rows.map(({ digits }) => [...digits].reverse());
  const isWhole = all.every((k) => /^[0-9]$/.test(symbols[k]!.label));
  if (!isWhole || check.value.startsWith('-') || signs[0] === '-') return all;
  let carry = 0;
  for (let place = 0; place < Math.max(...places.map((digits) => digits.length)); place++) {
    const digit = (row: number) => Number(symbols[places[row]![place] ?? -1]?.label ?? 0);
    const sum = terms.reduce((so, _, k) => so + (signs[k] === '-' ? -digit(k) : digit(k)), carry);
    carry = Math.floor(sum / 10);
    const column = places.flatMap((digits) => digits[place] ?? []);
    if (sum - 10 * carry !== digit(terms.length) && column.length > 0) return column;
  }
  return all;
}
