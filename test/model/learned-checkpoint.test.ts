// A learned checkpoint reads as its base where the gate is shut, and with what was learned where it is open.
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory, Network } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { random } from '../../src/engine/random.js';
import { withAlphabet } from '../../src/model/alphabet.js';
import { gateWidth, headWidth, outputWidths } from '../../src/model/base-outputs.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../../src/model/checkpoint.js';
import { openBase } from '../../src/model/learned/open-base.js';
import { ownLogits } from '../../src/model/learned/own-head.js';
import { Model } from '../../src/model/model.js';
import { decodeTensors, encodeTensors } from '../../src/model/safetensors.js';

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
const widths = outputWidths(network);
const count = 5;
const draw = random(7);
const pictures = Uint8Array.from({ length: count * 784 }, () => 256 * draw());

/** The base with a change that adds 2 to label 1, let in by a gate with this constant, and own samples of these labels. */
function learned(constant: number, labels: readonly string[] = ['0', '1']): Checkpoint {
  const gate = new Float32Array(gateWidth(widths) + 1);
  gate[gate.length - 1] = constant;
  const weight = Float32Array.from({ length: 3 * headWidth(widths) }, (_, i) => ((i % 7) - 3) / 10);
  return { ...base, own: { weight, bias: Float32Array.of(0, 2, 0), gate, labels } };
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

test('a look tells how far each glyph is read as the hand, as the gate has it', async () => {
  const ofHand = async (checkpoint: Checkpoint): Promise<readonly number[] | undefined> => {
    const model = await Model.open(checkpoint, engines);
    const look = model.look(pictures, count);
    model.close();
    return look.ofHand && [...look.ofHand].map((share) => +share.toFixed(3));
  };
  expect(await ofHand(base)).toBeUndefined();
  for (const [constant, share] of [
    [-100, 0],
    [0, 0.5],
    [100, 1],
  ] as const)
    expect(await ofHand(learned(constant))).toEqual(new Array(count).fill(share));
});

test('an open gate gives what was learned, half of one what lies between', async () => {
  const [from, to] = [await logits(base), await logits(learned(100))];
  const opened = await openBase(base, engines);
  const outputs = opened.run(pictures, count);
  opened.close();
  close(to, ownLogits(learned(100).own!, outputs, base.alphabet));
  for (let i = 0; i < count; i++) {
    let change = 2;
    const values = [...outputs.features.subarray(6 * i, 6 * i + 6), ...outputs.quarters.subarray(16 * i, 16 * i + 16)];
    for (const [d, value] of values.entries()) change += value * learned(100).own!.weight[headWidth(widths) + d]!;
    expect(to[3 * i + 1]! - from[3 * i + 1]!).toBeCloseTo(change, 3);
  }
  close(
    await logits(learned(0)),
    from.map((value, i) => (value + to[i]!) / 2),
  );
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

test('a checkpoint of an earlier way of learning says how to learn it again', () => {
  const { metadata } = decodeTensors(encodeCheckpoint(learned(0)), 'x');
  const tensors = new Map([...base.weights, ['own.keys', { shape: [1], data: new Float32Array(1) }]]);
  const bytes = encodeTensors({ metadata, tensors }, 'F16');
  expect(() => decodeCheckpoint(bytes, 'checkpoint 3')).toThrow(/checkpoint 3: .*ownhand rebuild/);
});

test('of labels that it was not shown, the base tells which', async () => {
  const [before, after] = [await logits(base), await logits(learned(100, []))];
  for (let i = 0; i < count; i++)
    expect(after[3 * i]! - after[3 * i + 1]!).toBeCloseTo(before[3 * i]! - before[3 * i + 1]!, 4);
});

test('habits travel with the head, and what cannot be a habit is told', () => {
  const { own, ...rest } = learned(0);
  const habits = { apart: { '5': 0.4 }, touching: 2 };
  const read = (given: typeof habits) =>
    decodeCheckpoint(encodeCheckpoint({ ...rest, own: { ...own!, habits: given } }), 'x');
  expect(read(habits).own?.habits).toEqual(habits);
  expect(decodeCheckpoint(encodeCheckpoint(learned(0)), 'x').own?.habits).toBeUndefined();
  expect(() => read({ apart: { '5': 1 }, touching: 2 })).toThrow(/own\.habits\.apart\.5/);
});
