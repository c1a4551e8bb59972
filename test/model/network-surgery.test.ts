import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Network } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { random } from '../../src/engine/random.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, weightShapes } from '../../src/model/checkpoint.js';
import { foldNorms, join, mix, shapeAfter, split } from '../../src/model/network-surgery.js';

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
  expect(join(trunk.weights, top.weights, 2)).toEqual(weights);
});

describe('skips', () => {
  const conv = (channels: number) => ({ kind: 'conv', size: 3, channels, activation: 'relu' }) as const;
  const labeller: Network = {
    input: [8, 12, 1],
    layers: [
      { ...conv(4), norm: 'batch' },
      { kind: 'maxpool' },
      conv(4),
      { kind: 'upsample' },
      { kind: 'add', from: 0 },
      { kind: 'conv', size: 1, channels: 3, activation: 'none' },
    ],
  };

  test('shapes follow doubling and adding', () => {
    expect(shapeAfter(labeller, 3)).toEqual([4, 6, 4]);
    expect(shapeAfter(labeller, 4)).toEqual([8, 12, 4]);
    expect(shapeAfter(labeller, 6)).toEqual([8, 12, 3]);
    expect(weightShapes(labeller).get('5.weight')).toEqual([1, 1, 4, 3]);
  });

  test('a cut goes between them, never through one', () => {
    const behind: Network = {
      ...labeller,
      layers: [conv(4), ...labeller.layers.map((l) => (l.kind === 'add' ? { ...l, from: 1 } : l))],
    };
    expect(split(behind, new Map(), 1).top.network).toEqual({ input: [8, 12, 4], layers: labeller.layers });
    for (const cut of [2, 4, 5]) expect(() => split(behind, new Map(), cut)).toThrow(/sever/);
    expect(split(behind, new Map(), 6).top.network.layers).toEqual([labeller.layers[5]]);
  });

  test('a folded network gives the same logits, and a checkpoint carries all of it', () => {
    const draw = random(5);
    const weights = new Map(
      [...initialWeights(labeller, 3)].map(([name, { shape, data }]) => [
        name,
        { shape, data: /weight/.test(name) ? data : data.map((v) => v + 0.3 * draw()) },
      ]),
    );
    const checkpoint: Checkpoint = {
      ...{ network: labeller, weights, alphabet: ['paper', 'ink', 'rule'], temperature: 1 },
      ...{ training: {}, scores: {}, parent: null },
    };
    const again = decodeCheckpoint(encodeCheckpoint(checkpoint, 'F32'), 'labeller');
    expect(again).toEqual(checkpoint);
    const folded = foldNorms(again.network, again.weights);
    expect(folded.network.layers.some((layer) => 'norm' in layer)).toBe(false);
    const inputs = Float32Array.from({ length: 2 * 96 }, draw);
    const [a, b] = [labeller, folded.network].map((network, i) => {
      const engine = createEngine(network, i ? folded.weights : weights, { maxBatch: 2 });
      const logits = engine.predict(inputs, 2);
      engine.close();
      return logits;
    });
    a!.forEach((value, i) => {
      expect(b![i]).toBeCloseTo(value, 4);
    });
    const bad = (change: Partial<Checkpoint>) => () =>
      decodeCheckpoint(encodeCheckpoint({ ...checkpoint, ...change }), 'labeller');
    expect(bad({ alphabet: ['paper', 'ink'] })).toThrow(/2 channels/);
    const layers = labeller.layers.map((layer) => (layer.kind === 'add' ? { ...layer, from: 2 } : layer));
    expect(bad({ network: { ...labeller, layers } })).toThrow(/makes no sense/);
  });
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
