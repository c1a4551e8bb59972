// Each WASM kernel against the plain one, over random shapes, strides and values.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Area, areaOf, padded } from '../../src/engine/area.js';
import { changeSize, drawChange, splineSize, splineWeights, warpScratch } from '../../src/engine/augment.js';
import { conv3Scratch, type Kernels } from '../../src/engine/kernels.js';
import { takeMemory } from '../../src/engine/memory.js';
import { gaussian, random } from '../../src/engine/random.js';
import { referenceKernels } from '../../src/engine/reference.js';
import { type Build, chooseBuild, wasmKernels } from '../../src/engine/wasm.js';

const bytes = 24 << 20;
const builds: Build[] = chooseBuild(false) === 'relaxed' ? ['plain', 'relaxed'] : ['plain'];
const oracleMemory = takeMemory(bytes, true);
const oracle = referenceKernels(oracleMemory.buffer);
/** Random counts of channels: padded ones. */
const channels = fc.integer({ min: 1, max: 5 }).map((n) => 8 * n);
const side = fc.integer({ min: 1, max: 15 });
const images = fc.integer({ min: 1, max: 5 });
const seed = fc.integer();
const runs = { numRuns: 25 };

describe.each(builds)('the %s build', (build) => {
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

  test('matmul: dense layers and 1×1 convolutions, with bias, ReLU and mask', () => {
    const kind = fc.constantFrom('plain', 'relu', 'mask');
    fc.assert(
      fc.property(
        seed,
        images,
        side,
        side,
        fc.integer({ min: 1, max: 70 }),
        channels,
        kind,
        fc.boolean(),
        (s, n, h, w, depth, outputs, how, biased) => {
          const a = fresh(s, 400_000);
          const [x, panels, bias] = [a(n * h * w * depth), a(depth * outputs), a(outputs)];
          const size = n * h * w * outputs;
          const [y, mask] = [a(size), a(size)];
          same(
            (k) =>
              k.matmul(
                ...([
                  n,
                  h,
                  w,
                  depth,
                  1,
                  outputs,
                  x,
                  h * w * depth,
                  w * depth,
                  depth,
                  0,
                  panels,
                  biased ? bias : 0,
                ] as const),
                ...([y, h * w * outputs, w * outputs, outputs, how === 'relu', how === 'mask' ? mask : 0] as const),
              ),
            y,
            size,
          );
        },
      ),
      runs,
    );
  });

  test('pack and packTransposed', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 12 }), channels, (s, rows, columns) => {
        const a = fresh(s, 50_000);
        const [from, to, back] = [a(rows * 8 * columns), a(rows * 8 * columns), a(rows * 8 * columns)];
        same((k) => k.pack(from, rows * 8, columns, 0, rows * 8, to), to, rows * 8 * columns, 0);
        same((k) => k.packTransposed(from, columns, 0, rows * 8, back), back, rows * 8 * columns, 0);
      }),
      runs,
    );
  });

  test('matmulGradient and biasGradient', () => {
    fc.assert(
      fc.property(seed, images, side, side, fc.integer({ min: 1, max: 30 }), channels, (s, n, h, w, depth, outputs) => {
        const a = fresh(s, 300_000);
        const [x, dy, g, b] = [a(n * h * w * depth), a(n * h * w * outputs), a(depth * outputs), a(outputs)];
        same(
          (k) =>
            k.matmulGradient(
              n,
              h,
              w,
              depth,
              outputs,
              x,
              h * w * depth,
              w * depth,
              depth,
              dy,
              h * w * outputs,
              w * outputs,
              outputs,
              g,
            ),
          g,
          depth * outputs,
        );
        same((k) => k.biasGradient(n, h, w, outputs, dy, h * w * outputs, w * outputs, b), b, outputs);
      }),
      runs,
    );
  });

  test('3×3 convolution, its two gradients, at any size and with any mask', () => {
    fc.assert(
      fc.property(
        seed,
        images,
        side,
        side,
        channels,
        channels,
        fc.constantFrom('plain', 'relu', 'mask'),
        (s, n, h, w, inputs, outputs, how) => {
          const a = fresh(s, 900_000);
          const x = area(a, h, w, inputs, n, true);
          const y = area(a, h, w, outputs, n, true);
          const masks = area(a, h, w, outputs, n, true);
          const [weights, bias, prepared] = [a(9 * inputs * outputs), a(outputs), a(36 * inputs * outputs)];
          const [sum, gradient, scratch] = [
            a(36 * inputs * outputs),
            a(9 * inputs * outputs),
            a(conv3Scratch(inputs, outputs)),
          ];
          const edge = 4 * (y.row + outputs);
          const from = ([memory, at]: readonly [Float32Array, number]) =>
            memory.fill(0, at >> 2, (at >> 2) + 36 * inputs * outputs);
          for (const memory of [ours, theirs]) from([memory, sum]);
          // The whole picture with its border is compared: what lies outside must stay zero.
          same(
            (k) => {
              k.prepareConv3(weights, inputs, outputs, prepared);
              k.conv3(
                ...([n, h, w, inputs, outputs, x.values, x.image, x.row, prepared, how === 'mask' ? 0 : bias] as const),
                ...([y.values, y.image, y.row, how === 'relu', how === 'mask' ? masks.values : 0, scratch] as const),
              );
            },
            y.values - edge,
            n * y.image,
            1e-4,
          );
          same(
            (k) => {
              k.conv3Gradient(
                n,
                h,
                w,
                inputs,
                outputs,
                x.values,
                x.image,
                x.row,
                y.gradients,
                y.image,
                y.row,
                sum,
                scratch,
              );
              k.conv3GradientEnd(sum, inputs, outputs, gradient);
            },
            gradient,
            9 * inputs * outputs,
            1e-4,
          );
          same(
            (k) => {
              k.prepareConv3Back(weights, inputs, outputs, prepared);
              k.conv3(
                n,
                h,
                w,
                outputs,
                inputs,
                y.gradients,
                y.image,
                y.row,
                prepared,
                0,
                x.gradients,
                x.image,
                x.row,
                false,
                0,
                scratch,
              );
            },
            x.gradients - 4 * (x.row + inputs),
            n * x.image,
            1e-4,
          );
        },
      ),
      runs,
    );
  });

  test('maximum, mean, copies and dropout, with their gradients', () => {
    fc.assert(
      fc.property(
        seed,
        images,
        fc.integer({ min: 2, max: 15 }),
        fc.integer({ min: 2, max: 15 }),
        channels,
        fc.boolean(),
        fc.boolean(),
        (s, n, h, w, c, bordered, masked) => {
          const a = fresh(s, 600_000);
          const x = area(a, h, w, c, n, bordered);
          const half = area(a, h >> 1, w >> 1, c, n, !bordered);
          const one = area(a, 1, 1, c, n, false);
          const mask = masked ? x.values : 0;
          // Equal values, so that the tie in a maximum is tested.
          for (const memory of [ours, theirs])
            for (let i = 0; i < n * x.image; i++)
              memory[(x.values >> 2) + i] = Math.round(memory[(x.values >> 2) + i]!);
          same(
            (k) => k.maxpool(n, h, w, c, x.values, x.image, x.row, half.values, half.image, half.row),
            half.values,
            (n - 1) * half.image,
            0,
          );
          same(
            (k) =>
              k.maxpoolGradient(
                n,
                h,
                w,
                c,
                x.values,
                x.image,
                x.row,
                half.gradients,
                half.image,
                half.row,
                x.gradients,
                masked,
              ),
            x.gradients,
            (n - 1) * x.image + (h - 1) * x.row,
            0,
          );
          same(
            (k) => k.average(n, h, w, c, x.values, x.image, x.row, one.values, one.image),
            one.values,
            n * one.image,
          );
          same(
            (k) => k.averageGradient(n, h, w, c, one.gradients, one.image, x.gradients, x.image, x.row, mask),
            x.gradients,
            (n - 1) * x.image,
          );
          const flat = area(a, h, w, c, n, false);
          same(
            (k) => k.copy(n, h, w * c, flat.values, flat.image, flat.row, x.gradients, x.image, x.row, mask),
            x.gradients,
            (n - 1) * x.image,
            0,
          );
          for (const memory of [ours, theirs]) new Int32Array(memory.buffer, one.gradients, n).fill(s);
          same(
            (k) =>
              k.dropout(
                n,
                flat.image,
                flat.values,
                flat.gradients,
                flat.image,
                0.3,
                one.gradients,
                5,
                masked ? flat.values : 0,
              ),
            flat.gradients,
            n * flat.image,
          );
        },
      ),
      runs,
    );
  });

  test('batch normalisation and its gradient', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 6 }), side, side, channels, fc.boolean(), (s, n, h, w, c, relu) => {
        const a = fresh(s, 600_000);
        const x = area(a, h, w, c, n, true);
        const y = area(a, h, w, c, n, false);
        const [gain, shift, saved, gainGradient, shiftGradient] = [a(c), a(c), a(2 * c + 16), a(c), a(c)];
        same(
          (k) => k.norm(n, h, w, c, x.values, x.image, x.row, gain, shift, 1e-5, saved, y.values, y.image, y.row, relu),
          y.values,
          n * y.image,
          2e-4,
        );
        same(() => undefined, saved, 2 * c);
        same(
          (k) =>
            k.normGradient(
              n,
              h,
              w,
              c,
              x.values,
              x.image,
              x.row,
              gain,
              1e-5,
              saved,
              y.gradients,
              y.image,
              y.row,
              gainGradient,
              shiftGradient,
              x.gradients,
            ),
          x.gradients - 4 * (x.row + c),
          n * x.image,
          3e-4,
        );
        for (const at of [gainGradient, shiftGradient]) same(() => undefined, at, c, 1e-4);
      }),
      runs,
    );
  });

  test('softmax cross-entropy', () => {
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 2, max: 40 }),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        (s, n, classes, spread) => {
          const a = fresh(s, 20_000);
          const stride = padded(classes);
          const [logits, targets, gradient, result] = [a(n * stride), a(n * classes), a(n * stride), a(2)];
          for (const memory of [ours, theirs]) {
            for (let i = 0; i < n * stride; i++) memory[(logits >> 2) + i]! *= spread;
            for (let i = 0; i < n * classes; i++)
              memory[(targets >> 2) + i] = Math.abs(memory[(targets >> 2) + i]!) / classes;
          }
          same((k) => k.loss(n, classes, logits, stride, targets, 1 / n, gradient, result), gradient, n * stride, 1e-5);
          same(() => undefined, result, 2);
        },
      ),
      runs,
    );
  });

  test('AdamW with a running average', () => {
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (s, quads, shares, averaging) => {
          const n = 4 * quads;
          const a = fresh(s, 20_000);
          const [weights, gradients, first, second, average] = [a(n), a(n * shares), a(n), a(n), a(n)];
          for (const memory of [ours, theirs])
            for (let i = 0; i < n; i++) memory[(second >> 2) + i] = Math.abs(memory[(second >> 2) + i]!);
          const run = (k: Kernels): void =>
            k.adamw(
              n,
              weights,
              gradients,
              shares,
              n,
              first,
              second,
              averaging ? average : 0,
              1e-2,
              0.1,
              0.9,
              0.999,
              2,
              3,
              1e-8,
              0.9,
            );
          same(run, weights, n);
          for (const at of [first, second, average]) same(() => undefined, at, n);
        },
      ),
      runs,
    );
  });

  test('augmentation', () => {
    const within = (max: number) => fc.double({ min: 0, max, noNaN: true });
    const how = fc.record({
      rotate: within(0.5),
      scale: within(0.3),
      stretch: within(0.3),
      shear: within(0.4),
      shift: within(4),
      elastic: within(2),
      thickness: within(1),
      erase: within(1),
    });
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 3, max: 33 }),
        fc.integer({ min: 3, max: 33 }),
        fc.integer({ min: 1, max: 3 }),
        how,
        (s, h, w, c, augmentation) => {
          const a = fresh(s, 20_000);
          const [picture, change, across, down] = [a(h * w * c), a(changeSize), a(splineSize(w)), a(splineSize(h))];
          const [to, scratch] = [a(h * w * c + 4), a(warpScratch(h, w, c))];
          for (const memory of [ours, theirs]) {
            new Uint8Array(memory.buffer, picture, h * w * c).forEach((_, i, bytes) => {
              bytes[i] = (i * 37 + s) & 255;
            });
            drawChange(augmentation, s, h, w, memory, change >> 2);
            memory.set(splineWeights(w), across >> 2);
            memory.set(splineWeights(h), down >> 2);
          }
          // Neighbouring bytes differ wildly here, so that rounding of a position shows 255 times enlarged. Four floats after the picture must stay.
          same((k) => k.warp(picture, h, w, c, change, across, down, to, scratch), to, h * w * c + 4, 2e-4);
        },
      ),
      runs,
    );
  });
});
