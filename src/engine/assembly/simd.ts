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
