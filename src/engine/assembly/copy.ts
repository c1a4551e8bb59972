// Copies between layouts, zeros, and dropout.
import { floats, zero } from './simd';

/** See Kernels.copy. */
export function copy(
  images: i32, rows: i32, length: i32, x: usize, xImage: i32, xRow: i32, y: usize, yImage: i32, yRow: i32, mask: usize,
): void {
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const from = x + floats(i * xImage + r * xRow), at = floats(i * yImage + r * yRow);
      if (!mask) { memory.copy(y + at, from, floats(length)); continue; }
      for (let k: usize = 0; k < floats(length); k += 16) {
        v128.store(y + at + k, v128.and(v128.load(from + k), f32x4.gt(v128.load(mask + at + k), zero())));
      }
    }
  }
}

/** See Kernels.fill. */
export function fill(to: usize, count: i32): void {
  memory.fill(to, 0, floats(count));
}

/** A 32-bit integer hash of four counters at once (Wellons' "lowbias32", 2018). */
// @ts-ignore: decorator
@inline function hash(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** See Kernels.dropout. */
export function dropout(
  images: i32, length: i32, x: usize, y: usize, image: i32, rate: f32, seeds: usize, salt: i32, mask: usize,
): void {
  const limit = i32x4.splat(<i32>(rate * 16777216)), scale = f32x4.splat(1 / (1 - rate));
  for (let i = 0; i < images; i++) {
    const seed = i32.load(seeds + floats(i)) ^ salt;
    // The seed itself is hashed first, so that neighbouring seeds do not share shifted masks.
    let counter = i32x4.add(hash(i32x4.splat(seed)), i32x4(0, 1, 2, 3));
    for (let k = 0; k < length; k += 4) {
      const at = floats(i * image + k);
      const keep = i32x4.ge_s(i32x4.shr_u(hash(counter), 8), limit);
      counter = i32x4.add(counter, i32x4.splat(4));
      let value = v128.and(f32x4.mul(v128.load(x + at), scale), keep);
      if (mask) value = v128.and(value, f32x4.gt(v128.load(mask + at), zero()));
      v128.store(y + at, value);
    }
  }
}
