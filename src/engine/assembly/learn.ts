// The two ends of a training step: softmax cross-entropy with its gradient, and AdamW. And the gradient of a logistic regression.
import { floats, madd, zero } from './simd';

/** See Kernels.loss. */
export function loss(count: i32, classes: i32, logits: usize, stride: i32, targets: usize, scale: f32, gradient: usize, result: usize): void {
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

/** e to the power of four numbers that are not above zero (Cephes' expf: the remainder of a power of two, then a polynomial). */
// @ts-ignore: decorator
@inline function exp(x: v128): v128 {
  x = f32x4.pmax(f32x4.splat(-87), x);
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504))), two = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = madd(f32x4.splat(1.3981999507e-3), f32x4.splat(1.9875691500e-4), r);
  p = madd(f32x4.splat(8.3334519073e-3), p, r);
  p = madd(f32x4.splat(4.1665795894e-2), p, r);
  p = madd(f32x4.splat(1.6666665459e-1), p, r);
  p = madd(f32x4.splat(5.0000001201e-1), p, r);
  return f32x4.mul(two, f32x4.add(f32x4.splat(1), madd(r, p, f32x4.mul(r, r))));
}

/** Which of four channels from `first` on are classes; the others are padding. */
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
  // A page has so many pixels that a sum of 32 bits would round too much.
  let total: f64 = 0, correct = 0;
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const at = floats(i * image + r * row);
      let z = logits + at, g = gradient + at;
      for (let c = 0; c < columns; c++, z += pixel, g += pixel, labels++) {
        const label = <i32>load<u8>(labels);
        if (label >= classes) { memory.fill(g, 0, pixel); continue; }
        let most = low;
        for (let n = 0; n < classes; n += 4) most = f32x4.pmax(most, v128.bitselect(v128.load(z + floats(n)), low, within(n, classes)));
        const top = max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
        let sums = zero();
        for (let n = 0; n < stride; n += 4) {
          const e = v128.and(exp(f32x4.sub(v128.load(z + floats(n)), f32x4.splat(top))), within(n, classes));
          v128.store(g + floats(n), e);
          sums = f32x4.add(sums, e);
        }
        const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
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

/** See Kernels.adamw. */
export function adamw(
  count: i32, weights: usize, gradients: usize, shares: i32, stride: i32, first: usize, second: usize, average: usize,
  rate: f32, decay: f32, beta1: f32, beta2: f32, correction1: f32, correction2: f32, epsilon: f32, ema: f32,
): void {
  const b1 = f32x4.splat(beta1), c1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), c2 = f32x4.splat(1 - beta2);
  const pace = f32x4.splat(rate * correction1), unbias = f32x4.splat(correction2), eps = f32x4.splat(epsilon);
  const shrink = f32x4.splat(1 - rate * decay), keep = f32x4.splat(ema), take = f32x4.splat(1 - ema), next = floats(stride);
  for (let k: usize = 0; k < floats(count); k += 16) {
    let from = gradients + k, g = v128.load(from);
    for (let s = 1; s < shares; s++) {
      from += next;
      g = f32x4.add(g, v128.load(from));
    }
    const m = f32x4.add(f32x4.mul(b1, v128.load(first + k)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(second + k)), f32x4.mul(c2, f32x4.mul(g, g)));
    v128.store(first + k, m);
    v128.store(second + k, v);
    const move = f32x4.div(f32x4.mul(pace, m), f32x4.add(f32x4.sqrt(f32x4.mul(v, unbias)), eps));
    const w = f32x4.sub(f32x4.mul(shrink, v128.load(weights + k)), move);
    v128.store(weights + k, w);
    if (average) v128.store(average + k, f32x4.add(f32x4.mul(keep, v128.load(average + k)), f32x4.mul(take, w)));
  }
}

/** See Kernels.logisticGradient. */
export function logisticGradient(
  count: i32, width: i32, rows: usize, weights: usize, truth: f32, factors: usize, gradient: usize,
): void {
  const row = floats(width);
  for (let i = 0; i < count; i += 4, weights += 16) {
    const one = rows + <usize>i * row, two = one + row, three = two + row, four = three + row;
    let a = zero(), b = zero(), c = zero(), d = zero();
    for (let k: usize = 0; k < row; k += 16) {
      const factor = v128.load(factors + k);
      a = madd(a, v128.load(one + k), factor);
      b = madd(b, v128.load(two + k), factor);
      c = madd(c, v128.load(three + k), factor);
      d = madd(d, v128.load(four + k), factor);
    }
    a = f32x4.splat(error(a, truth, f32.load(weights)));
    b = f32x4.splat(error(b, truth, f32.load(weights, 4)));
    c = f32x4.splat(error(c, truth, f32.load(weights, 8)));
    d = f32x4.splat(error(d, truth, f32.load(weights, 12)));
    for (let k: usize = 0; k < row; k += 16) {
      let sum = madd(v128.load(gradient + k), a, v128.load(one + k));
      sum = madd(sum, b, v128.load(two + k));
      sum = madd(sum, c, v128.load(three + k));
      v128.store(gradient + k, madd(sum, d, v128.load(four + k)));
    }
  }
}

/** The log-loss's derivative by the log-odds, which are the sum of four. */
// @ts-ignore: decorator
@inline function error(parts: v128, truth: f32, weight: f32): f32 {
  const odds = f32x4.extract_lane(parts, 0) + f32x4.extract_lane(parts, 1) + f32x4.extract_lane(parts, 2) + f32x4.extract_lane(parts, 3);
  return weight * (1 / (1 + Mathf.exp(-odds)) - truth);
}
