// Samples that a reader of digits does not learn, such as a symbol of an equation, are left with the hand.
import { expect, test } from 'vitest';
import { learnable } from '../../src/learn/labels/check-labels.js';

const samples = (label: string, count: number) =>
  Array.from({ length: count }, (_, k) => ({ id: `${label}${k}`, label, picture: new Uint8Array(784) }));

test('labels that are new and too few are left out; enough of them are learned', () => {
  const digits = samples('7', 1);
  expect(learnable([...digits, ...samples('\\alpha', 4)], ['7'])).toEqual(digits);
  const enough = [...digits, ...samples('x', 5)];
  expect(learnable(enough, ['7'])).toBe(enough);
});
