// Digits drawn for tests: strokes on paper, by a hand that wobbles with its seed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng } from '../../src/node/picture/png.js';

const STROKES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  '0': [
    [50, 8],
    [20, 25],
    [15, 55],
    [30, 88],
    [55, 92],
    [80, 70],
    [82, 35],
    [50, 8],
  ],
  '1': [
    [35, 25],
    [55, 8],
    [55, 92],
  ],
  '2': [
    [20, 28],
    [38, 9],
    [68, 12],
    [74, 35],
    [20, 90],
    [82, 90],
  ],
  '3': [
    [22, 14],
    [60, 8],
    [74, 28],
    [45, 46],
    [76, 68],
    [56, 90],
    [20, 84],
  ],
  '4': [
    [60, 92],
    [60, 8],
    [16, 64],
    [84, 64],
  ],
  '5': [
    [76, 10],
    [30, 10],
    [26, 46],
    [62, 44],
    [76, 68],
    [56, 92],
    [20, 84],
  ],
  '6': [
    [66, 8],
    [30, 40],
    [20, 74],
    [46, 92],
    [72, 76],
    [56, 54],
    [24, 66],
  ],
  '7': [
    [18, 10],
    [80, 10],
    [42, 92],
  ],
  '8': [
    [50, 46],
    [24, 28],
    [50, 8],
    [74, 28],
    [50, 46],
    [22, 72],
    [50, 92],
    [78, 72],
    [50, 46],
  ],
  '9': [
    [70, 30],
    [46, 46],
    [26, 28],
    [48, 8],
    [70, 30],
    [62, 92],
  ],
};

export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Light paper. */
export function paper(width: number, height: number): Canvas {
  return { width, height, data: new Uint8Array(width * height).fill(235) };
}

/** Draws a digit into the square of side `size` at x, y. */
export function drawDigit(on: Canvas, digit: string, x: number, y: number, size: number, seed = 1, pen = 0.05): void {
  const shake = random(seed);
  const points = (STROKES[digit] ?? []).map(
    ([u, v]) => [x + ((u + 7 * shake()) * size) / 110, y + ((v + 7 * shake()) * size) / 110] as const,
  );
  for (let i = 0; i + 1 < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[i]!, points[i + 1]!];
    const steps = Math.ceil(Math.hypot(bx - ax, by - ay) * 2);
    for (let s = 0; s <= steps; s++) dot(on, ax + ((bx - ax) * s) / steps, ay + ((by - ay) * s) / steps, size * pen);
  }
}

function dot({ width, height, data }: Canvas, cx: number, cy: number, radius: number): void {
  for (let y = Math.max(0, Math.floor(cy - radius)); y <= Math.min(height - 1, cy + radius); y++) {
    for (let x = Math.max(0, Math.floor(cx - radius)); x <= Math.min(width - 1, cx + radius); x++) {
      if (Math.hypot(x - cx, y - cy) <= radius) data[y * width + x] = 40;
    }
  }
}

/** A page with rows of digits, as PNG. */
export function drawnPage(rows: readonly string[], size = 80, seed = 1): Buffer {
  const page = paper((Math.max(...rows.map((row) => row.length)) + 1) * size, (rows.length * 1.8 + 0.5) * size);
  for (const [r, row] of rows.entries()) {
    for (const [i, digit] of [...row].entries()) {
      drawDigit(page, digit, (i + 0.5) * size, (r * 1.8 + 0.5) * size, size, seed + r * 31 + i);
    }
  }
  return Buffer.from(encodePng(page.data, page.width, page.height));
}

/** Raw crops for `learn --reverse`, named `<seed>-<n>_<digit>.png`. */
export function drawnFolder(folder: string, digits: string, seed: number): void {
  mkdirSync(folder, { recursive: true });
  [...digits].forEach((digit, i) => {
    const crop = paper(64, 64);
    drawDigit(crop, digit, 6, 6, 52, seed * 1000 + i);
    writeFileSync(join(folder, `${seed}-${String(i).padStart(3, '0')}_${digit}.png`), encodePng(crop.data, 64, 64));
  });
}

/** -1 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}
