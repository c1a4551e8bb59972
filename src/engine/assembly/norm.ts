// Batch normalisation (Ioffe & Szegedy 2015) over one group of samples, with ReLU, and its gradient.
import { floats, madd, zero } from './simd';

/** See Kernels.norm. */
export function norm(
  images: i32, rows: i32, columns: i32, channels: i32, x: usize, xImage: i32, xRow: i32,
  gain: usize, shift: usize, epsilon: f32, saved: usize, y: usize, yImage: i32, yRow: i32, relu: bool,
): void {
  const pixel = floats(channels), scale = f32x4.splat(1 / <f32>(images * rows * columns)), eps = f32x4.splat(epsilon), one = f32x4.splat(1);
  for (let n = 0; n < channels; n += 4) {
    // Rows are summed apart before they are added up: the rounding error of one long sum would show in the variance.
    let sum = zero();
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), part = zero();
        for (let c = 0; c < columns; c++, p += pixel) part = f32x4.add(part, v128.load(p));
        sum = f32x4.add(sum, part);
      }
    }
    const mean = f32x4.mul(sum, scale);
    sum = zero();
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), part = zero();
        for (let c = 0; c < columns; c++, p += pixel) {
          const d = f32x4.sub(v128.load(p), mean);
          part = madd(part, d, d);
        }
        sum = f32x4.add(sum, part);
      }
    }
    const variance = f32x4.mul(sum, scale);
    const invert = f32x4.div(one, f32x4.sqrt(f32x4.add(variance, eps)));
    v128.store(saved + floats(n), mean);
    v128.store(saved + floats(channels + n), variance);
    const factor = f32x4.mul(v128.load(gain + floats(n)), invert);
    const offset = f32x4.sub(v128.load(shift + floats(n)), f32x4.mul(mean, factor));
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), o = y + floats(i * yImage + r * yRow + n);
        for (let c = 0; c < columns; c++, p += pixel, o += pixel) {
          const value = madd(offset, v128.load(p), factor);
          v128.store(o, relu ? f32x4.pmax(zero(), value) : value);
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
  const pixel = floats(channels), scale = f32x4.splat(1 / <f32>(images * rows * columns)), one = f32x4.splat(1), eps = f32x4.splat(epsilon);
  for (let n = 0; n < channels; n += 4) {
    const mean = v128.load(saved + floats(n)), variance = v128.load(saved + floats(channels + n));
    const invert = f32x4.div(one, f32x4.sqrt(f32x4.add(variance, eps)));
    let sum = zero(), product = zero();
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        let p = x + floats(i * xImage + r * xRow + n), d = dy + floats(i * dyImage + r * dyRow + n), part = zero(), dot = zero();
        for (let c = 0; c < columns; c++, p += pixel, d += pixel) {
          const g = v128.load(d);
          part = f32x4.add(part, g);
          dot = madd(dot, g, f32x4.sub(v128.load(p), mean));
        }
        sum = f32x4.add(sum, part);
        product = f32x4.add(product, dot);
      }
    }
    product = f32x4.mul(product, invert); // Σ dy · x̂
    v128.store(gainGradient + floats(n), f32x4.add(v128.load(gainGradient + floats(n)), product));
    v128.store(shiftGradient + floats(n), f32x4.add(v128.load(shiftGradient + floats(n)), sum));
    // dx = gain · inverse deviation · (dy − mean(dy) − x̂ · mean(dy · x̂))
    const factor = f32x4.mul(v128.load(gain + floats(n)), invert);
    const slope = f32x4.mul(f32x4.mul(product, scale), invert), level = f32x4.mul(sum, scale);
    for (let i = 0; i < images; i++) {
      for (let r = 0; r < rows; r++) {
        const at = floats(i * xImage + r * xRow + n);
        let p = x + at, o = dx + at, d = dy + floats(i * dyImage + r * dyRow + n);
        for (let c = 0; c < columns; c++, p += pixel, d += pixel, o += pixel) {
          const centred = f32x4.sub(f32x4.sub(v128.load(d), level), f32x4.mul(slope, f32x4.sub(v128.load(p), mean)));
          v128.store(o, f32x4.mul(factor, centred));
        }
      }
    }
  }
}
