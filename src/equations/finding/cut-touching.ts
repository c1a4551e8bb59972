// Strokes of an equation that may be several symbols. A fraction's bar, or a root's roof, that touches what stands on
// it is taken out first; what is left is cut along seams of least ink from top to bottom.
import type { Box } from '../../geometry/box.js';
import { cutPiece } from '../../strokes/cut.js';
import type { Piece } from '../../strokes/piece.js';
import type { EquationInk } from './equation-ink.js';

/** What is cut, in symbols' sizes. Set by eye. */
const CUT = {
  /** Narrower strokes are one symbol. */
  narrowest: 0.35,
  /** Lower ones are bars. */
  lowest: 0.35,
  /** Seams lie this far apart. */
  apart: 0.15,
  /** A stroke as wide as this may hold a bar. */
  barred: 0.6,
  /** A bar runs over so much of the stroke's width. */
  ofWidth: 0.7,
};

/** A run of ink from top to bottom is a bar's alone where it is no longer than so many pens. */
const BAR_RUN = 2;

/** What is thinner than so many pens beside a bar is its rim. */
const RIM = 0.5;

/** A bar rises or falls no more than so many pixels a column. */
const STEEPEST = 1;

/** The ink with its `doubtful` strokes parted; what comes of them takes their places. */
export function cutTouching(found: EquationInk, doubtful: (piece: Piece) => boolean): EquationInk {
  const { ink, labels, scale } = found;
  let next = found.nextLabel;
  const cutFrom = new Map(found.cutFrom);
  const apart = Math.max(2, Math.round(CUT.apart * scale));
  const pieces = found.pieces.flatMap((piece) => {
    const { w, h } = piece.box;
    if (w < CUT.narrowest * scale || h < CUT.lowest * scale || !doubtful(piece)) return [piece];
    const parted = withoutBar(piece, found, next) ?? cutPiece(piece, ink.plane, labels, ink.pen, apart, next);
    if (parted.length < 2) return [piece];
    const before = cutFrom.get(piece.label) ?? [];
    next += parted.length;
    for (const { label } of parted) cutFrom.set(label, [...before, next]);
    next++;
    return parted;
  });
  return { ...found, pieces: pieces.sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y), cutFrom, nextLabel: next };
}

/** The bar of a piece and the connected rests of it, relabelled; undefined where it has no bar, or is one. */
function withoutBar(piece: Piece, { ink, labels, scale }: EquationInk, nextLabel: number): Piece[] | undefined {
  const { box } = piece;
  if (box.w < CUT.barred * scale) return undefined;
  const { width } = ink.plane;
  const at = (x: number, y: number): number => (box.y + y) * width + box.x + x;
  const mask = new Uint8Array(box.w * box.h);
  for (let y = 0; y < box.h; y++)
    for (let x = 0; x < box.w; x++) if (labels[at(x, y)] === piece.label) mask[y * box.w + x] = 1;
  const bar = barOf(mask, box, BAR_RUN * ink.pen);
  if (!bar) return undefined;
  const half = Math.max(1, Math.ceil(0.75 * ink.pen));
  const isBar = (x: number, y: number): boolean => bar[x]! >= 0 && Math.abs(y - bar[x]!) <= half;
  // The bar keeps the piece's label; each connected rest gets one of its own, unless it is but the bar's rim.
  let next = nextLabel;
  const parts = [{ label: piece.label, pixels: [] as number[] }];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== 1) continue;
    const [x, y] = [start % box.w, Math.floor(start / box.w)];
    mask[start] = 2;
    if (isBar(x, y)) {
      parts[0]!.pixels.push(start);
      continue;
    }
    const pixels = [start];
    for (let n = 0; n < pixels.length; n++) {
      const [u, v] = [pixels[n]! % box.w, Math.floor(pixels[n]! / box.w)];
      for (let q = Math.max(0, v - 1); q <= Math.min(box.h - 1, v + 1); q++)
        for (let p = Math.max(0, u - 1); p <= Math.min(box.w - 1, u + 1); p++)
          if (mask[q * box.w + p] === 1 && !isBar(p, q)) {
            mask[q * box.w + p] = 2;
            pixels.push(q * box.w + p);
          }
    }
    const own = boxOfPixels(pixels, box);
    if (pixels.length < RIM * ink.pen * Math.max(own.w, own.h)) parts[0]!.pixels.push(...pixels);
    else parts.push({ label: next++, pixels });
  }
  if (parts.length === 1) return undefined;
  return parts.map(({ label, pixels }) => {
    for (const k of pixels) labels[at(k % box.w, Math.floor(k / box.w))] = label;
    return { label, box: boxOfPixels(pixels, box), area: pixels.length, darkness: piece.darkness };
  });
}

/** Where pixels of a box lie on the page; each is its place in the box, row by row. */
function boxOfPixels(pixels: readonly number[], { x, y, w }: Box): Box {
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
  for (const k of pixels) {
    const [u, v] = [k % w, Math.floor(k / w)];
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  return { x: x + left, y: y + top, w: right - left + 1, h: bottom - top + 1 };
}

/**
 * The row of a bar in each column of the mask, -1 beyond its ends; undefined where there is none. Of all ways from left
 * to right it is the one along which most columns hold a short run of ink (dynamic programming over columns).
 */
function barOf(mask: Uint8Array, { w, h }: Box, longest: number): Int32Array | undefined {
  const gain = new Float32Array(w * h);
  for (let x = 0; x < w; x++)
    for (let y = 0; y < h; y++) {
      if (mask[y * w + x] === 0) continue;
      let end = y;
      while (end + 1 < h && mask[(end + 1) * w + x] !== 0) end++;
      const run = end - y + 1;
      // Where something touches the bar its run is longer; it goes on there all the same.
      if (run <= longest) gain[((y + end) >> 1) * w + x] = 1;
      else for (let v = y; v <= end; v++) gain[v * w + x] = 0.3;
      y = end;
    }
  const score = new Float32Array(w * h);
  const came = new Int8Array(w * h);
  for (let x = 0; x < w; x++)
    for (let y = 0; y < h; y++) {
      let best = 0;
      if (x > 0) {
        best = -1;
        for (let step = -STEEPEST; step <= STEEPEST; step++) {
          const from = y + step;
          if (from < 0 || from >= h) continue;
          const value = score[from * w + x - 1]! - 0.05 * Math.abs(step);
          if (value > best) [best, came[y * w + x]] = [value, step];
        }
      }
      score[y * w + x] = best + (gain[y * w + x] === 0 ? -0.5 : gain[y * w + x]!);
      if (score[y * w + x]! < 0) score[y * w + x] = 0;
    }
  let end = 0;
  for (let k = 0; k < score.length; k++) if (score[k]! > score[end]!) end = k;
  if (score[end]! < CUT.ofWidth * w) return undefined;
  const rows = new Int32Array(w).fill(-1);
  for (let x = end % w, y = Math.floor(end / w); x >= 0; x--) {
    if (score[y * w + x] === 0) break;
    rows[x] = y;
    y += came[y * w + x]!;
  }
  return rows;
}
