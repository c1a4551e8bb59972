// What a base makes of glyphs is what its layers make of them, and of each glyph the same whatever stands beside it.
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory, Network } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { random } from '../../src/engine/random.js';
import { joinRows, outputWidths, selectRows } from '../../src/model/base-outputs.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import { openBase } from '../../src/model/learned/open-base.js';
import { Model } from '../../src/model/model.js';
import { average, conv, dense, maxpool } from '../engine/networks.js';

const engines: EngineFactory = async (network, weights, options) =>
  createEngine(network, weights, { ...options, reproducible: true });
const network: Network = {
  input: [28, 28, 1],
  layers: [conv(3), maxpool, conv(5), maxpool, conv(6), average, dense(4)],
};
const base: Checkpoint = {
  network,
  weights: initialWeights(network, 1),
  alphabet: ['0', '1', '2'],
  temperature: 1,
  training: {},
  scores: {},
  parent: null,
};
const count = 9;
const draw = random(7);
const pictures = Uint8Array.from({ length: count * 784 }, () => 256 * draw());

test('features and logits are those of the whole network, and each kind has its width', async () => {
  const opened = await openBase(base, engines);
  const outputs = opened.run(pictures, count);
  opened.close();
  const model = await Model.open(base, engines);
  const { features } = model.look(pictures, count);
  const logits = model.logits(pictures, count);
  model.close();
  for (const [i, value] of outputs.logits.entries()) expect(value).toBeCloseTo(logits[i]!, 4);
  for (const [i, value] of outputs.features.entries()) expect(value).toBeCloseTo(features[i]!, 4);
  expect(outputWidths(network)).toEqual({ pen: 2 * 3 + 2 * 5, quarters: 4 * 5, features: 6 });
  expect(outputs.pen).toHaveLength(count * 16);
  expect(outputs.quarters).toHaveLength(count * 20);
});

test('the pen is mean and power of each channel, the quarters are means that share the middle', async () => {
  // The first of four channels copies the picture: the middle of its 3×3 weight is 1.
  const copying: Network = { input: [28, 28, 1], layers: [conv(4), maxpool, maxpool, conv(4), average, dense(2)] };
  const one = { shape: [3, 3, 1, 4], data: Float32Array.from({ length: 36 }, (_, i) => (i === 16 ? 1 : 0)) };
  const weights = new Map([...initialWeights(copying, 1)].map(([name, tensor]) => [name, tensor] as const));
  weights.set('0.weight', one).set('0.bias', { shape: [4], data: new Float32Array(4) });
  const opened = await openBase({ ...base, network: copying, weights, alphabet: ['0'] }, engines);
  // The left half is white.
  const halved = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 < 14 ? 255 : 0));
  const { pen, quarters } = opened.run(halved, 1);
  opened.close();
  const first = (all: Float32Array) => [...all].filter((_, i) => i % 4 === 0).map((value) => Number(value.toFixed(4)));
  expect(first(pen)).toEqual([0.5, 0.5, 0.5714, 0.5714]);
  // Of 7×7 positions four columns are white, the shared one among them.
  expect(first(quarters)).toEqual([1, 0.25, 1, 0.25]);
});

test('one glyph alone gives the same bits, and rows are taken and joined in any order', async () => {
  const opened = await openBase(base, engines, { threads: 2 });
  const outputs = opened.run(pictures, count);
  const singly = Array.from({ length: count }, (_, i) => opened.run(pictures.slice(i * 784, (i + 1) * 784), 1));
  opened.close();
  expect(joinRows(singly)).toEqual(outputs);
  expect(selectRows(outputs, [4, 2])).toEqual(joinRows([singly[4]!, singly[2]!]));
  expect(selectRows(outputs, [])).toMatchObject({ count: 0, logits: new Float32Array(0) });
});
