// The shapes of pictures on their way through a network.
import { OwnhandError } from '../../error.js';
import type { Network } from '../engine.js';

/** [height, width, channels] */
export type Shape = readonly [number, number, number];

/**
 * The input's shape, and then that of each layer's output: layer i turns `shapes[i]` into `shapes[i + 1]`.
 * @throws OwnhandError `failed` where a layer adds one that is no earlier one, or that has another shape.
 */
export function shapesOf(network: Network): Shape[] {
  const shapes: Shape[] = [network.input];
  network.layers.forEach((layer, i) => {
    const [h, w, c] = shapes[i]!;
    switch (layer.kind) {
      case 'conv':
        shapes.push([h, w, layer.channels]);
        break;
      case 'dense':
        shapes.push([1, 1, layer.units]);
        break;
      case 'maxpool':
        shapes.push([h >> 1, w >> 1, c]);
        break;
      case 'upsample':
        shapes.push([2 * h, 2 * w, c]);
        break;
      case 'average':
        shapes.push([1, 1, c]);
        break;
      case 'add': {
        const other = layer.from >= 0 && layer.from < i ? shapes[layer.from + 1] : undefined;
        if (!other) throw new OwnhandError('failed', `Layer ${i} adds layer ${layer.from}, which is no earlier one.`);
        if (other[0] !== h || other[1] !== w || other[2] !== c)
          throw new OwnhandError(
            'failed',
            `Layer ${i} adds [${other}] of layer ${layer.from} to [${[h, w, c]}]; ` +
              "the input's sides must be divisible by 2 for every pool.",
          );
        shapes.push([h, w, c]);
        break;
      }
      default:
        shapes.push([h, w, c]);
    }
  });
  return shapes;
}
