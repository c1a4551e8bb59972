// Layouts that no training draws: what the page model makes of documents of a new kind is measured on these.
import { pick } from '../../pen.js';
import { anyDate, anyInteger } from '../number-formats.js';
import { anyWord } from '../printing.js';
import {
  aWord,
  chance,
  isVisible,
  label,
  mark,
  number,
  printOf,
  range,
  rule,
  ruledBox,
  type Scene,
  stress,
  whole,
  word,
} from '../scene.js';
import { signature } from '../scribbling.js';
import { comb } from './comb-layouts.js';
import { cell, gridOf, ruleGrid } from './grid.js';

/** A month's calendar: a printed day in the corner of each square, a number or a word by hand in some. */
function calendar(scene: Scene): void {
  const { size, page, random } = scene;
  const side = size * range(scene, 2.2, 3.5);
  const capital = size * range(scene, 0.35, 0.6);
  const grid = gridOf(
    { ...scene, page: { ...page, y: page.y + capital * 3, h: page.h - capital * 3 } },
    0,
    side,
    side * range(scene, 0.7, 1),
    capital * 2,
  );
  const print = printOf(scene, capital);
  for (let row = 0; row < grid.ys.length - 1; row++) {
    for (let column = 0; column < grid.xs.length - 1; column++) {
      const area = cell(grid, row, column);
      if (!isVisible(scene, area)) continue;
      if (row === 0) {
        label(scene, anyWord(random).slice(0, 2), area, print, 0.5);
        continue;
      }
      label(scene, String(1 + ((row * 7 + column) % 31)), { ...area, x: area.x + 2, h: capital * 1.8 }, print);
      const low = { ...area, y: area.y + area.h * 0.3, h: area.h * 0.7 };
      const ticket = random();
      if (ticket < 0.35) number(scene, anyInteger(random, 1, 3), low, { row, column, table: 0 });
      else if (ticket < 0.5) word(scene, anyWord(random).slice(0, 4), low, size * 0.8, 0.5);
      else if (ticket < 0.55) mark(scene, low);
    }
  }
  ruleGrid(scene, grid, 'full');
}

/** A log of readings: dates, readings with decimals, initials; columns ruled unevenly. */
function meterLog(scene: Scene): void {
  const { size, page, random } = scene;
  const widths = [5.5, 5, 3, 4].map((width) => width * size * range(scene, 0.9, 1.4));
  const row = size * range(scene, 1.25, 1.9);
  const xs = [page.x + size * 0.3];
  for (const width of widths) xs.push(xs.at(-1)! + width);
  const ys = Array.from({ length: Math.max(2, Math.min(40, Math.floor(page.h / row))) }, (_, k) => page.y + k * row);
  const grid = { xs, ys };
  const print = printOf(scene, size * range(scene, 0.4, 0.7));
  const sign = pick(random, ['.', '/', '-']);
  const decimal = pick(random, ['.', ',']);
  let reading = whole(scene, 100, 90000);
  for (let line = 0; line < ys.length - 1; line++) {
    reading += whole(scene, 1, 400);
    for (let column = 0; column < 4; column++) {
      const area = cell(grid, line, column);
      const place = { row: line, column, table: 0, align: 0.3 };
      if (line === 0) label(scene, anyWord(random, true), area, print, 0.5);
      else if (column === 0) number(scene, anyDate(random, sign), area, place);
      else if (column === 1) number(scene, `${reading}${decimal}${whole(scene, 0, 9)}`, area, place);
      else if (column === 2) number(scene, anyInteger(random, 1, 3), area, place);
      else if (chance(scene, 0.7))
        signature(
          scene.on,
          scene.hand,
          random,
          { x: area.x + size * 0.3, y: area.y + row * 0.2, w: size * 1.8, h: row * 0.6 },
          scene.hand.pen * size,
        );
    }
  }
  ruleGrid(scene, grid, pick(random, ['full', 'columns', 'rows']));
}

/** The cover of an exam: a matriculation number in boxes, a table of tasks and points, a mark in a large box. */
function examCover(scene: Scene): void {
  const { size, page, random } = scene;
  const capital = size * range(scene, 0.4, 0.7);
  const print = printOf(scene, capital);
  label(scene, `${aWord(scene)} ${anyWord(random)}`, { ...page, h: capital * 3 }, printOf(scene, capital * 1.8), 0.5);
  let y = page.y + capital * 4;
  label(scene, anyWord(random, true), { x: page.x, y, w: size * 4, h: size * 1.6 }, print);
  comb(scene, anyInteger(random, 6, 8), page.x + size * 4.5, y, size * 1.1);
  y += size * 3;
  const tasks = Math.max(2, Math.min(8, Math.floor(page.w / (size * 2.2)) - 1));
  const xs = Array.from({ length: tasks + 2 }, (_, k) => page.x + (k === 0 ? 0 : size * 2 * k + size * 2));
  const grid = { xs, ys: [y, y + size * 1.5, y + size * 3, y + size * 4.8] };
  for (let column = 0; column <= tasks; column++) {
    label(scene, column === 0 ? anyWord(random, true) : String(column), cell(grid, 0, column), print, 0.5);
    label(scene, column === 0 ? anyWord(random, true) : String(whole(scene, 4, 30)), cell(grid, 1, column), print, 0.5);
    if (column === 0) label(scene, anyWord(random, true), cell(grid, 2, 0), print);
    else
      number(scene, `${whole(scene, 0, 20)}${chance(scene, 0.25) ? '.5' : ''}`, cell(grid, 2, column), {
        row: 2,
        column,
        table: 0,
      });
  }
  ruleGrid(scene, grid, 'full');
  const box = { x: page.x + size * range(scene, 2, 6), y: y + size * 6.5, w: size * 4, h: size * 2.6 };
  ruledBox(scene, box, 2);
  stress(
    scene,
    number(scene, `${whole(scene, 1, 5)}${pick(random, [',', '.'])}${pick(random, ['0', '3', '7'])}`, box, {
      height: size * 1.4,
    }),
    0.3,
  );
}

/** Sheets that were numbered line by line in print, each with a word and a number by hand on a dotted line. */
function stockList(scene: Scene): void {
  const { size, page, random } = scene;
  const pitch = size * range(scene, 1.4, 2);
  const print = printOf(scene, size * range(scene, 0.5, 0.9));
  const column = page.x + Math.min(page.w * 0.55, size * 9);
  for (let y = page.y, line = 1; y + pitch < page.y + page.h; y += pitch, line++) {
    if (!isVisible(scene, { ...page, y, h: pitch })) continue;
    label(scene, `${line}.`, { x: page.x, y, w: size * 2, h: pitch }, print);
    word(scene, aWord(scene), { x: page.x + size * 2.2, y, w: column - page.x - size * 3, h: pitch }, size * 0.9);
    for (let x = page.x + size * 2; x < column + size * 5; x += 5)
      rule(scene, x, y + pitch * 0.9, x + 1.5, y + pitch * 0.9);
    if (chance(scene, 0.85))
      number(scene, anyInteger(random, 1, 4), { x: column, y, w: size * 5, h: pitch }, { align: 0.2, spill: true });
  }
}

export const heldOutLayouts = { calendar, meterLog, examCover, stockList };
