// Two memories with the same values: the WASM kernels work on one, the plain ones on the other, and both must come out
// the same.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Extent, Kernels, Pixels } from '../../src/engine/kernels/kernels.js';
import { referenceKernels } from '../../src/engine/kernels/reference-kernels.js';
import { wasmKernels } from '../../src/engine/kernels/wasm-kernels.js';
import { type Build, chooseBuild } from '../../src/engine/kernels/wasm-module.js';
import { takeMemory } from '../../src/engine/memory.js';
import { type Area, areaOf, corner } from '../../src/engine/plan/area.js';
import { gaussian, random } from '../../src/engine/random.js';
import { slice } from '../slice.js';

const bytes = 24 << 20;
export const builds: Build[] = chooseBuild(false) === 'relaxed' ? ['plain', 'relaxed'] : ['plain'];
/** Where an area's values, and their gradients, lie; the memory begins with its only share. */
export const valuesOf = ({ values, image, row, stride }: Area): Pixels => ({ at: values, image, row, pixel: stride });
export const gradientsOf = ({ gradients, image, row, stride }: Area): Pixels => ({
  ...{ at: gradients, image, row, pixel: stride },
});
export const extentOf = ({ height, width, stride }: Area, images: number): Extent => ({
  ...{ images, height, width, channels: stride },
});
/** Whole pictures of an area with their borders, as address and number of floats. */
export const everything = (area: Area, images: number, at = area.values) =>
  [at - corner(area), images * area.image] as const;
/** Compact pictures at an address. */
export const compactAt = (at: number, { height, width }: { height: number; width: number }, pixel: number): Pixels => ({
  ...{ at, image: height * width * pixel, row: width * pixel, pixel },
});

/** Random counts of channels: padded ones. */
export const channels = fc.integer({ min: 1, max: 5 }).map((n) => 8 * n);
export const side = fc.integer({ min: 1, max: 15 });
export const images = fc.integer({ min: 1, max: 5 });
export const seed = fc.integer();
export const runs = { numRuns: slice(25, 12) };

export function pairOf(build: Build) {
  const oracleMemory = takeMemory(bytes, true);
  const oracle = referenceKernels(oracleMemory.buffer);
  const memory = takeMemory(bytes, true);
  const kernels = wasmKernels(build, memory, true);
  const ours = new Float32Array(memory.buffer);
  const theirs = new Float32Array(oracleMemory.buffer);

  /** Both memories with the same normal numbers from 64 KiB on, and an allocator on them. */
  function fresh(from: number, floats: number): (floats: number) => number {
    const draw = random(from);
    let next = 65536;
    for (let i = 0; i < floats; i++) ours[(next >> 2) + i] = gaussian(draw);
    theirs.set(ours);
    return (size) => {
      const at = next;
      next += (size * 4 + 63) & ~63;
      if (next > bytes) throw new Error('The test needs more memory.');
      return at;
    };
  }
  /** Runs a kernel on both and compares `count` floats at `at`. */
  function same(run: (k: Kernels) => void, at: number, count: number, tolerance = 2e-5): void {
    run(kernels);
    run(oracle);
    let [difference, size] = [0, 0];
    for (let i = at >> 2; i < (at >> 2) + count; i++) {
      difference = Math.max(difference, Math.abs(ours[i]! - theirs[i]!));
      size = Math.max(size, Math.abs(theirs[i]!));
      if (Number.isNaN(ours[i]!)) throw new Error(`NaN at ${i}`);
    }
    expect(difference).toBeLessThanOrEqual(tolerance * Math.max(1, size));
  }
  /** An area of `count` pictures with values, and zeros in its border. */
  function area(
    allocate: (floats: number) => number,
    height: number,
    width: number,
    stride: number,
    count: number,
    bordered: boolean,
  ): Area {
    const made = areaOf(
      { height, width, channels: stride, stride },
      { bordered, whole: false, relu: false, differentiated: true },
      count,
      allocate,
    );
    made.gradients = allocate(count * made.image) + corner(made);
    if (bordered) {
      const edge = (made.row + made.stride) * 4;
      for (const at of [made.values - edge, made.gradients - edge]) {
        for (const memory of [ours, theirs]) {
          const copy = memory.slice(at >> 2, (at >> 2) + count * made.image);
          memory.fill(0, at >> 2, (at >> 2) + count * made.image);
          for (let i = 0; i < count; i++)
            for (let r = 0; r < height; r++) {
              const from = i * made.image + (r + 1) * made.row + stride;
              memory.set(copy.subarray(from, from + width * stride), (at >> 2) + from);
            }
        }
      }
    }
    return made;
  }

  return { ours, theirs, kernels, oracle, fresh, same, area };
}
