// Reading as a whole, with a judge simple enough to follow: it knows bars and rings.
import { expect, test } from 'vitest';
import type { Classifier } from '../../src/model/classifier.js';
import { read } from '../../src/numbers/read-page.js';
import type { PageImage } from '../../src/page/image.js';

const SIDE = 28;

/** '1' for a narrow upright bar, '0' for a ring (ink all around, none in the middle), else no symbol. */
const barsAndRings: Classifier = {
  alphabet: ['0', '1'],
  classify(pictures, count) {
    const out = new Float32Array(count * 3);
    for (let k = 0; k < count; k++) {
      const at = (x: number, y: number): number => pictures[k * SIDE * SIDE + y * SIDE + x]!;
      let [left, right, top, bottom] = [SIDE, -1, SIDE, -1];
      for (let y = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++) {
          if (at(x, y) < 128) continue;
          [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
        }
      }
      const [w, h] = [right - left + 1, bottom - top + 1];
      const middle = Math.round((top + bottom) / 2);
      const inRow = Array.from({ length: SIDE }, (_, x) => (at(x, middle) > 127 ? '1' : ' '))
        .join('')
        .trim();
      const isBar = h > 2.5 * w;
      const isRing = w > 0.5 * h && h >= w && /^1+ +1+$/.test(inRow) && at(14, top) > 127 && at(14, bottom) > 127;
      out.set(isRing ? [0.98, 0.01, 0.01] : isBar ? [0.01, 0.98, 0.01] : [0.01, 0.01, 0.98], k * 3);
    }
    return out;
  },
};

interface Mark {
  readonly label: '0' | '1';
  readonly x: number;
  readonly y: number;
  readonly h: number;
}

/** Bars and rings in dark grey on uneven paper, `pen` wide. */
function draw(
  width: number,
  height: number,
  marks: readonly Mark[],
  pen: number,
  extra: (x: number, y: number) => boolean = () => false,
): PageImage {
  const data = new Uint8Array(width * height);
  let seed = 3;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      data[y * width + x] = 225 - (40 * x) / width + ((seed >>> 16) % 5);
      if (extra(x, y)) data[y * width + x] = 130;
    }
  }
  for (const { label, x, y, h } of marks) {
    for (let v = Math.floor(y - pen); v <= y + h + pen; v++) {
      for (let u = Math.floor(x - h); u <= x + h; u++) {
        if (u < 0 || v < 0 || u >= width || v >= height) continue;
        const on =
          label === '1'
            ? Math.abs(u - x) < pen / 2 && v >= y && v < y + h
            : Math.abs(Math.hypot((u - x) * 1.4, v - y - h / 2) - h / 2) < pen / 2;
        if (on) data[v * width + u] = 70;
      }
    }
  }
  return { width, height, channels: 1, data };
}

const row = (text: string, y: number, h = 40, step = 50): Mark[] =>
  [...text].flatMap((label, i) => (label === '0' || label === '1' ? [{ label, x: 40 + i * step, y, h }] : []));

test('reads lines top to bottom, and numbers by their spacing', () => {
  const page = draw(600, 260, [...row('0110', 40), ...row('10  01', 150)], 5);
  const reading = read(page, barsAndRings);
  expect(reading.text).toBe('0110\n10 01');
  expect([reading.width, reading.height]).toEqual([600, 260]);
  const [glyph] = reading.lines[1]!.numbers[1]!.glyphs;
  expect(glyph!.label).toBe('0');
  expect(Math.abs(glyph!.box.y - 148)).toBeLessThan(5);
  expect(Math.abs(glyph!.box.h - 44)).toBeLessThan(8);
  expect(glyph!.picture).toHaveLength(SIDE * SIDE);
  expect(reading.lines[0]!.numbers[0]!.confidence).toBeGreaterThan(0.8);
});

test('a single glyph that fills the picture', () => {
  expect(read(draw(150, 160, [{ label: '0', x: 75, y: 25, h: 110 }], 16), barsAndRings).text).toBe('0');
});

test('ruling under and through the digits is no digit and hides none', () => {
  const ruled = (_x: number, y: number): boolean => y % 60 > 56;
  expect(read(draw(600, 240, [...row('01001', 64), ...row('10110', 124)], 5, ruled), barsAndRings).text).toBe(
    '01001\n10110',
  );
});

test('a page photographed sideways is turned, and its boxes are the photo’s', () => {
  const upright = draw(600, 260, [...row('0010010', 40), ...row('0100000', 150)], 5);
  const data = new Uint8Array(upright.data.length);
  for (let y = 0; y < 260; y++) for (let x = 0; x < 600; x++) data[x * 260 + (259 - y)] = upright.data[y * 600 + x]!;
  const reading = read({ width: 260, height: 600, channels: 1, data }, barsAndRings);
  // Bars and rings look the same upside down; which way is up is the classifier's to know.
  expect(['0010010\n0100000', '0000010\n0100100']).toContain(reading.text);
  const box = reading.lines[0]!.numbers[0]!.glyphs[0]!.box;
  expect(box.w).toBeGreaterThan(box.h);
});

test('a blank page, one pixel and black give no lines', () => {
  expect(read(draw(300, 200, [], 5), barsAndRings).lines).toEqual([]);
  for (const v of [0, 128, 255]) {
    expect(read({ width: 1, height: 1, channels: 1, data: Uint8Array.of(v) }, barsAndRings).text).toBe('');
    expect(read({ width: 80, height: 50, channels: 3, data: new Uint8Array(12_000).fill(v) }, barsAndRings).text).toBe(
      '',
    );
  }
});
