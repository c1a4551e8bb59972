// Softmax cross-entropy with its gradient, of samples and of pixels; and softmax alone, of pixels.
import { exp, floats, sum4, top, within, zero } from './simd';

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
    const most = f32.load(z + floats(best));
    let sum: f32 = 0;
    for (let c = 0; c < classes; c++) {
      const shifted = f32.load(z + floats(c)) - most, target = f32.load(t + floats(c)), e = Mathf.exp(shifted);
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

/** Leaves e to the power of each class's logit less `most` at `to`, 0 for padding, and returns their sum. */
// @ts-ignore: decorator
@inline function powers(z: usize, stride: i32, classes: i32, most: f32, to: usize): f32 {
  let sums = zero();
  for (let n = 0; n < stride; n += 4) {
    const e = v128.and(exp(f32x4.sub(v128.load(z + floats(n)), f32x4.splat(most))), within(n, classes));
    v128.store(to + floats(n), e);
    sums = f32x4.add(sums, e);
  }
  return sum4(sums);
}

/** See Kernels.chances. */
export function chances(
  images: i32, rows: i32, columns: i32, classes: i32, logits: usize, image: i32, row: i32, stride: i32, to: usize,
): void {
  const size = rows * columns;
  for (let i = 0; i < images; i++, to += (classes - 1) * size) {
    for (let r = 0; r < rows; r++) {
      let z = logits + floats(i * image + r * row);
      for (let c = 0; c < columns; c++, z += floats(stride), to++) {
        const factor: f32 = 255 / powers(z, stride, classes, top(z, classes), z);
        for (let n = 0; n < classes; n++) store<u8>(to + n * size, <i32>(f32.load(z + floats(n)) * factor + 0.5));
      }
    }
  }
}

/** See Kernels.pixelLoss. */
export function pixelLoss(
  images: i32, rows: i32, columns: i32, classes: i32, logits: usize, image: i32, row: i32, stride: i32,
  labels: usize, weights: usize, scale: f32, gradient: usize, result: usize,
): void {
  const pixel = floats(stride);
  // A sum over so many pixels would round too much in 32 bits.
  let total: f64 = 0, correct = 0;
  for (let i = 0; i < images; i++) {
    for (let r = 0; r < rows; r++) {
      const at = floats(i * image + r * row);
      let z = logits + at, g = gradient + at;
      for (let c = 0; c < columns; c++, z += pixel, g += pixel, labels++) {
        const label = <i32>load<u8>(labels);
        if (label >= classes) { memory.fill(g, 0, pixel); continue; }
        const most = top(z, classes), sum = powers(z, stride, classes, most, g);
        const weight = scale * f32.load(weights + floats(label)), factor = f32x4.splat(weight / sum);
        for (let k: usize = 0; k < pixel; k += 16) v128.store(g + k, f32x4.mul(v128.load(g + k), factor));
        f32.store(g + floats(label), f32.load(g + floats(label)) - weight);
        const own = f32.load(z + floats(label));
        total += <f64>(weight * (Mathf.log(sum) + most - own));
        if (own == most && first(z, label, most)) correct++;
      }
    }
  }
  f32.store(result, f32.load(result) + <f32>total);
  f32.store(result, f32.load(result, 4) + <f32>correct, 4);
}

/** Whether no class before `label` reaches `most`. */
// @ts-ignore: decorator
@inline function first(logits: usize, label: i32, most: f32): bool {
  for (let n = 0; n < label; n++) if (f32.load(logits + floats(n)) == most) return false;
  return true;
}
