// Regions of a picture: the largest above a threshold, and a region without its rim.
import type { Plane } from '../image.js';

/** The largest 4-connected region above the threshold, as a 0/1 picture, its holes and bays filled. */
export function largestRegion({ width, height, data }: Plane, threshold: number): Uint8Array {
  const region = new Int32Array(data.length);
  const stack: number[] = [];
  let count = 0;
  let best = 0;
  let most = 0;
  for (let seed = 0; seed < data.length; seed++) {
    if (data[seed]! <= threshold || region[seed] !== 0) continue;
    region[seed] = ++count;
    stack.push(seed);
    let size = 0;
    while (stack.length > 0) {
      const i = stack.pop()!;
      size++;
      const x = i % width;
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      if (i >= width) visit(i - width);
      if (i + width < data.length) visit(i + width);
    }
    if (size > most) {
      most = size;
      best = count;
    }
  }
  function visit(i: number): void {
    if (data[i]! <= threshold || region[i] !== 0) return;
    region[i] = count;
    stack.push(i);
  }
  const out = Uint8Array.from(region, (r) => (best > 0 && r === best ? 1 : 0));
  for (let y = 0; y < height; y++) fillBetween(out, y * width, 1, width);
  for (let x = 0; x < width; x++) fillBetween(out, x, width, height);
  return out;
}

/** Sets all of a row or column between its first and its last 1. */
function fillBetween(mask: Uint8Array, start: number, step: number, length: number): void {
  let first = 0;
  while (first < length && mask[start + first * step] === 0) first++;
  let last = length - 1;
  while (last > first && mask[start + last * step] === 0) last--;
  for (let k = first; k < last; k++) mask[start + k * step] = 1;
}

/** A 0/1 picture without the cells that are `by` or nearer to one that is 0, or to the border. */
export function erode(mask: Uint8Array, width: number, height: number, by: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let y = by; y < height - by; y++) {
    for (let x = by; x < width - by; x++) {
      let all = 1;
      for (let v = y - by; v <= y + by; v++) for (let u = x - by; u <= x + by; u++) all &= mask[v * width + u]!;
      out[y * width + x] = all;
    }
  }
  return out;
}
