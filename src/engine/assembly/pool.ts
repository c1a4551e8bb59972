// Maximum over 2×2 pixels and mean over a picture, each with its gradient.
import { floats, zero } from './simd';

/** See Kernels.maxpool. */
export function maxpool(
  images: i32, height: i32, width: i32, channels: i32,
  x: usize, xImage: i32, xRow: i32, y: usize, yImage: i32, yRow: i32,
): void {
  const pixel = floats(channels), below = floats(xRow);
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < height >> 1; r++) {
      let a = x + floats(i * xImage + 2 * r * xRow), o = y + floats(i * yImage + r * yRow);
      for (let c = 0; c < width >> 1; c++) {
        for (const end = a + pixel; a < end; a += 16, o += 16) {
          const top = f32x4.pmax(v128.load(a), v128.load(a + pixel));
          const bottom = f32x4.pmax(v128.load(a + below), v128.load(a + below + pixel));
          v128.store(o, f32x4.pmax(top, bottom));
        }
        a += pixel;
      }
    }
  }
}

/** See Kernels.maxpoolGradient. */
export function maxpoolGradient(
  images: i32, height: i32, width: i32, channels: i32,
  x: usize, xImage: i32, xRow: i32, dy: usize, dyImage: i32, dyRow: i32, dx: usize, masked: bool,
): void {
  const pixel = floats(channels), below = floats(xRow);
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < height >> 1; r++) {
      const at = floats(i * xImage + 2 * r * xRow);
      let a = x + at, o = dx + at, d = dy + floats(i * dyImage + r * dyRow);
      for (let c = 0; c < width >> 1; c++) {
        for (const end = a + pixel; a < end; a += 16, o += 16, d += 16) {
          const p = v128.load(a), q = v128.load(a + pixel), s = v128.load(a + below), t = v128.load(a + below + pixel);
          const m = f32x4.pmax(f32x4.pmax(p, q), f32x4.pmax(s, t));
          let g = v128.load(d);
          if (masked) g = v128.and(g, f32x4.gt(m, zero()));
          // The first of equal maxima takes the whole gradient, as in PyTorch.
          let e = f32x4.eq(p, m);
          v128.store(o, v128.and(g, e)); g = v128.andnot(g, e);
          e = f32x4.eq(q, m);
          v128.store(o + pixel, v128.and(g, e)); g = v128.andnot(g, e);
          e = f32x4.eq(s, m);
          v128.store(o + below, v128.and(g, e));
          v128.store(o + below + pixel, v128.andnot(g, e));
        }
        a += pixel; o += pixel;
      }
    }
  }
}

/** See Kernels.average. */
export function average(
  images: i32, rows: i32, columns: i32, channels: i32, x: usize, xImage: i32, xRow: i32, y: usize, yImage: i32,
): void {
  const scale = f32x4.splat(1 / <f32>(rows * columns)), pixel = floats(channels);
  for (let i = 0; i < images; i++) {
    for (let n = 0; n < channels; n += 4) {
      let sum = zero();
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n);
        for (let c = 0; c < columns; c++, p += pixel) sum = f32x4.add(sum, v128.load(p));
      }
      v128.store(y + floats(i * yImage + n), f32x4.mul(sum, scale));
    }
  }
}

/** See Kernels.averageGradient. */
export function averageGradient(
  images: i32, rows: i32, columns: i32, channels: i32,
  dy: usize, dyImage: i32, dx: usize, dxImage: i32, dxRow: i32, mask: usize,
): void {
  const scale = f32x4.splat(1 / <f32>(rows * columns)), pixel = floats(channels);
  for (let i = 0; i < images; i++) {
    for (let n = 0; n < channels; n += 4) {
      const g = f32x4.mul(v128.load(dy + floats(i * dyImage + n)), scale);
      for (let r = 0; r < rows; r++) {
        let at = floats(i * dxImage + r * dxRow + n);
        for (let c = 0; c < columns; c++, at += pixel) {
          v128.store(dx + at, mask ? v128.and(g, f32x4.gt(v128.load(mask + at), zero())) : g);
        }
      }
    }
  }
}
