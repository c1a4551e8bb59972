// Letters that were cut as if they were digits are left out together; a number with one unclear digit is not.
import { expect, test } from 'vitest';
import { withoutGuesses } from '../../../src/numbers/evidence/words.js';

const group = (x: number, ...chances: number[]) =>
  chances.map((chance, k) => ({ box: { x: x + 22 * k, y: 0, w: 18, h: 30 }, chance, cut: 1 }));

test('a group that is doubtful throughout is a word, the number beside it stays', () => {
  const word = group(0, 0.97, 0.5, 0.6, 0.7);
  const number = group(200, 0.99, 0.98, 0.95);
  expect(withoutGuesses([...word, ...number], 30)).toEqual(number);
});

test('one unclear digit, or a few slightly unclear ones, make no word', () => {
  const one = group(0, 0.99, 0.4, 0.99);
  const few = group(200, 0.78, 0.99, 0.79, 0.99, 0.99);
  expect(withoutGuesses([...one, ...few], 30)).toEqual([...one, ...few]);
  expect(withoutGuesses(group(0, 0.5), 30)).toHaveLength(1);
});
