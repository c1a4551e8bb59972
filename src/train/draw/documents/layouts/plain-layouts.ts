// Writing on plain paper, in notebooks and on boards: lists of numbers, sums, single numbers, numbers beside words.
import { pick } from '../../pen.js';
import { anyDate, anyInteger, FORMATS } from '../number-formats.js';
import {
  type Area,
  aWord,
  chance,
  crossedOut,
  isVisible,
  mark,
  number,
  range,
  rule,
  type Scene,
  stress,
  whole,
  word,
} from '../scene.js';
import { doodle, drawn, signature } from '../scribbling.js';

/** Rows of a page: where each stands, from its top down. */
function* rows({ page }: Scene, pitch: number, from = page.y): Generator<Area> {
  for (let y = from; y + pitch <= page.y + page.h; y += pitch) yield { x: page.x, y, w: page.w, h: pitch };
}

/** Ruling of a notebook over the whole page: lines, squares, dots, with a margin. Returns its pitch. */
function ruling(scene: Scene): number {
  const { size, page, on } = scene;
  const pitch = size * range(scene, 1.15, 2.2);
  const way = scene.random();
  const first = page.y + pitch * range(scene, 0.5, 2);
  if (way < 0.5) for (let y = first; y < page.y + page.h; y += pitch) rule(scene, page.x, y, page.x + page.w, y);
  else if (way < 0.85) {
    const side = pitch / pick(scene.random, [1, 1, 2, 2, 3]);
    for (let y = page.y; y < page.y + page.h; y += side) rule(scene, page.x, y, page.x + page.w, y);
    for (let x = page.x; x < page.x + page.w; x += side) rule(scene, x, page.y, x, page.y + page.h);
  } else {
    const side = pitch / pick(scene.random, [1, 2]);
    const dot = Math.max(1, scene.ruler.width);
    for (let y = Math.max(page.y, page.y % side); y < Math.min(on.height, page.y + page.h); y += side) {
      for (let x = Math.max(page.x, page.x % side); x < Math.min(on.width, page.x + page.w); x += side)
        rule(scene, x, y, x + dot, y);
    }
  }
  if (chance(scene, 0.35)) {
    const x = page.x + page.w * range(scene, 0.05, 0.3);
    rule(scene, x, page.y, x, page.y + page.h, range(scene, 0.8, 1.6));
    if (chance(scene, 0.2)) rule(scene, x + 3, page.y, x + 3, page.y + page.h);
  }
  return pitch;
}

/** Numbers side by side in a row, as far as it reaches. */
function numbersIn(scene: Scene, area: Area, gap: number, format = pick(scene.random, FORMATS)): void {
  // Numbers stand farther apart than their digits do.
  const apart = Math.max(gap, scene.hand.spacing + 0.5);
  let x = area.x + range(scene, 0, apart * scene.size);
  for (let k = whole(scene, 1, 12); k > 0 && x < area.x + area.w - scene.size; k--) {
    const text = chance(scene, 0.15) ? pick(scene.random, FORMATS)(scene.random) : format(scene.random);
    const room = { x, y: area.y, w: area.x + area.w - x, h: area.h };
    if (chance(scene, 0.02)) {
      crossedOut(scene, { ...room, w: scene.size * 3 });
      x += scene.size * (3 + apart);
      continue;
    }
    const width = text.length * scene.size * 0.85;
    if (x + width > area.x + area.w && scene.page.w > 3 * scene.size) break;
    const at = number(scene, text, room, { align: 0, spill: true });
    stress(scene, at, 0.04);
    x = at.x + at.w + scene.size * apart * range(scene, 0.9, 1.4);
  }
}

/** Ruling that leans against the writing and runs through it. */
function leaningRules(scene: Scene): void {
  const { page, size } = scene;
  const slope = range(scene, -0.6, 0.6);
  const pitch = size * range(scene, 0.8, 3);
  const rise = slope * page.w;
  for (let y = page.y - Math.max(0, rise); y < page.y + page.h - Math.min(0, rise); y += pitch)
    rule(scene, page.x, y, page.x + page.w, y + rise);
}

function lines(scene: Scene): void {
  if (chance(scene, 0.12)) leaningRules(scene);
  const pitch = scene.size * range(scene, 1.2, 2.6);
  const gap = chance(scene, 0.3) ? range(scene, 0.6, 1) : range(scene, 0.9, 4);
  const format = pick(scene.random, FORMATS);
  for (const row of rows(scene, pitch))
    if (!chance(scene, 0.1) && isVisible(scene, row)) numbersIn(scene, row, gap, format);
}

function notebook(scene: Scene): void {
  const pitch = ruling(scene);
  const gap = range(scene, 0.8, 4);
  // Some write on the lines, some between or across them.
  const off = chance(scene, 0.6) ? 0.1 * pitch : range(scene, 0, pitch);
  for (const row of rows(scene, pitch, scene.page.y + off)) {
    if (chance(scene, 0.25) || !isVisible(scene, row)) continue;
    if (chance(scene, 0.15)) word(scene, aWord(scene), { ...row, x: row.x + range(scene, 0, row.w / 2) });
    else numbersIn(scene, row, gap);
  }
}

/** One digit of a series in each row or column, or all ten of them in a row: how people show their hand. */
function digitsApart(scene: Scene): void {
  const pitch = scene.size * range(scene, 1.3, 2.8);
  const step = scene.size * range(scene, 1.6, 3.2);
  const same = chance(scene, 0.4);
  for (const row of rows(scene, pitch)) {
    if (!isVisible(scene, row)) continue;
    let digit = whole(scene, 0, 9);
    for (let x = row.x + step * 0.3; x + step < row.x + row.w; x += step * range(scene, 0.9, 1.1)) {
      number(scene, String(digit), { ...row, x, w: step }, { spill: true });
      if (!same) digit = chance(scene, 0.7) ? (digit + 1) % 10 : whole(scene, 0, 9);
    }
  }
}

/** Two or three numbers with signs between them that belong to none: 35 × 2 + 1 =. */
function equation(scene: Scene, { x, y, w, h }: Area, height = scene.size): void {
  const { random } = scene;
  let right = x;
  for (let k = whole(scene, 2, 3); k > 0; k--) {
    const text = anyInteger(random, 1, 3);
    let at = number(scene, text, { x: right, y, w, h }, { height, align: 0, spill: true });
    right = at.x + at.w + height * range(scene, 0.2, 0.6);
    const sign = k === 1 ? '=' : pick(random, ['+', '×', '÷', '=']);
    if (k === 1 && chance(scene, 0.3)) return;
    at = number(scene, sign, { x: right, y, w: height, h }, { height, align: 0, spill: true });
    right = at.x + at.w + height * range(scene, 0.2, 0.6);
  }
}

/** Additions in columns with a line below, and equations in a row. */
function sums(scene: Scene): void {
  const { size, page, random } = scene;
  if (chance(scene, 0.3)) ruling(scene);
  const pitch = size * range(scene, 1.2, 1.8);
  const width = size * range(scene, 3.5, 7);
  for (let y = page.y; y < page.y + page.h; ) {
    const count = whole(scene, 2, 5);
    for (let x = page.x; x + width < page.x + page.w; x += width * range(scene, 1.1, 1.6)) {
      if (!isVisible(scene, { x, y, w: width, h: pitch * (count + 2) })) continue;
      if (chance(scene, 0.45)) {
        equation(scene, { x, y, w: width, h: pitch });
        continue;
      }
      for (let k = 0; k < count; k++)
        number(scene, anyInteger(random, 1, 4), { x, y: y + k * pitch, w: width, h: pitch }, { align: 1, spill: true });
      const bar = y + count * pitch + 0.1 * size;
      drawn(
        scene.on,
        scene.hand,
        random,
        [[x, bar, x + width * 1.05, bar + range(scene, -0.1, 0.1) * size]],
        scene.hand.pen * size,
      );
      number(scene, anyInteger(random, 2, 5), { x, y: bar, w: width, h: pitch * 1.2 }, { align: 1, spill: true });
    }
    y += pitch * (count + range(scene, 2, 3));
  }
}

/** Height of the largest digits, pixels. */
const LARGEST = 150;

/** One number that nearly fills the picture, with little else. */
function single(scene: Scene): void {
  const { on, page } = scene;
  if (chance(scene, 0.15)) ruling(scene);
  else if (chance(scene, 0.1)) leaningRules(scene);
  const text = chance(scene, 0.4) ? anyInteger(scene.random, 1, 2) : pick(scene.random, FORMATS)(scene.random);
  const area = { x: page.x, y: page.y, w: Math.min(on.width, page.w), h: Math.min(on.height, page.h) };
  const height = Math.min(
    LARGEST,
    0.75 * area.h,
    (1.1 * area.w) / text.length,
    0.3 * Math.max(on.width, on.height) + scene.size,
  );
  if (chance(scene, 0.1)) equation(scene, area, Math.min(height, area.w / 6));
  else number(scene, text, area, { height, align: range(scene, 0.2, 0.8) });
}

/** Words and numbers together: shopping lists, telephone numbers, results, dates. */
function notes(scene: Scene): void {
  const { size, random } = scene;
  const pitch = chance(scene, 0.5) ? ruling(scene) : size * range(scene, 1.3, 2.4);
  const column = scene.page.w * range(scene, 0.3, 0.7);
  for (const row of rows(scene, pitch)) {
    if (chance(scene, 0.12) || !isVisible(scene, row)) continue;
    let x = row.x + size * range(scene, 0, 2);
    const numberFirst = chance(scene, 0.25);
    const say = (): void => {
      const text = chance(scene, 0.15) ? anyDate(random) : pick(random, FORMATS)(random);
      if (chance(scene, 0.12)) {
        const unit = number(
          scene,
          pick(random, ['$', '€', '#', '=', '+']),
          { ...row, x, w: size },
          { align: 0, spill: true },
        );
        x = unit.x + unit.w + size * range(scene, 0.1, 0.4);
      }
      const at = number(scene, text, { ...row, x, w: row.x + row.w - x }, { align: 0, spill: true });
      stress(scene, at);
      x = at.x + at.w + size * range(scene, 0.3, 1.2);
    };
    if (numberFirst) say();
    for (let k = whole(scene, 1, 3); k > 0 && x < row.x + row.w; k--) {
      const at = word(scene, aWord(scene), { ...row, x, w: row.x + row.w }, size * range(scene, 0.7, 1.2));
      x = at.x + at.w + size * range(scene, 0.3, 0.8);
    }
    if (chance(scene, 0.5)) x = Math.max(x, row.x + column);
    if (!numberFirst || chance(scene, 0.3)) say();
    if (chance(scene, 0.08)) mark(scene, { ...row, x, w: size * 2 });
  }
}

/** A page of words by hand, with no number on it. */
function words(scene: Scene): void {
  const { size, on, hand, random } = scene;
  const pitch = chance(scene, 0.4) ? ruling(scene) : size * range(scene, 1.2, 2.2);
  for (const row of rows(scene, pitch)) {
    if (!isVisible(scene, row) || chance(scene, 0.05)) continue;
    let x = row.x + size * range(scene, 0, 1.5);
    while (x < Math.min(on.width, row.x + row.w)) {
      const at = word(scene, aWord(scene), { ...row, x, w: row.w }, size * range(scene, 0.85, 1.1));
      x = at.x + at.w + size * range(scene, 0.3, 0.7);
      if (chance(scene, 0.7) || !isVisible(scene, { ...row, x, w: size * 3 })) continue;
      const area = { x, y: row.y, w: size * range(scene, 2, 5), h: size * 1.2 };
      (chance(scene, 0.5) ? doodle : signature)(on, hand, random, area, hand.pen * size);
      x += area.w + size * 0.5;
    }
  }
}

export const plainLayouts = { lines, notebook, digitsApart, sums, single, notes, words };
