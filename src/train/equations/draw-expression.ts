// A written expression as a photo of it: strokes redrawn with some pen, at some size and slant, on paper that is
// neither white nor even, a little blurred and noisy.
import type { Random } from '../../engine/random.js';
import type { PageImage } from '../../page/image.js';
import { between, type Canvas, canvas, stroke } from '../draw/pen.js';
import { boxOfStrokes, type InkExpression } from './crohme.js';

/** A picture of an expression, and whose ink is where. */
export interface DrawnExpression {
  /** Grey. */
  readonly page: PageImage;
  /** For each symbol, its ink. */
  readonly masks: readonly SymbolMask[];
}

/** The ink of one symbol on a canvas just large enough. */
export interface SymbolMask extends Canvas {
  /** Where the canvas lies on the page, pixels. */
  readonly x: number;
  /** Where the canvas lies on the page, pixels. */
  readonly y: number;
}

/** Blank paper around an expression, in sizes of a symbol. */
const MARGIN = [0.05, 1] as const;

/** A pen's width, in sizes of a symbol; thin ones are drawn as often as thick ones. */
const PEN = [0.03, 0.16] as const;

/** A symbol's size, pixels. */
const SIZE = [18, 64] as const;

/** Draws an expression, each time otherwise. */
export function drawExpression({ symbols }: Pick<InkExpression, 'symbols'>, random: Random): DrawnExpression {
  const boxes = symbols.map(({ strokes }) => boxOfStrokes(strokes));
  const sizes = boxes.map(({ w, h }) => Math.max(w, h)).sort((a, b) => a - b);
  const usual = Math.max(1e-6, sizes[sizes.length >> 1]!);
  const size = SIZE[0] * (SIZE[1] / SIZE[0]) ** random();
  const pen = Math.max(1, size * PEN[0] * (PEN[1] / PEN[0]) ** random());
  const scale = size / usual;
  const [slant, turn, stretch] = [
    between(random, -0.15, 0.15),
    between(random, -0.04, 0.04),
    between(random, 0.88, 1.14),
  ];
  const jitter = between(random, 0, 0.015) * size;
  const moved = symbols.map(({ strokes }) =>
    strokes.map((points) => {
      const out: number[] = [];
      for (let k = 0; k < points.length; k += 2) {
        const [x, y] = [points[k]! * scale * stretch, (points[k + 1]! * scale) / stretch];
        out.push(x - slant * y - turn * y + jitter * (random() - 0.5), y + turn * x + jitter * (random() - 0.5));
      }
      return out;
    }),
  );
  const all = boxOfStrokes(moved.flat());
  const margin = MARGIN.map((most) => most * size + pen / 2 + 2);
  const [left, top, right, bottom] = [0, 1, 2, 3].map(() => between(random, margin[0]!, margin[1]!)) as [
    number,
    number,
    number,
    number,
  ];
  const width = Math.ceil(all.w + left + right);
  const height = Math.ceil(all.h + top + bottom);
  const radius = pen / 2;
  const taper = between(random, 0.75, 1);
  const masks = moved.map((strokes): SymbolMask => {
    const box = boxOfStrokes(strokes);
    const reach = Math.ceil(radius) + 2;
    const x = Math.max(0, Math.floor(box.x - all.x + left) - reach);
    const y = Math.max(0, Math.floor(box.y - all.y + top) - reach);
    const on = canvas(
      Math.min(width, Math.ceil(box.x - all.x + left + box.w) + reach) - x,
      Math.min(height, Math.ceil(box.y - all.y + top + box.h) + reach) - y,
    );
    for (const points of strokes)
      stroke(
        on,
        points.map((value, k) => value - (k % 2 ? all.y - top + y : all.x - left + x)),
        radius,
        radius * taper,
      );
    return { ...on, x, y };
  });
  return { page: photographed(masks, width, height, random), masks };
}

/** The ink of all, on paper, through a camera. */
function photographed(masks: readonly SymbolMask[], width: number, height: number, random: Random): PageImage {
  const paper = between(random, 170, 255);
  const dark = between(random, 0.45, 0.95);
  const [slopeX, slopeY] = [between(random, -0.12, 0.12), between(random, -0.12, 0.12)];
  const noise = random() < 0.3 ? 0 : between(random, 0, 7);
  const ink = new Float32Array(width * height);
  for (const mask of masks)
    for (let y = 0, k = 0; y < mask.height; y++)
      for (let i = (mask.y + y) * width + mask.x, end = i + mask.width; i < end; i++, k++)
        if (mask.ink[k]! > ink[i]!) ink[i] = mask.ink[k]!;
  const soft = through(ink, width, height, random);
  const data = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const light = paper * (1 + slopeX * (x / width - 0.5) + slopeY * (y / height - 0.5));
      const grain = noise * (random() + random() + random() - 1.5);
      data[i] = Math.min(255, Math.max(0, light * (1 - (dark * soft[i]!) / 255) + grain));
    }
  return { width, height, channels: 1, data };
}

/** Ink as a lens or a drawing program gives it: as it is, blurred, or with hard edges. */
function through(ink: Float32Array, width: number, height: number, random: Random): Float32Array {
  const way = random();
  if (way < 0.4) return ink;
  if (way < 0.8) return blurred(ink, width, height);
  const edge = between(random, 70, 150);
  return ink.map((value) => (value >= edge ? 255 : 0));
}

/** A mean over 3 × 3 pixels. */
function blurred(ink: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(ink.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [sum, count] = [0, 0];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          sum += ink[v * width + u]!;
          count++;
        }
      out[y * width + x] = sum / count;
    }
  return out;
}
