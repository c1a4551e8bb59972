// Numbers written below each other, a rule, a total: which symbol is what, by where it stands. Small digits above or
// between the rows are carries.
import { type Box, union } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { EquationSymbol } from '../expression.js';
import { plainLabel } from '../forms/symbol-forms.js';

/** A number of a sum: indices into its symbols. */
export interface SumRow {
  /** Its digits and points, left to right. */
  readonly digits: readonly number[];
  /** The sign before it. */
  readonly sign?: number;
}

/** What each symbol of a sum is: indices into its symbols. */
export interface SumLayout {
  /** The numbers above the rule, top to bottom. */
  readonly terms: readonly SumRow[];
  /** The rule. */
  readonly rule: number;
  /** The number below the rule; missing where there is none yet. */
  readonly total?: SumRow;
  /** Small digits that are part of no number. */
  readonly carries: readonly number[];
}

/** Set by eye, in heights of a digit where nothing else is said. */
const LAYOUT = {
  /** A rule is at least so wide, so many times as wide as it is high, and covers this share of the numbers above it. */
  rule: { wide: 0.8, flat: 3, covers: 0.6 },
  /** A minus sign is shorter than this share of the rule. */
  minus: 0.6,
  /** A digit is small that is lower than this. */
  small: 0.72,
  /** The middles of digits of one row differ by less from one to the next. */
  sameRow: 0.5,
  /** A small digit belongs to a row whose middle is nearer than this, if the row has no digit there. */
  inRow: 0.4,
  /** A sign belongs to a row whose middle is nearer than this. */
  sign: 0.7,
  /** A point stands no further than this below the middle of its row, and above it. */
  point: { below: 0.9, above: 0.25 },
} as const;

/** The label of a symbol as a sum takes it. */
const labelOf = ({ label }: EquationSymbol): string => plainLabel(label);

/** Whether a symbol is a digit. */
export const isDigitOfSum = (symbol: EquationSymbol): boolean => /^[0-9]$/.test(symbol.label);

/** How high the digits of numbers are among these symbols; carries are many at times, but not so many. 0 of none. */
export function digitSize(symbols: readonly EquationSymbol[]): number {
  const heights = symbols.flatMap((symbol) => (isDigitOfSum(symbol) ? [symbol.box.h] : [])).sort((a, b) => a - b);
  return heights[Math.floor(0.7 * (heights.length - 1))] ?? 0;
}

/** Whether a symbol may be the rule above a total, where digits are so high. */
export const isRule = (symbol: EquationSymbol, size: number): boolean =>
  isFlat(symbol) && size > 0 && symbol.box.w >= Math.max(LAYOUT.rule.wide * size, LAYOUT.rule.flat * symbol.box.h);

const isFlat = (symbol: EquationSymbol): boolean => ['-', '\\_', '\\frac'].includes(labelOf(symbol));
const middle = ({ y, h }: Box): number => y + h / 2;
const centre = ({ x, w }: Box): number => x + w / 2;

/** The layout of symbols that are a sum; undefined where they are none. */
export function sumLayout(symbols: readonly EquationSymbol[]): SumLayout | undefined {
  const all = [...symbols.keys()];
  const size = digitSize(symbols);
  const rules = all.filter((k) => isRule(symbols[k]!, size));
  for (const rule of rules.sort((a, b) => symbols[a]!.box.y - symbols[b]!.box.y)) {
    const layout = withRule(symbols, rule, rules, size);
    if (layout) return layout;
  }
  return undefined;
}

function withRule(
  symbols: readonly EquationSymbol[],
  rule: number,
  all: readonly number[],
  size: number,
): SumLayout | undefined {
  const level = middle(symbols[rule]!.box);
  const rules = all.filter((k) => symbols[k]!.box.w >= LAYOUT.minus * symbols[rule]!.box.w);
  const rest = [...symbols.keys()].filter((k) => !rules.includes(k));
  const isAbove = (k: number) => middle(symbols[k]!.box) < level;
  const above = part(symbols, rest.filter(isAbove), size, true);
  if (!above || above.rows.length < 2) return undefined;
  // A rule above the numbers is none of a sum; those below its total underline it.
  if (rules.some((k) => k !== rule && middle(symbols[k]!.box) < level)) return undefined;
  if (!covers(symbols, rule, above.rows)) return undefined;
  const below = part(
    symbols,
    rest.filter((k) => !isAbove(k)),
    size,
    false,
  );
  if (!below || below.rows.length > 1) return undefined;
  const [total] = below.rows;
  // Two numbers over a line, and nothing else, may be anything.
  const hasSign = above.rows.some(({ sign }) => sign !== undefined);
  if (!total && !hasSign && above.rows.length < 3) return undefined;
  return { terms: above.rows, rule, carries: above.carries, ...(total && { total }) };
}

function covers(symbols: readonly EquationSymbol[], rule: number, rows: readonly SumRow[]): boolean {
  const numbers = union(rows.flatMap(({ digits }) => digits.map((k) => symbols[k]!.box)));
  const { x, w } = symbols[rule]!.box;
  const shared = Math.min(x + w, numbers.x + numbers.w) - Math.max(x, numbers.x);
  return shared >= LAYOUT.rule.covers * numbers.w;
}

/** A row while it is put together. */
interface OpenRow {
  readonly digits: number[];
  sign?: number;
}

/** The rows of what stands above or below the rule; undefined where something stands there that is of no sum. */
function part(
  symbols: readonly EquationSymbol[],
  members: readonly number[],
  size: number,
  hasCarries: boolean,
): { readonly rows: SumRow[]; readonly carries: number[] } | undefined {
  const box = (k: number) => symbols[k]!.box;
  const digits = members.filter((k) => isDigitOfSum(symbols[k]!));
  const isSmall = (k: number) => hasCarries && box(k).h < LAYOUT.small * size;
  const rows = rowsOf(
    digits.filter((k) => !isSmall(k)),
    box,
    size,
  );
  const levelOf = (row: OpenRow) => median(row.digits.map((k) => middle(box(k)))) ?? 0;
  const nearest = (k: number): OpenRow | undefined =>
    rows.reduce<OpenRow | undefined>((best, row) => {
      const distance = (of: OpenRow) => Math.abs(levelOf(of) - middle(box(k)));
      return best && distance(best) <= distance(row) ? best : row;
    }, undefined);
  /** A point has a digit of its row on either side. */
  const isWithin = (k: number, row: OpenRow): boolean => {
    const places = row.digits.filter((digit) => isDigitOfSum(symbols[digit]!)).map((digit) => centre(box(digit)));
    return places.some((x) => x < centre(box(k))) && places.some((x) => x > centre(box(k)));
  };
  const carries: number[] = [];
  for (const k of digits.filter(isSmall)) {
    const row = nearest(k);
    const isFree = !row?.digits.some((other) => Math.abs(centre(box(other)) - centre(box(k))) < box(other).w / 2);
    const isIn = row && isFree && Math.abs(levelOf(row) - middle(box(k))) < LAYOUT.inRow * size;
    if (isIn) row.digits.push(k);
    else carries.push(k);
  }
  for (const k of members.filter((k) => !isDigitOfSum(symbols[k]!))) {
    const row = nearest(k);
    const label = labelOf(symbols[k]!);
    const down = row ? middle(box(k)) - levelOf(row) : Number.POSITIVE_INFINITY;
    const isPoint = label === '.' || label === ',';
    if (row && isPoint && down <= LAYOUT.point.below * size && down >= -LAYOUT.point.above * size && isWithin(k, row))
      row.digits.push(k);
    else if (row && (label === '+' || label === '-') && Math.abs(down) < LAYOUT.sign * size) {
      const isLeft = row.digits.every((digit) => centre(box(k)) < centre(box(digit)));
      if (!isLeft || row.sign !== undefined) return undefined;
      row.sign = k;
    } else if (isPoint || (hasCarries && box(k).h < LAYOUT.small * size && label !== '=' && label !== '-'))
      // A speck, or a carry that reads as something else.
      carries.push(k);
    else if (!(row && label === '=' && !hasCarries)) return undefined;
  }
  for (const row of rows) row.digits.sort((a, b) => centre(box(a)) - centre(box(b)));
  return { rows, carries };
}

/** Digits in rows, top to bottom. */
function rowsOf(digits: readonly number[], box: (k: number) => Box, size: number): OpenRow[] {
  const rows: OpenRow[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const k of [...digits].sort((a, b) => middle(box(a)) - middle(box(b)))) {
    if (middle(box(k)) - before > LAYOUT.sameRow * size) rows.push({ digits: [] });
    rows.at(-1)!.digits.push(k);
    before = middle(box(k));
  }
  return rows;
}
