// Pixels doubled in both directions, and sums of pictures, of which a decoder with skips is made. Each has its
// gradient.
import { floats, zero } from './simd';

/** See Kernels.upsample. */
export function upsample(
  images: i32, height: i32, width: i32, channels: i32,
  x: usize, xImage: i32, xRow: i32, y: usize, yImage: i32, yRow: i32,
): void {
  const pixel = floats(channels), below = floats(yRow);
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < height; r++) {
      let a = x + floats(i * xImage + r * xRow), o = y + floats(i * yImage + 2 * r * yRow);
      for (let c = 0; c < width; c++) {
        for (const end = a + pixel; a < end; a += 16, o += 16) {
          const value = v128.load(a);
          v128.store(o, value);
          v128.store(o + pixel, value);
          v128.store(o + below, value);
          v128.store(o + below + pixel, value);
        }
        o += pixel;
      }
    }
  }
}

/** See Kernels.upsampleGradient. */
export function upsampleGradient(
  images: i32, height: i32, width: i32, channels: i32,
  dy: usize, dyImage: i32, dyRow: i32, dx: usize, dxImage: i32, dxRow: i32, mask: usize,
): void {
  const pixel = floats(channels), below = floats(dyRow);
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < height; r++) {
      let d = dy + floats(i * dyImage + 2 * r * dyRow), at = floats(i * dxImage + r * dxRow);
      for (let c = 0; c < width; c++) {
        for (const end = d + pixel; d < end; d += 16, at += 16) {
          const top = f32x4.add(v128.load(d), v128.load(d + pixel));
          let sum = f32x4.add(top, f32x4.add(v128.load(d + below), v128.load(d + below + pixel)));
          if (mask) sum = v128.and(sum, f32x4.gt(v128.load(mask + at), zero()));
          v128.store(dx + at, sum);
        }
        d += pixel;
      }
    }
  }
}

/** See Kernels.add. */
export function add(
  images: i32, rows: i32, length: i32, x: usize, xImage: i32, xRow: i32, y: usize, yImage: i32, yRow: i32, mask: usize,
): void {
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const from = x + floats(i * xImage + r * xRow), at = floats(i * yImage + r * yRow);
      for (let k: usize = 0; k < floats(length); k += 16) {
        let value = v128.load(from + k);
        if (mask) value = v128.and(value, f32x4.gt(v128.load(mask + at + k), zero()));
        v128.store(y + at + k, f32x4.add(v128.load(y + at + k), value));
      }
    }
  }
}
