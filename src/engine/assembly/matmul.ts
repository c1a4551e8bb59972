// The matrix product under every layer with weights: y = x · W, with W packed in panels of 8 columns and a register
// tile of 4 rows × 8 columns. A row of x is one pixel (or one sample) and may come in several segments. That makes an
// implicit-GEMM convolution (Chetlur et al. 2014): the three rows of a 3×3 window are three segments, and no matrix of
// patches is built.
import { finish, floats, madd, zero } from './simd';

/** `count` (1, 2 or 4) pixels × 8 channels. */
// @ts-ignore: decorator
@inline function tile(
  count: i32, segments: i32, depth: usize, x: usize, xSegment: usize, xPixel: usize,
  panel: usize, bias: usize, y: usize, yPixel: usize, relu: bool, mask: usize,
): void {
  let a0 = zero(), a1 = zero();
  if (bias) { a0 = v128.load(bias); a1 = v128.load(bias, 16); }
  let b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1;
  for (let s = 0; s < segments; s++) {
    let p = x;
    const end = x + depth;
    while (p < end) {
      const w0 = v128.load(panel), w1 = v128.load(panel, 16);
      panel += 32;
      let v = v128.load32_splat(p);
      a0 = madd(a0, v, w0); a1 = madd(a1, v, w1);
      if (count > 1) { v = v128.load32_splat(p + xPixel); b0 = madd(b0, v, w0); b1 = madd(b1, v, w1); }
      if (count > 2) {
        v = v128.load32_splat(p + 2 * xPixel); c0 = madd(c0, v, w0); c1 = madd(c1, v, w1);
        v = v128.load32_splat(p + 3 * xPixel); d0 = madd(d0, v, w0); d1 = madd(d1, v, w1);
      }
      p += 4;
    }
    x += xSegment;
  }
  v128.store(y, finish(a0, relu, mask, 0)); v128.store(y, finish(a1, relu, mask, 16), 16);
  if (count > 1) {
    y += yPixel; if (mask) mask += yPixel;
    v128.store(y, finish(b0, relu, mask, 0)); v128.store(y, finish(b1, relu, mask, 16), 16);
  }
  if (count > 2) {
    y += yPixel; if (mask) mask += yPixel;
    v128.store(y, finish(c0, relu, mask, 0)); v128.store(y, finish(c1, relu, mask, 16), 16);
    y += yPixel; if (mask) mask += yPixel;
    v128.store(y, finish(d0, relu, mask, 0)); v128.store(y, finish(d1, relu, mask, 16), 16);
  }
}

/** See Kernels.matmul. */
export function matmul(
  images: i32, rows: i32, columns: i32, depth: i32, segments: i32, outputs: i32,
  x: usize, xImage: i32, xRow: i32, xPixel: i32, xSegment: i32, panels: usize, bias: usize,
  y: usize, yImage: i32, yRow: i32, yPixel: i32, relu: bool, mask: usize,
): void {
  const length = floats(depth), panelSize = length * segments * 8;
  const xp = floats(xPixel), yp = floats(yPixel), xs = floats(xSegment);
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const from = x + floats(i * xImage + r * xRow);
      const to = floats(i * yImage + r * yRow);
      for (let n = 0; n < outputs; n += 8) {
        const panel = panels + <usize>(n >> 3) * panelSize;
        const b = bias ? bias + floats(n) : 0;
        let a = from, o = to + floats(n), c = columns;
        for (; c >= 4; c -= 4) {
          tile(4, segments, length, a, xs, xp, panel, b, y + o, yp, relu, mask ? mask + o : 0);
          a += 4 * xp; o += 4 * yp;
        }
        if (c >= 2) {
          tile(2, segments, length, a, xs, xp, panel, b, y + o, yp, relu, mask ? mask + o : 0);
          a += 2 * xp; o += 2 * yp; c -= 2;
        }
        if (c) tile(1, segments, length, a, xs, xp, panel, b, y + o, yp, relu, mask ? mask + o : 0);
      }
    }
  }
}

/** y[count, outputs] = x[count, depth] · W, all compact, nothing added. */
export function gemm(count: i32, depth: i32, outputs: i32, x: usize, panels: usize, y: usize): void {
  const length = floats(depth), pixel = floats(outputs);
  for (let n = 0; n < outputs; n += 8) {
    let a = x, o = y + floats(n), c = count;
    for (; c >= 4; c -= 4) {
      tile(4, 1, length, a, 0, length, panels, 0, o, pixel, false, 0);
      a += 4 * length; o += 4 * pixel;
    }
    for (; c; c--) {
      tile(1, 1, length, a, 0, length, panels, 0, o, pixel, false, 0);
      a += length; o += pixel;
    }
    panels += 8 * length;
  }
}

/** See Kernels.pack. */
export function pack(from: usize, rows: i32, columns: i32, firstRow: i32, lastRow: i32, to: usize): void {
  for (let n = 0; n < columns; n += 8) {
    for (let k = firstRow; k < lastRow; k++) {
      const s = from + floats(k * columns + n), t = to + floats(n * rows + k * 8);
      v128.store(t, v128.load(s));
      v128.store(t, v128.load(s, 16), 16);
    }
  }
}

/** See Kernels.packTransposed. */
export function packTransposed(from: usize, columns: i32, firstRow: i32, lastRow: i32, to: usize): void {
  for (let k = firstRow; k < lastRow; k++) {
    const s = from + floats(k * columns), t = to + floats((k >> 3) * columns * 8 + (k & 7));
    for (let n = 0; n < columns; n++) f32.store(t + floats(n * 8), f32.load(s + floats(n)));
  }
}
