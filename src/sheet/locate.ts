// Which sheet a photo shows, and how it lies there: four marks that a code can be read between, the right way up.
import { SPAN, ZERO } from '../page/contrast.js';
import type { PageImage, Plane } from '../page/image.js';
import { CELL_ROWS, decodePlan, type Paper, PLAN_START, startsPlan } from './code.js';
import { findMarks, type Mark, type MarkedPage } from './corner-marks.js';
import { type Homography, homography, project } from './homography.js';
import { arrange, CELL, cellAt, codeColumns, MARK, marksOf, type Point, type SheetLayout } from './layout.js';

/** A sheet that was found. */
export interface FoundSheet {
  readonly layout: SheetLayout;
  /** From millimetres of the sheet to pixels of the page, pixel centres at half-integers. */
  readonly toPage: Homography;
}

/** Why none was found. `none`: nothing looks like a sheet; `mark`: one corner mark of four is missing, near `at`; `code`: the marks are there. */
export type NoSheet = { readonly missing: 'none' | 'code' } | { readonly missing: 'mark'; readonly at: Point };

/** Finds the sheet on `page`, in any of four orientations and at any slant. */
export function locateSheet(page: PageImage): FoundSheet | NoSheet {
  const marked = findMarks(page);
  const { marks, factor } = marked;
  let framed = false;
  for (const four of choices(marks, 4)) {
    const corners = clockwise(four);
    if (!isFrame(corners)) continue;
    framed = true;
    for (const paper of ['a4', 'letter'] as const) {
      for (let turn = 0; turn < 4; turn++) {
        const turned = corners.map((_, k) => corners[(k + turn) % 4]!);
        const layout = readCode(marked, paper, turned);
        const onPage = turned.map(({ x, y }) => ({ x: x * factor, y: y * factor }));
        const toPage = layout && homography(layout.marks, onPage);
        if (layout && toPage) return { layout, toPage };
      }
    }
  }
  if (framed) return { missing: 'code' };
  return missingMark(marked) ?? { missing: 'none' };
}

/** Neighbouring marks are 16 to 27 of their sides apart on paper; a slant brings them closer in the picture. */
const APART = { least: 7, most: 40 };
/** How much smaller the far ones look. */
const SHRINKS = 2.2;

/** Whether four marks, clockwise, can be those of one sheet. */
function isFrame(marks: readonly Mark[]): boolean {
  const sizes = marks.map((mark) => mark.size);
  if (Math.max(...sizes) > SHRINKS * Math.min(...sizes)) return false;
  return marks.every((a, k) => {
    const b = marks[(k + 1) % 4]!;
    const c = marks[(k + 2) % 4]!;
    const turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    const sides = Math.hypot(a.x - b.x, a.y - b.y) / ((a.size + b.size) / 2);
    return turn > 0 && sides > APART.least && sides < APART.most;
  });
}

function clockwise(marks: readonly Mark[]): readonly Mark[] {
  const x = marks.reduce((sum, mark) => sum + mark.x, 0) / marks.length;
  const y = marks.reduce((sum, mark) => sum + mark.y, 0) / marks.length;
  const angle = (mark: Mark) => Math.atan2(mark.y - y, mark.x - x);
  return [...marks].sort((a, b) => angle(a) - angle(b));
}

/** The sheet that the code between these marks, clockwise from the top left one, tells of. */
function readCode({ contrast }: MarkedPage, paper: Paper, marks: readonly Mark[]): SheetLayout | undefined {
  const toPlane = homography(marksOf(paper), marks);
  if (!toPlane) return undefined;
  const dark = marksOf(paper).map((at) => meanAround(contrast, toPlane, at, MARK / 7));
  const threshold = (ZERO + dark.reduce((sum, v) => sum + v, 0) / 4) / 2;
  if (threshold < ZERO + 0.1 * SPAN) return undefined;
  const bit = (copy: 0 | 1, index: number, bend: Point): number => {
    const cell = cellAt(paper, copy, index);
    const [left, right] = [marksOf(paper)[0].x, marksOf(paper)[1].x];
    const arc = (4 * (cell.x - left) * (right - cell.x)) / (right - left) ** 2;
    const at = { x: cell.x + arc * bend.x, y: cell.y + arc * bend.y };
    return meanAround(contrast, toPlane, at, CELL / 4) > threshold ? 1 : 0;
  };
  for (const copy of [0, 1] as const) {
    // The first cells stand so near a mark that no bend matters: where they are wrong, this is no code.
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
/** How far, in millimetres, paper that is not flat can shift the middle between two marks, the smallest shifts first. */
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

/** Three marks that stand like those of a sheet: where the fourth should be. */
function missingMark({ marks, factor }: MarkedPage): NoSheet | undefined {
  for (const three of choices(marks, 3)) {
    for (const corner of three) {
      const [a, b] = three.filter((mark) => mark !== corner) as [Mark, Mark];
      const fourth = { x: a.x + b.x - corner.x, y: a.y + b.y - corner.y, size: (a.size + b.size) / 2 };
      const [da, db] = [Math.hypot(a.x - corner.x, a.y - corner.y), Math.hypot(b.x - corner.x, b.y - corner.y)];
      const cos = ((a.x - corner.x) * (b.x - corner.x) + (a.y - corner.y) * (b.y - corner.y)) / (da * db);
      if (Math.abs(cos) > 0.4 || !isFrame(clockwise([...three, fourth]))) continue;
      return { missing: 'mark', at: { x: fourth.x * factor, y: fourth.y * factor } };
    }
  }
  return undefined;
}

/** All ways to choose `count` of the list, those of its beginning first. */
function* choices<T>(list: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield [];
  else
    for (let last = count - 1; last < list.length; last++)
      for (const others of choices(list.slice(0, last), count - 1)) yield [...others, list[last]!];
}
