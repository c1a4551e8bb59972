// Connected strokes of ink, in one pass over runs with union-find (He, Chao & Suzuki 2008): linear in the pixels,
// and the label picture that comes out tells every later step which pixel belongs to which piece.
import type { Box } from '../geometry/box.js';
import type { Plane } from '../page/image.js';

/** One connected piece of ink. */
export interface Component {
  /** Pixels of the picture. */
  readonly box: Box;
  /** Its pixels. */
  readonly area: number;
}

/** The connected pieces of a picture. */
export interface Components {
  /** Width of the picture, pixels. */
  readonly width: number;
  /** Height of the picture, pixels. */
  readonly height: number;
  /** [height, width]: 0 paper, k for pixels of `list[k - 1]`. */
  readonly labels: Int32Array;
  /** In the order of their first pixel, row by row. */
  readonly list: readonly Component[];
}

/** The 8-connected pieces of the pixels with `plane` ≥ `edge`, in the order of their first pixel. */
export function findComponents(plane: Plane, edge: number): Components {
  const { width, height, data } = plane;
  const labels = new Int32Array(width * height);
  const parent: number[] = [0];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const i = row + x;
      if (data[i]! < edge) continue;
      let label = x > 0 ? labels[i - 1]! : 0;
      if (y > 0) {
        const from = x > 0 ? i - width - 1 : i - width;
        const to = x + 1 < width ? i - width + 1 : i - width;
        for (let k = from; k <= to; k++) {
          const other = labels[k]!;
          if (other === 0 || other === label) continue;
          label = label === 0 ? other : unite(parent, label, other);
        }
      }
      if (label === 0) {
        label = parent.length;
        parent.push(label);
      }
      labels[i] = label;
    }
  }
  return gather(labels, width, height, parent);
}

function root(parent: number[], label: number): number {
  let top = label;
  while (parent[top]! !== top) top = parent[top]!;
  for (let at = label; at !== top; ) {
    const next = parent[at]!;
    parent[at] = top;
    at = next;
  }
  return top;
}

function unite(parent: number[], a: number, b: number): number {
  const ra = root(parent, a);
  const rb = root(parent, b);
  const low = Math.min(ra, rb);
  parent[Math.max(ra, rb)] = low;
  return low;
}

function gather(labels: Int32Array, width: number, height: number, parent: number[]): Components {
  const final = new Int32Array(parent.length);
  let count = 0;
  for (let label = 1; label < parent.length; label++) {
    const top = root(parent, label);
    if (top === label) final[label] = ++count;
    else final[label] = final[top]!;
  }
  const left = new Int32Array(count + 1).fill(width);
  const right = new Int32Array(count + 1).fill(-1);
  const top = new Int32Array(count + 1).fill(height);
  const bottom = new Int32Array(count + 1);
  const area = new Int32Array(count + 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (labels[i] === 0) continue;
      const label = final[labels[i]!]!;
      labels[i] = label;
      area[label]!++;
      if (x < left[label]!) left[label] = x;
      if (x > right[label]!) right[label] = x;
      if (y < top[label]!) top[label] = y;
      bottom[label] = y;
    }
  }
  const list: Component[] = [];
  for (let k = 1; k <= count; k++) {
    const box = { x: left[k]!, y: top[k]!, w: right[k]! - left[k]! + 1, h: bottom[k]! - top[k]! + 1 };
    list.push({ box, area: area[k]! });
  }
  return { width, height, labels, list };
}
