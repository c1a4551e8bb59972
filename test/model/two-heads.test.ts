// A learned checkpoint reads as its base where the gate is shut, and as its tuned copy where it is open.
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory, Network } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { random } from '../../src/engine/random.js';
import { withAlphabet } from '../../src/model/alphabet.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../../src/model/checkpoint.js';
import { gateWidth } from '../../src/model/gate-features.js';
import { Model } from '../../src/model/model.js';

const engines: EngineFactory = async (...args) => createEngine(...args);
const network: Network = {
  input: [28, 28, 1],
  layers: [
    { kind: 'conv', size: 3, channels: 4, activation: 'relu' },
    { kind: 'maxpool' },
    { kind: 'conv', size: 3, channels: 6, activation: 'relu' },
    { kind: 'average' },
    { kind: 'dense', units: 3, activation: 'none' },
  ],
};
const about = { network, alphabet: ['0', '1'], temperature: 1, training: {}, scores: {}, parent: null };
const base: Checkpoint = { ...about, weights: initialWeights(network, 1) };
const other: Checkpoint = { ...about, weights: initialWeights(network, 2) };
const cut = 2;
const count = 5;
const draw = random(7);
const pictures = Uint8Array.from({ length: count * 784 }, () => 256 * draw());

/** The base with the other's last layers, let in by a gate with this constant, and own samples of these labels. */
function learned(constant: number, labels: readonly string[] = ['0', '1']): Checkpoint {
  const tuned = new Map([...other.weights].filter(([name]) => Number.parseInt(name, 10) >= cut));
  const keys = Float32Array.from({ length: 6 * labels.length }, (_, i) => (i % 6 === 0 ? 1 : 0));
  const gate = new Float32Array(gateWidth(6, 4) + 1);
  gate[gate.length - 1] = constant;
  return { ...base, own: { cut, tuned, gate, mean: new Float32Array(6), keys, labels } };
}

async function logits(checkpoint: Checkpoint): Promise<Float32Array> {
  const model = await Model.open(checkpoint, engines);
  const out = model.logits(pictures, count);
  model.close();
  return out;
}

function close(a: Float32Array, b: Float32Array, digits = 4): void {
  expect(a).toHaveLength(b.length);
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i]!, digits);
  });
}

test('a shut gate leaves the base', async () => {
  close(await logits(learned(-100)), await logits(base));
});

test('an open gate gives the tuned answer, half of one what lies between', async () => {
  const [from, to] = [await logits(base), await logits(learned(100))];
  for (let i = 0; i < count; i++) expect(to[3 * i + 2]).not.toBeCloseTo(from[3 * i + 2]!, 2);
  const mixed = await logits({ ...base, weights: new Map([...base.weights, ...learned(0).own!.tuned]) });
  // Own samples speak for their labels; "not a symbol" has none.
  const rejects = (all: Float32Array) => all.filter((_, i) => i % 3 === 2);
  close(rejects(to), rejects(mixed));
  close(
    await logits(learned(0)),
    from.map((value, i) => (value + to[i]!) / 2),
  );
});

test('an own sample that looks the same speaks for its label, and for no other', async () => {
  const [without, with1] = [await logits(learned(100)), await logits(learned(100, ['0', '1', '1']))];
  for (let i = 0; i < count; i++) {
    expect(with1[3 * i + 1]! - without[3 * i + 1]!).toBeGreaterThan(0);
    expect(with1[3 * i]).toBe(without[3 * i]);
    expect(with1[3 * i + 2]).toBe(without[3 * i + 2]);
  }
});

test('it is written and read back, and grows with its alphabet', async () => {
  const checkpoint = learned(0.5, ['0', '1']);
  const again = decodeCheckpoint(encodeCheckpoint(checkpoint, 'F32'), 'x');
  expect(again.own).toEqual(checkpoint.own);
  const want = await logits(checkpoint);
  expect(await logits(again)).toEqual(want);
  const wide = await logits(withAlphabet(again, ['+', '1', '0']));
  close(
    Float32Array.from({ length: count }, (_, i) => wide[4 * i + 1]!),
    Float32Array.from({ length: count }, (_, i) => want[3 * i + 1]!),
  );
});

test('a file whose additions do not fit is refused', () => {
  const checkpoint = learned(0, ['0']);
  const bad = { ...checkpoint, own: { ...checkpoint.own!, gate: new Float32Array(3) } };
  expect(() => decodeCheckpoint(encodeCheckpoint(bad), 'x')).toThrow(/own\.gate/);
});

test('of labels that it was not shown, the base tells which', async () => {
  const [before, after] = [await logits(base), await logits(learned(100, []))];
  for (let i = 0; i < count; i++)
    expect(after[3 * i]! - after[3 * i + 1]!).toBeCloseTo(before[3 * i]! - before[3 * i + 1]!, 4);
});
