// What is true of a document once it is photographed: which ink can still be seen, and which numbers are whole.
import type { Seen } from './camera.js';
import { type DrawnNumber, pixelClass, unsure } from './drawn-document.js';
import type { Scene } from './scene.js';

/**
 * Side of the tiles in which it is judged whether ink can be seen, pixels, and its least difference from paper, in grey
 * levels and in deviations.
 */
const SEEN = { side: 16, levels: 7, deviations: 0.7 } as const;

/** Ink that light, blur and noise have hidden from any eye is no longer called ink: its labels become `unsure`. */
export function unseen(grey: Uint8Array, labels: Uint8Array, width: number, height: number): void {
  const { side, levels, deviations } = SEEN;
  const [count, sum] = [new Float64Array(5), new Float64Array(5)];
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      const [right, bottom] = [Math.min(width, left + side), Math.min(height, top + side)];
      count.fill(0);
      sum.fill(0);
      let squares = 0;
      for (let y = top; y < bottom; y++) {
        for (let at = y * width + left; at < y * width + right; at++) {
          const label = labels[at] === pixelClass.cell ? pixelClass.paper : labels[at]!;
          if (label > 4) continue;
          count[label]!++;
          sum[label]! += grey[at]!;
          if (label === 0) squares += grey[at]! * grey[at]!;
        }
      }
      if (count[0]! < 8 || count[0] === (right - left) * (bottom - top)) continue;
      const mean = sum[0]! / count[0]!;
      const deviation = Math.sqrt(Math.max(0, squares / count[0]! - mean * mean));
      const least = Math.max(levels, Math.min(25, deviations * deviation));
      for (let label = 1; label <= 4; label++) {
        if (count[label] === 0 || Math.abs(sum[label]! / count[label]! - mean) >= least) continue;
        for (let y = top; y < bottom; y++)
          for (let at = y * width + left; at < y * width + right; at++) if (labels[at] === label) labels[at] = unsure;
      }
    }
  }
}

/** The numbers that the picture shows whole, and the boxes of their pixels. */
export function numbersIn(
  { numbers }: Scene,
  { labels, owners }: Seen,
  cut: ReadonlySet<number>,
  width: number,
  height: number,
): DrawnNumber[] {
  const boxes = numbers.map(() => ({ left: width, top: height, right: -1, bottom: -1, seen: 0, hidden: 0 }));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const box = owners[at] === 0 ? undefined : boxes[owners[at]! - 1];
      if (!box) continue;
      if (labels[at] === unsure) box.hidden++;
      if (labels[at] !== pixelClass.number) continue;
      box.seen++;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return numbers.flatMap((number, k) => {
    const { left, top, right, bottom, seen, hidden } = boxes[k]!;
    const whole =
      number.text !== '' &&
      !cut.has(k + 1) &&
      seen > 4 &&
      hidden < 0.2 * seen &&
      left > 0 &&
      top > 0 &&
      right < width - 1 &&
      bottom < height - 1;
    return whole ? [{ ...number, box: { x: left, y: top, w: right - left + 1, h: bottom - top + 1 } }] : [];
  });
}
