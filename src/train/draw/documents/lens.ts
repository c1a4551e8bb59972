// How sharply a picture is seen: blur of lens and motion, low resolution, overdone sharpness, and the blocks of JPEG
// files.
import type { Random } from '../../../engine/random.js';
import { between } from '../pen.js';

/** A Gaussian blur. */
export function blurred(grey: Float32Array, width: number, height: number, sigma: number): Float32Array {
  if (sigma < 0.25) return grey;
  if (sigma > 1.6) {
    // Three boxes in a row are nearly a Gaussian, and as quick for a wide one as for a narrow one.
    const reach = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
    let soft = grey;
    for (let k = 0; k < 3; k++) soft = boxed(boxed(soft, width, height, reach, 1), width, height, reach, width);
    return soft;
  }
  const reach = Math.ceil(2.5 * sigma);
  const kernel = new Float32Array(2 * reach + 1);
  let sum = 0;
  for (let k = -reach; k <= reach; k++) sum += kernel[k + reach] = Math.exp(-(k * k) / (2 * sigma * sigma));
  for (let k = 0; k < kernel.length; k++) kernel[k]! /= sum;
  const across = along(grey, width, height, kernel, reach, 1);
  return along(across, width, height, kernel, reach, width);
}

function along(
  grey: Float32Array,
  width: number,
  height: number,
  kernel: Float32Array,
  reach: number,
  step: number,
): Float32Array {
  const out = new Float32Array(grey.length);
  const length = step === 1 ? width : height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = step === 1 ? x : y;
      const at = y * width + x;
      let sum = 0;
      if (here >= reach && here < length - reach) {
        for (let k = -reach; k <= reach; k++) sum += kernel[k + reach]! * grey[at + k * step]!;
      } else {
        for (let k = -reach; k <= reach; k++) {
          const there = Math.min(length - 1, Math.max(0, here + k));
          sum += kernel[k + reach]! * grey[at + (there - here) * step]!;
        }
      }
      out[at] = sum;
    }
  }
  return out;
}

/** The camera moved while it looked. */
export function motion(
  random: Random,
  grey: Float32Array,
  width: number,
  height: number,
  length: number,
): Float32Array {
  const angle = between(random, 0, Math.PI);
  const steps = Math.max(1, Math.round(length));
  const out = new Float32Array(grey.length);
  for (let k = 0; k <= steps; k++) {
    const dx = Math.round((k - steps / 2) * Math.cos(angle));
    const dy = Math.round((k - steps / 2) * Math.sin(angle));
    for (let y = 0; y < height; y++) {
      const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
      for (let x = 0; x < width; x++)
        out[y * width + x]! += grey[row + Math.min(width - 1, Math.max(0, x + dx))]! / (steps + 1);
    }
  }
  return out;
}

/** Taken at a lower resolution by `factor`, then enlarged again. */
export function enlarged(grey: Float32Array, width: number, height: number, factor: number): Float32Array {
  const [w, h] = [Math.max(2, Math.round(width / factor)), Math.max(2, Math.round(height / factor))];
  const small = new Float32Array(w * h);
  const count = new Float32Array(w * h);
  for (let y = 0; y < height; y++) {
    const row = Math.min(h - 1, Math.floor((y * h) / height)) * w;
    for (let x = 0; x < width; x++) {
      const at = row + Math.min(w - 1, Math.floor((x * w) / width));
      small[at]! += grey[y * width + x]!;
      count[at]!++;
    }
  }
  for (let i = 0; i < small.length; i++) small[i]! /= count[i]!;
  const out = new Float32Array(grey.length);
  for (let y = 0; y < height; y++) {
    const v = Math.min(h - 1.001, Math.max(0, ((y + 0.5) * h) / height - 0.5));
    const [iv, fv] = [v | 0, v - (v | 0)];
    for (let x = 0; x < width; x++) {
      const u = Math.min(w - 1.001, Math.max(0, ((x + 0.5) * w) / width - 0.5));
      const [iu, fu] = [u | 0, u - (u | 0)];
      const at = iv * w + iu;
      out[y * width + x] =
        (small[at]! * (1 - fu) + small[at + 1]! * fu) * (1 - fv) +
        (small[at + w]! * (1 - fu) + small[at + w + 1]! * fu) * fv;
    }
  }
  return out;
}

/** Overdone sharpness, as phones apply it. */
export function sharpen(grey: Float32Array, width: number, height: number, amount: number): void {
  const soft = blurred(grey, width, height, 1.2);
  for (let i = 0; i < grey.length; i++) grey[i] = grey[i]! + amount * (grey[i]! - soft[i]!);
}

/** Means over `2 reach + 1` pixels along one axis. */
export function boxed(grey: Float32Array, width: number, height: number, reach: number, step: number): Float32Array {
  const out = new Float32Array(grey.length);
  const [lines, length, next] = step === 1 ? [height, width, width] : [width, height, 1];
  const share = 1 / (2 * reach + 1);
  for (let k = 0; k < lines; k++) {
    const from = k * next;
    const last = from + (length - 1) * step;
    let sum = 0;
    for (let i = -reach; i <= reach; i++) sum += grey[from + Math.min(length - 1, Math.max(0, i)) * step]!;
    for (let i = 0, at = from; i < length; i++, at += step) {
      out[at] = sum * share;
      const enters = i + reach + 1 < length ? at + (reach + 1) * step : last;
      const leaves = i - reach > 0 ? at - reach * step : from;
      sum += grey[enters]! - grey[leaves]!;
    }
  }
  return out;
}

/** The DCT's cosines of even and odd frequencies, [4, 4] each: a row is its sums and differences about its middle. */
const [EVEN, ODD] = [0, 1].map((odd) =>
  Float32Array.from({ length: 16 }, (_, i) => {
    const [k, n] = [2 * (i >> 2) + odd, i & 3];
    return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * n + 1) * k * Math.PI) / 16);
  }),
) as [Float32Array, Float32Array];

/**
 * The blocks of a JPEG file: each 8×8 block's cosines are rounded, higher ones more coarsely; `step` is the finest
 * rounding.
 */
export function blocks(grey: Float32Array, width: number, height: number, step: number): void {
  const [block, half] = [new Float32Array(64), new Float32Array(64)];
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) {
      for (let i = 0; i < 64; i++) block[i] = grey[(top + (i >> 3)) * width + left + (i & 7)]!;
      transform(block, half, false);
      for (let i = 1; i < 64; i++) {
        const size = step * (1 + 0.45 * ((i >> 3) + (i & 7)));
        block[i] = Math.round(block[i]! / size) * size;
      }
      transform(block, half, true);
      for (let i = 0; i < 64; i++) grey[(top + (i >> 3)) * width + left + (i & 7)] = block[i]!;
    }
  }
}

/** The two-dimensional DCT of a block, or its inverse, in place. */
function transform(block: Float32Array, half: Float32Array, inverse: boolean): void {
  for (let k = 0; k < 8; k++) (inverse ? inverseRow : row)(block, k * 8, 1, half, k * 8, 1);
  for (let k = 0; k < 8; k++) (inverse ? inverseRow : row)(half, k, 8, block, k, 8);
}

function row(from: Float32Array, at: number, step: number, to: Float32Array, start: number, stride: number): void {
  for (let k = 0; k < 4; k++) {
    let [even, odd] = [0, 0];
    for (let n = 0; n < 4; n++) {
      const [a, b] = [from[at + n * step]!, from[at + (7 - n) * step]!];
      even += EVEN[k * 4 + n]! * (a + b);
      odd += ODD[k * 4 + n]! * (a - b);
    }
    to[start + 2 * k * stride] = even;
    to[start + (2 * k + 1) * stride] = odd;
  }
}

function inverseRow(
  from: Float32Array,
  at: number,
  step: number,
  to: Float32Array,
  start: number,
  stride: number,
): void {
  for (let n = 0; n < 4; n++) {
    let [even, odd] = [0, 0];
    for (let k = 0; k < 4; k++) {
      even += EVEN[k * 4 + n]! * from[at + 2 * k * step]!;
      odd += ODD[k * 4 + n]! * from[at + (2 * k + 1) * step]!;
    }
    to[start + n * stride] = even + odd;
    to[start + (7 - n) * stride] = even - odd;
  }
}
