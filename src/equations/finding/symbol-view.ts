// A hypothesis as the symbol model sees it: its own shape, and as it stands among the ink around it. The shape alone
// does not tell a comma from a prime, or whether a bar is one of an equals sign's.
import { type Box, union } from '../../geometry/box.js';
import { normalise } from '../../glyph/normalise.js';
import { pictureSide, pictureSize } from '../../glyph/picture.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE } from '../../page/ink.js';
import { cropOf, type Piece } from '../../strokes/piece.js';

/** Channels of a view: the shape, the hypothesis among the others, and the others. */
export const VIEW_CHANNELS = 3;

/** Values of one view: [28, 28, VIEW_CHANNELS], 0 to 255. */
export const SYMBOL_VIEW_SIZE = pictureSize * VIEW_CHANNELS;

/** The surroundings reach over so many of the hypothesis' own sizes, at least over so many usual ones. Set by eye. */
const SURROUNDINGS = { own: 1.6, usual: 2.4 } as const;

/** Sums of ink: [height + 1, width + 1], of all pixels above and to the left. */
export interface InkSums {
  /** Columns of `sums`. */
  readonly stride: number;
  /** Rows of `sums`. */
  readonly rows: number;
  /** The sums. */
  readonly sums: Int32Array;
}

/** Sums the ink of all pixels that count as written. */
export function inkSums({ width, height, data }: Plane): InkSums {
  const stride = width + 1;
  const sums = new Int32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      if (value >= INK_EDGE) row += 1;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return { stride, rows: height + 1, sums };
}

/** What a view is drawn from. */
export interface ViewSource {
  /** The ink. */
  readonly plane: Plane;
  /** [height, width]: the label of each pixel's piece. */
  readonly labels: Int32Array;
  /** Sums of the ink. */
  readonly all: InkSums;
  /** Working pixels. */
  readonly pen: number;
  /** What a symbol usually measures, working pixels. */
  readonly scale: number;
}

/** Draws the view of some pieces into `out` from `at` on. */
export function drawSymbolView(out: Uint8Array, at: number, source: ViewSource, members: readonly Piece[]): void {
  const box = union(members.map((piece) => piece.box));
  const crop = cropOf(source.plane, source.labels, members);
  const shape = normalise(crop.plane, crop.box, INK_EDGE);
  const own = inkSums(crop.plane);
  const side = Math.max(SURROUNDINGS.own * Math.max(box.w, box.h), SURROUNDINGS.usual * source.scale);
  const cell = side / pictureSide;
  const [left, top] = [box.x + box.w / 2 - side / 2, box.y + box.h / 2 - side / 2];
  // A stroke that crosses a cell fills pen / cell of it; it shall be seen as one, however large the cell.
  const gain = (255 * Math.max(1, cell / source.pen)) / cell ** 2;
  const [dx, dy] = [box.x - crop.box.x, box.y - crop.box.y];
  const inAll = cellSums(source.all, left, top, cell);
  const inOwn = cellSums(own, left - dx, top - dy, cell);
  for (let i = 0, k = at; i < pictureSize; i++, k += VIEW_CHANNELS) {
    out[k] = shape[i]!;
    out[k + 1] = Math.min(255, inOwn[i]! * gain);
    out[k + 2] = Math.min(255, Math.max(0, inAll[i]! - inOwn[i]!) * gain);
  }
}

/** The ink of each cell of the view, [28, 28]; pixels at a cell's rim count by their share. */
function cellSums({ stride, rows, sums }: InkSums, left: number, top: number, cell: number): Float64Array {
  const out = new Float64Array(pictureSize);
  // Cells beyond the plane hold nothing.
  const [first, last] = withinPlane(left, cell, stride - 1);
  const [from, to] = withinPlane(top, cell, rows - 1);
  const wide = Math.max(0, last - first + 1);
  const pixel = new Int32Array(wide);
  const beyond = new Float64Array(wide);
  for (let c = 0; c < wide; c++) {
    const u = Math.min(stride - 1, Math.max(0, left + (first + c) * cell));
    pixel[c] = Math.floor(u);
    beyond[c] = u - pixel[c]!;
  }
  let above = new Float64Array(wide);
  let below = new Float64Array(wide);
  for (let r = from; r <= to; r++) {
    const v = Math.min(rows - 1, Math.max(0, top + r * cell));
    const j = Math.min(rows - 2, Math.floor(v));
    const fy = v - j;
    for (let c = 0; c < wide; c++) {
      const p = j * stride + pixel[c]!;
      const fx = beyond[c]!;
      // The last column has none to its right.
      const a = fx === 0 ? sums[p]! : sums[p]! * (1 - fx) + sums[p + 1]! * fx;
      const b = fx === 0 ? sums[p + stride]! : sums[p + stride]! * (1 - fx) + sums[p + stride + 1]! * fx;
      below[c] = a * (1 - fy) + b * fy;
    }
    if (r > from)
      for (let c = 0, k = (r - 1) * pictureSide + first; c < wide - 1; c++, k++)
        out[k] = below[c + 1]! - below[c]! - above[c + 1]! + above[c]!;
    [above, below] = [below, above];
  }
  return out;
}

/** The first and the last corner of cells that hold some of a plane's `side`; the last comes first where none does. */
function withinPlane(from: number, cell: number, side: number): readonly [number, number] {
  const first = Math.max(0, Math.floor(-from / cell));
  return [first, Math.min(pictureSide, Math.ceil((side - from) / cell))];
}

/** Draws the view of a symbol of which only the normalised picture [28, 28] is known, as if it stood alone. */
export function viewOfPicture(picture: Uint8Array, out: Uint8Array, at: number): void {
  const plane = { width: pictureSide, height: pictureSide, data: picture };
  const box = writtenBox(plane);
  const side = SURROUNDINGS.usual * Math.max(box.w, box.h);
  const cell = side / pictureSide;
  const own = cellSums(inkSums(plane), box.x + box.w / 2 - side / 2, box.y + box.h / 2 - side / 2, cell);
  const gain = (255 * Math.max(1, cell / USUAL_PEN)) / cell ** 2;
  for (let i = 0, k = at; i < pictureSize; i++, k += VIEW_CHANNELS) {
    out[k] = picture[i]!;
    out[k + 1] = Math.min(255, own[i]! * gain);
    out[k + 2] = 0;
  }
}

/** The pen of normalised pictures, in their pixels. */
const USUAL_PEN = 2.6;

/** The box of the written pixels; the whole plane where there is none. */
function writtenBox({ width, height, data }: Plane): Box {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < INK_EDGE) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  return right < 0
    ? { x: 0, y: 0, w: width, h: height }
    : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}
