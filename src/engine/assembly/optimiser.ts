// AdamW, and the gradient of a logistic regression.
import { floats, madd, sum4, zero } from './simd';

/** See Kernels.adamw. */
export function adamw(
  count: i32, weights: usize, gradients: usize, shares: i32, stride: i32, first: usize, second: usize, average: usize,
  rate: f32, decay: f32, beta1: f32, beta2: f32, correction1: f32, correction2: f32, epsilon: f32, ema: f32,
): void {
  const b1 = f32x4.splat(beta1), c1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), c2 = f32x4.splat(1 - beta2);
  const pace = f32x4.splat(rate * correction1), unbias = f32x4.splat(correction2), eps = f32x4.splat(epsilon);
  const shrink = f32x4.splat(1 - rate * decay), keep = f32x4.splat(ema), take = f32x4.splat(1 - ema);
  const next = floats(stride);
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

/** The derivative of the log-loss by the log-odds, which are the sum of four parts. */
// @ts-ignore: decorator
@inline function error(parts: v128, truth: f32, weight: f32): f32 {
  const odds = sum4(parts);
  return weight * (1 / (1 + Mathf.exp(-odds)) - truth);
}
