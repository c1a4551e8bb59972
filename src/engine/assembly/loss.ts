// Softmax cross-entropy with its gradient, of samples and of pixels.
import { floats, madd, sum4, zero } from './simd';

/** See Kernels.loss. */
export function loss(
  count: i32, classes: i32, logits: usize, stride: i32, targets: usize, scale: f32, gradient: usize, result: usize,
): void {
  let total: f32 = 0, correct: f32 = 0;
  for (let i = 0; i < count; i++) {
    const z = logits + floats(i * stride), t = targets + floats(i * classes), g = gradient + floats(i * stride);
    let best = 0, wanted = 0;
    let mass: f32 = 0, dot: f32 = 0;
    for (let c = 1; c < classes; c++) {
      if (f32.load(z + floats(c)) > f32.load(z + floats(best))) best = c;
      if (f32.load(t + floats(c)) > f32.load(t + floats(wanted))) wanted = c;
    }
    const top = f32.load(z + floats(best));
    let sum: f32 = 0;
    for (let c = 0; c < classes; c++) {
      const shifted = f32.load(z + floats(c)) - top, target = f32.load(t + floats(c)), e = Mathf.exp(shifted);
      f32.store(g + floats(c), e);
      sum += e;
      mass += target;
      dot += target * shifted;
    }
    // Σ t · (log Σ e^z − z) over the targets t
    total += mass * Mathf.log(sum) - dot;
    if (best == wanted) correct += 1;
    for (let c = 0; c < stride; c++) {
      const value: f32 = c < classes ? (f32.load(g + floats(c)) / sum * mass - f32.load(t + floats(c))) * scale : 0;
      f32.store(g + floats(c), value);
    }
  }
  f32.store(result, f32.load(result) + total * scale);
  f32.store(result, f32.load(result, 4) + correct, 4);
}

/** e to the power of four numbers that are not above zero: a power of two, times a polynomial (Cephes' expf). */
// @ts-ignore: decorator
@inline function exp(x: v128): v128 {
  x = f32x4.pmax(f32x4.splat(-87), x);
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  const two = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = madd(f32x4.splat(1.3981999507e-3), f32x4.splat(1.9875691500e-4), r);
  p = madd(f32x4.splat(8.3334519073e-3), p, r);
  p = madd(f32x4.splat(4.1665795894e-2), p, r);
  p = madd(f32x4.splat(1.6666665459e-1), p, r);
  p = madd(f32x4.splat(5.0000001201e-1), p, r);
  return f32x4.mul(two, f32x4.add(f32x4.splat(1), madd(r, p, f32x4.mul(r, r))));
}

/** A mask of those of four channels, from `first` on, that are classes; the others are padding. */
// @ts-ignore: decorator
@inline function within(first: i32, classes: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), i32x4.splat(classes));
}

/** See Kernels.pixelLoss. */
export function pixelLoss(
  images: i32, rows: i32, columns: i32, classes: i32, logits: usize, image: i32, row: i32, stride: i32,
  labels: usize, weights: usize, scale: f32, gradient: usize, result: usize,
): void {
  const pixel = floats(stride), low = f32x4.splat(-Infinity);
  // A sum over so many pixels would round too much in 32 bits.
  let total: f64 = 0, correct = 0;
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const at = floats(i * image + r * row);
      let z = logits + at, g = gradient + at;
      for (let c = 0; c < columns; c++, z += pixel, g += pixel, labels++) {
        const label = <i32>load<u8>(labels);
        if (label >= classes) { memory.fill(g, 0, pixel); continue; }
        let most = low;
        for (let n = 0; n < classes; n += 4) most = f32x4.pmax(
          most, v128.bitselect(v128.load(z + floats(n)), low, within(n, classes)),
        );
        const top = max(
          max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
          max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
        );
        let sums = zero();
        for (let n = 0; n < stride; n += 4) {
          const e = v128.and(exp(f32x4.sub(v128.load(z + floats(n)), f32x4.splat(top))), within(n, classes));
          v128.store(g + floats(n), e);
          sums = f32x4.add(sums, e);
        }
        const sum = sum4(sums);
        const weight = scale * f32.load(weights + floats(label)), factor = f32x4.splat(weight / sum);
        for (let k: usize = 0; k < pixel; k += 16) v128.store(g + k, f32x4.mul(v128.load(g + k), factor));
        f32.store(g + floats(label), f32.load(g + floats(label)) - weight);
        const own = f32.load(z + floats(label));
        total += <f64>(weight * (Mathf.log(sum) + top - own));
        if (own == top && first(z, label, top)) correct++;
      }
    }
  }
  f32.store(result, f32.load(result) + <f32>total);
  f32.store(result, f32.load(result, 4) + <f32>correct, 4);
}

/** Whether no class before `label` reaches `top`. */
// @ts-ignore: decorator
@inline function first(logits: usize, label: i32, top: f32): bool {
  for (let n = 0; n < label; n++) if (f32.load(logits + floats(n)) == top) return false;
  return true;
}
