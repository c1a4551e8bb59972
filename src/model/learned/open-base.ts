// Runs a base stage by stage, so that what lies between its layers can be seen.
import type { Augmentation, Engine, EngineFactory, EngineOptions } from '../../engine/engine.js';
import { type BaseOutputs, type OutputWidths, outputWidths, stagesOf } from '../base-outputs.js';
import type { Checkpoint } from '../checkpoint.js';
import { lastLayer } from '../logits.js';
import { shapeAfter, split } from '../network-surgery.js';

/** A base, ready to look at glyphs. */
export interface OpenBase {
  /** How many values of each kind it gives. */
  readonly widths: OutputWidths;
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
