// The WASM kernels of products and convolutions against the plain ones, over random shapes, strides and values.
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { conv3Scratch } from '../../src/engine/kernels.js';
import { builds, channels, images, runs, seed, side, twinsOf } from './twins.js';

describe.each(builds)('the %s build', (build) => {
  const { ours, theirs, fresh, same, area } = twinsOf(build);

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
});
