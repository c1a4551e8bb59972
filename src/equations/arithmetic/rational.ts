// Exact numbers, and those that can only be given nearly, such as the square root of two.

/** A fraction in lowest terms; the denominator is positive. */
export interface Rational {
  /** Tells values apart. */
  readonly kind: 'exact';
  /** Numerator. */
  readonly n: bigint;
  /** Denominator. */
  readonly d: bigint;
}

/** A value of arithmetic. */
export type Value = Rational | { readonly kind: 'near'; readonly value: number };

/** Numbers with more digits are left alone, so that `9^{9^9}` costs nothing. Set by eye. */
const MOST_DIGITS = 1000;
const LARGEST = 10n ** BigInt(MOST_DIGITS);

/** Values that are not exact are the same up to this share of them: what floating point loses in a few steps. */
const NEAR = 1e-12;

/** The fraction n/d in lowest terms; undefined where d is 0 or a number is too long. */
function rational(n: bigint, d = 1n): Rational | undefined {
  if (d === 0n) return undefined;
  if (d === 1n) return isLong(n) ? undefined : { kind: 'exact', n, d };
  const by = gcd(n, d) * (d < 0n ? -1n : 1n);
  return isLong(n / by) || isLong(d / by) ? undefined : { kind: 'exact', n: n / by, d: d / by };
}

const isLong = (value: bigint): boolean => value >= LARGEST || value <= -LARGEST;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

/** The nearest floating-point number. */
function toNumber(value: Value): number {
  if (value.kind === 'near') return value.value;
  const quotient = Number(value.n) / Number(value.d);
  if (Number.isFinite(quotient)) return quotient;
  // Both are too large for a float: what stands before the point is enough then.
  return Number(value.n / value.d);
}

const near = (value: number): Value | undefined => (Number.isFinite(value) ? { kind: 'near', value } : undefined);

/** a + b */
export function add(a: Value, b: Value): Value | undefined {
  if (a.kind === 'exact' && b.kind === 'exact') return rational(a.n * b.d + b.n * a.d, a.d * b.d);
  return near(toNumber(a) + toNumber(b));
}

/** −a */
export const negated = (a: Value): Value =>
  a.kind === 'exact' ? { ...a, n: -a.n } : { kind: 'near', value: -a.value };

/** a · b */
export function times(a: Value, b: Value): Value | undefined {
  if (a.kind === 'exact' && b.kind === 'exact') return rational(a.n * b.n, a.d * b.d);
  return near(toNumber(a) * toNumber(b));
}

/** a / b; undefined where b is 0. */
export function over(a: Value, b: Value): Value | undefined {
  if (a.kind === 'exact' && b.kind === 'exact') return rational(a.n * b.d, a.d * b.n);
  return near(toNumber(a) / toNumber(b));
}

/** a to the power of an integer; undefined where the exponent is none, or the power is too long. */
export function power(a: Value, exponent: Value): Value | undefined {
  if (exponent.kind === 'near' || exponent.d !== 1n) return undefined;
  if (a.kind === 'near') return near(a.value ** Number(exponent.n));
  const [times, isInverse] = exponent.n < 0n ? [-exponent.n, true] : [exponent.n, false];
  const isOne = a.d === 1n && (a.n === 1n || a.n === -1n || a.n === 0n);
  const digits = BigInt(Math.max(a.n.toString().length, a.d.toString().length));
  if (!isOne && times * digits > 2n * BigInt(MOST_DIGITS)) return undefined;
  // The powers of 1, 0 and −1 repeat.
  const steps = isOne && times > 2n ? 2n - (times % 2n) : times;
  return isInverse ? rational(a.d ** steps, a.n ** steps) : rational(a.n ** steps, a.d ** steps);
}

/** The root of a degree of 2 or more: exact where there is an exact one; undefined where there is no real one. */
export function root(a: Value, degree: Value): Value | undefined {
  if (degree.kind === 'near' || degree.d !== 1n || degree.n < 2n || degree.n > BigInt(MOST_DIGITS)) return undefined;
  const of = Number(degree.n);
  const value = toNumber(a);
  if (value < 0 && of % 2 === 0) return undefined;
  if (a.kind === 'exact') {
    const [n, d] = [exactRoot(a.n < 0n ? -a.n : a.n, of), exactRoot(a.d, of)];
    if (n !== undefined && d !== undefined) return rational(a.n < 0n ? -n : n, d);
  }
  return near(Math.sign(value) * Math.abs(value) ** (1 / of));
}

/** The integer whose power is exactly `value`, by bisection; undefined where there is none. */
function exactRoot(value: bigint, degree: number): bigint | undefined {
  const to = BigInt(degree);
  let [low, high] = [0n, 2n ** BigInt(Math.ceil((value.toString(16).length * 4) / degree))];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle ** to <= value) low = middle;
    else high = middle - 1n;
  }
  return low ** to === value ? low : undefined;
}

/** Below 0 where a < b, 0 where they are the same, above 0 where a > b. */
export function compare(a: Value, b: Value): number {
  if (a.kind === 'exact' && b.kind === 'exact') {
    const [left, right] = [a.n * b.d, b.n * a.d];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [left, right] = [toNumber(a), toNumber(b)];
  return Math.abs(left - right) <= NEAR * Math.max(Math.abs(left), Math.abs(right)) ? 0 : left - right;
}

/** As text: `7`, `3/4`, as a decimal `0.75` where that is asked for and ends, or `1.4142135623731` for what is near. */
export function valueText(value: Value, asDecimal: boolean): string {
  if (value.kind === 'near') return String(Number(value.value.toPrecision(14)));
  const { n, d } = value;
  if (d === 1n) return String(n);
  const places = asDecimal ? decimalPlaces(d) : undefined;
  if (places === undefined) return `${n}/${d}`;
  const digits = String(((n < 0n ? -n : n) * 10n ** BigInt(places)) / d).padStart(places + 1, '0');
  return `${n < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** How many decimals a fraction with this denominator has; undefined where they never end, or are many. */
function decimalPlaces(d: bigint): number | undefined {
  for (let places = 1; places <= 12; places++) if (10n ** BigInt(places) % d === 0n) return places;
  return undefined;
}

/**
 * The value of a number with at most one decimal point or comma; several of one kind, or the other kind, part
 * thousands. Undefined where it is no number.
 */
export function decimalValue(text: string): Rational | undefined {
  if (!/^\d+([.,]\d+)*$/.test(text)) return undefined;
  const points = text.match(/[.,]/g) ?? [];
  if (points.length === 0) return rational(BigInt(text));
  const last = points.at(-1)!;
  const isParted = points.length > 1;
  // In 1.234.567 no point is a decimal one; in 1.234,5 the last is.
  const hasDecimals = !isParted || points.slice(0, -1).every((point) => point !== last);
  const [whole, decimals] = hasDecimals
    ? [text.slice(0, text.lastIndexOf(last)), text.slice(text.lastIndexOf(last) + 1)]
    : [text, ''];
  if (isParted && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return undefined;
  return rational(BigInt(whole.replace(/[.,]/g, '') + decimals), 10n ** BigInt(decimals.length));
}
