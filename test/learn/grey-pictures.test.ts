import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packGreys, unpackGreys } from '../../src/learn/grey-pictures.js';

const picture = fc.uint8Array({ minLength: 784, maxLength: 784, max: 15 });
const sparse = fc.array(fc.tuple(fc.nat(783), fc.nat(15)), { maxLength: 40 }).map((pixels) => {
  const greys = new Uint8Array(784);
  for (const [at, grey] of pixels) greys[at] = grey;
  return greys;
});

test('pictures come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(picture, sparse), { maxLength: 3 }), (pictures) => {
      const greys = Uint8Array.from(pictures.flatMap((one) => [...one]));
      const before = greys.slice();
      expect(unpackGreys(packGreys(greys), pictures.length)).toEqual(before);
      expect(greys).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test('what is told by its surroundings takes next to nothing', () => {
  const bar = Uint8Array.from({ length: 784 }, (_, at) => (at % 28 > 8 && at % 28 < 14 ? 15 : 0));
  expect(packGreys(Uint8Array.from({ length: 100 * 784 }, (_, at) => bar[at % 784]!)).length).toBeLessThan(300);
});

test('bytes that were cut short still give pictures', () => {
  const greys = Uint8Array.from({ length: 784 }, (_, at) => (at * at) % 16);
  const cut = packGreys(greys).subarray(0, 40);
  expect(unpackGreys(cut, 1).every((grey) => grey <= 15)).toBe(true);
});
