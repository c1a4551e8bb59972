// Gradients of weights: dW += xᵀ · dy, summed over all pixels in a register tile of 4 inputs × 8 outputs.
import { floats, madd, zero } from './simd';

/** `count` (1 to 4) inputs × 8 outputs, summed over all pixels of all images. */
// @ts-ignore: decorator
@inline function tile(
  count: i32, images: i32, rows: i32, columns: i32,
  x: usize, xImage: usize, xRow: usize, xPixel: usize,
  dy: usize, dyImage: usize, dyRow: usize, dyPixel: usize, to: usize, toRow: usize,
): void {
  let a0 = zero(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  for (let i = 0; i < images; i++) {
    let xr = x, dr = dy;
    for (let r = 0; r < rows; r++) {
      let p = xr, d = dr;
      for (let c = 0; c < columns; c++) {
        const g0 = v128.load(d), g1 = v128.load(d, 16);
        let v = v128.load32_splat(p);
        a0 = madd(a0, v, g0); a1 = madd(a1, v, g1);
        if (count > 1) { v = v128.load32_splat(p, 4); b0 = madd(b0, v, g0); b1 = madd(b1, v, g1); }
        if (count > 2) { v = v128.load32_splat(p, 8); c0 = madd(c0, v, g0); c1 = madd(c1, v, g1); }
        if (count > 3) { v = v128.load32_splat(p, 12); d0 = madd(d0, v, g0); d1 = madd(d1, v, g1); }
        p += xPixel; d += dyPixel;
      }
      xr += xRow; dr += dyRow;
    }
    x += xImage; dy += dyImage;
  }
  add(to, a0, a1);
  if (count > 1) add(to + toRow, b0, b1);
  if (count > 2) add(to + 2 * toRow, c0, c1);
  if (count > 3) add(to + 3 * toRow, d0, d1);
}

// @ts-ignore: decorator
@inline function add(to: usize, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), low));
  v128.store(to, f32x4.add(v128.load(to, 16), high), 16);
}

/** See Kernels.matmulGradient. */
export function matmulGradient(
  images: i32, rows: i32, columns: i32, depth: i32, outputs: i32,
  x: usize, xImage: i32, xRow: i32, xPixel: i32,
  dy: usize, dyImage: i32, dyRow: i32, dyPixel: i32, gradient: usize,
): void {
  const xi = floats(xImage), xr = floats(xRow), xp = floats(xPixel);
  const di = floats(dyImage), dr = floats(dyRow), dp = floats(dyPixel), row = floats(outputs);
  for (let n = 0; n < outputs; n += 8) {
    const d = dy + floats(n), g = gradient + floats(n);
    let k = 0;
    for (; k + 4 <= depth; k += 4) {
      tile(4, images, rows, columns, x + floats(k), xi, xr, xp, d, di, dr, dp, g + <usize>k * row, row);
    }
    if (depth - k == 3) tile(
      3, images, rows, columns, x + floats(k), xi, xr, xp, d, di, dr, dp, g + <usize>k * row, row,
    );
    else for (; k < depth; k++) tile(
      1, images, rows, columns, x + floats(k), xi, xr, xp, d, di, dr, dp, g + <usize>k * row, row,
    );
  }
}

/** See Kernels.biasGradient. */
export function biasGradient(
  images: i32, rows: i32, columns: i32, channels: i32, dy: usize, dyImage: i32, dyRow: i32, gradient: usize,
): void {
  const pixel = floats(channels);
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const from = dy + floats(i * dyImage + r * dyRow);
      for (let n = 0; n < channels; n += 8) {
        let p = from + floats(n), s0 = zero(), s1 = zero();
        for (let c = 0; c < columns; c++) {
          s0 = f32x4.add(s0, v128.load(p));
          s1 = f32x4.add(s1, v128.load(p, 16));
          p += pixel;
        }
        add(gradient + floats(n), s0, s1);
      }
    }
  }
}
