// Half-precision floats as safetensors' F16 stores them (IEEE 754 binary16), since Node 20 has no Float16Array.

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The bits of the nearest half-precision number (ties to even); a number that is too large becomes infinity. */
export function toHalf(value: number): number {
  float[0] = value;
  const x = bits[0]!;
  const sign = (x >>> 16) & 0x8000;
  const exponent = (x >>> 23) & 0xff;
  const mantissa = x & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa ? 0x200 : 0);
  const e = exponent - 112;
  if (e >= 31) return sign | 0x7c00;
  if (e <= 0) {
    if (e < -10) return sign;
    const m = mantissa | 0x800000;
    const shift = 14 - e;
    return sign | roundShift(m, shift);
  }
  // A carry out of the mantissa raises the exponent, as it should.
  return sign | ((e << 10) + roundShift(mantissa, 13));
}

/** The number that half-precision bits stand for. */
export function fromHalf(half: number): number {
  const exponent = (half >>> 10) & 31;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return (half & 0x8000 ? -1 : 1) * mantissa * 2 ** -24;
  // Models are tens of thousands of these: put together from bits, since powers are slow before they are compiled.
  bits[0] = ((half & 0x8000) << 16) | ((exponent === 31 ? 0xff : exponent + 112) << 23) | (mantissa << 13);
  return float[0]!;
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}
