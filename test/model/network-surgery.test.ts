import { expect, test } from 'vitest';
import type { Network } from '../../src/engine/engine.js';
import { weightShapes } from '../../src/model/checkpoint.js';
import { mix, shapeAfter, split } from '../../src/model/network-surgery.js';

const network: Network = {
  input: [28, 28, 1],
  layers: [
    { kind: 'conv', size: 3, channels: 4, activation: 'relu' },
    { kind: 'maxpool' },
    { kind: 'conv', size: 3, channels: 8, activation: 'relu' },
    { kind: 'maxpool' },
    { kind: 'dense', units: 11, activation: 'none' },
  ],
};
const weights = new Map(
  [...weightShapes(network)].map(([name, shape], i) => [
    name,
    { shape, data: new Float32Array(shape.reduce((p, n) => p * n, 1)).fill(i) },
  ]),
);

test('shapes follow the layers', () => {
  expect([0, 1, 2, 3, 4, 5].map((n) => shapeAfter(network, n))).toEqual([
    [28, 28, 1],
    [28, 28, 4],
    [14, 14, 4],
    [14, 14, 8],
    [7, 7, 8],
    [1, 1, 11],
  ]);
  expect(weightShapes(network).get('4.weight')).toEqual([392, 11]);
});

test('a network cut in two keeps every tensor, and the top counts its layers from 0', () => {
  const { trunk, top } = split(network, weights, 2);
  expect(top.network.input).toEqual([14, 14, 4]);
  expect([...top.weights.keys()]).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
  expect([...trunk.weights.values(), ...top.weights.values()]).toEqual([...weights.values()]);
});

test('a mix lies between its two', () => {
  const zero = new Map(
    [...weights].map(([name, { shape }]) => [
      name,
      { shape, data: new Float32Array(shape.reduce((p, n) => p * n, 1)) },
    ]),
  );
  expect(mix(weights, zero, 0.25).get('4.bias')!.data[0]).toBe(0.25 * 5);
});
