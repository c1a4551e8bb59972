// The Engine's promises: determinism, batches by row, averages, errors, and memory that does not grow. Threads have a
// test of their own.
import { describe, expect, test } from 'vitest';
import { augmented } from '../../src/engine/augment.js';
import { createEngine } from '../../src/engine/create-engine.js';
import {
  type Augmentation,
  type Batch,
  type Engine,
  ignored,
  type Network,
  type Weights,
} from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { planOf } from '../../src/engine/plan/plan.js';
import { random } from '../../src/engine/random.js';
import { add, average, conv, dense, dropout, maxpool, upsample } from './networks.js';

const network: Network = {
  input: [12, 12, 1],
  layers: [conv(8), conv(8), maxpool, conv(16, 3, true), average, dense(4)],
};
const weights = initialWeights(network, 1);
const none: Augmentation = { rotate: 0, scale: 0, stretch: 0, shear: 0, shift: 0, elastic: 0, thickness: 0, erase: 0 };
const strong: Augmentation = {
  rotate: 0.3,
  scale: 0.2,
  stretch: 0.2,
  shear: 0.2,
  shift: 2,
  elastic: 1,
  thickness: 0.8,
  erase: 0.5,
};

const pictures = Uint8Array.from(
  { length: 40 * 144 },
  (
    (draw) => () =>
      draw() * 256
  )(random(3)),
);
function batch(size: number, augmentation?: Augmentation): Batch & { readonly targets: Float32Array } {
  const rows = Int32Array.from({ length: size }, (_, i) => (i * 7) % 40);
  const seeds = Uint32Array.from({ length: size }, (_, i) => i * 2654435761);
  const targets = new Float32Array(size * 4);
  for (let i = 0; i < size; i++) targets[i * 4 + (i % 4)] = 1;
  return { size, rows, seeds, targets, ...(augmentation && { augmentation }) };
}
function trained(engine: Engine, steps: number, augmentation?: Augmentation): Weights {
  engine.load(pictures, 40);
  for (let i = 0; i < steps; i++) engine.step(batch(16, augmentation), { rate: 1e-2, decay: 0.01, ema: 0.9 });
  return engine.weights();
}
const flat = (weights: Weights): number[] => [...weights.values()].flatMap((tensor) => [...tensor.data]);

test('the same seed and thread count give bit-identical weights', () => {
  const runs = [0, 1].map(() => {
    const engine = createEngine(network, weights, { reproducible: true, threads: 3 });
    const result = flat(trained(engine, 5, strong));
    engine.close();
    return result;
  });
  expect(runs[0]).toEqual(runs[1]);
});

test('training learns: the loss of a fixed batch falls, on both backends alike', () => {
  const losses = (['reference', 'wasm'] as const).map((backend) => {
    const engine = createEngine(network, weights, { backend, reproducible: true });
    engine.load(pictures, 40);
    const result = Array.from({ length: 8 }, () => engine.step(batch(8), { rate: 3e-3 }).loss);
    engine.close();
    return result;
  });
  const [oracle, ours] = losses as [number[], number[]];
  expect(oracle.at(-1)!).toBeLessThan(oracle[0]! * 0.95);
  oracle.forEach((loss, i) => {
    expect(ours[i]).toBeCloseTo(loss, 3);
  });
});

test('rows are the loaded pictures as 0 to 1, and an augmented row is what `augmented` gives', () => {
  const engine = createEngine(network, weights, { reproducible: true });
  const { rows, seeds, targets } = batch(6);
  engine.load(pictures, 40);
  for (const how of [none, strong]) {
    const inputs = new Float32Array(6 * 144);
    rows!.forEach((row, i) => {
      inputs.set(
        [...augmented(pictures.subarray(row * 144, (row + 1) * 144), how, seeds![i]!)].map((v) => v / 255),
        i * 144,
      );
    });
    engine.setWeights(weights);
    const byRows = engine.step({ size: 6, rows: rows!, seeds: seeds!, augmentation: how, targets }, { rate: 0 });
    engine.setWeights(weights);
    const byInputs = engine.step({ size: 6, inputs, targets }, { rate: 0 });
    // `augmented` rounds to bytes.
    expect(byRows.loss).toBeCloseTo(byInputs.loss, how === none ? 6 : 2);
  }
  engine.close();
});

test('an unchanged picture comes back unchanged', () => {
  const picture = pictures.subarray(0, 144);
  expect(augmented(picture, none, 5)).toEqual(picture);
});

test('predict takes any count, and the same picture gives the same logits wherever it stands', () => {
  const engine = createEngine(network, weights, { maxBatch: 16, threads: 2, reproducible: true });
  trained(engine, 3);
  const inputs = Float32Array.from(pictures, (v) => v / 255);
  const all = engine.predict(inputs, 40);
  for (const i of [0, 15, 16, 39])
    expect(engine.predict(inputs.subarray(i * 144), 1)).toEqual(all.slice(i * 4, i * 4 + 4));
  engine.close();
});

test('pictures are predicted as their floats are, changed as training would change them where seeds are given', () => {
  const engine = createEngine(network, weights, { maxBatch: 16, threads: 2 });
  const floats = (bytes: Uint8Array) => Float32Array.from(bytes, (v) => v / 255);
  const close = (a: Float32Array, b: Float32Array, digits: number) =>
    a.forEach((value, i) => {
      expect(value).toBeCloseTo(b[i]!, digits);
    });
  close(engine.predictPictures(pictures, 40), engine.predict(floats(pictures), 40), 5);
  const seeds = Uint32Array.from({ length: 40 }, (_, i) => 9 * i + 1);
  const change = { augmentation: { ...strong, erase: 0 }, seeds };
  const changed = Uint8Array.from(
    Array.from({ length: 40 }, (_, i) => [
      ...augmented(pictures.subarray(i * 144, (i + 1) * 144), change.augmentation, seeds[i]!),
    ]).flat(),
  );
  close(engine.predictPictures(pictures, 40, change), engine.predict(floats(changed), 40), 1);
  expect(() => engine.predictPictures(pictures, 41)).toThrow(/41/);
  engine.close();
});

test('a network may end in a picture, when it only predicts', () => {
  const trunk: Network = { input: [9, 9, 1], layers: [conv(8), maxpool, conv(10)] };
  const both = (['reference', 'wasm'] as const).map((backend) => {
    const engine = createEngine(trunk, initialWeights(trunk, 2), { backend });
    expect(engine.classes).toBe(4 * 4 * 10);
    const out = engine.predict(Float32Array.from({ length: 3 * 81 }, random(1)), 3);
    expect(() =>
      engine.step({ size: 1, inputs: new Float32Array(81), targets: new Float32Array(160) }, { rate: 1 }),
    ).toThrow(/dense or average/);
    engine.close();
    return out;
  });
  both[0]!.forEach((v, i) => {
    expect(both[1]![i]).toBeCloseTo(v, 4);
  });
});

describe('a network that labels pixels', () => {
  const labeller: Network = {
    input: [16, 24, 1],
    layers: [
      ...[conv(8, 3, true), maxpool, conv(16, 3, true), maxpool, conv(16, 3, true), upsample, add(2)],
      ...[conv(8, 3, true), upsample, add(0), conv(8), conv(3, 1, false, 'none')],
    ],
  };
  const size = 4;
  const pixels = 16 * 24;
  const draw = random(6);
  const shown = Uint8Array.from({ length: size * pixels }, () => draw() * 256);
  // Dark, light, and in between, which a 3×3 window sees at once.
  const labels = shown.map((value, i) => (i % 11 === 0 ? ignored : value < 80 ? 0 : value > 170 ? 2 : 1));
  const counted = labels.reduce((sum, label) => sum + (label === ignored ? 0 : 1), 0);

  test('learns its labels; 8-bit pictures, rows and floats are one', () => {
    const given = initialWeights(labeller, 4);
    const inputs = Float32Array.from(shown, (value) => value / 255);
    const engine = createEngine(labeller, given, { reproducible: true, maxBatch: size, threads: 2 });
    engine.load(shown, size);
    const first = [{ pictures: shown }, { inputs }, { rows: Int32Array.of(0, 1, 2, 3) }].map((how) => {
      engine.setWeights(given);
      return engine.step({ size, labels, ...how }, { rate: 0 });
    });
    for (const { loss, total } of first) {
      expect(loss).toBeCloseTo(first[0]!.loss, 5);
      expect(total).toBe(counted);
    }
    for (let i = 0; i < 60; i++) engine.step({ size, labels, pictures: shown }, { rate: 1e-2 });
    const { loss, correct } = engine.step({ size, labels, pictures: shown }, { rate: 0 });
    expect(loss).toBeLessThan(first[0]!.loss / 3);
    expect(correct / counted).toBeGreaterThan(0.9);
    const logits = engine.predictPictures(shown, size);
    expect(logits.length).toBe(size * pixels * 3);
    const right = labels.reduce((sum, label, p) => {
      const row = logits.subarray(3 * p, 3 * p + 3);
      return sum + (row.indexOf(Math.max(...row)) === label ? 1 : 0);
    }, 0);
    expect(right / counted).toBeGreaterThan(0.8);
    const chances = engine.predictChances(shown, size);
    expect(chances.length).toBe(size * pixels * 3);
    for (let p = 0; p < size * pixels; p += 7) {
      const powers = [...logits.subarray(3 * p, 3 * p + 3)].map(Math.exp);
      const sum = powers.reduce((a, b) => a + b, 0);
      const [picture, pixel] = [Math.floor(p / pixels), p % pixels];
      for (const [k, power] of powers.entries())
        expect(Math.abs(chances[(picture * 3 + k) * pixels + pixel]! - (255 * power) / sum)).toBeLessThanOrEqual(1);
    }
    engine.close();
  });

  test('the loss is the mean over labelled pixels, weighted by class', () => {
    const engine = createEngine(labeller, initialWeights(labeller, 4), { backend: 'reference', maxBatch: size });
    const lossOf = (labels: Uint8Array, weights?: number[]): number =>
      engine.step(
        { size, labels, pictures: shown, ...(weights && { classWeights: Float32Array.from(weights) }) },
        { rate: 0 },
      ).loss;
    const only = (wanted: number): Uint8Array => labels.map((label) => (label === wanted ? label : ignored));
    const [count0, count2] = [0, 2].map((wanted) => labels.filter((label) => label === wanted).length);
    const expected = (5 * count0! * lossOf(only(0)) + 2 * count2! * lossOf(only(2))) / (5 * count0! + 2 * count2!);
    expect(lossOf(labels, [5, 0, 2])).toBeCloseTo(expected, 5);
    expect(lossOf(labels.map(() => ignored))).toBe(0);
    engine.close();
  });

  test('one and two threads learn alike where groups are alike', () => {
    const plain: Network = {
      ...labeller,
      layers: [conv(8), maxpool, conv(8), upsample, add(0), conv(3, 1, false, 'none')],
    };
    const [one, two] = [1, 2].map((threads) => {
      const engine = createEngine(plain, initialWeights(plain, 1), { reproducible: true, maxBatch: size, threads });
      const losses = [1, 2, 3].map(() => engine.step({ size, labels, pictures: shown }, { rate: 1e-3 }).loss);
      engine.close();
      return losses;
    });
    one!.forEach((loss, i) => {
      expect(two![i]).toBeCloseTo(loss, 5);
    });
  });

  test('mistakes are told', () => {
    const engine = createEngine(labeller, initialWeights(labeller, 4), { maxBatch: size });
    const step = (batch: Partial<Batch>) => engine.step({ size, pictures: shown, ...batch }, { rate: 0 });
    expect(() => step({ labels: labels.subarray(1) })).toThrow(/1536 labels/);
    expect(() => step({ labels: labels.map(() => 7) })).toThrow(/label is 7/);
    expect(() => step({ labels, augmentation: none })).toThrow(/Augmentation/);
    expect(() => step({ labels, classWeights: new Float32Array(2) })).toThrow(/3 class weights/);
    engine.close();
    const broken =
      (layers: Network['layers'], input: Network['input'] = [8, 8, 1]) =>
      () =>
        createEngine({ input, layers }, weights);
    expect(broken([conv(8), add(1)])).toThrow(/no earlier/);
    expect(broken([conv(8), maxpool, conv(8), upsample, add(0)], [9, 8, 1])).toThrow(/divisible/);
    expect(broken([upsample, dense(3)])).toThrow(/1 channels/);
  });

  test('many large pictures take little memory: gradients share theirs, and too much is refused', () => {
    const page: Network = { ...labeller, input: [256, 256, 1] };
    const plan = planOf(page, 2, 8);
    expect(plan.predictGroup).toBe(1);
    expect(plan.end / 2 ** 20).toBeLessThan(250);
    expect(planOf(page, 2, 8, false).end).toBeLessThan(plan.end);
    // Transposed weights are for gradients alone.
    const backs = (trains: boolean) => planOf(page, 2, 8, trains).ops.map((op) => ('back' in op ? op.back : 0));
    expect(Math.max(...backs(true))).toBeGreaterThan(0);
    expect(Math.max(...backs(false))).toBe(0);
    const large: Network = { ...labeller, input: [1024, 1024, 1] };
    expect(() => createEngine(large, initialWeights(large, 1), { maxBatch: 32 })).toThrow(/maxBatch lower/);
  });
});

test('an engine that was made to predict only says what a training one says, and takes no step', () => {
  const network: Network = { input: [4, 4, 1], layers: [conv(8), dense(3)] };
  const weights = initialWeights(network, 1);
  const [trains, predicts] = [true, false].map((each) => createEngine(network, weights, { trains: each }));
  const inputs = Float32Array.from({ length: 32 }, (_, i) => i / 32);
  expect(predicts!.predict(inputs, 2)).toEqual(trains!.predict(inputs, 2));
  const batch = { size: 2, inputs, targets: Float32Array.of(1, 0, 0, 0, 1, 0) };
  expect(trains!.step(batch, { rate: 1e-3 }).loss).toBeGreaterThan(0);
  expect(() => predicts!.step(batch, { rate: 1e-3 })).toThrow(/predict only/);
});

test('dropout is for training only', () => {
  const dropping: Network = { input: [4, 4, 1], layers: [conv(8), dropout(0.9), dense(3)] };
  const plain: Network = { input: [4, 4, 1], layers: [conv(8), dense(3)] };
  const given = initialWeights(dropping, 3);
  const renamed = new Map([...given].map(([name, tensor]) => [name.replace('2.', '1.'), tensor]));
  const inputs = Float32Array.from({ length: 16 }, random(2));
  const [a, b] = [createEngine(dropping, given), createEngine(plain, renamed)];
  expect(a.predict(inputs, 1)).toEqual(b.predict(inputs, 1));
  a.close();
  b.close();
});

test('the average follows its definition', () => {
  const engine = createEngine(network, weights, { reproducible: true });
  engine.load(pictures, 40);
  expect(() => engine.weights('average')).toThrow(/ema/);
  let expected: number[] | undefined;
  for (let i = 0; i < 4; i++) {
    engine.step(batch(8), { rate: 1e-2, ema: 0.7 });
    const now = flat(engine.weights());
    expected = expected ? expected.map((v, k) => 0.7 * v + 0.3 * now[k]!) : now;
  }
  flat(engine.weights('average')).forEach((v, k) => {
    expect(Math.abs(v - expected![k]!)).toBeLessThan(1e-5);
  });
  engine.close();
});

test('setWeights begins anew', () => {
  const engine = createEngine(network, weights, { reproducible: true });
  const first = flat(trained(engine, 3));
  engine.setWeights(weights);
  expect(flat(engine.weights())).toEqual(flat(weights));
  expect(flat(trained(engine, 3))).toEqual(first);
  engine.close();
});

test('training goes on from a state as if it had never stopped', () => {
  const whole = createEngine(network, weights, { reproducible: true });
  trained(whole, 3, strong);
  const state = whole.state();
  trained(whole, 3, strong);
  const resumed = createEngine(network, initialWeights(network, 2), { reproducible: true });
  resumed.restore(state);
  expect(flat(resumed.weights('average'))).toEqual(flat(state.average!));
  trained(resumed, 3, strong);
  for (const which of ['current', 'average'] as const)
    expect(flat(resumed.weights(which))).toEqual(flat(whole.weights(which)));
  whole.close();
  resumed.close();
});

describe('mistakes are told', () => {
  test.each([
    [
      'weights of another network',
      () => createEngine(network, initialWeights({ ...network, layers: [dense(4)] }, 1)),
      /lack|belongs/,
    ],
    [
      'a picture too small to pool',
      () => createEngine({ input: [1, 1, 1], layers: [conv(8), maxpool] }, weights),
      /pools/,
    ],
    ['no threads', () => createEngine(network, weights, { threads: 0 }), /threads/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
  test('batches and rows out of bounds, a closed engine', () => {
    const engine = createEngine(network, weights, { maxBatch: 8 });
    expect(() => engine.step(batch(9), { rate: 1 })).toThrow(/maxBatch/);
    expect(() => engine.step(batch(4), { rate: 1 })).toThrow(/Row 0 of 0/);
    expect(() => engine.predict(new Float32Array(143), 1)).toThrow(/143/);
    engine.close();
    engine.close();
    expect(() => engine.predict(new Float32Array(144), 1)).toThrow(/closed/);
  });
});

test('a thousand engines in one process leave nothing behind', () => {
  const used = (): number => {
    const { rss, external, arrayBuffers } = process.memoryUsage();
    return rss + external + arrayBuffers;
  };
  let early = 0;
  for (let i = 0; i < 1000; i++) {
    const engine = createEngine(network, weights, { maxBatch: 8 });
    engine.load(pictures, 40);
    engine.step(batch(8, strong), { rate: 1e-2 });
    engine.close();
    if (i === 300) early = used();
  }
  expect(used() - early).toBeLessThan(30e6);
});

test('without shared memory one thread gives the same results', async () => {
  const engine = createEngine(network, weights, { reproducible: true, threads: 2 });
  const shared = flat(trained(engine, 3, strong));
  engine.close();
  const hidden = globalThis.SharedArrayBuffer;
  // A browser without cross-origin isolation has no such global.
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  try {
    const { vi } = await import('vitest');
    vi.resetModules();
    const apart = await import('../../src/engine/create-engine.js');
    const alone = apart.createEngine(network, weights, { reproducible: true, threads: 2 }, () => {
      throw new Error('No thread may be started.');
    });
    expect(flat(trained(alone, 3, strong))).toEqual(shared);
    alone.close();
  } finally {
    globalThis.SharedArrayBuffer = hidden;
  }
});
