// What a step of reading made last is made anew only where something that it was made by has changed.
import { expect, test } from 'vitest';
import { lastMade } from '../../src/numbers/last-made.js';

test('it is the same as long as all values are, lists by their elements, others by themselves', () => {
  let count = 0;
  const made = lastMade<number>();
  const [page, thing] = [{}, {}];
  const of = (...by: readonly unknown[]): number => made(page, by, () => ++count);
  expect(of(1, thing, Uint8Array.of(1, 2), [thing])).toBe(1);
  expect(of(1, thing, Uint8Array.of(1, 2), [thing])).toBe(1);
  expect(of(1, thing, Uint8Array.of(1, 3), [thing])).toBe(2);
  expect(of(1, {}, Uint8Array.of(1, 3), [thing])).toBe(3);
  expect(of(1, thing, Uint8Array.of(1, 3), [{}])).toBe(4);
  expect(of(2)).toBe(5);
  expect(of(2, undefined)).toBe(6);
});

test('each object has its own, and so has each step', () => {
  const [one, other] = [lastMade<string>(), lastMade<string>()];
  const [a, b] = [{}, {}];
  expect(one(a, [], () => 'one of a')).toBe('one of a');
  expect(one(b, [], () => 'one of b')).toBe('one of b');
  expect(other(a, [], () => 'other of a')).toBe('other of a');
  expect(one(a, [], () => 'again')).toBe('one of a');
});
