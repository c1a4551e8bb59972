// Written expressions: what their LaTeX says stands where, and which strokes are which symbol.
import { expect, test } from 'vitest';
import { parseExpression, partOfWriter } from '../../../src/train/equations/crohme.js';
import { layoutOfTruth } from '../../../src/train/equations/layout-of-truth.js';

test('LaTeX becomes symbols that hang on each other', () => {
  expect(layoutOfTruth('$\\frac{1}{x^2}+y_{10}$')).toEqual([
    { label: '-', parent: -1, relation: 'right' },
    { label: '1', parent: 0, relation: 'above' },
    { label: 'x', parent: 0, relation: 'below' },
    { label: '2', parent: 2, relation: 'super' },
    { label: '+', parent: 0, relation: 'right' },
    { label: 'y', parent: 4, relation: 'right' },
    { label: '1', parent: 5, relation: 'sub' },
    { label: '0', parent: 6, relation: 'right' },
  ]);
});

test('roots hold what is inside, sums carry limits', () => {
  expect(layoutOfTruth('\\sqrt[3]{8}')?.map(({ relation }) => relation)).toEqual(['right', 'above', 'inside']);
  expect(layoutOfTruth('\\sum_{i}^{n} i')?.map(({ relation }) => relation)).toEqual([
    'right',
    'below',
    'above',
    'right',
  ]);
});

test('LaTeX that does not close is not understood', () => {
  expect(layoutOfTruth('\\frac{1}{2')).toBeUndefined();
  expect(layoutOfTruth('')).toBeUndefined();
});

/** A bar, or an upright line, at a place. */
const line = (label: string, x: number, y: number, w: number, h: number) => ({
  label,
  strokes: [
    [
      [x, y],
      [x + w, y + h],
    ],
  ],
});

test('of equal labels geometry tells which is which', () => {
  // The denominator was written further left than the numerator.
  const json = JSON.stringify({
    writer: 'a',
    truth: '\\frac{1}{1}',
    symbols: [line('1', 10, 60, 1, 30), line('1', 20, 0, 1, 30), line('-', 0, 45, 40, 1)],
  });
  const { symbols } = parseExpression(json)!;
  expect(symbols.map(({ strokes }) => strokes[0]![1])).toEqual([45, 0, 60]);
});

test('an expression whose symbols are others than its LaTeX says is left out', () => {
  const json = JSON.stringify({ writer: 'a', truth: '1+1', symbols: [line('1', 0, 0, 1, 9)] });
  expect(parseExpression(json)).toBeUndefined();
});

test('a writer is always of one part, nobody in particular is trained on', () => {
  const parts = Array.from({ length: 400 }, (_, k) => partOfWriter(`writer ${k}`));
  expect(parts).toEqual(Array.from({ length: 400 }, (_, k) => partOfWriter(`writer ${k}`)));
  expect(parts.filter((part) => part === 'test').length).toBeGreaterThan(20);
  expect(parts.filter((part) => part === 'train').length).toBeGreaterThan(280);
  expect(partOfWriter('')).toBe('train');
});
