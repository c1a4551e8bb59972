// The WASM kernels at the two ends of a training step against the plain ones: augmentation, losses, the optimiser.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeSize, drawChange, splineSize, splineWeights, warpScratch } from '../../src/engine/augment.js';
import type { Kernels } from '../../src/engine/kernels/kernels.js';
import { padded } from '../../src/engine/plan/area.js';
import { builds, everything, gradientsOf, images, pairOf, runs, seed, side, valuesOf } from './kernel-pair.js';

describe.each(builds)('the %s build', (build) => {
  const { ours, theirs, kernels, oracle, fresh, same, area } = pairOf(build);

  test('softmax cross-entropy', () => {
    fc.assert(
      fc.property(
        seed,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 2, max: 40 }),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        (s, n, classes, spread) => {
          const allocate = fresh(s, 20_000);
          const stride = padded(classes);
          const [logits, targets] = [allocate(n * stride), allocate(n * classes)];
          const [gradient, result] = [allocate(n * stride), allocate(2)];
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

  test('softmax cross-entropy of pixels', () => {
    const spreads = fc.double({ min: 0.1, max: 60, noNaN: true });
    fc.assert(
      fc.property(
        ...([seed, images, side, side, fc.integer({ min: 2, max: 20 }), fc.boolean(), spreads] as const),
        (s, n, height, width, classes, bordered, spread) => {
          const allocate = fresh(s, 200_000);
          const logits = area(allocate, height, width, padded(classes), n, bordered);
          const [labels, weights, result] = [allocate(n * height * width), allocate(classes), allocate(2)];
          for (const memory of [ours, theirs]) {
            for (let i = logits.values >> 2, end = i + n * logits.image; i < end; i++) memory[i]! *= spread;
            new Uint8Array(memory.buffer, labels, n * height * width).forEach((_, i, bytes) => {
              bytes[i] = (i * 7 + s) % 5 === 0 ? 255 : Math.abs(i * 31 + s) % classes;
            });
          }
          const extent = { images: n, height, width, channels: classes };
          same(
            (k) => k.pixelLoss(extent, valuesOf(logits), labels, weights, 0.01, gradientsOf(logits).at, result),
            ...everything(logits, n, logits.gradients),
            1e-6,
          );
          same(() => undefined, result, 2, 1e-5);
        },
      ),
      runs,
    );
  });

  test('the chances of pixels, a plane for each class', () => {
    fc.assert(
      fc.property(
        ...([seed, images, side, side, fc.integer({ min: 2, max: 20 }), fc.boolean()] as const),
        (s, n, height, width, classes, bordered) => {
          const allocate = fresh(s, 200_000);
          const logits = area(allocate, height, width, padded(classes), n, bordered);
          const size = n * classes * height * width;
          const to = allocate(size);
          for (const memory of [ours, theirs])
            for (let i = logits.values >> 2, end = i + n * logits.image; i < end; i++) memory[i]! *= 4;
          for (const each of [kernels, oracle])
            each.chances({ images: n, height, width, channels: classes }, valuesOf(logits), to);
          const [made, wanted] = [ours, theirs].map(({ buffer }) => new Uint8Array(buffer, to, size));
          // Rounding may go either way where a chance lies halfway between two bytes.
          made!.forEach((chance, i) => {
            if (Math.abs(chance - wanted![i]!) > 1) expect(chance).toBe(wanted![i]);
          });
          const sum = Array.from({ length: classes }, (_, k) => made![k * height * width]!).reduce((a, b) => a + b, 0);
          expect(Math.abs(sum - 255)).toBeLessThanOrEqual(classes / 2);
        },
      ),
      runs,
    );
  });

  test('AdamW with a running average', () => {
    fc.assert(
      fc.property(
        ...([seed, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 4 }), fc.boolean()] as const),
        (s, quads, shares, averaging) => {
          const n = 4 * quads;
          const allocate = fresh(s, 20_000);
          const [weights, gradients] = [allocate(n), allocate(n * shares)];
          const [first, second, average] = [allocate(n), allocate(n), allocate(n)];
          for (const memory of [ours, theirs])
            for (let i = 0; i < n; i++) memory[(second >> 2) + i] = Math.abs(memory[(second >> 2) + i]!);
          const places = { weights, gradients, shares, stride: n, first, second, average: averaging ? average : 0 };
          const numbers = {
            ...{ rate: 1e-2, decay: 0.1, beta1: 0.9, beta2: 0.999 },
            ...{ correction1: 2, correction2: 3, epsilon: 1e-8, ema: 0.9 },
          };
          same((k) => k.adamw(n, places, numbers), weights, n);
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
        const allocate = fresh(s, 20_000);
        const [x, weights] = [allocate(n * width), allocate(n)];
        const [factors, gradient] = [allocate(width), allocate(width)];
        const run = (k: Kernels): void => k.logisticGradient(n, width, x, weights, truth ? 1 : 0, factors, gradient);
        same(run, gradient, width);
      }),
      runs,
    );
  });

  test('augmentation', () => {
    const within = (max: number) => fc.double({ min: 0, max, noNaN: true });
    const sides = fc.integer({ min: 3, max: 33 });
    const how = fc.record({
      ...{ rotate: within(0.5), scale: within(0.3), stretch: within(0.3), shear: within(0.4) },
      ...{ shift: within(4), elastic: within(2), thickness: within(1), erase: within(1) },
    });
    fc.assert(
      fc.property(
        ...([seed, sides, sides, fc.integer({ min: 1, max: 3 }), how] as const),
        (s, h, w, c, augmentation) => {
          const allocate = fresh(s, 20_000);
          const [picture, change] = [allocate(h * w * c), allocate(changeSize)];
          const [across, down] = [allocate(splineSize(w)), allocate(splineSize(h))];
          const [to, scratch] = [allocate(h * w * c + 4), allocate(warpScratch(h, w, c))];
          for (const memory of [ours, theirs]) {
            new Uint8Array(memory.buffer, picture, h * w * c).forEach((_, i, bytes) => {
              bytes[i] = (i * 37 + s) & 255;
            });
            drawChange(augmentation, s, h, w, memory, change >> 2);
            memory.set(splineWeights(w), across >> 2);
            memory.set(splineWeights(h), down >> 2);
          }
          const extent = { images: 1, height: h, width: w, channels: c };
          // Neighbouring bytes differ wildly here, so that a position's rounding shows 255 times enlarged. Four floats
          // after the picture must stay.
          same((k) => k.warp(extent, picture, change, across, down, to, scratch), to, h * w * c + 4, 2e-4);
        },
      ),
      runs,
    );
  });
});
