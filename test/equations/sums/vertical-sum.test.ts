// Sums written below each other: their layout, the check, and what is mended.
import katex from 'katex';
import { expect, test } from 'vitest';
import { random as createRandom } from '../../../src/engine/random.js';
import type { EquationSymbol } from '../../../src/equations/expression.js';
import { markedSumLatex, sumLatex, sumMathml, sumText } from '../../../src/equations/sums/sum-forms.js';
import { asVerticalSum } from '../../../src/equations/sums/vertical-sum.js';
import { drawSum, type WrittenSum } from './drawn-sums.js';

const LAYOUTS = 600;

function randomSum(seed: number): WrittenSum {
  const random = createRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const sign = random() < 0.35 ? '-' : '+';
  const digits = 1 + below(5);
  const count = sign === '-' ? 2 : 2 + below(4);
  const terms = Array.from({ length: count }, () => below(10 ** digits));
  if (sign === '-') terms.sort((a, b) => b - a);
  const total = terms.slice(1).reduce((sum, term) => (sign === '-' ? sum - term : sum + term), terms[0]!);
  return {
    terms,
    sign,
    ...(random() < 0.9 && { total }),
    signs: random() < 0.3 ? 'each' : 'last',
    ...(sign === '+' && random() < 0.5 && { carries: random() < 0.5 ? 'top' : 'rule' }),
  };
}

const textOf = ({ terms, total, sign }: WrittenSum) =>
  `${terms.join(sign === '-' ? ' − ' : ' + ')} =${total === undefined ? '' : ` ${total}`}`;

test(`${LAYOUTS} sums with carries, several terms, uneven rows`, () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= LAYOUTS; seed++) {
    const written = randomSum(seed);
    const sum = asVerticalSum(drawSum(written, seed));
    const read = sum ? sumText(sum) : 'none';
    const isRight = read === textOf(written) && sum?.check.holds === (written.total === undefined ? undefined : true);
    if (!isRight) wrong.push(`${seed} ${JSON.stringify(written)}: ${read}`);
  }
  expect(wrong).toEqual([]);
});

test('a column without a sign is added up, and without a total gets its value', () => {
  const sum = asVerticalSum(drawSum({ terms: [12, 34, 5], sign: '+', signs: 'none' }, 3))!;
  expect(sum.check).toEqual({ value: '51' });
  expect(sumText(sum)).toBe('12 + 34 + 5 =');
  expect(sum.carries).toEqual([]);
});

test('its forms', () => {
  const sum = asVerticalSum(drawSum({ terms: [12, 39], total: 51, sign: '+', carries: 'top' }, 5))!;
  const { latex, pieces } = sumLatex(sum);
  expect(latex).toBe('\\begin{array}{r}12\\\\+39\\\\\\hline 51\\end{array}');
  expect(pieces.map(({ from, to }) => latex.slice(from, to))).toEqual(['1', '2', '+', '3', '9', '\\hline', '5', '1']);
  expect(sum.carries).toHaveLength(1);
  expect(sumMathml(sum)).toContain(
    '<mtable columnalign="right" rowlines="none solid"><mtr><mtd><mn>12</mn></mtd></mtr>' +
      '<mtr><mtd><mrow><mo>+</mo><mn>39</mn></mrow></mtd></mtr><mtr><mtd><mn>51</mn></mtd></mtr></mtable>',
  );
  for (const each of [latex, markedSumLatex(sum)])
    expect(katex.renderToString(each, { throwOnError: true, strict: 'ignore', trust: true })).toContain('mtable');
});

/** The symbols of 47 + 25 = 72 with one of them changed. */
function changed(label: string, change: Partial<EquationSymbol>): EquationSymbol[] {
  const symbols = drawSum({ terms: [47, 25], total: 72, sign: '+' }, 9);
  const index = symbols.findIndex((symbol) => symbol.label === label);
  return symbols.map((symbol, k) => (k === index ? { ...symbol, ...change } : symbol));
}

test('a doubtful digit is mended where the sum holds then', () => {
  const symbols = changed('4', { label: '9', confidence: 0.6, alternatives: [{ label: '4', confidence: 0.3 }] });
  const sum = asVerticalSum(symbols)!;
  expect(sumText(sum)).toBe('47 + 25 = 72');
  expect(sum.check).toEqual({ holds: true, value: '72' });
  expect(sum.symbols.find(({ label }) => label === '4')!.confidence).toBeGreaterThan(0.8);
});

test('a sure one is not: it is named', () => {
  const symbols = changed('4', { label: '9', confidence: 0.97, alternatives: [{ label: '4', confidence: 0.02 }] });
  const sum = asVerticalSum(symbols)!;
  expect(sumText(sum)).toBe('97 + 25 = 72');
  expect(sum.check).toMatchObject({ holds: false, value: '122', doubtful: { label: '4' } });
  expect(sum.symbols[sum.check.doubtful!.symbol]!.label).toBe('9');
});

test('without a better label the column that does not add up is told', () => {
  const sum = asVerticalSum(changed('4', { label: '9', confidence: 0.97 }))!;
  expect(sum.symbols[sum.check.doubtful!.symbol]!.label).toBe('9');
});

test('letters that may be digits are digits', () => {
  const sum = asVerticalSum(
    changed('5', { label: 's', confidence: 0.5, alternatives: [{ label: '5', confidence: 0.4 }] }),
  )!;
  expect(sumText(sum)).toBe('47 + 25 = 72');
});

test('decimals, and a difference below nothing', () => {
  const symbols = drawSum({ terms: [125, 250], total: 375, sign: '+' }, 4);
  const points = [0, 1, 3].map((row): EquationSymbol => {
    const y = 100 + row * 46 + 14 - (row === 3 ? 24 : 0);
    return { label: ',', confidence: 0.9, box: { x: 259, y, w: 4, h: 8 }, alternatives: [] };
  });
  const sum = asVerticalSum([...symbols, ...points])!;
  expect(sumText(sum)).toBe('1,25 + 2,50 = 3,75');
  expect(sum.check).toEqual({ holds: true, value: '3.75' });
});

test('what is no sum', () => {
  const box = { x: 0, y: 0, w: 20, h: 30 };
  const at = (label: string, x: number, y: number, more = {}): EquationSymbol => ({
    label,
    confidence: 0.9,
    box: { ...box, x, y, ...more },
    alternatives: [],
  });
  const bar = at('-', 0, 50, { w: 60, h: 4 });
  expect(asVerticalSum([])).toBeUndefined();
  expect(asVerticalSum([at('1', 10, 0), at('2', 30, 0), bar, at('3', 10, 70)])).toBeUndefined();
  expect(asVerticalSum([at('1', 10, 0), at('x', 30, 0), at('1', 10, 40), bar, at('3', 10, 70)])).toBeUndefined();
  const letter = [...drawSum({ terms: [1, 2], total: 3, sign: '+' }, 2), at('x', 300, 300)];
  expect(asVerticalSum(letter)).toBeUndefined();
});
