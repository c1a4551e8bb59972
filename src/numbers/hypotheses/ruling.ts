// Printed and drawn lines that run through symbols: which of them are erased from the ink, and which strokes keep
// theirs.
import type { Box } from '../../geometry/box.js';
import type { PageSight } from '../../model/sight/page-model.js';
import type { Piece } from '../../strokes/piece.js';
import { eraseRules } from '../../strokes/rules.js';
import type { Walls } from '../../strokes/walls.js';
import { typicalScale } from '../evidence/digit-scale.js';
import type { SeenInk } from '../seen-ink.js';
import type { ClassifiedStrokes } from './classify-pieces.js';

/** What is a rule and what a symbol. Set by eye. */
const RULING = {
  /** The shortest rule, in pens, and in digit heights; the longer of the two counts. */
  shortestPens: 8,
  shortest: 2.2,
  /**
   * A stroke that is a rule by more than this share is no symbol, whatever it looks like: where rules cross they make a
   * 4.
   */
  mostly: 0.5,
  /** A rule runs on beyond the stroke that it crosses by more than so many digit heights, where a bar ends. */
  beyond: 0.5,
  /** In digit heights: a stroke this large is no symbol, whatever a picture of it looks like small. */
  largestSymbol: 4,
  /** A stroke narrower than this share of its length is a bar, and may be a piece of a rule. */
  bar: 0.3,
  /** A symbol is believed in more than this. */
  believed: 0.5,
};

/** What of the verdicts on strokes decides about rules. */
export interface RulingBy {
  /** Height of the digits, working pixels; 0 where that is not known. */
  readonly height: number;
  /** 1 for the label of each symbol; bars may be pieces of a rule, whatever they look like. */
  readonly symbols: Uint8Array;
}

/** What the verdicts on these strokes say about rules. */
export function rulingBy({ pieces, alone }: ClassifiedStrokes): RulingBy {
  const height = typicalScale([...alone.values()])?.height ?? 0;
  const symbols = new Uint8Array(pieces.length + 1);
  for (const [{ label }, { symbol, box }] of alone)
    if (
      symbol > RULING.believed &&
      Math.min(box.w, box.h) > RULING.bar * Math.max(box.w, box.h) &&
      (height === 0 || Math.max(box.w, box.h) < RULING.largestSymbol * height)
    )
      symbols[label] = 1;
  return { height, symbols };
}

/**
 * Erases rules from the ink of all pieces but sure symbols. Gives 1 for each label that has lost pixels, and the rules
 * as objects, or undefined where there is none.
 */
export function eraseRuling(
  ink: SeenInk,
  { labels, pieces, alone }: ClassifiedStrokes,
  { height, symbols }: RulingBy,
): { readonly touched: Uint8Array; readonly walls: Walls } | undefined {
  const length = Math.max(RULING.shortestPens * ink.pen, RULING.shortest * height);

  // Near dark strokes a faint rule is no ink, yet darker than paper, and so still whole.
  const data = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) if (labels[i]! > 0 || ink.darkness.data[i]! > 0) data[i] = 1;
  const mask = { width: ink.plane.width, height: ink.plane.height, data };
  const { erased: lost, walls } = eraseRules(mask, ink.darkness, {
    length,
    pen: ink.pen,
    ...(ink.sight && { written: { ...ink.plane, data: writtenIn(ink.sight) } }),
  });
  if (lost === 0) return undefined;
  const left = remains(labels, data, mask.width, pieces.length);
  const runsOn = ({ label, box }: Piece): boolean => {
    const rest = left[label]!.box;
    return Math.max(box.w - rest.w, box.h - rest.h) > RULING.beyond * height;
  };
  const keep = new Uint8Array(pieces.length + 1);
  for (const piece of alone.keys()) {
    const erased = piece.area - left[piece.label]!.area;
    if (symbols[piece.label] === 1 && erased < RULING.mostly * piece.area && !runsOn(piece)) keep[piece.label] = 1;
  }
  keep[0] = 1;
  for (let i = 0; i < labels.length; i++) if (keep[labels[i]!] === 0 && data[i] === 0) ink.plane.data[i] = 0;
  const touched = new Uint8Array(pieces.length + 1);
  for (const { label, area } of pieces) if (left[label]!.area < area && keep[label] === 0) touched[label] = 1;
  return { touched, walls };
}

/** The chance that each pixel is written by hand, 0 to 255. */
function writtenIn({ number, writing }: PageSight): Uint8Array {
  return number.map((value, i) => Math.min(255, value + writing[i]!));
}

/** Area and box of what is left of each of the pieces with labels 1 to `count`, where `data` is not 0. */
function remains(labels: Int32Array, data: Uint8Array, width: number, count: number): { area: number; box: Box }[] {
  const [left, top] = [new Int32Array(count + 1).fill(width), new Int32Array(count + 1).fill(-1)];
  const [right, bottom, area] = [
    new Int32Array(count + 1).fill(-1),
    new Int32Array(count + 1),
    new Uint32Array(count + 1),
  ];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0 || data[i] === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (top[label]! < 0) top[label] = y;
    bottom[label] = y;
    left[label] = Math.min(left[label]!, x);
    right[label] = Math.max(right[label]!, x);
    area[label]!++;
  }
  return Array.from(area, (pixels, k) => ({
    area: pixels,
    box:
      pixels === 0
        ? { x: 0, y: 0, w: 0, h: 0 }
        : { x: left[k]!, y: top[k]!, w: right[k]! - left[k]! + 1, h: bottom[k]! - top[k]! + 1 },
  }));
}
