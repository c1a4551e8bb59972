import { expect, test } from 'vitest';
import { bySize } from '../../../src/numbers/evidence/odd-sizes.js';

const number = (h: number, x = 0, said: { given?: true } = {}) => ({
  members: [{ box: { x, y: 0, w: 10, h }, ...said }],
  spacing: 1,
  layout: 1,
});
const letter = (x: number, h = 8) => ({ box: { x, y: 0, w: 6, h }, reason: 'words' as const });

test('a number half as high as the others of its page is doubted, one a little smaller is not', () => {
  const { numbers, leftOut } = bySize([[number(20), number(20), number(20), number(16), number(10)]], []);
  expect(numbers[0]!.map(({ spacing }) => spacing > 0.98)).toEqual([true, true, true, true, false]);
  expect(numbers[0]![4]!.spacing).toBeLessThan(0.6);
  expect(leftOut).toEqual([]);
});

test('a small number among letters of its size is print, unless a person has said what it is', () => {
  const usual = [number(20, 300), number(20, 330), number(20, 360)];
  const letters = [letter(12), letter(20), letter(-10)];
  const { numbers, leftOut } = bySize([usual, [number(8)]], letters);
  expect(numbers.map((line) => line.length)).toEqual([3]);
  expect(leftOut).toEqual([{ box: { x: 0, y: 0, w: 10, h: 8 }, reason: 'print' }]);
  expect(bySize([usual, [number(8, 0, { given: true })]], letters).leftOut).toEqual([]);
});

test('a small number by itself stays, and so does one of usual size among letters', () => {
  const usual = [number(20, 300), number(20, 330), number(20, 360)];
  expect(bySize([usual, [number(8)]], [letter(12), letter(200), letter(20, 30)]).leftOut).toEqual([]);
  expect(bySize([usual], [letter(290, 20), letter(345, 20), letter(375, 20)]).leftOut).toEqual([]);
});
