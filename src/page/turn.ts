// A page photographed sideways or askew, turned upright, and the way back for the boxes found on it.
import type { Box } from '../geometry/box.js';
import type { PageImage } from './image.js';

/** A turned page, and how it lies on the one it was made from. */
export interface Turned {
  /** The page as it lies now. */
  readonly page: PageImage;
  /** The box, on the original page, around a box of the turned one. */
  readonly back: (box: Box) => Box;
}

/**
 * `page` turned by `angle` radians (positive: clockwise on the screen), shrunk by the whole number `factor` on the way.
 * The corners that come in are filled with the nearest border pixel, so they hold no ink.
 */
export function turn(page: PageImage, angle: number, factor: number): Turned {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const width = Math.max(1, Math.round((Math.abs(cos) * page.width + Math.abs(sin) * page.height) / factor));
  const height = Math.max(1, Math.round((Math.abs(sin) * page.width + Math.abs(cos) * page.height) / factor));
  // Page pixel of a turned one: rotate about the middles.
  const toX = (x: number, y: number): number =>
    page.width / 2 + factor * (cos * (x - width / 2) + sin * (y - height / 2));
  const toY = (x: number, y: number): number =>
    page.height / 2 + factor * (-sin * (x - width / 2) + cos * (y - height / 2));
  const { channels } = page;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sample(page, toX(x + 0.5, y + 0.5) - 0.5, toY(x + 0.5, y + 0.5) - 0.5, data, (y * width + x) * channels);
    }
  }
  const back = ({ x, y, w, h }: Box): Box => {
    const corners = [[x, y] as const, [x + w, y] as const, [x, y + h] as const, [x + w, y + h] as const];
    const xs = corners.map(([u, v]) => toX(u, v));
    const ys = corners.map(([u, v]) => toY(u, v));
    const left = Math.max(0, Math.round(Math.min(...xs)));
    const top = Math.max(0, Math.round(Math.min(...ys)));
    const right = Math.min(page.width, Math.round(Math.max(...xs)));
    const bottom = Math.min(page.height, Math.round(Math.max(...ys)));
    return { x: left, y: top, w: right - left, h: bottom - top };
  };
  return { page: { width, height, channels, data }, back };
}

/** Pixels of `page` turned by `angle` at its own scale. */
export function turnedArea({ width, height }: PageImage, angle: number): number {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return (cos * width + sin * height) * (sin * width + cos * height);
}

/** Bilinear sample of every channel at (u, v), clamped to the page. */
function sample(page: PageImage, u: number, v: number, out: Uint8Array, at: number): void {
  const { width, height, channels, data } = page;
  const cu = Math.min(width - 1, Math.max(0, u));
  const cv = Math.min(height - 1, Math.max(0, v));
  const x = Math.floor(cu);
  const y = Math.floor(cv);
  const fx = cu - x;
  const fy = cv - y;
  const right = x + 1 < width ? channels : 0;
  const down = y + 1 < height ? width * channels : 0;
  const i = (y * width + x) * channels;
  for (let c = 0; c < channels; c++) {
    const above = data[i + c]! * (1 - fx) + data[i + right + c]! * fx;
    const below = data[i + down + c]! * (1 - fx) + data[i + down + right + c]! * fx;
    out[at + c] = above * (1 - fy) + below * fy + 0.5;
  }
}
