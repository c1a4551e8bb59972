// How the shipped models that look at pages are trained.
import type { Layer, Network } from '../engine/engine.js';
import { symbolClasses } from '../model/sight/symbol-model.js';
import { pixelClass } from './draw/documents/drawn-document.js';
import type { SightRecipe } from './train-sight.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };
const up = (from: number): readonly Layer[] => [{ kind: 'upsample' }, { kind: 'add', from }];
const answers = (classes: number): Layer => ({ kind: 'conv', size: 1, channels: classes, activation: 'none' });

/**
 * Five halvings, so that it sees some 200 pixels around each: a letter in its word, a box in its row. The finest layers
 * are narrow, since they cost the most.
 */
const pageNetwork = (side: number): Network => ({
  input: [side, side, 1],
  layers: [
    ...[conv(8), maxpool, conv(16), conv(16), maxpool, conv(32), conv(32), maxpool, conv(48), conv(48), maxpool],
    ...[conv(48), conv(48), maxpool, conv(48), conv(48)],
    ...[...up(12), conv(48), conv(48), ...up(9), conv(48), conv(32), ...up(6), conv(32), conv(16)],
    ...[...up(3), conv(16), conv(8), ...up(0), conv(8)],
    answers(Object.keys(pixelClass).length),
  ],
});

/** The same, broader in the middle, where it sees digits, and with answers for cells of 4×4 pixels. */
const symbolNetwork = (side: number): Network => ({
  input: [side, side, 1],
  layers: [
    ...[conv(8), maxpool, conv(16), maxpool, conv(32), conv(48), maxpool, conv(64), conv(64), maxpool],
    ...[conv(64), conv(64), maxpool, conv(64), conv(64)],
    ...[...up(11), conv(64), ...up(8), conv(64), conv(48), ...up(5), conv(48)],
    answers(symbolClasses.length),
  ],
});

/** The page model. Rates, steps and weights are set by eye. */
export const pageRecipe: SightRecipe = {
  network: pageNetwork,
  labels: Object.keys(pixelClass),
  seed: 1,
  side: 256,
  batch: 8,
  plan: { rounds: 60, stepsPerRound: 100, rate: 3e-3, decay: 0.02, ema: 0.998 },
  classWeights: [0.15, 1, 1.8, 0.8, 0.8, 0.3],
};

/**
 * How a trained page model is refined: with its normalisation folded away, and at a lower rate, on documents that it
 * has not seen. Set by eye.
 */
export const pageRefinement: SightRecipe = {
  ...pageRecipe,
  seed: 2,
  plan: { ...pageRecipe.plan, rounds: 30, rate: 1e-3 },
};

/** The symbol model, which takes longer to tell anything: ten digits in all hands. Set by eye. */
export const symbolRecipe: SightRecipe = {
  ...pageRecipe,
  network: symbolNetwork,
  labels: symbolClasses,
  seed: 9,
  plan: { ...pageRecipe.plan, rounds: 190 },
  classWeights: [0.25, 1, 0.8, 0.6, 0.5, ...Array.from({ length: 10 }, () => 1.5)],
};

/** How a trained symbol model is refined, on documents that it has not seen. */
export const symbolRefinement: SightRecipe = {
  ...symbolRecipe,
  seed: 10,
  plan: { ...symbolRecipe.plan, rounds: 140, rate: 1e-3 },
};
