// What a person has drawn a box around is read as one glyph, whole strokes of it alone.
import { expect, test } from 'vitest';
import { readBoxes } from '../../src/numbers/read-boxes.js';
import type { PageImage } from '../../src/page/image.js';

const alphabet = ['0', '1'];
/** Calls what is wider than high a 0. */
const classifier = {
  alphabet,
  classify(pictures: Uint8Array, count: number): Float32Array {
    const chances = new Float32Array(count * 3);
    for (let k = 0; k < count; k++) {
      const picture = pictures.subarray(k * 784, (k + 1) * 784);
      const columns = new Set([...picture].flatMap((value, i) => (value > 128 ? i % 28 : [])));
      chances.set(columns.size > 10 ? [0.8, 0.1, 0.1] : [0.2, 0.7, 0.1], k * 3);
    }
    return chances;
  },
};

/** A page with an upright stroke at x 60, a lying one right of it, and a long one through both at the bottom. */
function page(): PageImage {
  const [width, height] = [300, 200];
  const data = new Uint8Array(width * height).fill(230);
  const ink = (x: number, y: number, w: number, h: number) => {
    for (let v = y; v < y + h; v++) data.fill(30, v * width + x, v * width + x + w);
  };
  ink(60, 50, 5, 50);
  ink(120, 70, 60, 5);
  return { width, height, channels: 1, data };
}

test('each box gives its glyph, with the label likeliest of its stroke, and its own box', () => {
  const boxes = [
    { x: 50, y: 40, w: 30, h: 70 },
    { x: 110, y: 60, w: 80, h: 30 },
    { x: 220, y: 120, w: 40, h: 40 },
  ];
  const [upright, lying, empty] = readBoxes(page(), boxes, classifier);
  expect([upright?.label, lying?.label, empty]).toEqual(['1', '0', null]);
  expect(upright?.confidence).toBeCloseTo(0.7, 5);
  expect(upright?.alternatives[0]?.label).toBe('0');
  expect(lying?.box).toEqual(boxes[1]);
});

test('a stroke that lies in the box for the most part belongs to it whole, of another what lies there', () => {
  const whole = readBoxes(page(), [{ x: 110, y: 60, w: 80, h: 30 }], classifier)[0];
  const most = readBoxes(page(), [{ x: 110, y: 60, w: 55, h: 30 }], classifier)[0];
  const little = readBoxes(page(), [{ x: 165, y: 60, w: 8, h: 30 }], classifier)[0];
  expect(most?.picture).toEqual(whole?.picture);
  expect(little?.picture).not.toEqual(whole?.picture);
});

test('a page written light on dark is read alike', () => {
  const dark = page();
  const inverted = { ...dark, data: dark.data.map((value) => 255 - value) };
  const box = { x: 50, y: 40, w: 30, h: 70 };
  expect(readBoxes(inverted, [box], classifier)[0]?.label).toBe('1');
});

test('boxes that lie off the page hold nothing', () => {
  expect(
    readBoxes(
      page(),
      [
        { x: -90, y: -90, w: 20, h: 20 },
        { x: 900, y: 9, w: 5, h: 5 },
      ],
      classifier,
    ),
  ).toEqual([null, null]);
  expect(readBoxes(page(), [], classifier)).toEqual([]);
});
