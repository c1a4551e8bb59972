// Parts of digits that the page model takes for rules: the sides of 6s and 9s on ruled paper. They are short, join two
// ends of what is written, and no rule runs beside them.
import type { Box } from '../../geometry/box.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE } from '../../page/ink.js';
import { findComponents } from '../../strokes/components.js';
import type { Mask } from '../../strokes/run-chain.js';

/** Digit heights, unless said otherwise. Set by eye on ruled pages of half of the writers of real pages. */
const BRIDGE = {
  /** It is no longer, and no shorter, than this. A rule is longer, where it may be broken for so much. */
  shorter: 0.8,
  longer: 0.12,
  broken: 0.3,
  /** Beyond both of its ends, so near, is writing that is this likely a number's, of 255. */
  reach: 0.3,
  number: 40,
  /** No rule runs beside it, so near. */
  alone: 1.5,
} as const;

/**
 * 1 for each pixel of a short piece of what looks like a rule, between two ends of what is written.
 * @param mask 1 where the page model sees rules
 * @param goes whether a pixel of the mask would be erased
 * @param plane the ink, [height, width]
 * @param number how likely each pixel is a number's, 0 to 255
 * @param digit height of a digit, working pixels
 */
export function digitBridges(
  mask: Mask,
  goes: (i: number) => boolean,
  plane: Plane,
  number: Uint8Array,
  digit: number,
): Uint8Array {
  const { width, height, data } = mask;
  const [across, down] = longRuns(mask, BRIDGE.shorter * digit, BRIDGE.broken * digit);
  const short = data.map((_, i) => Number(goes(i) && !across[i] && !down[i]));
  const { list } = findComponents({ width, height, data: short }, 1);
  const out = new Uint8Array(data.length);
  const reach = Math.round(BRIDGE.reach * digit);
  const isWritten = (i: number): boolean => data[i] === 0 && plane.data[i]! >= INK_EDGE && number[i]! >= BRIDGE.number;
  for (const { box } of list) {
    const side = Math.max(box.w, box.h);
    if (side > BRIDGE.shorter * digit || side < BRIDGE.longer * digit) continue;
    const isDown = box.h > box.w;
    const far = Math.round(BRIDGE.alone * digit);
    if (within(mask, box, isDown ? far : 0, isDown ? 0 : far).some((i) => (isDown ? down : across)[i] === 1)) continue;
    let [first, last] = [Infinity, -Infinity];
    for (const i of within(mask, box, reach, reach)) {
      if (!isWritten(i)) continue;
      const along = isDown ? Math.floor(i / width) : i % width;
      [first, last] = [Math.min(first, along), Math.max(last, along)];
    }
    if (last - first < side) continue;
    // Where it crosses a rule, what of that lies in its way is restored with it.
    for (const i of within(mask, box, isDown ? 1 : reach, isDown ? reach : 1)) if (data[i] === 1) out[i] = 1;
  }
  return out;
}

/** The places of a picture within a box that is larger on every side. */
function within({ width, height }: Mask, { x, y, w, h }: Box, across: number, down: number): number[] {
  const out: number[] = [];
  for (let v = Math.max(0, y - down); v < Math.min(height, y + h + down); v++)
    for (let u = Math.max(0, x - across); u < Math.min(width, x + w + across); u++) out.push(v * width + u);
  return out;
}

/**
 * 1 for each pixel of a mask's rows, and of its columns, that go on for `length` pixels, broken for no more than
 * `broken`.
 */
function longRuns({ width, height, data }: Mask, length: number, broken: number): [Uint8Array, Uint8Array] {
  const [across, down] = [new Uint8Array(data.length), new Uint8Array(data.length)];
  const along = (out: Uint8Array, from: number, step: number, count: number): void => {
    let [start, last] = [-1, -1];
    const end = (): void => {
      if (start >= 0 && last - start + 1 >= length)
        for (let n = start; n <= last; n++) if (data[from + n * step] === 1) out[from + n * step] = 1;
      start = -1;
    };
    for (let n = 0; n < count; n++) {
      if (data[from + n * step] !== 1) continue;
      if (start >= 0 && n - last - 1 > broken) end();
      if (start < 0) start = n;
      last = n;
    }
    end();
  };
  for (let y = 0; y < height; y++) along(across, y * width, 1, width);
  for (let x = 0; x < width; x++) along(down, x, width, height);
  return [across, down];
}
