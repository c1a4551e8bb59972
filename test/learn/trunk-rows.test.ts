import { expect, test } from 'vitest';
import { once, rowsOf, type Seen } from '../../src/learn/trunk-rows.js';

const seen: Seen = {
  count: 3,
  trunk: Float32Array.of(1, 2, 3, 4, 5, 6),
  moments: Float32Array.of(1, 2, 3),
  features: Float32Array.of(4, 5, 6),
  logits: Float32Array.of(7, 8, 9),
};
const never = (): Seen => {
  throw new Error('looked again');
};

test('rows are taken in any order', () => {
  expect(rowsOf(seen, [2, 0]).trunk).toEqual(Float32Array.of(5, 6, 1, 2));
  expect(rowsOf(seen, [1, 2])).toMatchObject({ count: 2, features: Float32Array.of(5, 6) });
  expect(rowsOf(seen, [])).toMatchObject({ count: 0, logits: new Float32Array(0) });
});

test('digits are looked at once by each base, in each way', () => {
  const [weights, pictures] = [new Map(), new Uint8Array(4)];
  expect(once(weights, pictures, 'one way', () => seen)).toBe(seen);
  expect(once(weights, pictures, 'one way', never)).toBe(seen);
  expect(() => once(weights, pictures, 'another', never)).toThrow('looked again');
  expect(() => once(new Map(), pictures, 'one way', never)).toThrow('looked again');
});
