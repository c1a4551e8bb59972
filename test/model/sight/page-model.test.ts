// The page model looks at pages of any size in tiles, and gives chances of each class for every pixel.
import { expect, test } from 'vitest';
import type { Engine, EngineFactory } from '../../../src/engine/engine.js';
import type { Checkpoint } from '../../../src/model/checkpoint.js';
import { inkClasses, openPageModel } from '../../../src/model/sight/page-model.js';

const checkpoint = {
  network: { input: [256, 256, 1], layers: [] },
  weights: new Map(),
  alphabet: inkClasses,
} as unknown as Checkpoint;

/** An engine that takes a pixel's value for its class. */
const classOfValue =
  (asked: number[] = []): EngineFactory =>
  async (network) =>
    ({
      network,
      predictChances(pictures: Uint8Array, count: number) {
        asked.push(count);
        const size = network.input[0] * network.input[1];
        const chances = new Uint8Array(count * inkClasses.length * size);
        pictures.subarray(0, count * size).forEach((value, at) => {
          const [picture, pixel] = [Math.floor(at / size), at % size];
          chances[(picture * inkClasses.length + value) * size + pixel] = 255;
        });
        return chances;
      },
    }) as unknown as Engine;

for (const [width, height, threads] of [
  [50, 30, 1],
  [384, 385, 1],
  [1000, 700, 1],
  [50, 30, 2],
  [1000, 700, 4],
] as const)
  test(`every pixel of ${width} × ${height} is looked at in its place by ${threads} threads`, async () => {
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i % 7) % 6);
    const asked: number[] = [];
    const model = await openPageModel(checkpoint, classOfValue(asked), 0, threads);
    const sight = model.see({ width, height, data });
    for (const [k, kind] of inkClasses.entries()) {
      const wrong = sight[kind].findIndex((chance, at) => chance !== (data[at] === k ? 255 : 0));
      expect(wrong).toBe(-1);
    }
    expect(new Set(asked)).toEqual(new Set([Math.min(threads, 2)]));
  });

test('the mean of two looks is taken, one of them a few pixels off', async () => {
  // All of a tile is a number where the page begins in its corner, and paper elsewhere.
  const byCorner: EngineFactory = async ({ input: [height, width] }) =>
    ({
      predictChances(pictures: Uint8Array, count: number) {
        const size = height * width;
        const chances = new Uint8Array(count * inkClasses.length * size);
        for (let k = 0; k < count; k++) {
          const from = (k * inkClasses.length + (pictures[k * size] === 9 ? 1 : 0)) * size;
          chances.fill(255, from, from + size);
        }
        return chances;
      },
    }) as unknown as Engine;
  const model = await openPageModel(checkpoint, byCorner, 0);
  const sight = model.see({ width: 384, height: 20, data: new Uint8Array(384 * 20).fill(9) });
  const columns = [0, 380, 381, 383].map((x) => sight.number[x]);
  // The last columns have moved out of the second look.
  expect(columns).toEqual([128, 128, 255, 255]);
});

test('where nothing is written nothing is looked at, and all is paper', async () => {
  const asked: number[] = [];
  const model = await openPageModel(checkpoint, classOfValue(asked), 0);
  const sight = model.see({ width: 60, height: 60, data: new Uint8Array(3600).fill(2) }, () => false);
  expect(asked).toEqual([]);
  expect(sight.paper.every((chance) => chance === 255)).toBe(true);
});

test('a model of other classes is refused', async () => {
  const other = { ...checkpoint, alphabet: ['cat', 'dog'] };
  await expect(openPageModel(other, classOfValue(), 0)).rejects.toThrow(/tells paper, number/);
});
