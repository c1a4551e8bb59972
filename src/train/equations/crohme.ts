// Handwritten expressions as strokes of a pen, one JSON object a line: `{ ui, writer, truth, symbols: [{ label,
// strokes: [[[x, y], …], …] }] }`. The truth says what stands where, the strokes where each symbol is; where a label
// occurs more than once, geometry tells which is which.
import type { Box } from '../../geometry/box.js';
import { layoutOfTruth, type TruthSymbol } from './layout-of-truth.js';

/** A symbol as it was written. */
export interface InkSymbol {
  /** As CROHME labels symbols. */
  readonly label: string;
  /** Points of each stroke, x and y by turns, in units of the tablet. */
  readonly strokes: readonly (readonly number[])[];
}

/** A written expression. */
export interface InkExpression {
  /** Who wrote it. */
  readonly writer: string;
  /** In the order of the truth. */
  readonly symbols: readonly InkSymbol[];
  /** What each hangs on, and how; places in `symbols`. */
  readonly layout: readonly Pick<TruthSymbol, 'parent' | 'relation'>[];
}

interface Line {
  readonly writer: string;
  readonly truth: string;
  readonly symbols: readonly { readonly label: string; readonly strokes: readonly (readonly number[])[][] }[];
}

/** The expression of a line; undefined where its truth and its symbols do not agree. */
export function parseExpression(json: string): InkExpression | undefined {
  const { writer, truth, symbols } = JSON.parse(json) as Line;
  const layout = layoutOfTruth(truth);
  if (!layout || layout.length !== symbols.length) return undefined;
  const written = symbols.map(({ label, strokes }) => ({ label, strokes: strokes.map((points) => points.flat()) }));
  const order = matched(layout, written);
  return order && { writer, symbols: order.map((k) => written[k]!), layout };
}

/** Width and height of strokes; a dot has neither. */
export function boxOfStrokes(strokes: readonly (readonly number[])[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of strokes)
    for (let k = 0; k < points.length; k += 2) {
      x0 = Math.min(x0, points[k]!);
      x1 = Math.max(x1, points[k]!);
      y0 = Math.min(y0, points[k + 1]!);
      y1 = Math.max(y1, points[k + 1]!);
    }
  return { x: x0, y: y0, w: x1 - x0, h: y1 - y0 };
}

/** For each symbol of the truth, which of the written ones it is. */
function matched(layout: readonly TruthSymbol[], written: readonly InkSymbol[]): number[] | undefined {
  const places = new Map<string, number[]>();
  for (const [k, { label }] of written.entries()) places.set(label, [...(places.get(label) ?? []), k]);
  const boxes = written.map(({ strokes }) => boxOfStrokes(strokes));
  const order: number[] = [];
  const byLabel = new Map<string, number[]>();
  for (const [k, { label }] of layout.entries()) byLabel.set(label, [...(byLabel.get(label) ?? []), k]);
  for (const [label, wanted] of byLabel) {
    const found = places.get(label);
    if (found?.length !== wanted.length) return undefined;
    found.sort((a, b) => boxes[a]!.x - boxes[b]!.x);
    for (const [k, place] of wanted.entries()) order[place] = found[k]!;
  }
  const cost = (): number => layout.reduce((sum, symbol, k) => sum + unlikely(symbol, k), 0);
  const unlikely = ({ parent, relation }: TruthSymbol, k: number): number =>
    parent < 0 ? 0 : oddness(boxes[order[parent]!]!, boxes[order[k]!]!, relation);
  let best = cost();
  for (let again = true; again; ) {
    again = false;
    for (const wanted of byLabel.values())
      for (let i = 0; i < wanted.length; i++)
        for (let j = i + 1; j < wanted.length; j++) {
          const [a, b] = [wanted[i]!, wanted[j]!];
          const swap = (): void => {
            const kept = order[a]!;
            order[a] = order[b]!;
            order[b] = kept;
          };
          swap();
          const now = cost();
          if (now < best - 1e-6) {
            best = now;
            again = true;
          } else swap();
        }
  }
  return order;
}

/** How far a box is from where its relation wants it: distances in units of the ink. */
function oddness(parent: Box, box: Box, relation: TruthSymbol['relation']): number {
  const [px, py] = [parent.x + parent.w / 2, parent.y + parent.h / 2];
  const [x, y] = [box.x + box.w / 2, box.y + box.h / 2];
  const over = (by: number): number => Math.max(0, by);
  switch (relation) {
    case 'right':
      return over(parent.x + parent.w - x) * 2 + Math.abs(box.x - parent.x - parent.w) * 0.3 + Math.abs(y - py) * 0.5;
    case 'above':
      return over(y - py) * 4 + Math.abs(py - y) * 0.2 + over(parent.x - x) + over(x - parent.x - parent.w);
    case 'below':
      return over(py - y) * 4 + Math.abs(py - y) * 0.2 + over(parent.x - x) + over(x - parent.x - parent.w);
    case 'super':
      return over(px - x) * 2 + over(y - py) * 2 + Math.abs(box.x - parent.x - parent.w) * 0.3 + Math.abs(y - py) * 0.2;
    case 'sub':
      return over(px - x) * 2 + over(py - y) * 2 + Math.abs(box.x - parent.x - parent.w) * 0.3 + Math.abs(y - py) * 0.2;
    case 'inside':
      return over(parent.x - x) * 2 + over(x - parent.x - parent.w) * 2 + over(Math.abs(y - py) - parent.h / 2) * 2;
  }
}

/** Which expressions a writer's are. */
export type WriterPart = 'train' | 'choose' | 'test';

/** Of ten writers one is kept for choosing and one for the last look. */
const PARTS = 10;

/** Tags that name nobody: what they stand for may be by anybody, so it is trained on. */
const NOBODY = new Set(['', 'Unknown']);

/** The part of a writer, by a hash of the tag (FNV-1a) and a seed. */
export function partOfWriter(writer: string, seed = 0): WriterPart {
  if (NOBODY.has(writer)) return 'train';
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of writer) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  const part = (hash >>> 0) % PARTS;
  return part === 0 ? 'test' : part === 1 ? 'choose' : 'train';
}

/** All expressions of a file's text whose truth and symbols agree. */
export const parseExpressions = (text: string): InkExpression[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => parseExpression(line) ?? []);
