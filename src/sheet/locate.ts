// Which sheet a photo shows, and how it lies there. Four corner marks are a sheet's where a code can be read between
// them.
import { SPAN, ZERO } from '../page/contrast.js';
import type { PageImage, Plane } from '../page/image.js';
import { CELL_ROWS, decodePlan, type PaperSize, PLAN_START, startsPlan } from './code.js';
import { type CornerMark, findCornerMarks, type MarkedPage } from './corner-marks.js';
import { type Homography, homography, project } from './homography.js';
import {
  arrange,
  CELL,
  CORNER_MARK,
  cellAt,
  codeColumns,
  cornerMarksOf,
  type Point,
  type SheetLayout,
} from './layout.js';

/** A sheet that was found. */
export interface FoundSheet {
  /** What stands where on it. */
  readonly layout: SheetLayout;
  /** From millimetres of the sheet to pixels of the page, pixel centres at half-integers. */
  readonly toPage: Homography;
}

/**
 * Why no sheet was found. `none`: nothing looks like one. `mark`: one corner mark of four is missing, near `at`, in
 * pixels of the page, or two are, where an edge is cut off. `code`: the marks are there, but no code can be read
 * between them.
 */
export type NoSheet =
  | { readonly missing: 'none' | 'code' }
  | { readonly missing: 'mark'; readonly at: Point; readonly andAt?: Point };

/** Finds the sheet on `page`, in any of four orientations and at any slant. */
export function locateSheet(page: PageImage): FoundSheet | NoSheet {
  const marked = findCornerMarks(page);
  const { cornerMarks, factor } = marked;
  let framed = false;
  for (const four of choices(cornerMarks, 4)) {
    const corners = clockwise(four);
    if (!isFrame(corners)) continue;
    framed = true;
    for (const paper of ['a4', 'letter'] as const) {
      for (let turn = 0; turn < 4; turn++) {
        const turned = corners.map((_, k) => corners[(k + turn) % 4]!);
        const layout = readCode(marked, paper, turned);
        const onPage = turned.map(({ x, y }) => ({ x: x * factor, y: y * factor }));
        const toPage = layout && homography(layout.cornerMarks, onPage);
        if (layout && toPage) return { layout, toPage };
      }
    }
  }
  if (framed) return { missing: 'code' };
  return missingMark(marked) ?? missingEdge(marked) ?? { missing: 'none' };
}

/**
 * The distance of neighbouring marks, in sides of a mark: 16 to 27 on paper, and less in a picture taken at a slant.
 */
const APART = { least: 7, most: 40 };
/** How many times smaller the far marks may look. */
const MOST_SHRINKING = 2.2;

/** Whether four marks, clockwise, can be those of one sheet. */
function isFrame(marks: readonly CornerMark[]): boolean {
  const sizes = marks.map((mark) => mark.size);
  if (Math.max(...sizes) > MOST_SHRINKING * Math.min(...sizes)) return false;
  return marks.every((a, k) => {
    const b = marks[(k + 1) % 4]!;
    const c = marks[(k + 2) % 4]!;
    const turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    const sides = Math.hypot(a.x - b.x, a.y - b.y) / ((a.size + b.size) / 2);
    return turn > 0 && sides > APART.least && sides < APART.most;
  });
}

/** The marks, clockwise around their centre. */
function clockwise(marks: readonly CornerMark[]): readonly CornerMark[] {
  const x = marks.reduce((sum, mark) => sum + mark.x, 0) / marks.length;
  const y = marks.reduce((sum, mark) => sum + mark.y, 0) / marks.length;
  const angle = (mark: CornerMark) => Math.atan2(mark.y - y, mark.x - x);
  return [...marks].sort((a, b) => angle(a) - angle(b));
}

/** The sheet that the code between these marks describes. The marks stand clockwise, the top left one first. */
function readCode({ contrast }: MarkedPage, paper: PaperSize, marks: readonly CornerMark[]): SheetLayout | undefined {
  const toPlane = homography(cornerMarksOf(paper), marks);
  if (!toPlane) return undefined;
  const dark = cornerMarksOf(paper).map((at) => meanAround(contrast, toPlane, at, CORNER_MARK / 7));
  const threshold = (ZERO + dark.reduce((sum, v) => sum + v, 0) / 4) / 2;
  if (threshold < ZERO + 0.1 * SPAN) return undefined;
  const bit = (copy: 0 | 1, index: number, bend: Point): number => {
    const cell = cellAt(paper, copy, index);
    const [left, right] = [cornerMarksOf(paper)[0].x, cornerMarksOf(paper)[1].x];
    const arc = (4 * (cell.x - left) * (right - cell.x)) / (right - left) ** 2;
    const at = { x: cell.x + arc * bend.x, y: cell.y + arc * bend.y };
    return meanAround(contrast, toPlane, at, CELL / 4) > threshold ? 1 : 0;
  };
  for (const copy of [0, 1] as const) {
    // The first cells stand so near a mark that no bend matters. Where they are wrong, this is no code.
    if (!startsPlan(Uint8Array.from({ length: PLAN_START }, (_, i) => bit(copy, i, flat)))) continue;
    for (const bend of bends) {
      const plan = decodePlan(
        Uint8Array.from({ length: codeColumns(paper) * CELL_ROWS }, (_, i) => bit(copy, i, bend)),
      );
      const layout = plan?.paper === paper ? arrange(plan) : undefined;
      if (layout) return layout;
    }
  }
  return undefined;
}

const flat: Point = { x: 0, y: 0 };
/** How far, in millimetres, bent paper may shift the middle between two marks, the smallest shifts first. */
const bends: readonly Point[] = [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3]
  .flatMap((y) => [-1.5, -1, -0.5, 0, 0.5, 1, 1.5].map((x) => ({ x, y })))
  .sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

/** Mean of nine places at and around a point of the sheet, `reach` millimetres apart. */
function meanAround(plane: Plane, toPlane: Homography, { x, y }: Point, reach: number): number {
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const at = project(toPlane, { x: x + dx * reach, y: y + dy * reach });
      const [u, v] = [Math.floor(at.x), Math.floor(at.y)];
      if (u >= 0 && v >= 0 && u < plane.width && v < plane.height) sum += plane.data[v * plane.width + u]!;
      else sum += ZERO;
    }
  }
  return sum / 9;
}

/** The largest cosine of the angle between two edges that meet, in a picture taken at a slant. */
const MOST_SLANT = 0.5;

/** Where the fourth mark should be, if three marks stand like those of a sheet. */
function missingMark({ cornerMarks, factor }: MarkedPage): NoSheet | undefined {
  for (const three of choices(cornerMarks, 3)) {
    for (const corner of three) {
      const [a, b] = three.filter((mark) => mark !== corner) as [CornerMark, CornerMark];
      const fourth = { x: a.x + b.x - corner.x, y: a.y + b.y - corner.y, size: (a.size + b.size) / 2 };
      const [da, db] = [Math.hypot(a.x - corner.x, a.y - corner.y), Math.hypot(b.x - corner.x, b.y - corner.y)];
      const cos = ((a.x - corner.x) * (b.x - corner.x) + (a.y - corner.y) * (b.y - corner.y)) / (da * db);
      if (Math.abs(cos) > MOST_SLANT || !isFrame(clockwise([...three, fourth]))) continue;
      return { missing: 'mark', at: { x: fourth.x * factor, y: fourth.y * factor } };
    }
  }
  return undefined;
}

/** When two marks alone are those of one edge of a sheet. Set by eye. */
const EDGE = {
  /** How much their distance may differ from that on paper, as a share of it. */
  slack: 0.16,
  /** How many times larger one may be than the other. */
  growth: 1.35,
  /** How near to the picture's rim the others would stand at most, in sides of a mark; they may be beyond it. */
  rim: 2.5,
} as const;

/** Where the other two marks should be, if two stand like those of an edge and the picture ends before the others. */
function missingEdge({ cornerMarks, factor, contrast: { width, height } }: MarkedPage): NoSheet | undefined {
  for (const [a, b] of choices(cornerMarks, 2) as Generator<readonly [CornerMark, CornerMark]>) {
    if (Math.max(a.size, b.size) > EDGE.growth * Math.min(a.size, b.size)) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const apart = Math.hypot(dx, dy) / ((a.size + b.size) / 2);
    for (const [own, across] of edgesOfPaper) {
      if (Math.abs(apart / own - 1) > EDGE.slack) continue;
      // The sheet lies on the side of the edge where the picture's middle is.
      const side = Math.sign(dx * (height / 2 - a.y) - dy * (width / 2 - a.x));
      const k = (side * across) / own;
      const others = [a, b].map(({ x, y, size }) => ({ x: x - k * dy, y: y + k * dx, size }));
      if (!others.every(({ x, y, size }) => Math.min(x, y, width - x, height - y) < EDGE.rim * size)) continue;
      const [at, andAt] = others.map(({ x, y }) => ({ x: x * factor, y: y * factor }));
      return { missing: 'mark', at: at!, andAt: andAt! };
    }
  }
  return undefined;
}

/** How far apart marks are along an edge and across to the opposite one, in sides of a mark, by edge and paper. */
const edgesOfPaper: readonly (readonly [number, number])[] = (['a4', 'letter'] as const).flatMap((paper) => {
  const [first, second, third] = cornerMarksOf(paper);
  const [w, h] = [(second.x - first.x) / CORNER_MARK, (third.y - second.y) / CORNER_MARK];
  return [
    [w, h],
    [h, w],
  ] as const;
});

/** All ways to choose `count` of the list; choices from the list's beginning come first. */
function* choices<T>(list: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield [];
  else
    for (let last = count - 1; last < list.length; last++)
      for (const others of choices(list.slice(0, last), count - 1)) yield [...others, list[last]!];
}
