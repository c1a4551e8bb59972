// What a base makes of the rehearsal, as bytes: a process that begins to learn need not look at the digits again where
// an earlier one has kept what it saw.
import { type BaseOutputs, outputWidths } from '../model/base-outputs.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { lastLayer } from '../model/logits.js';
import type { Rehearsal } from './rehearsal.js';

/** What a base makes of the rehearsal. */
export interface Looks {
  /** Of the digits that stand for anybody's. */
  readonly replay: BaseOutputs;
  /** Of the guard's digits. */
  readonly guard: BaseOutputs;
  /** `factor` of the shapes' metric, [width, width], lower triangular. */
  readonly factor: Float64Array;
}

/** The bytes of looks, in the machine's own order: all but the logits, which follow from the features. */
export function encodeLooks({ replay, guard, factor }: Looks): Uint8Array {
  const width = Math.sqrt(factor.length);
  const triangle = new Float64Array((width * (width + 1)) / 2);
  for (let row = 0, at = 0; row < width; at += ++row)
    triangle.set(factor.subarray(row * width, row * width + row + 1), at);
  const parts = [triangle, ...[replay, guard].flatMap(({ pen, quarters, features }) => [pen, quarters, features])];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/**
 * The looks that `encodeLooks` wrote, of a base that differs from the one that looked in its last layer at most;
 * undefined where there are more or fewer bytes than such a base gives.
 */
export function decodeLooks(
  bytes: Uint8Array,
  { network, weights }: Checkpoint,
  { replay, guard }: Pick<Rehearsal, 'replay' | 'guard'>,
): Looks | undefined {
  const widths = outputWidths(network);
  const width = widths.features + widths.quarters;
  const each = widths.pen + widths.quarters + widths.features;
  if (bytes.length !== 4 * width * (width + 1) + 4 * each * (replay.count + guard.count)) return;
  // A copy begins where numbers of 8 bytes may begin. A Buffer's `slice` would be none.
  const { buffer } = new Uint8Array(bytes);
  let at = 4 * width * (width + 1);
  const triangle = new Float64Array(buffer, 0, at / 8);
  const factor = new Float64Array(width * width);
  for (let row = 0, from = 0; row < width; from += ++row)
    factor.set(triangle.subarray(from, from + row + 1), row * width);
  const take = (size: number): Float32Array => {
    at += 4 * size;
    return new Float32Array(buffer, at - 4 * size, size);
  };
  const last = network.layers.length - 1;
  const outputs = (count: number): BaseOutputs => {
    const [pen, quarters, features] = [
      take(count * widths.pen),
      take(count * widths.quarters),
      take(count * widths.features),
    ];
    const logits = lastLayer(features, weights.get(`${last}.weight`)!, weights.get(`${last}.bias`)!);
    return { count, pen, quarters, features, logits };
  };
  return { replay: outputs(replay.count), guard: outputs(guard.count), factor };
}
