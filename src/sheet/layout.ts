// What stands where on a sheet, in millimetres. Everything follows from the labels, how many boxes each has, and the
// size of the paper. The sheet's code carries these, so a photo alone tells what was to be written in every box.
import { OwnhandError } from '../error.js';
import { CELL_ROWS, codeLength, type PaperSize, type SheetPlan } from './code.js';

/** A place on a sheet, in millimetres, or in a picture, in pixels; from the top left. */
export interface Point {
  /** To the right. */
  readonly x: number;
  /** Downwards. */
  readonly y: number;
}

/** A box to write in. */
export interface SheetBox {
  /** The symbol to be written. */
  readonly label: string;
  /** The box's row, counted on the page from 1, from the top. */
  readonly row: number;
  /** The box's place in its row, counted from 1, from the left. */
  readonly column: number;
  /** Its left side. */
  readonly x: number;
  /** Its upper side. */
  readonly y: number;
}

/** What stands where on a sheet, in millimetres. */
export interface SheetLayout {
  /** What the layout follows from. */
  readonly plan: SheetPlan;
  /** The paper's width. */
  readonly width: number;
  /** The paper's height. */
  readonly height: number;
  /** Middles of the corner marks: top left, top right, bottom right, bottom left. */
  readonly cornerMarks: readonly [Point, Point, Point, Point];
  /** The boxes to write in, label by label. */
  readonly boxes: readonly SheetBox[];
  /** Side of a box. */
  readonly side: number;
  /** Where each label is printed: the left end, at half the height of its boxes. */
  readonly names: readonly (Point & { readonly label: string })[];
}

/** What a sheet is to be like. */
export interface SheetOptions {
  /** The size of the paper. Default: 'a4'. */
  readonly paper?: PaperSize;
  /** Boxes for each label, 1 to 255. Default: 10, or as many as there is room for. */
  readonly each?: number;
}

/** Paper in millimetres. */
const papers: Readonly<Record<PaperSize, { readonly width: number; readonly height: number }>> = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
};

// All lengths below are in millimetres.

/** No printer leaves more than this unprinted. */
const MARGIN = 10;
/** A corner mark's module. A mark is a square ring, a gap and a square, 1 : 1 : 3 : 1 : 1 modules, as in QR codes. */
export const MODULE = 1.5;
/** The side of a corner mark. */
export const CORNER_MARK = 7 * MODULE;
/** The side of a cell of the code, which stands beside the two left marks and is as high as they are. */
export const CELL = CORNER_MARK / CELL_ROWS;
/** Between a mark and the code. */
const CODE_GAP = 4;
/** From the paper's upper edge to the boxes: the marks and what to do. */
const HEAD = 44;
/** Between the boxes and the lower marks. */
const FOOT = 4;
/** Room for the label beside its boxes. */
const NAME = 9;
/** Between boxes there is room for strokes that run over. */
export const GAP = 3;
/** Between the boxes of a label and the next label beside them. */
const APART = 8;
/** Sides of boxes that are tried. */
const SIDES = { largest: 15, smallest: 11, step: 0.5 };
/** The most that is left between two rows of boxes. */
const ROOMIEST_ROW = 8;
/** How many boxes a label gets where nothing is asked for: from fewer than five samples no new symbol is learned. */
const EACH = [10, 9, 8, 7, 6, 5];

/**
 * Where the boxes of a sheet for these labels are. Throws OwnhandError 'usage' where a label cannot be or there is no
 * room.
 */
export function sheetLayout(labels: readonly string[], options: SheetOptions = {}): SheetLayout {
  const paper = options.paper ?? 'a4';
  checkSheetLabels(labels);
  if (options.each !== undefined && !(Number.isInteger(options.each) && options.each >= 1 && options.each <= 255))
    throw new OwnhandError('usage', 'each label has 1 to 255 boxes on a sheet');
  for (const each of options.each === undefined ? EACH : [options.each]) {
    const layout = arrange({ labels, paper, each });
    if (layout) return layout;
  }
  throw new OwnhandError(
    'usage',
    `${labels.length} labels with ${options.each ?? EACH.at(-1)} boxes each have no room on one page; ` +
      'make several sheets, each with some of the labels',
  );
}

function checkSheetLabels(labels: readonly string[]): void {
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
  const room = { width: width - 2 * MARGIN, height: height - MARGIN - CORNER_MARK - FOOT - HEAD };
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
    return { plan, width, height, cornerMarks: cornerMarksOf(plan.paper), boxes, side, names };
  }
  return undefined;
}

/** Middles of the corner marks of a paper, clockwise from the top left. */
export function cornerMarksOf(paper: PaperSize): SheetLayout['cornerMarks'] {
  const { width, height } = papers[paper];
  const near = MARGIN + CORNER_MARK / 2;
  return [
    { x: near, y: near },
    { x: width - near, y: near },
    { x: width - near, y: height - near },
    { x: near, y: height - near },
  ];
}

/** Columns of cells between two marks. */
export function codeColumns(paper: PaperSize): number {
  return Math.floor((papers[paper].width - 2 * (MARGIN + CORNER_MARK + CODE_GAP)) / CELL);
}

/**
 * The middle of a bit's cell. The code is there twice, at the top (0) and at the bottom (1), since a thumb may cover
 * one.
 */
export function cellAt(paper: PaperSize, copy: 0 | 1, bit: number): Point {
  const top = copy === 0 ? MARGIN : papers[paper].height - MARGIN - CORNER_MARK;
  return {
    x: MARGIN + CORNER_MARK + CODE_GAP + (Math.floor(bit / CELL_ROWS) + 0.5) * CELL,
    y: top + ((bit % CELL_ROWS) + 0.5) * CELL,
  };
}
