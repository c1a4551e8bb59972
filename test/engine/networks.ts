// Small networks that between them hold every layer, odd sizes and odd channel counts.
import type { Activation, Layer, Network } from '../../src/engine/engine.js';
import { shapesOf } from '../../src/engine/plan/shapes.js';

export const conv = (channels: number, size: 1 | 3 = 3, norm = false, activation: Activation = 'relu'): Layer => ({
  kind: 'conv',
  size,
  channels,
  activation,
  ...(norm && { norm: 'batch' as const }),
});
export const dense = (units: number, activation: Activation = 'none', norm = false): Layer => ({
  kind: 'dense',
  units,
  activation,
  ...(norm && { norm: 'batch' as const }),
});
export const maxpool: Layer = { kind: 'maxpool' };
export const upsample: Layer = { kind: 'upsample' };
export const add = (from: number): Layer => ({ kind: 'add', from });
export const average: Layer = { kind: 'average' };
export const dropout = (rate: number): Layer => ({ kind: 'dropout', rate });

export const networks: Readonly<Record<string, Network>> = {
  'convolutions, pooling, dense': {
    input: [12, 12, 1],
    layers: [conv(8), conv(12), maxpool, conv(16), conv(10), maxpool, dense(14, 'relu'), dense(5)],
  },
  'odd sizes and channels': { input: [13, 9, 3], layers: [conv(9), conv(11), maxpool, conv(7, 1), conv(13), dense(3)] },
  'batch normalisation everywhere': {
    input: [7, 7, 2],
    layers: [conv(8, 3, true), conv(10, 3, true, 'none'), conv(6, 1, true), maxpool, dense(9, 'relu', true), dense(4)],
  },
  'an average, no ReLU': { input: [5, 6, 8], layers: [conv(8, 3, false, 'none'), average, dense(3)] },
  'dropout between layers': {
    input: [6, 6, 1],
    layers: [conv(8), dropout(0.3), conv(8), dropout(0.2), dense(10, 'relu'), dropout(0.5), dense(3)],
  },
  'dense alone': { input: [1, 1, 20], layers: [dense(11, 'relu'), dense(4)] },
  'a wide input cut out of a network': { input: [7, 7, 12], layers: [conv(16), conv(16), average, dense(4)] },
  '1×1 convolution first': { input: [4, 5, 2], layers: [conv(5, 1), conv(8), maxpool, dense(3)] },
  'an average of a 1×1 convolution': { input: [6, 4, 8], layers: [conv(9, 1), average, dropout(0.25), dense(6)] },
  'an encoder and a decoder with skips': {
    input: [12, 8, 1],
    layers: [
      ...[
        conv(6, 3, true),
        conv(8, 3, true),
        maxpool,
        conv(11, 3, true),
        maxpool,
        conv(13, 3, true),
        conv(11, 3, true),
      ],
      ...[upsample, add(3), conv(8, 3, true), upsample, add(1), conv(9), conv(5, 1, false, 'none')],
    ],
  },
  'skips of every kind': {
    // A sum of a layer and itself, of one twice, of a sum, across dropout; doubling what has no ReLU; an end in 3×3.
    input: [6, 10, 3],
    layers: [
      ...[conv(8, 1), conv(8), add(0), maxpool, conv(10, 3, false, 'none'), add(4), dropout(0.2), conv(8), upsample],
      ...[add(2), conv(8), add(0), upsample, dropout(0.1), conv(4, 3, false, 'none')],
    ],
  },
  'residual blocks, then dense': {
    input: [5, 7, 8],
    layers: [conv(8), conv(8, 3, true, 'none'), add(0), conv(8, 1), add(2), maxpool, add(5), dense(4)],
  },
  'a skip into an average': { input: [4, 4, 8], layers: [maxpool, upsample, conv(8), add(1), average, dense(3)] },
};

/** [height, width, channels] of the picture that a network ends in, if it does. */
export function labelledShape(network: Network): readonly [number, number, number] | undefined {
  const shape = shapesOf(network).at(-1)!;
  return shape[0] * shape[1] > 1 ? shape : undefined;
}
