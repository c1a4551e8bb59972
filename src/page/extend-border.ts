// A closing near the picture's border sees half a window, and takes light that falls off there for ink. Extending
// the page outwards along its own slope first lets the background run on over the border.

import type { Plane } from './image.js';
import { maximum } from './morphology.js';

/**
 * `plane` with `margin` more pixels on every side. Each value outside mirrors the darkening from the border inwards
 * (2 · border - inside), never lighter than the border itself; the border is the lightest within `reach` along it,
 * so that ink which touches it does not count.
 */
export function extend(plane: Plane, margin: number, reach: number): Plane {
  return extendAcross(transpose(extendAcross(transpose(plane), margin, reach)), margin, reach);
}

function extendAcross(plane: Plane, margin: number, reach: number): Plane {
  const { width, height, data } = plane;
  const wide = width + 2 * margin;
  const out = new Uint8Array(wide * height);
  const left = borderLight(plane, 0, reach);
  const right = borderLight(plane, width - 1, reach);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const to = y * wide + margin;
    out.set(data.subarray(row, row + width), to);
    for (let i = 1; i <= margin; i++) {
      const inside = Math.min(i, width - 1);
      out[to - i] = mirrored(left[y]!, data[row + inside]!);
      out[to + width - 1 + i] = mirrored(right[y]!, data[row + width - 1 - inside]!);
    }
  }
  return { width: wide, height, data: out };
}

function mirrored(border: number, inside: number): number {
  const value = 2 * border - inside;
  return value > border ? border : value < 0 ? 0 : value;
}

/** The lightest value within `reach` of each pixel of column `x`. */
function borderLight(plane: Plane, x: number, reach: number): Uint8Array {
  const column = Uint8Array.from({ length: plane.height }, (_, y) => plane.data[y * plane.width + x]!);
  return maximum({ width: 1, height: plane.height, data: column }, reach).data;
}

function transpose(plane: Plane): Plane {
  const { width, height, data } = plane;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x]!;
  return { width: height, height: width, data: out };
}

/** `plane` without `margin` pixels on every side: undoes `extend`. */
export function trim(plane: Plane, margin: number): Plane {
  const width = plane.width - 2 * margin;
  const height = plane.height - 2 * margin;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (y + margin) * plane.width + margin;
    data.set(plane.data.subarray(start, start + width), y * width);
  }
  return { width, height, data };
}
