// Rules and boxes as the page model sees them: they are erased from the ink, and kept in mind as walls.
import type { Box } from '../../geometry/box.js';
import type { PageSight } from '../../model/page-model.js';
import type { Plane } from '../../page/image.js';
import { INK_EDGE, type Ink } from '../../page/ink.js';
import { findComponents } from '../../strokes/components.js';
import { eraseRules } from '../../strokes/rules.js';
import type { Mask } from '../../strokes/run-chain.js';
import type { Walls } from '../../strokes/walls.js';
import type { ClassifiedStrokes } from './classify-pieces.js';

/** What of the ink the page model takes for rules, 0 to 255. Chosen on half of the writers of real pages. */
const SEEN = {
  /** A pixel this likely a rule's tells where walls are, and is erased where it is less likely a number's. */
  rule: 128,
  number: 80,
  /** A stroke is a symbol by itself with this chance, and wider than this share of its height. Set by eye. */
  symbol: 0.95,
  bar: 0.3,
  /** A bar that stands by itself and is no longer than this, in digit heights, may be a 1. Set by eye. */
  one: 1.4,
} as const;

/**
 * 1 for the label of each stroke that is no rule, whatever the page model sees: those that are symbols by themselves,
 * since the straight strokes of large digits look like rules, and bars that may be 1s.
 * @param digit height of a digit, working pixels
 */
export function keptStrokes({ pieces, alone }: ClassifiedStrokes, digit: number): Uint8Array {
  const kept = new Uint8Array(pieces.length + 1);
  for (const [{ label }, { symbol, box }] of alone) {
    const isBar = Math.min(box.w, box.h) <= SEEN.bar * Math.max(box.w, box.h);
    if (isBar ? box.h > box.w && box.h < SEEN.one * digit : symbol > SEEN.symbol) kept[label] = 1;
  }
  return kept;
}

/**
 * Erases from the ink what the page model sees as rules and boxes, but where a number may stand on them, and but for
 * the strokes that are `kept`. Gives the pixels of rules, 1 for each.
 * @param digit height of a digit, working pixels; 0 where it is not known
 */
export function eraseSeenRules(
  { plane, darkness }: Ink,
  { rule, number }: PageSight,
  labels: Int32Array,
  kept: Uint8Array,
  digit: number,
): Mask {
  const { width, height } = plane;
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++)
    if (rule[i]! >= SEEN.rule && kept[labels[i]!] !== 1 && (plane.data[i]! > 0 || darkness.data[i]! > 0)) data[i] = 1;
  const bridges = digit > 0 ? bridgesOf({ width, height, data }, plane, number, digit) : new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (bridges[i] === 1) data[i] = 0;
    else if (data[i] === 1 && number[i]! < SEEN.number) plane.data[i] = 0;
  }
  return { width, height, data };
}

/** What joins two ends of a digit, though the page model sees a rule there. Digit heights. Set by eye. */
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

/** 1 for each pixel of a short piece of what looks like a rule, between two ends of what is written. */
function bridgesOf(mask: Mask, plane: Plane, number: Uint8Array, digit: number): Uint8Array {
  const { width, height, data } = mask;
  const [across, down] = longRuns(mask, BRIDGE.shorter * digit, BRIDGE.broken * digit);
  const short = data.map((value, i) => Number(value === 1 && !across[i] && !down[i] && number[i]! < SEEN.number));
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

/** The shortest wall, in digit heights: a side of a box that holds one digit. Set by eye. */
const SHORTEST_WALL = 0.7;

/** Width of a usual pen, in digit heights. */
const PEN = 0.1;

/** The walls of a page whose rules have these pixels; `height` is a digit's. */
export function wallsOf(mask: Mask, ink: Ink, height: number): Walls {
  const length = Math.max(SHORTEST_WALL * height, 8);
  return eraseRules(mask, ink.darkness, { length, pen: Math.max(1.5, PEN * height) }).walls;
}
