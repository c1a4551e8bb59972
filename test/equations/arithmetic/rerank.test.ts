// Which reading is taken when arithmetic has a say.
import { expect, test } from 'vitest';
import { holds } from '../../../src/equations/arithmetic/check-arithmetic.js';
import { rerank } from '../../../src/equations/arithmetic/rerank.js';
import type { Expression, FoundEquation } from '../../../src/equations/expression.js';
import { toLatex } from '../../../src/equations/forms/latex.js';
import { expressionOf } from '../expressions.js';

const found = (expression: Expression, more: Partial<FoundEquation> = {}): FoundEquation => ({
  expression,
  confidence: 0.6,
  box: { x: 0, y: 0, w: 100, h: 30 },
  others: [],
  ...more,
});

const doubted = (text: string, index: number, confidence: number, label: string, chance: number): Expression => {
  const { symbols, row } = expressionOf(text);
  const alternatives = [{ label, confidence: chance }];
  return { row, symbols: symbols.map((symbol, k) => (k === index ? { ...symbol, confidence, alternatives } : symbol)) };
};

const latexOf = (equation: FoundEquation) => toLatex(rerank(equation).expression);

test('a doubtful symbol is mended where the equation holds then', () => {
  const mended = rerank(found(doubted('1+2=8', 4, 0.8, '3', 0.15)));
  expect(toLatex(mended.expression)).toBe('1+2 = 3');
  const [three] = mended.expression.symbols.slice(4);
  expect(three!.confidence).toBeGreaterThan(0.8);
  expect(three!.confidence).toBeLessThan(0.95);
  expect(three!.alternatives[0]).toMatchObject({ label: '8' });
  expect(mended.others).toHaveLength(1);
});

test('what is sure, and what is far less likely, stays', () => {
  expect(latexOf(found(doubted('1+2=8', 4, 0.96, '3', 0.04)))).toBe('1+2 = 8');
  expect(latexOf(found(doubted('1+2=8', 4, 0.94, '3', 0.01)))).toBe('1+2 = 8');
});

test('x is read as times where that holds', () => {
  expect(latexOf(found(doubted('2x3=6', 1, 0.6, '\\times', 0.35)))).toBe('2\\times 3 = 6');
});

test('an inequality weighs little, and nothing becomes true by another relation', () => {
  expect(latexOf(found(doubted('1\\lt0', 2, 0.8, '9', 0.19)))).toBe('1 < 0');
  expect(latexOf(found(doubted('1=0', 1, 0.5, '\\neq', 0.45)))).toBe('1 = 0');
});

test('another structure is taken where it is nearly as likely', () => {
  const power = expressionOf({ of: '3', super: ['2'] }, '=9');
  const [flat, confidence] = [expressionOf('32=9'), 0.1];
  expect(latexOf(found(flat, { others: [{ expression: power, confidence }] }))).toBe('3^2 = 9');
  expect(latexOf(found(flat, { confidence: 0.97, others: [{ expression: power, confidence: 0.02 }] }))).toBe('32 = 9');
});

test('of the ways to change a digit, one in 56 makes a misread sum hold by chance', () => {
  let [all, byChance] = [0, 0];
  for (let a = 13; a < 100; a += 7)
    for (let b = 11; b < 100; b += 9) {
      const right = `${a}+${b}=${a + b}`;
      for (let k = 0; k < right.length; k++) {
        if (!/\d/.test(right[k]!)) continue;
        const misread = right.slice(0, k) + ((Number(right[k]) + 3) % 10) + right.slice(k + 1);
        for (let j = 0; j < misread.length; j++)
          for (let digit = 0; digit < 10 && /\d/.test(misread[j]!); digit++) {
            const changed = misread.slice(0, j) + digit + misread.slice(j + 1);
            if (changed === misread || changed === right) continue;
            all++;
            if (holds(expressionOf(changed))) byChance++;
          }
      }
    }
  expect(byChance / all).toBeCloseTo(1 / 56, 3);
});
