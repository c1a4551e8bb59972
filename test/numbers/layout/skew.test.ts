// The lines of glyphs themselves tell how a page leans.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import type { Box } from '../../../src/geometry/box.js';
import { skewOf } from '../../../src/numbers/layout/skew.js';

/** Rows of glyphs on lines that lean by `angle`, radians; they wobble up and down as a hand does. */
function rows(angle: number, count = 6, across = 5): Box[] {
  return Array.from({ length: count * across }, (_, k) => {
    const [x, y] = [(k % across) * 40, Math.floor(k / across) * 90 + ((k * 7) % 5)];
    const h = 36 + ((k * 3) % 9);
    return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle), w: 25, h };
  });
}

test.each([-0.3, -0.12, -0.06, 0, 0.06, 0.12, 0.3])('lines that lean by %f rad are seen to', (angle) => {
  expect(Math.abs(skewOf(rows(angle)) - angle)).toBeLessThan(0.02);
});

test('a column of single digits has no lines, and few glyphs tell nothing', () => {
  expect(skewOf(rows(0.1, 8, 1))).toBe(0);
  expect(skewOf(rows(0.1, 1, 4))).toBe(0);
  expect(skewOf([])).toBe(0);
});

test('glyphs strewn about tell nothing', () => {
  const draw = random(1);
  const strewn = Array.from({ length: 60 }, () => ({ x: 900 * draw(), y: 700 * draw(), w: 25, h: 40 }));
  expect(skewOf(strewn)).toBe(0);
});

test('neighbours that are no digits of the line do not count: a far higher stroke, a glyph far away', () => {
  const boxes = rows(0.1);
  const disturbed = [...boxes, { x: 30, y: -200, w: 20, h: 120 }, { x: 900, y: 500, w: 25, h: 40 }];
  expect(Math.abs(skewOf(disturbed) - 0.1)).toBeLessThan(0.02);
});

test('ten times as many glyphs are looked at about ten times as often', () => {
  const looks = (count: number): number => {
    let looked = 0;
    const counted = ({ x, y, w, h }: Box): Box => ({
      x,
      y,
      w,
      get h() {
        looked++;
        return h;
      },
    });
    skewOf(rows(0.08, 200, count).map(counted));
    return looked;
  };
  // Were each glyph held against each other one, it would be a hundred times.
  expect(looks(100)).toBeLessThan(50 * looks(10));
});
