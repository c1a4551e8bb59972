// The part of a sheet with the boxes, as if it had been scanned: perspective undone, at a known scale.
import type { PageImage } from '../page/image.js';
import { type Homography, project } from './homography.js';
import { GAP, type Point, type SheetLayout } from './layout.js';

/** Straightened pixels a millimetre; a digit in a box is then about as large as on a page that is read. */
export const SCALE = 6;
/** Millimetres kept above and below the boxes, since strokes run over and paper bends. */
const RIM = 2 * GAP;
/**
 * Millimetres left out at the paper's left and right edges. The picture is wider than the boxes need, since light that
 * falls off near its border looks like ink.
 */
const EDGE = 4;

/** A straightened sheet. */
export interface Straightened {
  /** The picture, `SCALE` pixels a millimetre. */
  readonly page: PageImage;
  /** Where the picture's top left corner lies on the sheet, in millimetres. */
  readonly origin: Point;
}

/** The part of a sheet with the boxes, straightened. Places beyond the photo look like its border. */
export function straighten(page: PageImage, layout: SheetLayout, toPage: Homography): Straightened {
  const ys = layout.boxes.map((box) => box.y);
  const origin = { x: EDGE, y: Math.min(...ys) - RIM };
  const width = Math.round((layout.width - 2 * EDGE) * SCALE);
  const height = Math.round((Math.max(...ys) + layout.side + RIM - origin.y) * SCALE);
  const { channels } = page;
  const data = new Uint8Array(width * height * channels);
  // Where the photo is finer, each pixel is the mean of as many places as it covers.
  const fine = Math.min(4, Math.max(1, Math.round(pixelsOf(layout, toPage))));
  const sums = new Float64Array(channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sums.fill(0);
      for (let k = 0; k < fine * fine; k++) {
        const at = project(toPage, {
          x: origin.x + (x + ((k % fine) + 0.5) / fine) / SCALE,
          y: origin.y + (y + (Math.floor(k / fine) + 0.5) / fine) / SCALE,
        });
        addSample(page, at.x - 0.5, at.y - 0.5, sums);
      }
      const out = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) data[out + c] = sums[c]! / (fine * fine) + 0.5;
    }
  }
  return { page: { width, height, channels, data }, origin };
}

/** How many pixels of the page a straightened pixel in the middle of the sheet covers, along one side. */
function pixelsOf({ width, height }: SheetLayout, toPage: Homography): number {
  const a = project(toPage, { x: width / 2 - 5, y: height / 2 - 5 });
  const b = project(toPage, { x: width / 2 + 5, y: height / 2 + 5 });
  return Math.hypot(a.x - b.x, a.y - b.y) / (Math.hypot(10, 10) * SCALE);
}

/** Adds the page's value at a place between pixels (bilinear; pixel centres at whole numbers). */
function addSample({ width, height, channels, data }: PageImage, x: number, y: number, sums: Float64Array): void {
  const u = Math.min(width - 1.001, Math.max(0, x));
  const v = Math.min(height - 1.001, Math.max(0, y));
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [fx, fy] = [u - left, v - top];
  const at = (top * width + left) * channels;
  const below = at + width * channels;
  for (let c = 0; c < channels; c++) {
    const upper = data[at + c]! * (1 - fx) + data[at + channels + c]! * fx;
    const lower = data[below + c]! * (1 - fx) + data[below + channels + c]! * fx;
    sums[c]! += upper * (1 - fy) + lower * fy;
  }
}
