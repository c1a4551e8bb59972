import { expect, test } from 'vitest';
import { mainDirection } from '../../src/page/direction.js';
import { turn, turnedArea } from '../../src/page/turn.js';

const dot = { width: 6, height: 4, channels: 1, data: new Uint8Array(24) } as const;
dot.data[1 * 6 + 4] = 255;

test('a quarter turn clockwise moves the top right to the bottom right, and boxes come back', () => {
  const { page, back } = turn(dot, Math.PI / 2, 1);
  expect([page.width, page.height]).toEqual([4, 6]);
  const at = page.data.indexOf(255);
  expect([at % 4, Math.floor(at / 4)]).toEqual([2, 4]);
  expect(back({ x: 2, y: 4, w: 1, h: 1 })).toEqual({ x: 4, y: 1, w: 1, h: 1 });
});

test('shrinks on the way', () => {
  const { page, back } = turn({ width: 8, height: 4, channels: 1, data: new Uint8Array(32).fill(9) }, 0, 2);
  expect([page.width, page.height]).toEqual([4, 2]);
  expect(back({ x: 1, y: 1, w: 2, h: 1 })).toEqual({ x: 2, y: 2, w: 4, h: 2 });
});

for (const degrees of [-40, -12, 0, 20, 40]) {
  test(`finds ruling that leans ${degrees}°`, () => {
    const size = 200;
    const data = new Uint8Array(size * size);
    const a = (degrees * Math.PI) / 180;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const across = -Math.sin(a) * x + Math.cos(a) * y;
        if (((across % 20) + 20) % 20 < 3) data[y * size + x] = 255;
      }
    }
    expect((mainDirection({ width: size, height: size, data }) * 180) / Math.PI).toBeCloseTo(degrees, -0.5);
  });
}

test('a page that leans needs a wider picture, an elongated one most', () => {
  const square = { ...dot, width: 100, height: 100 };
  expect(turnedArea(square, Math.PI / 2)).toBeCloseTo(10_000);
  expect(turnedArea(square, Math.PI / 4)).toBeCloseTo(20_000);
  const strip = { ...dot, width: 10, height: 1000 };
  expect(turnedArea(strip, Math.PI)).toBeCloseTo(10_000);
  expect(turnedArea(strip, Math.PI / 4)).toBeCloseTo(1010 ** 2 / 2);
});
