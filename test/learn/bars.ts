// A world small enough to train a base in a moment: anybody writes 0 as a thin bar that lies, and 1 as one that stands.
// One hand writes with a thick pen, and its 1 leans so far that the base takes it for a 0.
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory, Network } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { random as seeded } from '../../src/engine/random.js';
import { type LabelledPictures, part, together } from '../../src/glyph/labelled-pictures.js';
import { type FitOptions, fitDefaults } from '../../src/learn/hand-learner.js';
import type { Rehearsal } from '../../src/learn/rehearsal.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import { average, conv, dense, maxpool } from '../engine/networks.js';

/** Engines, and how many of them are open. */
export function countingEngines(): { engines: EngineFactory; open: () => number } {
  let count = 0;
  const engines: EngineFactory = async (network, weights, options) => {
    const engine = createEngine(network, weights, options);
    count++;
    const close = engine.close.bind(engine);
    engine.close = () => {
      count--;
      close();
    };
    return engine;
  };
  return { engines, open: () => count };
}

/** A bar through the picture's middle, at an angle from lying, in degrees, and so many pixels thick. */
function bar(angle: number, thickness: number, random: () => number): Uint8Array {
  const radians = (Math.PI * angle) / 180;
  const [middleX, middleY] = [13.5 + 3 * (random() - 0.5), 13.5 + 3 * (random() - 0.5)];
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [(i % 28) - middleX, middleY - Math.floor(i / 28)];
    const along = Math.abs(x * Math.cos(radians) + y * Math.sin(radians));
    const across = Math.abs(y * Math.cos(radians) - x * Math.sin(radians));
    return along > 9 ? 0 : 255 * Math.min(1, Math.max(0, thickness / 2 + 0.5 - across));
  });
}

/** Bars, of both labels by turns, whose angles from lying vary by 12 degrees either way. */
function bars(count: number, angles: readonly [number, number], thickness: number, seed: number): LabelledPictures {
  const random = seeded(seed);
  const labels = Array.from({ length: count }, (_, i) => i % 2);
  return together(
    labels.map((label) => bar(angles[label]! + 24 * (random() - 0.5), thickness, random)),
    labels,
  );
}

/** Samples of the hand. */
export const handSamples = (count: number, seed: number) => bars(count, [0, 38], 5, seed);
const anybody = bars(360, [0, 90], 2, 1);

export const rehearsal: Rehearsal = {
  replay: part(anybody, 0, 80),
  guard: part(anybody, 260),
  hard: 20,
  heldOut: 400,
};

export const fitOptions: FitOptions = { ...fitDefaults, augmented: 80 };

const network: Network = {
  input: [28, 28, 1],
  layers: [conv(4), maxpool, conv(8), maxpool, conv(8), average, dense(3)],
};

/** A base that has learned what anybody writes. */
export function trainBase(): Checkpoint {
  const { pictures, labels, count } = part(anybody, 0, 260);
  const size = 20;
  const engine = createEngine(network, initialWeights(network, 3), { maxBatch: size });
  engine.load(pictures, count);
  const random = seeded(5);
  for (let step = 0; step < 120; step++) {
    const rows = Int32Array.from({ length: size }, () => Math.floor(random() * count));
    const targets = new Float32Array(size * 3);
    for (const [i, row] of rows.entries()) targets[i * 3 + labels[row]!] = 1;
    engine.step({ size, rows, targets }, { rate: 0.01 });
  }
  const weights = engine.weights();
  engine.close();
  return { network, weights, alphabet: ['0', '1'], temperature: 1, training: {}, scores: {}, parent: null };
}
