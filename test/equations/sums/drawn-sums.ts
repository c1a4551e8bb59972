// Vertical sums for tests, laid out as people write them: not quite level, not quite even, with carries.
import { random as createRandom, type Random } from '../../../src/engine/random.js';
import type { EquationSymbol } from '../../../src/equations/expression.js';

/** What is written. */
export interface WrittenSum {
  /** Top to bottom. */
  readonly terms: readonly number[];
  /** Missing where nothing stands below the rule. */
  readonly total?: number;
  readonly sign: '+' | '-';
  /** Where the signs stand: before the last term, or before each but the first. */
  readonly signs?: 'last' | 'each' | 'none';
  /** Small digits above the columns, or above the rule. */
  readonly carries?: 'top' | 'rule';
}

const PITCH = 26;
const HEIGHT = 34;

/** The symbols of a sum in random order. */
export function drawSum(sum: WrittenSum, seed: number): EquationSymbol[] {
  const random = createRandom(seed);
  const jitter = (by: number) => (random() - 0.5) * 2 * by;
  const symbols: EquationSymbol[] = [];
  const put = (label: string, x: number, y: number, w: number, h: number): void => {
    const box = { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) };
    symbols.push({ label, confidence: 0.98, box, alternatives: [] });
  };
  const lean = jitter(0.03);
  const right = 300;
  const digit = (label: string, place: number, y: number, size = 1): void => {
    const x = right - place * PITCH + jitter(3);
    const wide = (label === '1' ? 6 : 18) * size;
    // A nought is often small.
    const high = HEIGHT * size * (1 + jitter(0.12)) * (label === '0' ? 0.9 : 1);
    put(label, x - wide / 2, y + lean * x + jitter(3) - high / 2, wide, high);
  };
  const number = (value: number, y: number): number => {
    const digits = [...String(value)].reverse();
    for (const [place, label] of digits.entries()) digit(label, place, y);
    return digits.length;
  };
  const { terms, total, sign, signs = 'last', carries } = sum;
  const rowPitch = HEIGHT * (1.25 + 0.3 * random());
  const longest = Math.max(...[...terms, total ?? 0].map((value) => String(value).length));
  const columns = columnCarries(sum);
  let y = 100;
  if (carries === 'top') {
    for (const [place, value] of columns.entries()) if (value > 0) digit(String(value), place, y, 0.5);
    y += HEIGHT;
  }
  for (const [k, term] of terms.entries()) {
    number(term, y);
    const hasSign = signs === 'each' ? k > 0 : signs === 'last' && k === terms.length - 1;
    if (hasSign) {
      const x = right - (longest + 0.4) * PITCH + jitter(4);
      if (sign === '+') put('+', x - 9, y + lean * x - 9 + jitter(3), 18, 18);
      else put('-', x - 9, y + lean * x + jitter(3), 18, 4);
    }
    y += rowPitch;
  }
  if (carries === 'rule') {
    y -= 0.35 * HEIGHT;
    for (const [place, value] of columns.entries()) if (value > 0) digit(String(value), place, y, 0.45);
    y += 0.6 * HEIGHT;
  }
  const left = right - (longest + 0.5) * PITCH + jitter(6);
  put('-', left, y - 0.45 * HEIGHT + lean * left, right + 14 - left, 5);
  if (total !== undefined) number(total, y + 0.5 * HEIGHT);
  return shuffled(symbols, random);
}

/** What is carried into each place. */
function columnCarries({ terms, sign }: WrittenSum): number[] {
  if (sign === '-') return [];
  const carries = [0];
  for (let place = 0; place < 8; place++) {
    const digits = terms.map((term) => Math.floor(term / 10 ** place) % 10);
    carries.push(Math.floor((digits.reduce((a, b) => a + b, 0) + carries[place]!) / 10));
  }
  return carries;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}
