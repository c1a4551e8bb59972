import { expect, test } from 'vitest';
import { closing, maximum, minimum } from '../../src/page/morphology.js';
import { plane, rows } from './matrix.js';

test('maximum spreads the largest value over the window', () => {
  const out = maximum(plane(['.....', '.....', '..5..', '.....', '....7']), 1);
  expect(rows(out)).toEqual(['.....', '.555.', '.555.', '.5577', '...77']);
});

test('minimum spreads the smallest value over the window', () => {
  expect(rows(minimum(plane(['3333', '3133', '3333', '3333']), 1))).toEqual(['1113', '1113', '1113', '3333']);
});

test('closing fills a narrow dark line and leaves a wide one and a step', () => {
  const out = closing(plane(['99919991111', '99919991111', '99919991111']), 1);
  expect(rows(out)).toEqual(['99999991111', '99999991111', '99999991111']);
});

test('any radius agrees with the plain definition', () => {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed >>> 24;
  };
  const width = 23;
  const height = 17;
  const source = { width, height, data: Uint8Array.from({ length: width * height }, random) };
  for (const radius of [1, 2, 5, 30]) {
    const out = maximum(source, radius);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let most = 0;
        for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
          for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++)
            most = Math.max(most, source.data[v * width + u]!);
        expect(out.data[y * width + x]).toBe(most);
      }
    }
  }
});
