// Tables: ruled fully, by rows only or not at all; score cards dense with print; lists of marks; puzzles.
import { pick } from '../../pen.js';
import { icon, tint } from '../decoration.js';
import { FORMATS, type Format } from '../number-formats.js';
import { anyWord, type Print } from '../printing.js';
import {
  type Area,
  aWord,
  chance,
  isVisible,
  label,
  mark,
  number,
  printOf,
  range,
  type Scene,
  stress,
  whole,
  word,
} from '../scene.js';
import { strikeOut } from '../scribbling.js';
import { cell, gridOf, markCells, type Ruling, ruleGrid, unusedCells } from './grid.js';

/** Print for a cell, light on dark where the cell is filled with ink. */
function headerPrint(scene: Scene, capital: number, area: Area): Print {
  const print = printOf(scene, capital);
  if (!chance(scene, 0.15) || scene.dark) return print;
  tint(scene.on, () => 0.2, area.x, area.y, area.w, area.h, scene.paper * range(scene, 0.1, 0.4));
  return { ...print, ink: { ...print.ink, tone: scene.paper, opacity: 0.95 } };
}

const GRADES = [...'ABCDEFPSTWLMNRHKX', 'A+', 'B-', 'ok', 'ab', 'WH', 'no', 'ja'];

interface TableWay {
  /** Share of cells that hold a number, and a mark or a printed number instead. */
  readonly full: number;
  readonly marked: number;
  readonly printed: number;
  readonly labels: 'print' | 'hand' | 'none';
  readonly ruling: Ruling;
  readonly formats: readonly Format[];
  readonly row: number;
  readonly column: number;
  readonly first: number;
  readonly spill: boolean;
}

/** Draws a table as told, and its numbers with their rows and columns. */
function draw(scene: Scene, way: TableWay): void {
  const { size, random, on } = scene;
  const table = scene.tables++;
  const header = way.labels === 'none' || chance(scene, 0.25) ? 0 : way.row * range(scene, 0.7, 1.6);
  const grid = gridOf(scene, way.labels === 'none' ? 0 : way.first, way.column, way.row, header);
  const [rowCount, columnCount] = [grid.ys.length - 1, grid.xs.length - 1];
  const capital = Math.min(
    0.65 * way.row,
    size * (chance(scene, 0.3) ? range(scene, 0.85, 1.4) : range(scene, 0.3, 0.9)),
  );
  const zebra = chance(scene, 0.15) ? scene.paper * range(scene, 0.7, 0.93) : 0;
  const shaded = chance(scene, 0.2) ? whole(scene, 1, columnCount) : -1;
  const tone = scene.paper * range(scene, 0.55, 0.93);
  const everyday = printOf(scene, capital);
  const tiny = printOf(scene, Math.max(4, capital * range(scene, 0.4, 0.7)));
  const align = pick(random, [0.5, 0.5, range(scene, 0.1, 0.9), 1, 0.1]);
  // What a column's cells hold mostly fits into them; in some it is letters.
  const fits = (format: Format): boolean => format(random).length < way.column / (0.55 * size);
  const columns = grid.xs.map(() => {
    if (chance(scene, 0.07)) return undefined;
    const formats = [pick(random, way.formats), pick(random, way.formats), pick(random, FORMATS), FORMATS[2]!];
    return formats.find(fits) ?? FORMATS[0]!;
  });
  const unused = chance(scene, 0.18) ? unusedCells(scene, grid) : undefined;
  for (let row = 0; row < rowCount; row++) {
    const band = {
      x: grid.xs[0]!,
      y: grid.ys[row]!,
      w: grid.xs.at(-1)! - grid.xs[0]!,
      h: grid.ys[row + 1]! - grid.ys[row]!,
    };
    if (!isVisible(scene, band)) continue;
    if (zebra > 0 && row % 2) tint(on, () => 0.3, band.x, band.y, band.w, band.h, zebra);
    for (let column = 0; column < columnCount; column++) {
      const area = cell(grid, row, column);
      if (!isVisible(scene, area)) continue;
      if (column === shaded || (zebra === 0 && chance(scene, 0.01)))
        tint(on, random, area.x, area.y, area.w, area.h, tone);
      const inner = { x: area.x + 0.06 * area.w, y: area.y, w: area.w * 0.88, h: area.h };
      const isLabel = (header > 0 && row === 0) || (way.labels !== 'none' && column === 0);
      if (isLabel) {
        if (chance(scene, 0.1)) continue;
        const text =
          column === 0 && row > 0 && chance(scene, 0.2)
            ? `${row}${chance(scene, 0.5) ? '.' : ''}`
            : anyWord(random, true);
        if (way.labels === 'hand')
          word(scene, text, inner, size * range(scene, 0.6, 1), header > 0 && row === 0 ? 0.5 : 0);
        else if (row === 0) label(scene, text, inner, headerPrint(scene, capital, area), 0.5);
        else {
          if (chance(scene, 0.08))
            icon(
              on,
              random,
              inner.x + inner.w - capital * 1.5,
              inner.y + inner.h / 2 - capital,
              capital * 2,
              everyday.ink,
            );
          label(scene, text, inner, everyday, 0);
        }
        continue;
      }
      if (unused?.has(row, column)) continue;
      const ticket = random();
      if (chance(scene, way.printed * 0.4))
        label(
          scene,
          chance(scene, 0.6) ? String(whole(scene, 1, 50)) : anyWord(random, true),
          { ...inner, h: tiny.capital * 2 },
          tiny,
        );
      if (ticket < way.full) {
        const format = columns[column];
        if (!format) {
          word(scene, chance(scene, 0.6) ? pick(random, GRADES) : aWord(scene).slice(0, 4), inner, size * 0.9, 0.5);
          continue;
        }
        const at = number(scene, format(random), inner, { row, column, table, align, spill: way.spill });
        stress(scene, at, 0.015);
      } else if (ticket < way.full + way.marked) mark(scene, inner);
      else if (ticket < way.full + way.marked + way.printed) {
        const figures = chance(scene, 0.7) ? pick(random, way.formats)(random) : anyWord(random, true);
        label(scene, figures, inner, everyday, 0.5);
      }
    }
  }
  ruleGrid(scene, grid, way.ruling, chance(scene, 0.2) ? pick(random, [2, 3, 4, 5]) : 0);
  if (way.ruling === 'full') markCells(scene, grid);
  if (unused) strikeOut(on, scene.hand, random, unused.area, scene.hand.pen * size);
}

const RULINGS: readonly Ruling[] = ['full', 'full', 'full', 'rows', 'rows', 'columns', 'outside', 'none'];
const few = (scene: Scene, count: number): Format[] => Array.from({ length: count }, () => pick(scene.random, FORMATS));

function table(scene: Scene): void {
  const { size } = scene;
  draw(scene, {
    full: range(scene, 0.4, 1),
    marked: chance(scene, 0.5) ? range(scene, 0, 0.2) : 0,
    printed: chance(scene, 0.3) ? range(scene, 0, 0.4) : 0,
    labels: pick(scene.random, ['print', 'print', 'hand', 'none', 'none']),
    ruling: pick(scene.random, RULINGS),
    formats: few(scene, 3),
    row: size * range(scene, 1.05, 2.4),
    column: size * range(scene, 1.3, 5),
    first: size * range(scene, 2, 7),
    spill: chance(scene, 0.3),
  });
}

/** Small cells one beside the other, filled to the walls, printed labels, little figures in corners. */
function scoreCard(scene: Scene): void {
  const { size, page, random } = scene;
  const capital = size * range(scene, 0.35, 1.1);
  if (chance(scene, 0.5)) {
    const head = { x: page.x, y: page.y, w: page.w, h: capital * 2.4 };
    label(scene, `${aWord(scene)} ${aWord(scene)}`, head, printOf(scene, capital * range(scene, 0.9, 2)), random());
    if (chance(scene, 0.5))
      icon(scene.on, random, page.x + page.w * random(), page.y, capital * 2, printOf(scene, 8).ink);
  }
  draw(
    { ...scene, page: { ...page, y: page.y + capital * 2.6, h: page.h - capital * 2.6 } },
    {
      full: range(scene, 0.3, 0.95),
      marked: range(scene, 0, 0.2),
      printed: range(scene, 0, 0.5),
      labels: chance(scene, 0.9) ? 'print' : 'none',
      ruling: chance(scene, 0.9) ? 'full' : 'rows',
      formats: chance(scene, 0.7) ? FORMATS.slice(0, 4) : few(scene, 2),
      row: size * range(scene, 0.95, 1.5),
      column: size * range(scene, 1, 2.4),
      first: size * range(scene, 2.5, 8),
      spill: chance(scene, 0.5),
    },
  );
}

/** Names by hand or in print, with a mark or two beside each. */
function marks(scene: Scene): void {
  const { size } = scene;
  draw(scene, {
    full: range(scene, 0.7, 1),
    marked: range(scene, 0, 0.25),
    printed: 0,
    labels: chance(scene, 0.7) ? 'hand' : 'print',
    ruling: pick(scene.random, ['full', 'full', 'rows', 'none']),
    formats: [FORMATS[8]!, FORMATS[1]!, FORMATS[7]!, FORMATS[9]!].slice(whole(scene, 0, 2)),
    row: size * range(scene, 1.1, 1.9),
    column: size * range(scene, 1.8, 4.5),
    first: size * range(scene, 4, 12),
    spill: chance(scene, 0.5),
  });
}

/** Squares with one digit each, some printed, some by hand, every third wall heavy. */
function puzzle(scene: Scene): void {
  const { size, random } = scene;
  const side = size * range(scene, 1.15, 2);
  const { xs, ys } = gridOf(scene, 0, side, side, 0);
  const grid = { xs: xs.slice(0, 10), ys: ys.slice(0, 10) };
  const table = scene.tables++;
  const print = printOf(scene, size * range(scene, 0.6, 1));
  const [byHand, inPrint] = [range(scene, 0.15, 0.9), chance(scene, 0.6) ? range(scene, 0.1, 0.45) : 0];
  for (let row = 0; row < grid.ys.length - 1; row++) {
    for (let column = 0; column < grid.xs.length - 1; column++) {
      const ticket = random();
      const text = String(whole(scene, 1, 9));
      const area = cell(grid, row, column);
      if (ticket < inPrint) label(scene, text, area, print, 0.5);
      else if (ticket < inPrint + byHand * (1 - inPrint)) number(scene, text, area, { row, column, table });
    }
  }
  ruleGrid(scene, grid, 'full', 3);
  markCells(scene, grid);
}

export const tableLayouts = { table, scoreCard, marks, puzzle };
