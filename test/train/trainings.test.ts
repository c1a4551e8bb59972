// The three trainings of shipped models, made tiny: a seed fixes them, and one that was stopped ends where one that never
// stopped does.
import { beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineFactory, Layer, Network, Weights } from '../../src/engine/engine.js';
import { random as seeded } from '../../src/engine/random.js';
import { concat, type LabelledPictures } from '../../src/glyph/labelled-pictures.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import { strokeFeatureCount } from '../../src/numbers/evidence/stroke-features.js';
import { VIEW_HEIGHT, VIEW_WIDTH } from '../../src/numbers/hypotheses/line-view.js';
import { allographs } from '../../src/train/draw/allographs.js';
import type { Typeface } from '../../src/train/draw/typefaces.js';
import type { FitState } from '../../src/train/fit.js';
import { quickRecipe } from '../../src/train/recipes.js';
import { trainStrokes } from '../../src/train/strokes/train-strokes.js';
import { type TrainState, train } from '../../src/train/train-digits.js';
import { trainLettering } from '../../src/train/train-lettering.js';
import { trainWholes } from '../../src/train/train-wholes.js';

const engines: EngineFactory = async (network, weights, options) =>
  createEngine(network, weights, { ...options, reproducible: true, threads: 1 });

const network = (input: Network['input'], classes: number): Network => {
  const conv: Layer = { kind: 'conv', size: 3, channels: 8, norm: 'batch', activation: 'relu' };
  const outputs: Layer = { kind: 'dense', units: classes, activation: 'none' };
  return { input, layers: [conv, { kind: 'maxpool' }, conv, { kind: 'average' }, outputs] };
};
const heldOutDigits = 60;

/** A typeface that has one shape for all symbols: a bar of its own width. */
function barred(width: number): Typeface {
  const glyph = { left: 0, top: -28, width, height: 28, advance: width + 4, ink: new Uint8Array(28 * width).fill(255) };
  const symbols = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+=%&#@*?€äüß'];
  return { written: true, glyphs: new Map(symbols.map((symbol) => [symbol, { ...glyph, symbol }])) };
}
const faces = [6, 8, 10, 12, 14].map(barred);
let digits: LabelledPictures;
beforeAll(() => {
  digits = concat([allographs(160, seeded(1)), allographs(heldOutDigits, seeded(2))]);
});

interface Hooks {
  readonly signal?: AbortSignal;
  readonly onState?: (state: FitState) => Promise<void>;
  readonly resume?: FitState;
}

interface Training {
  readonly name: string;
  readonly epochs: number;
  readonly run: (hooks: Hooks) => Promise<{ readonly checkpoint: Checkpoint }>;
}
/** Strokes whose kind is told by their first feature. */
const described = {
  count: 64,
  pictures: Uint8Array.from({ length: 64 * strokeFeatureCount }, (_, i) =>
    i % strokeFeatureCount === 0 ? 60 * (Math.floor(i / strokeFeatureCount) % 4) : 128,
  ),
  labels: Uint8Array.from({ length: 64 }, (_, k) => k % 4),
};

const trainings: readonly Training[] = [
  {
    name: 'digits',
    epochs: 4,
    run: (hooks) =>
      train(
        digits,
        engines,
        {
          ...{ ...quickRecipe, network: network([28, 28, 1], 11), epochs: 4, batch: 16, clutter: 40 },
          ...{ forms: true, allographs: 20, heldOutDigits },
        },
        // A state of this training is always one with what would be kept.
        hooks as Hooks & { readonly resume?: TrainState },
      ),
  },
  {
    name: 'lettering',
    epochs: 3,
    run: (hooks) => {
      const options = { seed: 1, epochs: 3, count: 70, network: network([28, 28, 1], 2), heldOutDigits };
      return trainLettering(digits, faces, engines, options, hooks);
    },
  },
  {
    name: 'wholes',
    epochs: 3,
    run: (hooks) => {
      const options = { seed: 1, epochs: 3, count: 140, network: network([VIEW_HEIGHT, VIEW_WIDTH, 2], 11) };
      return trainWholes(digits, faces, engines, { ...options, heldOutDigits }, hooks);
    },
  },
  {
    name: 'strokes',
    epochs: 3,
    run: (hooks) => trainStrokes([described], [described], engines, { seed: 1, epochs: 3, batch: 16, takes: 1 }, hooks),
  },
];

const flat = (weights: Weights) => [...weights].map(([name, { data }]) => [name, [...data]]);

describe.each(trainings)('$name', ({ epochs, run }) => {
  const states: FitState[] = [];
  let whole: Checkpoint;
  beforeAll(async () => {
    whole = (await run({ onState: async (state) => void states.push(state) })).checkpoint;
  });

  test('is scored on what was held out, and saved after each epoch', () => {
    expect(whole.scores['heldOut']).toBeGreaterThanOrEqual(0);
    expect(whole.scores['heldOut']).toBeLessThanOrEqual(1);
    expect(whole.temperature).toBeGreaterThan(0);
    expect(whole.network.layers.some((layer) => 'norm' in layer)).toBe(false);
    expect(states.map(({ rounds }) => rounds)).toEqual(Array.from({ length: epochs }, (_, k) => k + 1));
  });

  test('resumed, it ends with the same weights', async () => {
    const { checkpoint } = await run({ resume: states[epochs - 2]! });
    expect(flat(checkpoint.weights)).toEqual(flat(whole.weights));
    expect(checkpoint.temperature).toBe(whole.temperature);
    expect(checkpoint.scores).toEqual(whole.scores);
  });

  test('stopped before its first epoch ended, there is nothing to keep', async () => {
    await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});

test('digits stopped later keep what was reached', async () => {
  const stop = new AbortController();
  const { run } = trainings[0]!;
  const { checkpoint } = await run({ signal: stop.signal, onState: async () => stop.abort() });
  expect(checkpoint.training['epochs']).toBe(1);
});
