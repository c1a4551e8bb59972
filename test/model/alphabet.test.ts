import { expect, test } from 'vitest';
import { withAlphabet } from '../../src/model/alphabet.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';

const checkpoint: Checkpoint = {
  network: { input: [1, 1, 2], layers: [{ kind: 'dense', units: 3, activation: 'none' }] },
  alphabet: ['0', '1'],
  temperature: 1,
  training: {},
  scores: {},
  parent: null,
  weights: new Map([
    ['0.weight', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    ['0.bias', { shape: [3], data: Float32Array.of(7, 8, 9) }],
  ]),
};

test('new labels come in, "not a symbol" stays last, nothing else changes', () => {
  const wide = withAlphabet(checkpoint, ['0', '1', '+', '€']);
  expect(wide.alphabet).toEqual(['0', '1', '+', '€']);
  expect(wide.weights.get('0.weight')).toEqual({ shape: [2, 5], data: Float32Array.of(1, 2, 0, 0, 3, 4, 5, 0, 0, 6) });
  expect(wide.weights.get('0.bias')).toEqual({ shape: [5], data: Float32Array.of(7, 8, -4, -4, 9) });
  expect(wide.network.layers).toEqual([{ kind: 'dense', units: 5, activation: 'none' }]);
});

test('labels change places and go', () => {
  const swapped = withAlphabet(withAlphabet(checkpoint, ['1', '+', '0']), ['1', '0']);
  expect(swapped.weights.get('0.weight')!.data).toEqual(Float32Array.of(2, 1, 3, 5, 4, 6));
  expect(withAlphabet(swapped, ['0', '1'])).toEqual(checkpoint);
});

test('the same alphabet changes nothing', () => {
  expect(withAlphabet(checkpoint, ['0', '1'])).toBe(checkpoint);
});
