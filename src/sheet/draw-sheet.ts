// A sheet as a list of simple shapes, which the SVG and the PDF both draw, so that the two cannot differ.
import { encodePlan } from './code.js';
import { CELL, CORNER_MARK, cellAt, MODULE, type SheetLayout } from './layout.js';

/** A shape on a sheet, in millimetres from the top left. Grey goes from 0, black, to 1, white. */
export type Shape =
  | { readonly kind: 'fill'; readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  | { readonly kind: 'frame'; readonly x: number; readonly y: number; readonly side: number }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** The baseline. */
      readonly y: number;
      readonly size: number;
      readonly grey: number;
      readonly bold: boolean;
      readonly text: string;
    };

/** Boxes are printed so lightly that any pen is darker, and dark enough for a camera to see. */
export const FRAME = { grey: 0.7, width: 0.3 };

/** Sizes of labels of none, one, two, and three or more characters, in millimetres. */
const NAME_SIZES = [6, 6, 3.6, 2.6];
/** From a baseline to half the height of capitals, as a share of the letters' size. */
const HALF_CAPITAL = 0.36;

const TITLE = 'Your handwriting, for ownhand';
const WHAT_TO_DO = [
  'Write the symbol on the left once into each box of its row, the way you always write it. Boxes may stay empty;',
  'one gone wrong is left out if you black it out. Then photograph the whole page, all four corner marks in view,' +
    ' and run',
];
const COMMAND = 'ownhand learn photo.jpg';

/** All that is printed on a sheet. */
export function drawSheet(layout: SheetLayout): readonly Shape[] {
  return [
    ...layout.cornerMarks.flatMap(({ x, y }) => cornerMark(x - CORNER_MARK / 2, y - CORNER_MARK / 2)),
    ...([0, 1] as const).flatMap((copy) => code(layout, copy)),
    ...heading(layout.cornerMarks[0].x - CORNER_MARK / 2),
    ...layout.names.map(({ label, x, y }): Shape => {
      const size = NAME_SIZES[Math.min([...label].length, NAME_SIZES.length - 1)]!;
      return { kind: 'text', x, y: y + HALF_CAPITAL * size, size, grey: 0.35, bold: false, text: label };
    }),
    ...layout.boxes.map(({ x, y }): Shape => ({ kind: 'frame', x, y, side: layout.side })),
  ];
}

function cornerMark(x: number, y: number): Shape[] {
  const bar = (dx: number, dy: number, w: number, h: number): Shape => ({
    kind: 'fill',
    x: x + dx * MODULE,
    y: y + dy * MODULE,
    w: w * MODULE,
    h: h * MODULE,
  });
  return [bar(0, 0, 7, 1), bar(0, 6, 7, 1), bar(0, 1, 1, 5), bar(6, 1, 1, 5), bar(2, 2, 3, 3)];
}

/** The code. Cells below one another are one shape, so that no hair-thin gaps show between them. */
function code({ plan }: SheetLayout, copy: 0 | 1): Shape[] {
  const bits = encodePlan(plan);
  const shapes: Shape[] = [];
  for (let bit = 0; bit < bits.length; bit++) {
    if (bits[bit] === 0) continue;
    const { x, y } = cellAt(plan.paper, copy, bit);
    const last = shapes.at(-1);
    const below =
      last?.kind === 'fill' &&
      Math.abs(last.x - (x - CELL / 2)) < 1e-6 &&
      Math.abs(last.y + last.h - (y - CELL / 2)) < 1e-6;
    if (below) shapes[shapes.length - 1] = { ...last, h: last.h + CELL };
    else shapes.push({ kind: 'fill', x: x - CELL / 2, y: y - CELL / 2, w: CELL, h: CELL });
  }
  return shapes;
}

function heading(x: number): Shape[] {
  const text = { kind: 'text', x, grey: 0, bold: false } as const;
  return [
    { ...text, y: 27.6, size: 5, bold: true, text: TITLE },
    ...WHAT_TO_DO.map((line, i): Shape => ({ ...text, y: 33 + 4.2 * i, size: 3.4, grey: 0.2, text: line })),
    { ...text, y: 41.4, size: 3.4, bold: true, text: COMMAND },
  ];
}
