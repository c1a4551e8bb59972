// What stands where on a sheet. Everything follows from the labels, how many boxes each has, and the paper, which the
// sheet's own code carries; so a photo alone is enough to know what was to be written in every box. All in millimetres.
import { OwnhandError } from '../error.js';
import { CELL_ROWS, codeLength, type Paper, type SheetPlan } from './code.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box to write in. */
export interface SheetBox {
  readonly label: string;
  /** Counted on the page from 1: from the top, and from the left. */
  readonly row: number;
  readonly column: number;
  /** Top left corner. */
  readonly x: number;
  readonly y: number;
}

export interface SheetLayout {
  readonly plan: SheetPlan;
  readonly width: number;
  readonly height: number;
  /** Middles of the corner marks: top left, top right, bottom right, bottom left. */
  readonly marks: readonly [Point, Point, Point, Point];
  readonly boxes: readonly SheetBox[];
  /** Side of a box. */
  readonly side: number;
  /** Where each label is printed: the left end, at half the height of its boxes. */
  readonly names: readonly (Point & { readonly label: string })[];
}

export interface SheetOptions {
  /** Default: 'a4'. */
  readonly paper?: Paper;
  /** Boxes for each label, 1 to 255. Default: 10, or as many as there is room for. */
  readonly each?: number;
}

/** Sizes of papers. */
const papers: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
};

/** No printer leaves more than this unprinted. */
const MARGIN = 10;
/** Corner marks: a square ring, a gap and a square, 1 : 1 : 3 : 1 : 1 modules (as in QR codes). */
export const MODULE = 1.5;
export const MARK = 7 * MODULE;
/** The code's cells stand beside the two left marks, as high as these. */
export const CELL = MARK / CELL_ROWS;
const CODE_GAP = 4;
/** Above the boxes: the marks, then what to do. */
const HEAD = 44;
const FOOT = 4;
/** Room for the label beside its boxes. */
const NAME = 9;
/** Between boxes there is room for strokes that run over. */
export const GAP = 3;
/** Between the boxes of a label and the next label beside them. */
const APART = 8;
const SIDES = { largest: 15, smallest: 11, step: 0.5 };
const ROOMIEST_ROW = 8;
/** What is tried where nothing is asked for: below five samples a new symbol is not learned. */
const EACH = [10, 9, 8, 7, 6, 5];

/** Where the boxes of a sheet for these labels are. Throws OwnhandError 'usage' where a label cannot be or there is no room. */
export function sheetLayout(labels: readonly string[], options: SheetOptions = {}): SheetLayout {
  const paper = options.paper ?? 'a4';
  checkLabels(labels);
  if (options.each !== undefined && !(Number.isInteger(options.each) && options.each >= 1 && options.each <= 255))
    throw new OwnhandError('usage', 'each label has 1 to 255 boxes on a sheet');
  for (const each of options.each === undefined ? EACH : [options.each]) {
    const layout = arrange({ labels, paper, each });
    if (layout) return layout;
  }
  throw new OwnhandError(
    'usage',
    `${labels.length} labels with ${options.each ?? EACH.at(-1)} boxes each have no room on one page; make several sheets, each with some of the labels`,
  );
}

function checkLabels(labels: readonly string[]): void {
  if (labels.length === 0) throw new OwnhandError('usage', 'a sheet needs at least one label');
  for (const [i, label] of labels.entries()) {
    if (label === '' || /[\s\p{C}]/u.test(label))
      throw new OwnhandError('usage', 'a label is one or more visible characters');
    if (labels.indexOf(label) < i) throw new OwnhandError('usage', `the label ${label} is there twice`);
  }
}

/** The layout of a plan, with the largest boxes that fit; undefined where none do or the code has no room. */
export function arrange(plan: SheetPlan): SheetLayout | undefined {
  const { width, height } = papers[plan.paper];
  const count = plan.labels.length;
  const columns = Math.ceil(codeLength(plan) / CELL_ROWS);
  if (columns > codeColumns(plan.paper)) return undefined;
  const room = { width: width - 2 * MARGIN, height: height - MARGIN - MARK - FOOT - HEAD };
  for (let side = SIDES.largest; side >= SIDES.smallest; side -= SIDES.step) {
    const most = Math.floor((room.width - NAME + GAP) / (side + GAP));
    const linesEach = Math.ceil(plan.each / most);
    const across = Math.ceil(plan.each / linesEach);
    const block = NAME + across * (side + GAP) - GAP + APART;
    const abreast = linesEach > 1 ? 1 : Math.min(count, Math.floor((room.width + APART) / block));
    const rows = Math.ceil(count / abreast) * linesEach;
    const pitch = Math.min((room.height + GAP) / rows, side + ROOMIEST_ROW);
    if (pitch < side + GAP) continue;

    const left = MARGIN + (room.width + APART - abreast * block) / 2;
    const boxes: SheetBox[] = [];
    const names: (Point & { label: string })[] = [];
    for (const [i, label] of plan.labels.entries()) {
      // Down the first column of blocks, then down the next: people look for a symbol's successor below it.
      const deep = Math.ceil(count / abreast);
      const [line, nth] = [(i % deep) * linesEach, Math.floor(i / deep)];
      names.push({ label, x: left + nth * block, y: HEAD + line * pitch + side / 2 });
      for (let k = 0; k < plan.each; k++) {
        const column = k % across;
        const row = line + Math.floor(k / across);
        boxes.push({
          label,
          row: row + 1,
          column: nth * across + column + 1,
          x: left + nth * block + NAME + column * (side + GAP),
          y: HEAD + row * pitch,
        });
      }
    }
    return { plan, width, height, marks: marksOf(plan.paper), boxes, side, names };
  }
  return undefined;
}

/** Middles of the corner marks of a paper, clockwise from the top left. */
export function marksOf(paper: Paper): SheetLayout['marks'] {
  const { width, height } = papers[paper];
  const near = MARGIN + MARK / 2;
  return [
    { x: near, y: near },
    { x: width - near, y: near },
    { x: width - near, y: height - near },
    { x: near, y: height - near },
  ];
}

/** Columns of cells between two marks. */
export function codeColumns(paper: Paper): number {
  return Math.floor((papers[paper].width - 2 * (MARGIN + MARK + CODE_GAP)) / CELL);
}

/** The middle of a bit's cell. The code is there twice, at the top (0) and at the bottom (1), since a thumb may cover one. */
export function cellAt(paper: Paper, copy: 0 | 1, bit: number): Point {
  const top = copy === 0 ? MARGIN : papers[paper].height - MARGIN - MARK;
  return {
    x: MARGIN + MARK + CODE_GAP + (Math.floor(bit / CELL_ROWS) + 0.5) * CELL,
    y: top + ((bit % CELL_ROWS) + 0.5) * CELL,
  };
}
