// The WASM kernels of products and convolutions against the plain ones, over random shapes, strides and values.
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { conv3Scratch } from '../../src/engine/kernels/kernels.js';
import {
  builds,
  channels,
  compactAt,
  everything,
  gradientsOf,
  images,
  pairOf,
  runs,
  seed,
  side,
  valuesOf,
} from './kernel-pair.js';

describe.each(builds)('the %s build', (build) => {
  const { ours, theirs, fresh, same, area } = pairOf(build);
  const finish = fc.constantFrom('plain', 'relu', 'mask');

  test('matmul: dense layers and 1×1 convolutions, with bias, ReLU and mask', () => {
    const depths = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(
        ...([seed, images, side, side, depths, channels, finish, fc.boolean()] as const),
        (s, n, height, width, depth, outputs, how, biased) => {
          const allocate = fresh(s, 400_000);
          const extent = { images: n, height, width, depth, segments: 1, outputs };
          const size = n * height * width * outputs;
          const x = compactAt(allocate(n * height * width * depth), extent, depth);
          const [panels, bias] = [allocate(depth * outputs), allocate(outputs)];
          const y = compactAt(allocate(size), extent, outputs);
          const mask = allocate(size);
          same(
            (k) => k.matmul(extent, x, 0, panels, biased ? bias : 0, y, how === 'relu', how === 'mask' ? mask : 0),
            y.at,
            size,
          );
        },
      ),
      runs,
    );
  });

  test('matmul: a 3×3 convolution of few channels, three segments a pixel', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, fc.integer({ min: 1, max: 7 }), channels, fc.boolean()] as const),
        (s, n, height, width, inputs, outputs, relu) => {
          const allocate = fresh(s, 400_000);
          const from = area(allocate, height, width, inputs, n, true);
          const to = area(allocate, height, width, outputs, n, true);
          const [panels, bias] = [allocate(9 * inputs * outputs), allocate(outputs)];
          const extent = { images: n, height, width, depth: 3 * inputs, segments: 3, outputs };
          const x = { ...valuesOf(from), at: from.values - 4 * (from.row + inputs) };
          same((k) => k.matmul(extent, x, from.row, panels, bias, valuesOf(to), relu, 0), ...everything(to, n));
        },
      ),
      runs,
    );
  });

  test('pack and packTransposed', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 12 }), channels, (s, rows, columns) => {
        const allocate = fresh(s, 50_000);
        const size = rows * 8 * columns;
        const [from, to, back] = [allocate(size), allocate(size), allocate(size)];
        same((k) => k.pack(from, rows * 8, columns, 0, rows * 8, to), to, size, 0);
        same((k) => k.packTransposed(from, columns, 0, rows * 8, back), back, size, 0);
      }),
      runs,
    );
  });

  test('matmulGradient and biasGradient', () => {
    const depths = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(seed, images, side, side, depths, channels, (s, n, height, width, depth, outputs) => {
        const allocate = fresh(s, 300_000);
        const extent = { images: n, height, width, depth, segments: 1, outputs };
        const x = compactAt(allocate(n * height * width * depth), extent, depth);
        const dy = compactAt(allocate(n * height * width * outputs), extent, outputs);
        const [gradient, bias] = [allocate(depth * outputs), allocate(outputs)];
        same((k) => k.matmulGradient(extent, x, dy, gradient), gradient, depth * outputs);
        same((k) => k.biasGradient({ images: n, height, width, channels: outputs }, dy, bias), bias, outputs);
      }),
      runs,
    );
  });

  test('3×3 convolution, its two gradients, at any size and with any mask', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, channels, channels, finish] as const),
        (s, n, height, width, inputs, outputs, how) => {
          const allocate = fresh(s, 900_000);
          const from = area(allocate, height, width, inputs, n, true);
          const to = area(allocate, height, width, outputs, n, true);
          const masks = area(allocate, height, width, outputs, n, true);
          const product = inputs * outputs;
          const [weights, bias, prepared] = [allocate(9 * product), allocate(outputs), allocate(36 * product)];
          const [sum, gradient] = [allocate(36 * product), allocate(9 * product)];
          const scratch = allocate(conv3Scratch(inputs, outputs));
          for (const memory of [ours, theirs]) memory.fill(0, sum >> 2, (sum >> 2) + 36 * product);
          const extent = { images: n, height, width, inputs, outputs };
          const [x, y] = [valuesOf(from), valuesOf(to)];
          // Whole pictures with their borders are compared: what lies outside must stay zero.
          same(
            (k) => {
              k.prepareConv3(weights, inputs, outputs, prepared);
              const mask = how === 'mask' ? masks.values : 0;
              k.conv3(extent, x, prepared, how === 'mask' ? 0 : bias, y, how === 'relu', mask, scratch);
            },
            ...everything(to, n),
            1e-4,
          );
          same(
            (k) => {
              k.conv3Gradient(extent, x, gradientsOf(to), sum, scratch);
              k.conv3GradientEnd(sum, inputs, outputs, gradient);
            },
            gradient,
            9 * product,
            1e-4,
          );
          same(
            (k) => {
              k.prepareConv3Back(weights, inputs, outputs, prepared);
              const back = { ...extent, inputs: outputs, outputs: inputs };
              k.conv3(back, gradientsOf(to), prepared, 0, gradientsOf(from), false, 0, scratch);
            },
            ...everything(from, n, from.gradients),
            1e-4,
          );
        },
      ),
      runs,
    );
  });
});
