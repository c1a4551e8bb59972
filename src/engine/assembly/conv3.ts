// 3×3 convolution of many channels and its gradients, by Winograd's F(4×4, 3×3): a block of tiles is transformed, 36
// matrix products follow, and their results are transformed back. The tiles of all pictures are one sequence, so that
// small pictures fill a block together. A block's planes stay in the cache.
import { gemm } from './matmul';
import { matmulGradient } from './gradient';
import { floats } from './simd';
import { gradientTile, inputTile, outputTile, sums6, weights3 } from './winograd';

/** Floats of a block's planes, in and out. Measured with bench/engine.mjs. */
const FORWARD_BLOCK: i32 = 1024;
const GRADIENT_BLOCK: i32 = 4096;

/** Tiles of one block: as many as the budget allows, but 64 at most, for which there is scratch. */
// @ts-ignore: decorator
@inline function blockOf(inputs: i32, outputs: i32, budget: i32): i32 {
  return max(8, min(64, budget / (inputs + outputs))) & ~7;
}

/**
 * Bytes from one plane to the next: a cache line more than a plane has. Planes a power of two apart would compete for
 * the same few cache sets.
 */
// @ts-ignore: decorator
@inline function planeOf(size: i32): usize {
  return floats(size) + 64;
}

/** See Kernels.prepareConv3. `to`: 36 planes of panels [outputs / 8][inputs][8], in which the transforms work. */
export function prepareConv3(weights: usize, inputs: i32, outputs: i32, to: usize): void {
  const tap = floats(inputs * outputs);
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o += 4) {
      const from = weights + floats(i * outputs + o), place = to + floats(((o >> 3) * inputs + i) * 8 + (o & 7));
      // First the window's columns, in the places of the result's columns 0 to 2; then each row's three become six.
      for (let j: usize = 0; j < 3; j++) weights3(from + j * tap, 3 * tap, place + j * tap, 6 * tap);
      for (let r: usize = 0; r < 6; r++) weights3(place + 6 * r * tap, tap, place + 6 * r * tap, tap);
    }
  }
}

/** See Kernels.prepareConv3Back. */
export function prepareConv3Back(weights: usize, inputs: i32, outputs: i32, to: usize): void {
  const tap = floats(inputs * outputs);
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i += 4) {
      const from = weights + floats(i * outputs + o), place = to + floats(((i >> 3) * outputs + o) * 8 + (i & 7));
      // The window is turned by half a turn: tap 8 - k is gathered into the places of the first planes.
      for (let k: usize = 0; k < 9; k++) {
        const s = from + (8 - k) * tap, row = floats(outputs);
        const value = f32x4(f32.load(s), f32.load(s + row), f32.load(s + 2 * row), f32.load(s + 3 * row));
        v128.store(place + (k % 3 + 6 * (k / 3)) * tap, value);
      }
      for (let j: usize = 0; j < 3; j++) weights3(place + j * tap, 6 * tap, place + j * tap, 6 * tap);
      for (let r: usize = 0; r < 6; r++) weights3(place + 6 * r * tap, tap, place + 6 * r * tap, tap);
    }
  }
}

/** See Kernels.conv3. */
export function conv3(
  images: i32, height: i32, width: i32, inputs: i32, outputs: i32,
  x: usize, xImage: i32, xRow: i32, prepared: usize, bias: usize,
  y: usize, yImage: i32, yRow: i32, relu: bool, mask: usize, scratch: usize,
): void {
  const across = (width + 3) >> 2, down = (height + 3) >> 2, total = images * across * down;
  const block = blockOf(inputs, outputs, FORWARD_BLOCK), temp = scratch;
  const planeIn = planeOf(block * inputs), planeOut = planeOf(block * outputs), planesIn = scratch + 1024;
  const planesOut = planesIn + 36 * planeIn;
  const pixelIn = floats(inputs), pixelOut = floats(outputs);
  const corner = x - floats(xRow + inputs);
  let image = 0, row = 0, column = 0, outImage = 0, outRow = 0, outColumn = 0;
  for (let first = 0; first < total; first += block) {
    const count = min(block, total - first);
    for (let t = 0; t < count; t++) {
      inputTile(
        corner + floats(image * xImage + 4 * row * xRow + 4 * column * inputs), floats(xRow), pixelIn,
        planesIn + <usize>t * pixelIn, planeIn, temp,
      );
      if (++column == across) { column = 0; if (++row == down) { row = 0; image++; } }
    }
    for (let k: usize = 0; k < 36; k++) gemm(
      count, inputs, outputs, planesIn + k * planeIn, prepared + k * floats(inputs * outputs), planesOut + k * planeOut,
    );
    for (let t = 0; t < count; t++) {
      const at = floats(outImage * yImage + 4 * outRow * yRow + 4 * outColumn * outputs);
      outputTile(planesOut + <usize>t * pixelOut, planeOut, bias, y + at, floats(yRow), pixelOut,
        min(4, height - 4 * outRow), min(4, width - 4 * outColumn), relu, mask ? mask + at : 0, temp);
      if (++outColumn == across) { outColumn = 0; if (++outRow == down) { outRow = 0; outImage++; } }
    }
  }
}

/** See Kernels.conv3Gradient. `sum`: 36 planes [inputs, outputs]. */
export function conv3Gradient(
  images: i32, height: i32, width: i32, inputs: i32, outputs: i32,
  x: usize, xImage: i32, xRow: i32, dy: usize, dyImage: i32, dyRow: i32, sum: usize, scratch: usize,
): void {
  const across = (width + 3) >> 2, down = (height + 3) >> 2, total = images * across * down;
  const block = blockOf(inputs, outputs, GRADIENT_BLOCK), temp = scratch;
  const planeIn = planeOf(block * inputs), planeOut = planeOf(block * outputs), planesIn = scratch + 1024;
  const planesOut = planesIn + 36 * planeIn;
  const pixelIn = floats(inputs), pixelOut = floats(outputs);
  const corner = x - floats(xRow + inputs);
  let image = 0, row = 0, column = 0;
  for (let first = 0; first < total; first += block) {
    const count = min(block, total - first);
    for (let t = 0; t < count; t++) {
      inputTile(
        corner + floats(image * xImage + 4 * row * xRow + 4 * column * inputs), floats(xRow), pixelIn,
        planesIn + <usize>t * pixelIn, planeIn, temp,
      );
      gradientTile(
        dy + floats(image * dyImage + 4 * row * dyRow + 4 * column * outputs), floats(dyRow), pixelOut,
        planesOut + <usize>t * pixelOut, planeOut, temp,
      );
      if (++column == across) { column = 0; if (++row == down) { row = 0; image++; } }
    }
    for (let k: usize = 0; k < 36; k++) {
      matmulGradient(
        1, 1, count, inputs, outputs, planesIn + k * planeIn, 0, 0, inputs, planesOut + k * planeOut, 0, 0, outputs,
        sum + k * floats(inputs * outputs),
      );
    }
  }
}

/** See Kernels.conv3GradientEnd. Overwrites part of `sum`. */
export function conv3GradientEnd(sum: usize, inputs: i32, outputs: i32, gradient: usize): void {
  const tap = floats(inputs * outputs);
  for (let at: usize = 0; at < tap; at += 16) {
    const u = sum + at, g = gradient + at;
    for (let j: usize = 0; j < 6; j++) sums6(u + j * tap, 6 * tap, u + j * tap, 6 * tap, false);
    for (let r: usize = 0; r < 3; r++) sums6(u + 6 * r * tap, tap, g + 3 * r * tap, tap, true);
  }
}
