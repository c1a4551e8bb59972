// A network with more units that does what a narrower one does.
import { expect, test } from 'vitest';
import type { Network } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { createEngine } from '../../src/node/engine/node-engine.js';
import { widened } from '../../src/train/widened.js';

const network = (channels: number, units: number): Network => ({
  input: [8, 8, 2],
  layers: [
    { kind: 'conv', size: 3, channels: 4, activation: 'relu' },
    { kind: 'maxpool' },
    { kind: 'conv', size: 3, channels, activation: 'relu' },
    { kind: 'maxpool' },
    { kind: 'dense', units, activation: 'relu' },
    { kind: 'dense', units: 3, activation: 'none' },
  ],
});

test('a wider network says what the narrower one said', async () => {
  const pictures = Uint8Array.from({ length: 5 * 8 * 8 * 2 }, (_, i) => (i * 97) % 256);
  const said = async (of: Network, weights: ReturnType<typeof initialWeights>): Promise<number[]> => {
    const engine = await createEngine(of, weights, { threads: 1, trains: false });
    const out = [...engine.predictPictures(pictures, 5)];
    engine.close();
    return out;
  };
  const narrow = initialWeights(network(6, 10), 1);
  const before = await said(network(6, 10), narrow);
  const after = await said(network(9, 16), widened(network(9, 16), narrow, 2));
  expect(new Set(before.map((value) => value.toFixed(3))).size).toBeGreaterThan(5);
  for (const [k, value] of before.entries()) expect(after[k]).toBeCloseTo(value, 3);
});

test('a network with fewer units, or other layers, is refused', () => {
  const trained = initialWeights(network(6, 10), 1);
  expect(() => widened(network(5, 10), trained, 2)).toThrow('other layers');
  expect(() => widened(network(6, 10), new Map([...trained].slice(1)), 2)).toThrow('other layers');
});
