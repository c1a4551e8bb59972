// What every kernel is written with: four floats at a time, addresses in bytes.

/** Four zeros. */
// @ts-ignore: decorator
@inline export function zero(): v128 {
  return f32x4.splat(0);
}

/** c + a · b; fused (one rounding) in the relaxed build, two roundings in the plain one. */
// @ts-ignore: decorator
@inline export function madd(c: v128, a: v128, b: v128): v128 {
  if (RELAXED) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** Bytes of `n` floats. */
// @ts-ignore: decorator
@inline export function floats(n: i32): usize {
  return (<usize>n) << 2;
}

/** The epilogue of every kernel that writes: ReLU, or zero where the value at `mask` is not above zero. */
// @ts-ignore: decorator
@inline export function finish(value: v128, relu: bool, mask: usize, at: usize): v128 {
  if (relu) return f32x4.pmax(zero(), value);
  if (mask) return v128.and(value, f32x4.gt(v128.load(mask + at), zero()));
  return value;
}
