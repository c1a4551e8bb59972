// 3×3 convolution of many channels, and its gradients. See Kernels.conv3.
import { floats } from './simd';
import { matmul, pack } from './matmul';
import { matmulGradient } from './gradient';

export function prepareConv3(weights: usize, inputs: i32, outputs: i32, to: usize): void {
  pack(weights, 9 * inputs, outputs, 0, 9 * inputs, to);
}

export function prepareConv3Back(weights: usize, inputs: i32, outputs: i32, to: usize): void {
  for (let k = 0; k < 9; k++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        f32.store(to + floats(((i >> 3) * 9 * outputs + (8 - k) * outputs + o) * 8 + (i & 7)), f32.load(weights + floats((k * inputs + i) * outputs + o)));
      }
    }
  }
}

export function conv3(
  images: i32, height: i32, width: i32, inputs: i32, outputs: i32,
  x: usize, xImage: i32, xRow: i32, prepared: usize, bias: usize,
  y: usize, yImage: i32, yRow: i32, relu: bool, mask: usize, scratch: usize,
): void {
  const corner = x - floats(xRow + inputs);
  matmul(images, height, width, 3 * inputs, 3, outputs, corner, xImage, xRow, inputs, xRow, prepared, bias, y, yImage, yRow, outputs, relu, mask);
}

export function conv3Gradient(
  images: i32, height: i32, width: i32, inputs: i32, outputs: i32,
  x: usize, xImage: i32, xRow: i32, dy: usize, dyImage: i32, dyRow: i32, sum: usize, scratch: usize,
): void {
  for (let k = 0; k < 3; k++) {
    matmulGradient(images, height, width, 3 * inputs, outputs, x + floats((k - 1) * xRow - inputs), xImage, xRow, inputs,
      dy, dyImage, dyRow, outputs, sum + floats(3 * k * inputs * outputs));
  }
}

export function conv3GradientEnd(sum: usize, inputs: i32, outputs: i32, gradient: usize): void {
  for (let k: usize = 0; k < floats(9 * inputs * outputs); k += 16) {
    v128.store(gradient + k, f32x4.add(v128.load(gradient + k), v128.load(sum + k)));
  }
}
