// A written expression as a drawing program gives it: black lines of one to three pixels with hard edges on white, some
// worn, as if the picture had been made smaller or black and white since.
import type { Random } from '../../engine/random.js';
import { between } from '../draw/pen.js';
import { boxOfStrokes, type InkExpression } from './crohme.js';
import type { DrawnExpression, SymbolMask } from './draw-expression.js';

/** Blank paper around an expression, in sizes of a symbol. Set by eye, as all that follows. */
const MARGIN = [0.05, 0.8] as const;

/** A symbol's size, pixels. */
const SIZE = [22, 80] as const;

/** How often a line is one pixel wide, and how often it is two; otherwise it is three. */
const WIDTHS = { one: 0.6, two: 0.3 } as const;

/** How often a picture is worn: pixels of it that are missing, up to this share. */
const WORN = { often: 0.25, share: 0.006 } as const;

/** How often a picture was made smaller, each pixel being one of the larger picture, and how much at most. */
const SMALLER = { often: 0.2, least: 0.85 } as const;

/** Draws an expression, each time otherwise. */
export function drawOnScreen({ symbols }: Pick<InkExpression, 'symbols'>, random: Random): DrawnExpression {
  const sizes = symbols
    .map(({ strokes }) => boxOfStrokes(strokes))
    .map(({ w, h }) => Math.max(w, h))
    .sort((a, b) => a - b);
  const size = between(random, ...SIZE);
  const scale = size / Math.max(1e-6, sizes[sizes.length >> 1]!);
  const [slant, stretch] = [between(random, -0.12, 0.12), between(random, 0.88, 1.14)];
  const kind = random();
  const pen = kind < WIDTHS.one ? 1 : kind < WIDTHS.one + WIDTHS.two ? 2 : 3;
  const worn = random() < WORN.often ? between(random, 0, WORN.share) : 0;
  const smaller = random() < SMALLER.often ? between(random, SMALLER.least, 1) : 1;
  const moved = symbols.map(({ strokes }) =>
    strokes.map((points) =>
      points.map((v, k) => scale * (k % 2 ? v / stretch : v * stretch - (slant * points[k + 1]!) / stretch)),
    ),
  );
  const all = boxOfStrokes(moved.flat());
  const margin = between(random, ...MARGIN) * size + pen + 1;
  const place = (points: readonly number[]): number[] =>
    points.map((v, k) => Math.round(v - (k % 2 ? all.y : all.x) + margin));
  const masks = moved.map((strokes) => smallerMask(drawn(strokes.map(place), pen), smaller));
  const [width, height] = [all.w, all.h].map((side) => Math.ceil(smaller * (side + 2 * margin + pen))) as [
    number,
    number,
  ];
  const data = new Uint8Array(width * height).fill(255);
  for (const mask of masks)
    for (let y = 0, k = 0; y < mask.height; y++)
      for (let x = 0; x < mask.width; x++, k++) {
        if (mask.ink[k] === 0) continue;
        if (worn > 0 && random() < worn) mask.ink[k] = 0;
        else data[(mask.y + y) * width + mask.x + x] = 0;
      }
  return { page: { width, height, channels: 1, data }, masks };
}

/** Strokes of whole pixels as a square nib draws them (Bresenham 1965). */
function drawn(strokes: readonly (readonly number[])[], pen: number): SymbolMask {
  const box = boxOfStrokes(strokes);
  const [width, height] = [box.w + pen, box.h + pen];
  const ink = new Float32Array(width * height);
  const dot = (x: number, y: number): void => {
    for (let v = y - box.y; v < y - box.y + pen; v++) ink.fill(255, v * width + x - box.x, v * width + x - box.x + pen);
  };
  for (const points of strokes) {
    for (let k = 0; k + 1 < points.length; k += 2) {
      const [x, y] = [points[k]!, points[k + 1]!];
      const [dx, dy] = [(points[k + 2] ?? x) - x, (points[k + 3] ?? y) - y];
      const steps = Math.max(Math.abs(dx), Math.abs(dy), 1);
      for (let n = 0; n <= steps; n++) dot(Math.round(x + (dx * n) / steps), Math.round(y + (dy * n) / steps));
    }
  }
  return { x: box.x, y: box.y, width, height, ink };
}

/** The nearest pixels of a picture that is smaller by `factor`. */
function smallerMask(mask: SymbolMask, factor: number): SymbolMask {
  if (factor === 1) return mask;
  const [x, y] = [Math.ceil(mask.x * factor), Math.ceil(mask.y * factor)];
  const width = Math.max(1, Math.ceil((mask.x + mask.width) * factor) - x);
  const height = Math.max(1, Math.ceil((mask.y + mask.height) * factor) - y);
  const ink = new Float32Array(width * height);
  for (let v = 0, k = 0; v < height; v++) {
    const row = Math.min(mask.height - 1, Math.floor((y + v) / factor) - mask.y);
    for (let u = 0; u < width; u++, k++)
      ink[k] = mask.ink[row * mask.width + Math.min(mask.width - 1, Math.floor((x + u) / factor) - mask.x)]!;
  }
  return { x, y, width, height, ink };
}
