// What a base makes of glyphs, layer by layer: all that a hand's head is learned from and looks at. Nothing that is
// learned changes it, so that it is computed once for each glyph.
import type { Network } from '../engine/engine.js';
import { concat } from './feature-rows.js';
import { shapeAfter } from './network-surgery.js';

/** What a base makes of pictures. */
export interface BaseOutputs {
  /** The number of pictures. */
  readonly count: number;
  /**
   * How the pen looks, [count, penWidth]: mean and power of each channel where the picture has just become smaller (a
   * texture's statistics: Gatys et al. 2015).
   */
  readonly pen: Float32Array;
  /** What stands in each quarter of the picture, before the last convolution: means of its channels, [count, …]. */
  readonly quarters: Float32Array;
  /** Inputs of the last layer, [count, depth]. */
  readonly features: Float32Array;
  /** Outputs of the last layer, [count, columns]. */
  readonly logits: Float32Array;
}

/** How many values of each kind a base gives for a picture. */
export interface OutputWidths {
  /** Values of `pen`. */
  readonly pen: number;
  /** Values of `quarters`. */
  readonly quarters: number;
  /** Values of `features`. */
  readonly features: number;
}

/** How many values a head sees of a glyph. */
export const headWidth = ({ features, quarters }: OutputWidths): number => features + quarters;

/** How many values the gate sees of a glyph. */
export const gateWidth = ({ features, pen }: OutputWidths): number => features + pen;

/** How many values a base with this network gives for a picture. */
export function outputWidths(network: Network): OutputWidths {
  const { quartersAt, pensAt } = stagesOf(network);
  const size = (at: number): number => shapeAfter(network, at).reduce((product, n) => product * n, 1);
  return {
    pen: pensAt.reduce((sum, at) => sum + 2 * shapeAfter(network, at)[2], 0),
    quarters: 4 * shapeAfter(network, quartersAt)[2],
    features: size(network.layers.length - 1),
  };
}

/** Where a network is cut so that what lies between its layers can be seen: before which layers. */
export interface Stages {
  /** All cuts, the last one before the last layer. */
  readonly cuts: readonly number[];
  /** The cut before the last convolution. */
  readonly quartersAt: number;
  /** The cuts after each pooling. */
  readonly pensAt: readonly number[];
}

/** Where a network is cut. */
export function stagesOf({ layers }: Network): Stages {
  const last = layers.length - 1;
  const quartersAt = Math.max(
    1,
    Math.min(
      last,
      layers.findLastIndex(({ kind }) => kind === 'conv'),
    ),
  );
  const pensAt = layers.flatMap(({ kind }, i) => (kind === 'maxpool' ? [i + 1] : []));
  return { cuts: [...new Set([...pensAt, quartersAt, last])].sort((a, b) => a - b), quartersAt, pensAt };
}

/** The numbers from 0 up to, and without, `count`. */
export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** The outputs for some of the pictures, in the order of `rows`. */
export function selectRows(outputs: BaseOutputs, rows: readonly number[]): BaseOutputs {
  const select = (matrix: Float32Array): Float32Array => {
    const size = matrix.length / Math.max(1, outputs.count);
    const selected = new Float32Array(rows.length * size);
    for (const [i, row] of rows.entries()) selected.set(matrix.subarray(row * size, (row + 1) * size), i * size);
    return selected;
  };
  return {
    count: rows.length,
    pen: select(outputs.pen),
    quarters: select(outputs.quarters),
    features: select(outputs.features),
    logits: select(outputs.logits),
  };
}

/** Outputs, one below the other. */
export function joinRows(parts: readonly BaseOutputs[]): BaseOutputs {
  const join = (of: (part: BaseOutputs) => Float32Array): Float32Array => concat(parts.map(of));
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    pen: join(({ pen }) => pen),
    quarters: join(({ quarters }) => quarters),
    features: join(({ features }) => features),
    logits: join(({ logits }) => logits),
  };
}
