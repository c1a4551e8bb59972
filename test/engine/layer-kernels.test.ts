// The WASM kernels of the other layers against the plain ones, over random shapes and values.
import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  builds,
  channels,
  everything,
  extentOf,
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
  const poolable = fc.integer({ min: 2, max: 15 });

  test('maximum, with its gradient', () => {
    fc.assert(
      fc.property(
        ...([seed, images, poolable, poolable, channels, fc.boolean(), fc.boolean()] as const),
        (s, n, h, w, c, bordered, masked) => {
          const allocate = fresh(s, 600_000);
          const from = area(allocate, h, w, c, n, bordered);
          const to = area(allocate, h >> 1, w >> 1, c, n, !bordered);
          // Equal values, so that ties are tested.
          for (const memory of [ours, theirs])
            for (let i = from.values >> 2, end = i + n * from.image; i < end; i++) memory[i] = Math.round(memory[i]!);
          const [extent, x] = [extentOf(from, n), valuesOf(from)];
          same((k) => k.maxpool(extent, x, valuesOf(to)), ...everything(to, n), 0);
          same(
            (k) => k.maxpoolGradient(extent, x, gradientsOf(to), from.gradients, masked),
            ...everything(from, n, from.gradients),
            0,
          );
        },
      ),
      runs,
    );
  });

  test('mean, with its gradient', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, channels, fc.boolean(), fc.boolean()] as const),
        (s, n, h, w, c, bordered, masked) => {
          const allocate = fresh(s, 600_000);
          const from = area(allocate, h, w, c, n, bordered);
          const to = area(allocate, 1, 1, c, n, false);
          const extent = extentOf(from, n);
          same((k) => k.average(extent, valuesOf(from), valuesOf(to)), ...everything(to, n));
          const mask = masked ? from.values : 0;
          same(
            (k) => k.averageGradient(extent, gradientsOf(to), gradientsOf(from), mask),
            ...everything(from, n, from.gradients),
          );
        },
      ),
      runs,
    );
  });

  test('copies and dropout', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, channels, fc.boolean(), fc.boolean()] as const),
        (s, n, h, w, c, bordered, masked) => {
          const allocate = fresh(s, 600_000);
          const from = area(allocate, h, w, c, n, !bordered);
          const to = area(allocate, h, w, c, n, bordered);
          const mask = masked ? to.values : 0;
          const rows = { images: n, rows: h, length: w * c };
          same((k) => k.copy(rows, valuesOf(from), gradientsOf(to), mask), ...everything(to, n, to.gradients), 0);
          const seeds = allocate(n);
          for (const memory of [ours, theirs]) new Int32Array(memory.buffer, seeds, n).fill(s);
          const [values, floats] = everything(to, n);
          const [gradients] = everything(to, n, to.gradients);
          const whole = { images: n, rows: 1, length: to.image };
          const pixels = { at: values, image: to.image, row: 0, pixel: 0 };
          same((k) => k.dropout(whole, pixels, gradients, 0.3, seeds, 5, masked ? values : 0), gradients, floats);
        },
      ),
      runs,
    );
  });

  test('doubling and adding, with their gradients', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, channels, fc.boolean(), fc.boolean()] as const),
        (s, n, h, w, c, bordered, masked) => {
          const allocate = fresh(s, 900_000);
          const small = area(allocate, h, w, c, n, bordered);
          const large = area(allocate, 2 * h, 2 * w, c, n, !bordered);
          const other = area(allocate, h, w, c, n, !bordered);
          const mask = masked ? small.values : 0;
          const extent = extentOf(small, n);
          same((k) => k.upsample(extent, valuesOf(small), valuesOf(large)), ...everything(large, n), 0);
          same(
            (k) => k.upsampleGradient(extent, gradientsOf(large), gradientsOf(small), mask),
            ...everything(small, n, small.gradients),
          );
          const rows = { images: n, rows: h, length: w * c };
          same((k) => k.add(rows, valuesOf(other), gradientsOf(small), mask), ...everything(small, n, small.gradients));
        },
      ),
      runs,
    );
  });

  test('batch normalisation and its gradient', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 6 }), side, side, channels, fc.boolean(), (s, n, h, w, c, relu) => {
        const allocate = fresh(s, 600_000);
        const from = area(allocate, h, w, c, n, true);
        const to = area(allocate, h, w, c, n, false);
        const parameters = { gain: allocate(c), shift: allocate(c), epsilon: 1e-5, saved: allocate(2 * c + 16) };
        const [gain, shift] = [allocate(c), allocate(c)];
        const [extent, x] = [extentOf(from, n), valuesOf(from)];
        same((k) => k.norm(extent, x, parameters, valuesOf(to), relu), ...everything(to, n), 2e-4);
        same(() => undefined, parameters.saved, 2 * c);
        same(
          (k) => k.normGradient(extent, x, parameters, gradientsOf(to), gain, shift, from.gradients),
          ...everything(from, n, from.gradients),
          3e-4,
        );
        for (const at of [gain, shift]) same(() => undefined, at, c, 1e-4);
      }),
      runs,
    );
  });
});
