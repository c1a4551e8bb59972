// What a base makes of glyphs, layer by layer: all that a hand's head is learned from and looks at. Nothing that is
// learned changes it, so that it is computed once for each glyph.
import type { Augmentation, Engine, EngineFactory, EngineOptions, Network } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import { concat } from './feature-rows.js';
import { shapeAfter, split } from './network-surgery.js';
import { lastLayer } from './own-head.js';

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

/** A base, ready to look at glyphs. */
export interface OpenBase {
  /** How many values of each kind it gives. */
  readonly widths: OutputWidths;
  /** Which build of the kernels it runs on; others round otherwise. */
  readonly simd: Engine['simd'];
  /** Looks at pictures [count, 28, 28], each augmented by its seed where seeds are given. */
  run(
    pictures: Uint8Array,
    count: number,
    change?: { readonly augmentation: Augmentation; readonly seeds: Uint32Array },
  ): BaseOutputs;
  /** Ends its engines. */
  close(): void;
}

/** Opens a base. */
export async function openBase(
  { network, weights }: Checkpoint,
  engines: EngineFactory,
  options: EngineOptions = {},
): Promise<OpenBase> {
  const { cuts, quartersAt, pensAt } = stagesOf(network);
  const stages: { readonly engine: Engine; readonly cut: number }[] = [];
  let rest = { network, weights };
  let from = 0;
  for (const cut of cuts) {
    const { trunk, top } = split(rest.network, rest.weights, cut - from);
    stages.push({ cut, engine: await engines(trunk.network, trunk.weights, { ...options, trains: false }) });
    rest = top;
    from = cut;
  }
  const [weight, bias] = [rest.weights.get('0.weight')!, rest.weights.get('0.bias')!];
  const widths = outputWidths(network);
  return {
    widths,
    simd: stages[0]!.engine.simd,
    run(pictures, count, change) {
      const pen = new Float32Array(count * widths.pen);
      let quarters: Float32Array = new Float32Array(0);
      let maps: Float32Array = new Float32Array(0);
      let penAt = 0;
      for (const [i, { engine, cut }] of stages.entries()) {
        maps = i === 0 ? engine.predictPictures(pictures, count, change) : engine.predict(maps, count);
        const shape = shapeAfter(network, cut);
        if (pensAt.includes(cut)) {
          writeMoments(maps, shape, pen, widths.pen, penAt);
          penAt += 2 * shape[2];
        }
        if (cut === quartersAt) quarters = quartersOf(maps, shape);
      }
      return { count, pen, quarters, features: maps, logits: lastLayer(maps, weight, bias) };
    },
    close() {
      for (const { engine } of stages) engine.close();
    },
  };
}

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
interface Stages {
  /** All cuts, the last one before the last layer. */
  readonly cuts: readonly number[];
  /** The cut before the last convolution. */
  readonly quartersAt: number;
  /** The cuts after each pooling. */
  readonly pensAt: readonly number[];
}

function stagesOf({ layers }: Network): Stages {
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

/** Writes mean and power of each channel of maps [n, h, w, c] into rows of `pen`, [n, width], from a column on. */
function writeMoments(
  maps: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  pen: Float32Array,
  penWidth: number,
  column: number,
): void {
  const positions = height * width;
  for (let from = 0, mean = column; from < maps.length; from += positions * channels, mean += penWidth) {
    const power = mean + channels;
    for (let p = from; p < from + positions * channels; p += channels)
      for (let c = 0; c < channels; c++) {
        const value = maps[p + c]!;
        pen[mean + c]! += value;
        pen[power + c]! += value * value;
      }
    for (let c = mean; c < mean + 2 * channels; c++) pen[c]! /= positions;
  }
}

/** Means of the channels of maps [n, h, w, c] in each quarter, [n, 4 · c]. Quarters share an odd row or column. */
function quartersOf(maps: Float32Array, [height, width, channels]: readonly [number, number, number]): Float32Array {
  const size = height * width * channels;
  const halves = (length: number) => [
    [0, Math.ceil(length / 2)],
    [Math.floor(length / 2), length],
  ];
  const quarters = halves(height).flatMap(([top, bottom]) =>
    halves(width).map(([left, right]) => ({ top: top!, bottom: bottom!, left: left!, right: right! })),
  );
  const out = new Float32Array((maps.length / size) * 4 * channels);
  let to = 0;
  for (let from = 0; from < maps.length; from += size)
    for (const { top, bottom, left, right } of quarters) {
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) {
          const at = from + (y * width + x) * channels;
          for (let c = 0; c < channels; c++) out[to + c]! += maps[at + c]!;
        }
      const positions = (bottom - top) * (right - left);
      for (let c = to; c < to + channels; c++) out[c]! /= positions;
      to += channels;
    }
  return out;
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
