import { expect, test } from 'vitest';
import { lean } from '../../../src/page/paper/lean.js';

/** A 60 × 36 rectangle in the middle of 100 × 100, turned clockwise on the screen. */
function turned(degrees: number) {
  const angle = (degrees * Math.PI) / 180;
  const data = new Uint8Array(10_000);
  for (let y = 0; y < 100; y++)
    for (let x = 0; x < 100; x++) {
      const u = Math.cos(angle) * (x - 50) + Math.sin(angle) * (y - 50);
      const v = Math.cos(angle) * (y - 50) - Math.sin(angle) * (x - 50);
      if (Math.abs(u) <= 30 && Math.abs(v) <= 18) data[100 * y + x] = 1;
    }
  return { width: 100, height: 100, data };
}

test.each([-40, -12, 0, 7, 33])('a sheet turned by %d degrees is seen to lie so', (degrees) => {
  expect((lean(turned(degrees)) * 180) / Math.PI).toBeCloseTo(degrees, -0.3);
});

test('no sheet leans nowhere', () => {
  expect(lean({ width: 4, height: 4, data: new Uint8Array(16) })).toBe(0);
});
