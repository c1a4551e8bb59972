// The WASM kernels of the other layers, the loss, the optimiser and augmentation against the plain ones, over random shapes and values.
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { changeSize, drawChange, splineSize, splineWeights, warpScratch } from '../../src/engine/augment.js';
import type { Kernels } from '../../src/engine/kernels.js';
import { type Area, corner, padded } from '../../src/engine/plan/area.js';
import { builds, channels, images, runs, seed, side, twinsOf } from './twins.js';

describe.each(builds)('the %s build', (build) => {
  const { ours, theirs, fresh, same, area } = twinsOf(build);

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

  test('doubling and adding, with their gradients', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, channels, fc.boolean(), fc.boolean()] as const),
        (s, n, h, w, c, bordered, masked) => {
          const a = fresh(s, 900_000);
          const x = area(a, h, w, c, n, bordered);
          const y = area(a, 2 * h, 2 * w, c, n, !bordered);
          const other = area(a, h, w, c, n, !bordered);
          const mask = masked ? x.values : 0;
          const whole = (of: Area, at: number) => [at - corner(of), n * of.image] as const;
          same(
            (k) => k.upsample(n, h, w, c, x.values, x.image, x.row, y.values, y.image, y.row),
            ...whole(y, y.values),
            0,
          );
          same(
            (k) => k.upsampleGradient(n, h, w, c, y.gradients, y.image, y.row, x.gradients, x.image, x.row, mask),
            ...whole(x, x.gradients),
          );
          same(
            (k) => k.add(n, h, w * c, other.values, other.image, other.row, x.gradients, x.image, x.row, mask),
            ...whole(x, x.gradients),
          );
        },
      ),
      runs,
    );
  });

  test('softmax cross-entropy of pixels', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, fc.integer({ min: 2, max: 20 }), fc.boolean()] as const),
        (s, n, h, w, classes, bordered) => {
          const a = fresh(s, 200_000);
          const z = area(a, h, w, padded(classes), n, bordered);
          const [labels, weights, result] = [a(n * h * w), a(classes), a(2)];
          for (const memory of [ours, theirs])
            new Uint8Array(memory.buffer, labels, n * h * w).forEach((_, i, bytes) => {
              bytes[i] = (i * 7 + s) % 5 === 0 ? 255 : Math.abs(i * 31 + s) % classes;
            });
          same(
            (k) =>
              k.pixelLoss(
                ...([n, h, w, classes, z.values, z.image, z.row, z.stride, labels, weights, 0.01] as const),
                ...([z.gradients, result] as const),
              ),
            z.gradients - corner(z),
            n * z.image,
            1e-6,
          );
          same(() => undefined, result, 2, 1e-5);
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

  test('the gradient of a logistic regression', () => {
    const quads = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(seed, quads, quads, fc.boolean(), (s, rows, columns, truth) => {
        const [n, width] = [4 * rows, 4 * columns];
        const a = fresh(s, 20_000);
        const [x, weights, factors, gradient] = [a(n * width), a(n), a(width), a(width)];
        const run = (k: Kernels): void => k.logisticGradient(n, width, x, weights, truth ? 1 : 0, factors, gradient);
        same(run, gradient, width);
      }),
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
