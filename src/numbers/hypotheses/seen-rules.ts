// Rules and boxes as the page model sees them: they are erased from the ink, and kept in mind as walls.
import type { PageSight } from '../../model/sight/page-model.js';
import type { Ink } from '../../page/ink.js';
import { eraseRules } from '../../strokes/rules.js';
import type { Mask } from '../../strokes/run-chain.js';
import type { Walls } from '../../strokes/walls.js';
import type { ClassifiedStrokes } from './classify-pieces.js';
import { digitBridges } from './digit-bridges.js';

/** What of the ink the page model takes for rules, 0 to 255. Chosen on half of the writers of real pages. */
const SEEN = {
  /** A pixel this likely a rule's tells where walls are, and is erased where it is less likely a number's. */
  rule: 128,
  number: 80,
  /** What lies beside such a pixel and is a rule, or paper, with this chance is its rim. Set by eye. */
  rim: 160,
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
  { rule, number, paper, cell }: PageSight,
  labels: Int32Array,
  kept: Uint8Array,
  digit: number,
): Mask {
  const { width, height } = plane;
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++)
    if (rule[i]! >= SEEN.rule && kept[labels[i]!] !== 1 && (plane.data[i]! > 0 || darkness.data[i]! > 0)) data[i] = 1;
  const goes = (i: number): boolean => data[i] === 1 && number[i]! < SEEN.number;
  const bridges = digit > 0 ? digitBridges({ width, height, data }, goes, plane, number, digit) : undefined;
  const gone: number[] = [];
  for (let i = 0; i < data.length; i++) {
    if (bridges?.[i] === 1) data[i] = 0;
    else if (goes(i)) gone.push(i);
  }
  // The soft rims of a rule are paper to the model, and would hold together what it ran through.
  const isRim = (i: number): boolean =>
    plane.data[i]! > 0 &&
    rule[i]! + paper[i]! + cell[i]! >= SEEN.rim &&
    number[i]! < SEEN.number &&
    kept[labels[i]!] !== 1 &&
    bridges?.[i] !== 1;
  const rims = gone.flatMap((i) => [i - width, i - 1, i + 1, i + width].filter(isRim));
  for (const i of [...gone, ...rims]) plane.data[i] = 0;
  return { width, height, data };
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
