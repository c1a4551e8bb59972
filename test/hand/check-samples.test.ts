// What a program is told that gives samples of the wrong kind.
import { expect, test } from 'vitest';
import { checkSamples } from '../../src/hand/check-samples.js';
import type { NewSample } from '../../src/hand/store.js';

const picture = new Uint8Array(784);
const refusal = (sample: object): string => {
  try {
    checkSamples([{ label: '7', picture, source: 'a' }, sample as NewSample]);
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'OwnhandError', code: 'usage' });
    return (error as Error).message;
  }
};

test.each([
  [{ label: 7, picture, source: 'b' }, /^sample 1 \(b\): its label must be a string such as '7'; it is the number 7$/],
  [{ picture, source: 'b' }, /its label must be a string .* it is missing$/],
  [{ label: '7', source: 'b' }, /its picture must be a Uint8Array of 784 values, 28×28, .*; it is missing$/],
  [{ label: '7', picture: new Uint8Array(100), source: '' }, /^sample 1: its picture must be .*; it has 100$/],
  [{ label: '7', picture: new Float32Array(784), source: 'b' }, /it is a value of the kind Float32Array$/],
  [{ label: '7', picture, source: 4 }, /its source must be a string/],
])('a sample of the wrong kind is told: %o', (sample, message) => {
  expect(refusal(sample)).toMatch(message);
});

test('what is right passes, a Buffer and a sample without a source too', () => {
  expect(refusal({ label: '\\alpha', picture: Buffer.alloc(784) })).toBe('');
});
