// Batch normalisation (Ioffe & Szegedy 2015) over one group of samples, with ReLU, and its gradient.
import { floats, madd, zero } from './simd';

// @ts-ignore: decorator
@inline function accumulate(to: usize, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), low));
  v128.store(to, f32x4.add(v128.load(to, 16), high), 16);
}

/**
 * Mean and variance of four channels whose sums about `pivot` are known; and, at `line`, the factor and the offset that
 * normalise them.
 */
// @ts-ignore: decorator
@inline function settle(
  sum: v128, squares: v128, pivot: v128, scale: v128, gain: usize, shift: usize, epsilon: f32, saved: usize,
  second: usize, line: usize,
): void {
  const offset = f32x4.mul(sum, scale), mean = f32x4.add(pivot, offset);
  const variance = f32x4.pmax(zero(), f32x4.sub(f32x4.mul(squares, scale), f32x4.mul(offset, offset)));
  const factor = f32x4.div(v128.load(gain), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon))));
  v128.store(saved, mean);
  v128.store(saved + second, variance);
  v128.store(line, factor);
  v128.store(line, f32x4.sub(v128.load(shift), f32x4.mul(mean, factor)), 32);
}

/**
 * See Kernels.norm. Takes eight channels at a time. Sums are taken about the first pixel's value, so that one pass
 * gives mean and variance without cancellation.
 */
export function norm(
  images: i32, rows: i32, columns: i32, channels: i32, x: usize, xImage: i32, xRow: i32,
  gain: usize, shift: usize, epsilon: f32, saved: usize, y: usize, yImage: i32, yRow: i32, relu: bool,
): void {
  const pixel = floats(channels), scale = f32x4.splat(1 / <f32>(images * rows * columns)), line = saved + 2 * pixel;
  for (let n = 0; n < channels; n += 8) {
    const pivot0 = v128.load(x + floats(n)), pivot1 = v128.load(x + floats(n), 16);
    let sum0 = zero(), sum1 = zero(), squares0 = zero(), squares1 = zero();
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), a0 = zero(), a1 = zero(), b0 = zero(), b1 = zero();
        for (let c = 0; c < columns; c++, p += pixel) {
          const d0 = f32x4.sub(v128.load(p), pivot0), d1 = f32x4.sub(v128.load(p, 16), pivot1);
          a0 = f32x4.add(a0, d0); a1 = f32x4.add(a1, d1);
          b0 = madd(b0, d0, d0); b1 = madd(b1, d1, d1);
        }
        // Each row has a sum of its own: one long sum would round too much.
        sum0 = f32x4.add(sum0, a0); sum1 = f32x4.add(sum1, a1);
        squares0 = f32x4.add(squares0, b0); squares1 = f32x4.add(squares1, b1);
      }
    }
    const at = floats(n);
    settle(sum0, squares0, pivot0, scale, gain + at, shift + at, epsilon, saved + at, pixel, line);
    settle(sum1, squares1, pivot1, scale, gain + at + 16, shift + at + 16, epsilon, saved + at + 16, pixel, line + 16);
    const factor0 = v128.load(line), factor1 = v128.load(line, 16), offset0 = v128.load(line, 32);
    const offset1 = v128.load(line, 48);
    const low = f32x4.splat(relu ? 0 : -Infinity);
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), o = y + floats(i * yImage + r * yRow + n);
        for (let c = 0; c < columns; c++, p += pixel, o += pixel) {
          v128.store(o, f32x4.pmax(low, madd(offset0, v128.load(p), factor0)));
          v128.store(o, f32x4.pmax(low, madd(offset1, v128.load(p, 16), factor1)), 16);
        }
      }
    }
  }
}

/** See Kernels.normGradient. */
export function normGradient(
  images: i32, rows: i32, columns: i32, channels: i32, x: usize, xImage: i32, xRow: i32,
  gain: usize, epsilon: f32, saved: usize, dy: usize, dyImage: i32, dyRow: i32,
  gainGradient: usize, shiftGradient: usize, dx: usize,
): void {
  const pixel = floats(channels), scale = f32x4.splat(1 / <f32>(images * rows * columns)), one = f32x4.splat(1);
  const eps = f32x4.splat(epsilon);
  for (let n = 0; n < channels; n += 8) {
    const at = floats(n), mean0 = v128.load(saved + at), mean1 = v128.load(saved + at, 16);
    let sum0 = zero(), sum1 = zero(), product0 = zero(), product1 = zero();
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), d = dy + floats(i * dyImage + r * dyRow + n);
        let a0 = zero(), a1 = zero(), b0 = zero(), b1 = zero();
        for (let c = 0; c < columns; c++, p += pixel, d += pixel) {
          const g0 = v128.load(d), g1 = v128.load(d, 16);
          a0 = f32x4.add(a0, g0); a1 = f32x4.add(a1, g1);
          b0 = madd(b0, g0, f32x4.sub(v128.load(p), mean0)); b1 = madd(b1, g1, f32x4.sub(v128.load(p, 16), mean1));
        }
        sum0 = f32x4.add(sum0, a0); sum1 = f32x4.add(sum1, a1);
        product0 = f32x4.add(product0, b0); product1 = f32x4.add(product1, b1);
      }
    }
    const variances = saved + pixel + at;
    const invert0 = f32x4.div(one, f32x4.sqrt(f32x4.add(v128.load(variances), eps)));
    const invert1 = f32x4.div(one, f32x4.sqrt(f32x4.add(v128.load(variances, 16), eps)));
    product0 = f32x4.mul(product0, invert0); // Σ dy · x̂
    product1 = f32x4.mul(product1, invert1);
    accumulate(gainGradient + at, product0, product1);
    accumulate(shiftGradient + at, sum0, sum1);
    // dx = gain · inverse deviation · (dy − mean(dy) − x̂ · mean(dy · x̂)) = factor · dy + slope · x + level
    const factor0 = f32x4.mul(v128.load(gain + at), invert0), factor1 = f32x4.mul(v128.load(gain + at, 16), invert1);
    const slope0 = f32x4.mul(f32x4.mul(factor0, invert0), f32x4.mul(product0, scale));
    const slope1 = f32x4.mul(f32x4.mul(factor1, invert1), f32x4.mul(product1, scale));
    const level0 = f32x4.mul(factor0, f32x4.mul(sum0, scale)), level1 = f32x4.mul(factor1, f32x4.mul(sum1, scale));
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        const place = floats(i * xImage + r * xRow + n);
        let p = x + place, o = dx + place, d = dy + floats(i * dyImage + r * dyRow + n);
        for (let c = 0; c < columns; c++, p += pixel, d += pixel, o += pixel) {
          const z0 = f32x4.sub(v128.load(p), mean0), z1 = f32x4.sub(v128.load(p, 16), mean1);
          v128.store(o, f32x4.sub(f32x4.sub(f32x4.mul(factor0, v128.load(d)), level0), f32x4.mul(slope0, z0)));
          v128.store(o, f32x4.sub(f32x4.sub(f32x4.mul(factor1, v128.load(d, 16)), level1), f32x4.mul(slope1, z1)), 16);
        }
      }
    }
  }
}
