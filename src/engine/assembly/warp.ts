// Training pictures moved, bent and thickened. ../augment.ts says what is done and why; its `referenceWarp` is this in
// plain loops.
import { floats, madd, zero } from './simd';

/** As in ../augment.ts; so is the order of a change's fields. */
const KNOTS: i32 = 6;

/** See Kernels.warp. */
export function warp(
  picture: usize, height: i32, width: i32, channels: i32, change: usize, across: usize, down: usize,
  to: usize, scratch: usize,
): void {
  const a = f32x4.splat(f32.load(change)), d = f32x4.splat(f32.load(change, 12));
  const thickness = f32.load(change, 24), elastic = f32.load(change, 44) != 0;
  const stride = (width + 3) & ~3, grid = change + 48, bends = scratch, place = scratch + 64;
  // The picture as floats has a frame of zeros, wide enough for every neighbour of a clamped position.
  const source = scratch + 128, pitch = floats((width + 3) * channels), pixel = floats(channels);
  frame(picture, height, width, channels, source, pitch);
  const before = source + <usize>(height + 3) * pitch, beforeRow = floats((width + 2) * channels);
  if (thickness != 0) memory.fill(before, 0, <usize>(height + 2) * beforeRow + 16);
  const out = thickness != 0 ? before + beforeRow + pixel : to;
  const outRow = thickness != 0 ? beforeRow : floats(width * channels);
  const low = f32x4.splat(-1), farX = f32x4.splat(<f32>width), farY = f32x4.splat(<f32>height);
  for (let y = 0; y < height; y++) {
    if (elastic) blend(grid, down + floats(y), floats((height + 3) & ~3), bends);
    const cx = f32x4.splat(f32.load(change, 4) * <f32>y + f32.load(change, 8));
    const cy = f32x4.splat(f32.load(change, 16) * <f32>y + f32.load(change, 20));
    for (let x = 0; x < width; x += 4) {
      const xs = f32x4.add(f32x4.splat(<f32>x), f32x4(0, 1, 2, 3));
      let sx = f32x4.add(f32x4.mul(a, xs), cx), sy = f32x4.add(f32x4.mul(d, xs), cy);
      if (elastic) {
        let weights = across + floats(x), bend = bends;
        for (let k = 0; k < KNOTS; k++, weights += floats(stride), bend += 4) {
          const weight = v128.load(weights);
          sx = madd(sx, weight, v128.load32_splat(bend));
          sy = madd(sy, weight, v128.load32_splat(bend, 24));
        }
      }
      // Positions beyond the frame are moved onto it: it is zero there too.
      sx = f32x4.pmin(farX, f32x4.pmax(low, sx));
      sy = f32x4.pmin(farY, f32x4.pmax(low, sy));
      const fx = f32x4.floor(sx), fy = f32x4.floor(sy);
      v128.store(place, f32x4.sub(sx, fx));
      v128.store(place, f32x4.sub(sy, fy), 16);
      const column = i32x4.mul(i32x4.add(i32x4.trunc_sat_f32x4_s(fx), i32x4.splat(1)), i32x4.splat(<i32>pixel));
      const row = i32x4.mul(i32x4.add(i32x4.trunc_sat_f32x4_s(fy), i32x4.splat(1)), i32x4.splat(<i32>pitch));
      v128.store(place, i32x4.add(column, row), 32);
      const count = min(4, width - x);
      for (let i = 0; i < count; i++) {
        const u = f32.load(place + floats(i)), v = f32.load(place + floats(i), 16);
        let from = source + <usize>i32.load(place + floats(i), 32);
        let o = out + <usize>y * outRow + <usize>(x + i) * pixel;
        for (let n = 0; n < channels; n++, from += 4, o += 4) {
          const p = f32.load(from), r = f32.load(from + pitch);
          const upper = p + (f32.load(from + pixel) - p) * u, lower = r + (f32.load(from + pitch + pixel) - r) * u;
          f32.store(o, upper + (lower - upper) * v);
        }
      }
    }
  }
  if (thickness != 0) thicken(out, beforeRow, pixel, height, width * channels, thickness, to);
  const left = <i32>f32.load(change, 28), top = <i32>f32.load(change, 32), right = <i32>f32.load(change, 36);
  const bottom = <i32>f32.load(change, 40);
  for (let y = top; y < bottom; y++) memory.fill(
    to + floats((y * width + left) * channels), 0, floats((right - left) * channels),
  );
}

function frame(picture: usize, height: i32, width: i32, channels: i32, to: usize, pitch: usize): void {
  memory.fill(to, 0, <usize>(height + 3) * pitch);
  const row = width * channels;
  for (let y = 0; y < height; y++) {
    const from = picture + y * row, start = to + <usize>(y + 1) * pitch + floats(channels);
    for (let k = 0; k < row; k++) f32.store(start + floats(k), <f32>(<i32>load<u8>(from + k)) * <f32>(1.0 / 255));
  }
}

/** The knots of both displacements, blended for one row: [2, KNOTS]. */
function blend(grid: usize, weights: usize, stride: usize, bends: usize): void {
  for (let k = 0; k < 2 * KNOTS; k++) {
    const from = k < KNOTS ? grid + floats(k) : grid + floats(KNOTS * KNOTS + k - KNOTS);
    let sum: f32 = 0;
    for (let j = 0; j < KNOTS; j++) sum += f32.load(weights + <usize>j * stride) * f32.load(from + floats(j * KNOTS));
    f32.store(bends + floats(k), sum);
  }
}

/** Mixes in the binomial blur with its contrast stretched. The picture at `from` has a frame of zeros. */
function thicken(from: usize, pitch: usize, pixel: usize, height: i32, row: i32, thickness: f32, to: usize): void {
  const amount = abs(thickness), level: f32 = thickness > 0 ? 0 : 1;
  for (let y = 0; y < height; y++) {
    const start = from + <usize>y * pitch, end = to + floats((y + 1) * row);
    let p = start, o = to + floats(y * row);
    for (; o < end; p += 16, o += 16) {
      let sum = f32x4.add(
        f32x4.mul(f32x4.splat(2), line(p, pixel)), f32x4.add(line(p - pitch, pixel), line(p + pitch, pixel)),
      );
      sum = f32x4.sub(f32x4.mul(sum, f32x4.splat(2.5 / 16)), f32x4.splat(level));
      sum = f32x4.pmin(f32x4.splat(1), f32x4.pmax(zero(), sum));
      const value = v128.load(p);
      sum = f32x4.add(value, f32x4.mul(f32x4.splat(amount), f32x4.sub(sum, value)));
      if (o + 16 <= end) v128.store(o, sum);
      else {
        f32.store(o, f32x4.extract_lane(sum, 0));
        if (o + 8 <= end) f32.store(o, f32x4.extract_lane(sum, 1), 4);
        if (o + 12 <= end) f32.store(o, f32x4.extract_lane(sum, 2), 8);
      }
    }
  }
}

/** [1 2 1] along a row. */
// @ts-ignore: decorator
@inline function line(at: usize, pixel: usize): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(2), v128.load(at)), f32x4.add(v128.load(at - pixel), v128.load(at + pixel)));
}
