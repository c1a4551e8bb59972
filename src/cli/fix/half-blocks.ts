// Grey pictures in a terminal: each character cell shows two pixels, one above the other.
import type { Plane } from '../../page/image.js';

/** How a terminal shows grey: as 24-bit colours, as the 24 greys of its 256 colours, or not at all. */
export type ColourDepth = 'true' | '256' | 'none';

/** What the environment says of the terminal (no-color.org; COLORTERM as terminals set it). */
export function colourDepthOf(env: Readonly<Record<string, string | undefined>>): ColourDepth {
  if (env['NO_COLOR'] || env['TERM'] === 'dumb') return 'none';
  return /^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '') ? 'true' : '256';
}

/** A plane made smaller or larger by area means. */
export function resized(plane: Plane, width: number, height: number): Plane {
  const data = new Uint8Array(width * height);
  const [kx, ky] = [plane.width / width, plane.height / height];
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, ky, plane.height);
    for (let x = 0; x < width; x++) {
      const [left, right] = span(x, kx, plane.width);
      let sum = 0;
      for (let v = top; v < bottom; v++) for (let u = left; u < right; u++) sum += plane.data[v * plane.width + u]!;
      data[y * width + x] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width, height, data };
}

function span(at: number, k: number, size: number): readonly [number, number] {
  const from = Math.min(size - 1, Math.floor(at * k));
  return [from, Math.min(size, Math.max(from + 1, Math.floor((at + 1) * k)))];
}

/** Rows of characters for a plane, half as many as it is high. Without colours, what is darker than half is drawn. */
export function halfBlocks(plane: Plane, depth: ColourDepth): string[] {
  const { width, height, data } = plane;
  const rows: string[] = [];
  for (let y = 0; y < height; y += 2) {
    const upper = data.subarray(y * width, (y + 1) * width);
    const lower = y + 1 < height ? data.subarray((y + 1) * width, (y + 2) * width) : new Uint8Array(width).fill(255);
    rows.push(depth === 'none' ? plainRow(upper, lower) : colouredRow(upper, lower, depth));
  }
  return rows;
}

function plainRow(upper: Uint8Array, lower: Uint8Array): string {
  return Array.from(upper, (value, x) => ' ▀▄█'[(value < 128 ? 1 : 0) + (lower[x]! < 128 ? 2 : 0)]!)
    .join('')
    .trimEnd();
}

function colouredRow(upper: Uint8Array, lower: Uint8Array, depth: 'true' | '256'): string {
  const colour = (value: number) =>
    depth === 'true' ? `2;${value};${value};${value}` : `5;${232 + Math.round((value / 255) * 23)}`;
  let row = '';
  let last = '';
  for (let x = 0; x < upper.length; x++) {
    const code = `\x1b[38;${colour(upper[x]!)};48;${colour(lower[x]!)}m`;
    row += code === last ? '▀' : `${code}▀`;
    last = code;
  }
  return `${row}\x1b[0m`;
}
