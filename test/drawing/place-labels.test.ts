import { expect, test } from 'vitest';
import { placeLabels, type Room } from '../../src/drawing/place-labels.js';
import type { Box } from '../../src/geometry/box.js';
import type { ReadNumber } from '../../src/reading.js';

const picture = new Uint8Array(784);

/** A number of one glyph for each box. */
function numberAt(text: string, ...boxes: Box[]): ReadNumber {
  const glyphs = boxes.map((box, k) => ({ label: text[k]!, confidence: 0.97, box, alternatives: [], picture }));
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const [right, low] = [Math.max(...boxes.map((b) => b.x + b.w)), Math.max(...boxes.map((b) => b.y + b.h))];
  return { text, confidence: 0.9, box: { x, y, w: right - x, h: low - y }, glyphs };
}
const nothing = () => 0;
const room = (changed: Partial<Room> = {}): Room => ({
  width: 600,
  height: 400,
  scale: 1,
  label: 18,
  percent: 14,
  line: 1,
  others: [],
  ink: { all: nothing, writing: nothing },
  ...changed,
});
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** A grid of numbers of one glyph, `gap` apart. */
function grid(columns: number, rows: number, size: number, gap: number): ReadNumber[] {
  return Array.from({ length: columns * rows }, (_, k) => {
    const [x, y] = [gap + (k % columns) * (size + gap), gap + Math.floor(k / columns) * (size + gap)];
    return numberAt(String(k % 10), { x, y, w: size, h: size });
  });
}

function overlaps(numbers: readonly ReadNumber[], where: Room): number {
  const placed = placeLabels(numbers, where).flatMap(({ labels }) => labels.map(({ box }) => box));
  const writing = [...where.others, ...numbers.flatMap(({ glyphs }) => glyphs.map(({ box }) => box))];
  const withWriting = placed.filter((box) => writing.some((other) => meet(box, other))).length;
  const withEachOther = placed.filter((box, k) => placed.slice(k + 1).some((other) => meet(box, other))).length;
  const outside = placed.filter(({ x, y, w, h }) => x < 0 || y < 0 || x + w > where.width || y + h > where.height);
  return withWriting + withEachOther + outside.length;
}

test('where there is room, each glyph has its label above and its confidence below', () => {
  const boxes = [
    { x: 100, y: 100, w: 30, h: 50 },
    { x: 140, y: 100, w: 30, h: 50 },
  ];
  const [placed] = placeLabels([numberAt('42', ...boxes)], room());
  expect(placed!.labels.map(({ text, glyph }) => [text, glyph])).toEqual([
    ['4', 0],
    ['97%', 0],
    ['2', 1],
    ['97%', 1],
  ]);
  expect(placed!.labels[0]!.box.y).toBeLessThan(100);
  expect(placed!.labels[1]!.box.y).toBeGreaterThan(150);
});

test('a number with a sign is labelled as a whole', () => {
  const number = numberAt(
    '4.2',
    { x: 100, y: 100, w: 30, h: 50 },
    { x: 133, y: 145, w: 4, h: 4 },
    { x: 140, y: 100, w: 30, h: 50 },
  );
  const glyphs = number.glyphs.map((glyph, k) => (k === 1 ? { ...glyph, sign: true as const } : glyph));
  const [placed] = placeLabels([{ ...number, glyphs }], room());
  expect(placed!.labels.map(({ text }) => text)).toEqual(['4.2 90%']);
});

test.each([
  ['roomy', 6, 4, 40, 60],
  ['close', 9, 6, 40, 24],
  ['dense', 13, 9, 40, 6],
  ['without any gaps', 15, 10, 40, 0],
])('labels on a %s card cover neither writing nor each other', (_, columns, rows, size, gap) => {
  const numbers = grid(columns, rows, size, gap);
  expect(overlaps(numbers, room())).toBe(0);
  const told = placeLabels(numbers, room()).filter(({ labels, legend }) => labels.length > 0 || legend);
  expect(told).toHaveLength(numbers.length);
});

test('what finds no room is told in a legend, by keys that are counted', () => {
  const placed = placeLabels(grid(13, 9, 40, 6), room());
  const legends = placed.flatMap(({ legend }) => legend ?? []);
  expect(legends.length).toBeGreaterThan(50);
  expect(legends.map(({ key }) => key)).toEqual(legends.map((_, k) => String(k + 1)));
  expect(legends[0]!.text).toMatch(/^\d 90%$/);
});

test('no label stands on writing that was not read, known or only seen', () => {
  const number = numberAt('7', { x: 300, y: 200, w: 40, h: 60 });
  const above = { x: 250, y: 150, w: 150, h: 48 };
  expect(overlaps([number], room({ others: [above] }))).toBe(0);
  const seen = (box: Box): number => (meet(box, above) ? 0.3 : 0);
  const [placed] = placeLabels([number], room({ ink: { all: seen, writing: seen } }));
  expect(placed!.labels).toHaveLength(1);
  expect(meet(placed!.labels[0]!.box, above)).toBe(false);
});

test('a label is nearer to its own number than to any other, or a line leads there', () => {
  const distance = (a: Box, b: Box): number =>
    Math.hypot(Math.max(0, a.x - b.x - b.w, b.x - a.x - a.w), Math.max(0, a.y - b.y - b.h, b.y - a.y - a.h));
  const numbers = grid(9, 6, 40, 24);
  for (const [k, { labels, legend }] of placeLabels(numbers, room()).entries()) {
    if (legend) continue;
    for (const { box } of labels) {
      const others = numbers.filter((_, other) => other !== k).map((other) => distance(box, other.box));
      expect(distance(box, numbers[k]!.box)).toBeLessThanOrEqual(Math.min(...others));
    }
  }
});
