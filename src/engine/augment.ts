// Training pictures changed a little, as another hand might have written them. The thread that needs a picture draws
// the numbers of the change from its seed, and the `warp` kernel moves the pixels; `referenceWarp` is that kernel in
// plain loops.
import type { Augmentation } from './engine.js';
import type { Shape } from './plan/shapes.js';
import { random } from './random.js';

/**
 * Knots on a side of the elastic grid: three cells across the picture, and the outer knots that a cubic spline needs.
 */
const knots = 6;

/**
 * Floats of one change: an inverse affine map (6), thickness (1), erased rectangle x0 y0 x1 y1 (4), 1 if elastic (1),
 * knots' dx, knots' dy.
 */
export const changeSize = 12 + 2 * knots * knots;

/**
 * Writes the change that belongs to `seed` at index `at`. No Math.sin, cos or log: they do not give the same bits on
 * every machine.
 */
export function drawChange(
  how: Augmentation,
  seed: number,
  height: number,
  width: number,
  out: Float32Array,
  at: number,
): void {
  const draw = random(seed);
  const within = (most: number): number => (draw() * 2 - 1) * most;
  const angle = within(how.rotate);
  // The seventh-order series is exact to 1e-5 up to one radian.
  const sin = angle - angle ** 3 / 6 + angle ** 5 / 120 - angle ** 7 / 5040;
  const cos = 1 - angle ** 2 / 2 + angle ** 4 / 24 - angle ** 6 / 720;
  const size = 1 + within(how.scale);
  const stretch = 1 + within(how.stretch) / 2;
  const shear = within(how.shear);
  const [dx, dy] = [within(how.shift), within(how.shift)];
  // The change scales, slants, rotates about the centre, then shifts; the kernel needs its inverse, from a target pixel
  // to its source.
  const [sx, sy] = [size * stretch, size / stretch];
  const a = cos * sx;
  const b = cos * shear * sy - sin * sy;
  const c = sin * sx;
  const d = sin * shear * sy + cos * sy;
  const det = a * d - b * c;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const [ia, ib, ic, id] = [d / det, -b / det, -c / det, a / det];
  out[at] = ia;
  out[at + 1] = ib;
  out[at + 2] = cx - ia * (cx + dx) - ib * (cy + dy);
  out[at + 3] = ic;
  out[at + 4] = id;
  out[at + 5] = cy - ic * (cx + dx) - id * (cy + dy);
  out[at + 6] = within(how.thickness);
  out.fill(0, at + 7, at + 11);
  if (draw() < how.erase) {
    const [w, h] = [(draw() * width) / 3, (draw() * height) / 3];
    const [x, y] = [draw() * (width - w), draw() * (height - h)];
    out.set([x, y, x + w, y + h].map(Math.round), at + 7);
  }
  out[at + 11] = how.elastic > 0 ? 1 : 0;
  if (how.elastic > 0) {
    // The sum of four uniforms is bell-shaped enough here; its variance is 1/3. The spline's squared weights add up to
    // (1/6)² + (2/3)² + (1/6)² = 1/2 on each axis, which halves the deviation of independent knots. The factor makes up
    // for both.
    const spread = 2 * Math.sqrt(3) * how.elastic;
    for (let k = 0; k < 2 * knots * knots; k++) out[at + 12 + k] = spread * (draw() + draw() + draw() + draw() - 2);
  }
}

/** Columns of the spline's weights: one a position, up to a multiple of 4. */
const stride = (size: number): number => (size + 3) & ~3;

/** Floats of `splineWeights`. */
export const splineSize = (size: number): number => knots * stride(size);

/** Cubic B-spline weights of the `knots` at each of `size` positions, [knots, size rounded up to 4]. */
export function splineWeights(size: number): Float32Array {
  const weights = new Float32Array(splineSize(size));
  for (let i = 0; i < size; i++) {
    const position = (i / Math.max(1, size - 1)) * (knots - 3);
    const cell = Math.min(Math.floor(position), knots - 4);
    const t = position - cell;
    const s = 1 - t;
    const four = [s ** 3 / 6, (3 * t ** 3 - 6 * t ** 2 + 4) / 6, (3 * s ** 3 - 6 * s ** 2 + 4) / 6, t ** 3 / 6];
    four.forEach((weight, k) => {
      weights[(cell + k) * stride(size) + i] = weight;
    });
  }
  return weights;
}

/** Floats of scratch that the `warp` kernel needs. */
export function warpScratch(height: number, width: number, channels: number): number {
  return 32 + 2 * (height + 3) * (width + 3) * channels + 16;
}

/**
 * Applies a change to a picture of bytes and writes floats, 0 to 1, in the same layout. `across` and `down` are the
 * spline's weights at each column and row.
 */
export function referenceWarp(
  picture: Uint8Array,
  [height, width, channels]: Shape,
  change: Float32Array,
  across: Float32Array,
  down: Float32Array,
  out: Float32Array,
): void {
  const pixel = (y: number, x: number, n: number): number =>
    y < 0 || x < 0 || y >= height || x >= width ? 0 : picture[(y * width + x) * channels + n]! / 255;
  const displacement = (y: number, x: number, from: number): number => {
    let sum = 0;
    for (let j = 0; j < knots; j++)
      for (let i = 0; i < knots; i++)
        sum += down[j * stride(height) + y]! * across[i * stride(width) + x]! * change[from + j * knots + i]!;
    return sum;
  };
  const [a, b, c, d, e, f, thickness, left, top, right, bottom, elastic] = change as unknown as readonly number[];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sx = a! * x + b! * y + c!;
      let sy = d! * x + e! * y + f!;
      if (elastic) {
        sx += displacement(y, x, 12);
        sy += displacement(y, x, 12 + knots * knots);
      }
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      const [u, v] = [sx - x0, sy - y0];
      for (let n = 0; n < channels; n++) {
        const upper = pixel(y0, x0, n) * (1 - u) + pixel(y0, x0 + 1, n) * u;
        const lower = pixel(y0 + 1, x0, n) * (1 - u) + pixel(y0 + 1, x0 + 1, n) * u;
        out[(y * width + x) * channels + n] = upper * (1 - v) + lower * v;
      }
    }
  }
  if (thickness) thicken(out, height, width, channels, thickness);
  for (let y = top!; y < bottom!; y++)
    out.fill(0, (y * width + left!) * channels, (y * width + Math.max(left!, right!)) * channels);
}

/**
 * Blurs with the binomial [1 2 1]² / 16 and stretches the contrast: edges move out (thickness > 0) or in (< 0).
 * |thickness| ≤ 1 mixes it in.
 */
function thicken(out: Float32Array, height: number, width: number, channels: number, thickness: number): void {
  const before = out.slice();
  const at = (y: number, x: number, n: number): number =>
    y < 0 || x < 0 || y >= height || x >= width ? 0 : before[(y * width + x) * channels + n]!;
  const amount = Math.abs(thickness);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let n = 0; n < channels; n++) {
        const row = (r: number): number => at(r, x - 1, n) + 2 * at(r, x, n) + at(r, x + 1, n);
        const blurred = (row(y - 1) + 2 * row(y) + row(y + 1)) / 16;
        const stretched = Math.min(1, Math.max(0, thickness > 0 ? 2.5 * blurred : 2.5 * blurred - 1));
        const value = before[(y * width + x) * channels + n]!;
        out[(y * width + x) * channels + n] = value + amount * (stretched - value);
      }
    }
  }
}

/** One 8-bit picture, changed as `step` would change it for that seed. Default shape: a square of one channel. */
export function augmented(picture: Uint8Array, how: Augmentation, seed: number, shape?: Shape): Uint8Array {
  const side = Math.round(Math.sqrt(picture.length));
  const [height, width, channels] = shape ?? [side, side, 1];
  const change = new Float32Array(changeSize);
  drawChange(how, seed, height, width, change, 0);
  const out = new Float32Array(picture.length);
  referenceWarp(picture, [height, width, channels], change, splineWeights(width), splineWeights(height), out);
  return Uint8Array.from(out, (v) => Math.round(v * 255));
}
