// The view of a camera or scanner onto the sheet: lean, perspective and curl, for picture and labels alike.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';
import type { Surface } from './surface.js';

/** From a place in the picture to one on the sheet. */
export interface View {
  /** Width of the part of the sheet that the picture sees, pixels. */
  readonly width: number;
  /** Height of that part of the sheet, pixels. */
  readonly height: number;
  /** [a, b, c, d, e, f, g, h]: x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1). */
  readonly homography: readonly number[];
  /** Lines bend by so many pixels, over so many; zero where they are straight. */
  readonly curl: { readonly depth: number; readonly length: number; readonly phase: number };
}

/** Most views are nearly straight; a few lean far, and fewer are turned by quarters. */
export function anyView(random: Random, width: number, height: number, steady: boolean): View {
  const way = random();
  let turn = way < 0.3 ? 0 : way < 0.8 ? between(random, -0.06, 0.06) : between(random, -0.2, 0.2);
  if (!steady && random() < 0.07) turn = between(random, -0.6, 0.6);
  if (random() < 0.04) turn += (Math.PI / 2) * pick(random, [1, 2, 3]);
  const side = Math.max(width, height);
  const keystone = random() < 0.4 ? 0 : between(random, 0, 0.18) / side;
  const direction = between(random, 0, 2 * Math.PI);
  const [g, h] = [keystone * Math.cos(direction), keystone * Math.sin(direction)];
  const aspect = random() < 0.5 ? 1 : between(random, 0.9, 1.1);
  const shear = random() < 0.6 ? 0 : between(random, -0.08, 0.08);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [cx, cy] = [width / 2, height / 2];
  // Around the picture's middle: turn, shear, aspect; then perspective; then moved so that all the picture lies on the
  // sheet.
  const base = [cos * aspect, sin * aspect + shear, 0, -sin, cos, 0, g, h];
  const around = (x: number, y: number): [number, number] => project(base, x - cx, y - cy);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const) {
    const [u, v] = around(x, y);
    x0 = Math.min(x0, u);
    x1 = Math.max(x1, u);
    y0 = Math.min(y0, v);
    y1 = Math.max(y1, v);
  }
  const curled = random() < 0.25;
  const curl = {
    depth: curled ? between(random, 0.005, 0.02) * side : 0,
    length: side * between(random, 0.6, 2),
    phase: between(random, 0, 6.28),
  };
  const room = 3 + Math.ceil(curl.depth);
  // The homography in the picture's own coordinates, shifted onto the sheet.
  const [a, b, , d, e] = base as [number, number, number, number, number];
  const w0 = 1 - g * cx - h * cy;
  const [sx, sy] = [room - x0, room - y0];
  const row = (p: number, q: number, s: number): [number, number, number] => [
    (p + s * g) / w0,
    (q + s * h) / w0,
    (-p * cx - q * cy + s * w0) / w0,
  ];
  return {
    width: Math.ceil(x1 - x0) + 2 * room,
    height: Math.ceil(y1 - y0) + 2 * room,
    homography: [...row(a, b, sx), ...row(d, e, sy), g / w0, h / w0],
    curl,
  };
}

function project(m: readonly number[], x: number, y: number): [number, number] {
  const w = m[6]! * x + m[7]! * y + 1;
  return [(m[0]! * x + m[1]! * y + m[2]!) / w, (m[3]! * x + m[4]! * y + m[5]!) / w];
}

/** Where a place of the picture lies on the sheet. */
export function onSheet(view: View, x: number, y: number): [number, number] {
  const [u, v] = project(view.homography, x, y);
  return [u, v + bow(view, u)];
}

const bow = ({ curl }: View, u: number): number =>
  curl.depth === 0 ? 0 : curl.depth * Math.sin((2 * Math.PI * u) / curl.length + curl.phase);

export interface Seen {
  /** [height, width], 0 black to 1 white. */
  readonly grey: Float32Array;
  /** [height, width]: a `pixelClass`, or `unsure`. */
  readonly labels: Uint8Array;
  /** [height, width]: 1 + the index of the number that inked a pixel, or 0. */
  readonly owners: Uint16Array;
  /** [height, width]: the symbol of a number that inked a pixel, as `DrawnDocument.symbols` has it. */
  readonly symbols: Uint8Array;
}

/** The sheet as the view shows it: grey bilinear, labels, owners and symbols from the nearest pixel. */
export function look(sheet: Surface, view: View, width: number, height: number): Seen {
  const grey = new Float32Array(width * height);
  const labels = new Uint8Array(width * height);
  const owners = new Uint16Array(width * height);
  const symbols = new Uint8Array(width * height);
  const [a, b, c, d, e, f, g, h] = view.homography as [number, number, number, number, number, number, number, number];
  const curled = view.curl.depth > 0;
  const [right, bottom] = [sheet.width - 1.001, sheet.height - 1.001];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const w = 1 / (g * x + h * y + 1);
      let u = (a * x + b * y + c) * w;
      let v = (d * x + e * y + f) * w;
      if (curled) v += bow(view, u);
      u = u < 0 ? 0 : u > right ? right : u;
      v = v < 0 ? 0 : v > bottom ? bottom : v;
      const [iu, iv] = [u | 0, v | 0];
      const [fu, fv] = [u - iu, v - iv];
      const at = iv * sheet.width + iu;
      const below = at + sheet.width;
      const to = y * width + x;
      grey[to] =
        (sheet.grey[at]! * (1 - fu) + sheet.grey[at + 1]! * fu) * (1 - fv) +
        (sheet.grey[below]! * (1 - fu) + sheet.grey[below + 1]! * fu) * fv;
      const near = (fv < 0.5 ? at : below) + (fu < 0.5 ? 0 : 1);
      labels[to] = sheet.labels[near]!;
      owners[to] = sheet.owners[near]!;
      symbols[to] = sheet.symbols[near]!;
    }
  }
  return { grey, labels, owners, symbols };
}
