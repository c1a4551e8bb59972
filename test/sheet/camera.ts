// Sheets printed, filled in and photographed for tests, all by a few plain loops.
import type { PageImage } from '../../src/page/image.js';
import { drawSheet, FRAME } from '../../src/sheet/draw-sheet.js';
import { type Homography, homography, project } from '../../src/sheet/homography.js';
import type { Point, SheetBox, SheetLayout } from '../../src/sheet/layout.js';
import { type Canvas, drawDigit, random } from '../cli/drawn.js';

/** Pixels a millimetre. */
export const FLAT = 5;
const PAPER = 235;

/** The sheet as printed, without its text. */
export function print(layout: SheetLayout): Canvas {
  const [width, height] = [Math.round(layout.width * FLAT), Math.round(layout.height * FLAT)];
  const sheet = { width, height, data: new Uint8Array(width * height).fill(PAPER) };
  for (const shape of drawSheet(layout)) {
    if (shape.kind === 'fill') fill(sheet, shape.x, shape.y, shape.w, shape.h, 25);
    if (shape.kind !== 'frame') continue;
    const { x, y, side } = shape;
    const grey = PAPER * FRAME.grey;
    const w = FRAME.width;
    for (const [dx, dy, wide, high] of [
      [0, 0, side, w],
      [0, side, side, w],
      [0, 0, w, side],
      [side, 0, w, side],
    ] as const)
      fill(sheet, x + dx, y + dy, wide, high, grey);
  }
  return sheet;
}

/** A rectangle, in millimetres. */
export function fill(on: Canvas, x: number, y: number, w: number, h: number, grey: number): void {
  for (let v = Math.round(y * FLAT); v < Math.round((y + h) * FLAT); v++)
    on.data.fill(grey, v * on.width + Math.round(x * FLAT), v * on.width + Math.round((x + w) * FLAT));
}

/** Writes a box's own digit into it, a little off its middle. */
export function writeIn(on: Canvas, layout: SheetLayout, box: SheetBox, seed: number): void {
  const shake = random(seed);
  const size = 0.7 * layout.side;
  const at = (from: number) => (from + (layout.side - size) / 2 + 0.1 * layout.side * shake()) * FLAT;
  drawDigit(on, box.label, at(box.x), at(box.y), size * FLAT, seed);
}

/** Where the sheet's corners are in the picture, as shares of its sides, clockwise from the top left. */
export type View = readonly (readonly [number, number])[];

export const slanted: View = [
  [0.12, 0.08],
  [0.9, 0.12],
  [0.97, 0.93],
  [0.05, 0.88],
];

/** A photo of the sheet on a dark table, the light falling off to one side; `quarters`: how often it is turned clockwise. */
export function photograph(sheet: Canvas, view: View, quarters: number, seed = 1): PageImage {
  const upright = quarters % 2 === 0;
  const [width, height] = upright ? [1000, 1375] : [1375, 1000];
  const corners = view.map(([x, y]) => ({ x: x * width, y: y * height }));
  const { width: w, height: h } = sheet;
  const flat: Point[] = [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ];
  const toSheet = homography(
    corners,
    flat.map((_, k) => flat[(k - quarters + 4) % 4]!),
  ) as Homography;
  const noise = random(seed);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { x: u, y: v } = project(toSheet, { x: x + 0.5, y: y + 0.5 });
      const light = 0.65 + (0.35 * x) / width;
      data[y * width + x] = Math.min(255, Math.max(0, light * sample(sheet, u - 0.5, v - 0.5) + 4 * noise()));
    }
  }
  return { width, height, channels: 1, data };
}

const TABLE = 90;

function sample({ width, height, data }: Canvas, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return TABLE;
  const [fx, fy, at] = [x - left, y - top, top * width + left];
  const upper = data[at]! * (1 - fx) + data[at + 1]! * fx;
  const lower = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx;
  return upper * (1 - fy) + lower * fy;
}
