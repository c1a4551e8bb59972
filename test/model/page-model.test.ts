// The page model looks at pages of any size in tiles, and gives chances of each class for every pixel.
import { expect, test } from 'vitest';
import type { Engine, EngineFactory } from '../../src/engine/engine.js';
import type { Checkpoint } from '../../src/model/checkpoint.js';
import { inkClasses, openPageModel } from '../../src/model/page-model.js';

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
      predictPictures(pictures: Uint8Array, count: number) {
        asked.push(count);
        const logits = new Float32Array(pictures.length * inkClasses.length);
        pictures.forEach((value, at) => {
          logits[at * inkClasses.length + value] = 20;
        });
        return logits;
      },
    }) as unknown as Engine;

for (const [width, height] of [
  [50, 30],
  [384, 385],
  [1000, 700],
] as const)
  test(`every pixel of ${width} × ${height} is looked at in its place`, async () => {
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i % 7) % 6);
    const model = await openPageModel(checkpoint, classOfValue(), 0);
    const sight = model.see({ width, height, data });
    for (const [k, kind] of inkClasses.entries()) {
      const wrong = sight[kind].findIndex((chance, at) => chance !== (data[at] === k ? 255 : 0));
      expect(wrong).toBe(-1);
    }
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
