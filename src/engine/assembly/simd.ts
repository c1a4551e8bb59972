// The words that every kernel is written with: four floats at a time, addresses in bytes.

/** Four zeros. */
// @ts-ignore: decorator
@inline export function zero(): v128 {
  return f32x4.splat(0);
}

/** c + a · b: in the relaxed build fused, with one rounding; in the plain build with two. */
// @ts-ignore: decorator
@inline export function madd(c: v128, a: v128, b: v128): v128 {
  if (RELAXED) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** The sum of the four. */
// @ts-ignore: decorator
@inline export function sum4(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3);
}

/** Bytes of `n` floats. */
// @ts-ignore: decorator
@inline export function floats(n: i32): usize {
  return (<usize>n) << 2;
}

/** What every kernel does before it writes: ReLU, or zero where the value at `mask` is not above zero. */
// @ts-ignore: decorator
@inline export function finish(value: v128, relu: bool, mask: usize, at: usize): v128 {
  if (relu) return f32x4.pmax(zero(), value);
  if (mask) return v128.and(value, f32x4.gt(v128.load(mask + at), zero()));
  return value;
}

/** e to the power of four numbers that are not above zero: a power of two, times a polynomial (Cephes' expf). */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
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
@inline export function within(first: i32, classes: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), i32x4.splat(classes));
}

/** The largest logit of a pixel's classes. */
// @ts-ignore: decorator
@inline export function top(logits: usize, classes: i32): f32 {
  const low = f32x4.splat(-Infinity);
  let most = low;
  for (let n = 0; n < classes; n += 4) most = f32x4.pmax(
    most, v128.bitselect(v128.load(logits + floats(n)), low, within(n, classes)),
  );
  return max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
}
