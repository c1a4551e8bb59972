// The two trainings that ownhand documents: the shipped checkpoint, and a quick one from nothing in seconds.
import type { Layer, Network } from '../engine/engine.js';
import type { TrainOptions } from './train-digits.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };
/** Ten digits and "not a symbol". */
const outputs: Layer = { kind: 'dense', units: 11, activation: 'none' };

/** Three pairs of 3×3 convolutions, as in VGG (Simonyan & Zisserman 2015), made small. */
const digitNetwork: Network = {
  input: [28, 28, 1],
  layers: [conv(16), conv(16), maxpool, conv(48), conv(48), maxpool, conv(96), conv(96), { kind: 'average' }, outputs],
};

/** The shipped reader. */
export const standardRecipe: TrainOptions = {
  network: digitNetwork,
  epochs: 15,
  seed: 1,
  batch: 128,
  rate: 3e-3,
  decay: 0.02,
  smoothing: 0.05,
  ema: 0.999,
  forms: true,
  allographs: 16_000,
  clutter: 16_000,
  augmentation: {
    rotate: 0.2,
    scale: 0.1,
    stretch: 0.12,
    shear: 0.2,
    shift: 1.5,
    elastic: 0.8,
    thickness: 0.5,
    erase: 0,
  },
};

/**
 * From nothing to a usable reader in seconds. Normalising the first convolution's large pictures would cost a seventh
 * of each step, and held-out digits are read no worse without it. Channels come in multiples of 8, because the engine
 * pads them to that.
 */
export const quickRecipe: TrainOptions = {
  ...standardRecipe,
  network: {
    input: [28, 28, 1],
    layers: [
      { kind: 'conv', size: 3, channels: 16, activation: 'relu' },
      maxpool,
      conv(16),
      maxpool,
      { kind: 'dense', units: 64, norm: 'batch', activation: 'relu' },
      outputs,
    ],
  },
  epochs: 1,
  batch: 64,
  rate: 18e-3,
  smoothing: 0.02,
  forms: false,
  allographs: 0,
  clutter: 300,
  ema: 0.99,
  augmentation: { rotate: 0, scale: 0, stretch: 0, shear: 0, shift: 1, elastic: 0, thickness: 0, erase: 0 },
};
