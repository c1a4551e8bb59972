// Boxes for one symbol each, and dates in them; combs alone, and tallies whose sum stands in boxes.
import { pick } from '../../pen.js';
import { tint } from '../decoration.js';
import { anyDate, anyInteger } from '../number-formats.js';
import { anyText, anyWord, setText } from '../printing.js';
import {
  type Area,
  cellAt,
  chance,
  isVisible,
  label,
  number,
  printOf,
  range,
  rule,
  ruledBox,
  type Scene,
  whole,
} from '../scene.js';
import { cross, crossOut, drawn } from '../scribbling.js';
import { line } from '../surface.js';

/** A row of boxes, one symbol each: touching, apart, open at the top, or only ticked off along a line. */
export function comb(scene: Scene, text: string, x: number, y: number, side: number, least = 0): Area {
  const { random, ruler } = scene;
  const tall = side * range(scene, 1, 1.6);
  const way = random();
  const gap = way < 0.25 ? side * range(scene, 0.1, 0.5) : 0;
  const count = Math.max(text.length, least);
  const width = count * side + (count - 1) * gap;
  const area = { x, y, w: width, h: tall };
  if (!isVisible(scene, { x: x - side, y: y - side, w: width + 2 * side, h: tall + 2 * side })) return area;
  const guide = !scene.dark && chance(scene, 0.4) ? anyGuide(scene, side) : undefined;
  const boxes = chance(scene, 0.35) ? faintlyRuled(scene) : scene;
  for (let k = 0; k < count; k++) {
    const at = { x: x + k * (side + gap), y, w: side, h: tall };
    guide?.(at);
    if (way < 0.6) ruledBox(boxes, at);
    else if (way < 0.8) {
      rule(boxes, at.x, at.y + at.h, at.x + side, at.y + at.h);
      const top = way < 0.7 ? at.y : at.y + at.h * 0.6;
      rule(boxes, at.x, top, at.x, at.y + at.h);
      rule(boxes, at.x + side, top, at.x + side, at.y + at.h);
    } else {
      // Boxes whose lower or upper line has not been printed.
      if (way < 0.9) rule(boxes, at.x, at.y, at.x + side, at.y);
      if (way > 0.85) rule(boxes, at.x, at.y + at.h, at.x + side, at.y + at.h);
      rule(boxes, at.x, at.y, at.x, at.y + at.h);
      rule(boxes, at.x + side, at.y, at.x + side, at.y + at.h);
    }
  }
  if (gap === 0 && chance(scene, 0.2)) ruledBox(boxes, area, 1 + 2 / ruler.width);
  // Digits are written one a box: as wide apart as the boxes, their widths aside.
  const from = chance(scene, 0.5) ? 0 : count - text.length;
  const height = Math.min(scene.size, tall * range(scene, 0.6, 1.05));
  const before = scene.numbers.length;
  // A few boxes have been filled in by the printer, or the empty ones crossed out one by one.
  const printed = from > 0 && chance(scene, 0.3) ? printOf(scene, height * range(scene, 0.7, 1.1)) : undefined;
  const crossed = !printed && chance(scene, 0.35);
  for (let k = 0; k < count; k++) {
    if (k >= from && k < from + text.length) continue;
    const at = { x: x + k * (side + gap), y, w: side, h: tall };
    if (printed) label(scene, String(whole(scene, 0, 9)), at, printed, 0.5);
    else if (crossed) cross(scene.on, scene.hand, random, around(scene, at), scene.hand.pen * scene.size);
  }
  for (let k = 0; k < text.length; k++) {
    const at = { x: x + (from + k) * (side + gap), y, w: side, h: tall };
    number(
      scene,
      text[k]!,
      { ...at, x: at.x + side * range(scene, -0.12, 0.12), y: at.y + tall * range(scene, -0.1, 0.1) },
      { height, spill: true, joined: scene.numbers.length > before },
    );
  }
  for (let k = 0; k < count; k++) cellAt(scene, { x: x + k * (side + gap), y, w: side, h: tall });
  // Where a digit lies outside of the picture, the number is none to be read.
  const written = scene.numbers.at(-1);
  if (scene.numbers.length > before && written!.text !== text) scene.numbers[before] = { text: '' };
  if (least > text.length && !printed && !crossed && chance(scene, 0.3)) {
    const empty =
      from > 0
        ? { x, y, w: from * (side + gap), h: tall }
        : { x: x + text.length * (side + gap), y, w: (count - text.length) * (side + gap), h: tall };
    (chance(scene, 0.6) ? cross : crossOut)(scene.on, scene.hand, random, empty, scene.hand.pen * scene.size);
  }
  return area;
}

/** A scene whose lines are thin and faint: boxes are often printed lighter than the table around them. */
const faintlyRuled = (scene: Scene): Scene => ({
  ...scene,
  ruler: {
    ...scene.ruler,
    width: Math.max(0.8, scene.ruler.width * 0.7),
    ink: { ...scene.ruler.ink, opacity: range(scene, 0.12, 0.4) },
  },
});

/** A cross fills its box, and often reaches beyond it or leaves room. */
function around(scene: Scene, { x, y, w, h }: Area): Area {
  const by = range(scene, -0.2, 0.12);
  return { x: x - by * w, y: y - by * h, w: w * (1 + 2 * by), h: h * (1 + 2 * by) };
}

/**
 * What is printed faintly in each box of a comb, to write over: a letter or digit, the seven bars of a counter's digit,
 * or a tint.
 */
function anyGuide(scene: Scene, side: number): (at: Area) => void {
  const { random } = scene;
  const print = printOf(scene, side * range(scene, 0.4, 0.8));
  const ink = { ...print.ink, opacity: range(scene, 0.1, 0.45) };
  const way = random();
  if (way < 0.35) {
    const symbol = pick(random, ['8', '8', '0', 'D', 'M', 'Y', 'J', 'T']);
    return (at) => void label(scene, symbol, at, { ...print, ink }, 0.5);
  }
  if (way < 0.45) {
    const [share, tone] = [range(scene, 0.2, 0.6), scene.paper * range(scene, 0.75, 0.95)];
    return ({ x, y, w, h }) => tint(scene.on, () => share, x, y, w, h, tone);
  }
  const [wide, high] = [range(scene, 0.35, 0.75), range(scene, 0.5, 0.85)];
  const width = Math.max(0.7, side * range(scene, 0.015, 0.06));
  const dash = chance(scene, 0.3) ? { on: range(scene, 1, 3), off: range(scene, 1, 3) } : undefined;
  return ({ x, y, w, h }) => {
    const [left, right] = [x + (w * (1 - wide)) / 2, x + (w * (1 + wide)) / 2];
    const [top, bottom] = [y + (h * (1 - high)) / 2, y + (h * (1 + high)) / 2];
    for (const at of [left, right]) line(scene.on, [at, top, at, bottom], width, ink, dash);
    for (const at of [top, (top + bottom) / 2, bottom]) line(scene.on, [left, at, right, at], width, ink, dash);
  };
}

/** Two small cells side by side in a few rows, for a digit each; the rows that are not needed are crossed out. */
function smallCells(scene: Scene, { x, y, w, h }: Area): void {
  const { random, on, hand, size } = scene;
  const rows = whole(scene, 1, 5);
  const [wide, high] = [w / 2, h / rows];
  const height = Math.min(size, high * range(scene, 0.6, 0.95));
  const used = whole(scene, 0, rows);
  const at = (row: number, column: number): Area => ({ x: x + column * wide, y: y + row * high, w: wide, h: high });
  for (let k = 0; k <= rows; k++) rule(scene, x, y + k * high, x + w, y + k * high);
  for (let k = 0; k <= 2; k++) rule(scene, x + k * wide, y, x + k * wide, y + h);
  for (let row = 0; row < used; row++) {
    const text = String(whole(scene, 0, 99));
    if (text.length === 1 && chance(scene, 0.6)) cross(on, hand, random, around(scene, at(row, 0)), hand.pen * size);
    number(scene, text[0]!, at(row, 2 - text.length), { height, spill: true });
    if (text.length > 1) number(scene, text[1]!, at(row, 1), { height, spill: true, joined: true });
  }
  if (used < rows && chance(scene, 0.7))
    cross(on, hand, random, around(scene, { x, y: y + used * high, w, h: h - used * high }), hand.pen * size);
  for (let row = 0; row < rows; row++) for (let column = 0; column < 2; column++) cellAt(scene, at(row, column));
}

/** A date: in boxes, over printed signs, or all by hand. */
export function dateIn(scene: Scene, field: Area): void {
  const { size, random } = scene;
  if (chance(scene, 0.45)) {
    number(scene, anyDate(random), field, { align: 0, spill: true });
    return;
  }
  const side = size * range(scene, 0.8, 1.2);
  let x = field.x;
  const sign = pick(random, ['', '/', '.', '-']);
  const print = printOf(scene, size * 0.8);
  for (const text of anyDate(random, '/').split('/')) {
    const at = comb(scene, text.padStart(2, '0'), x, field.y + 0.1 * field.h, side);
    x = at.x + at.w + side * 0.2;
    if (sign && text.length < 4) x = setText(scene.on, sign, x, field.y + field.h * 0.7, print);
    x += side * 0.25;
  }
}

/** Combs one below the other, large, and nothing else. */
function combs(scene: Scene): void {
  const { size, page, random } = scene;
  const side = size * range(scene, 0.85, 1.7);
  const pitch = side * range(scene, 1.8, 3.5);
  for (let y = page.y + size * 0.3; y + pitch < page.y + page.h; y += pitch) {
    let x = page.x + range(scene, 0, side);
    if (chance(scene, 0.3)) {
      const print = printOf(scene, size * range(scene, 0.3, 0.8));
      label(scene, anyWord(random, true), { x, y: y - print.capital * 1.8, w: page.w, h: print.capital * 1.6 }, print);
    }
    while (x + side * 2 < page.x + page.w) {
      const at = comb(
        scene,
        anyInteger(random, 1, Math.min(12, Math.max(1, Math.floor((page.x + page.w - x) / side)))),
        x,
        y,
        side,
        chance(scene, 0.2) && x + side * 6 < page.x + page.w ? 6 : 0,
      );
      x = at.x + at.w + side * range(scene, 0.6, 3);
    }
  }
}

/** Tallies: strokes in bundles of five in a printed table, with their sum in boxes. */
function tally(scene: Scene): void {
  const { size, page, random, on, hand } = scene;
  const row = size * (chance(scene, 0.4) ? range(scene, 2.6, 6) : range(scene, 1.6, 2.6));
  const capital = size * range(scene, 0.3, 0.6);
  const print = printOf(scene, capital);
  const digits = whole(scene, 1, 3);
  const width = Math.min(page.w, size * range(scene, 12, 20));
  for (let x = page.x; x + width <= page.x + page.w + 1; x += width * 1.05) {
    for (let y = page.y, line = 1; y + row < page.y + page.h; y += row, line++) {
      const area = { x, y, w: width, h: row };
      if (!isVisible(scene, area)) continue;
      ruledBox(scene, area);
      label(
        scene,
        chance(scene, 0.5) ? String(line) : anyText(random, 6),
        { x: x + size * 0.2, y, w: size * 3, h: row },
        print,
      );
      const middle = x + size * 3.4;
      rule(scene, middle, y, middle, y + row);
      const end = x + width - size * 1.3 * (digits + 0.4);
      let at = middle + size * 0.5;
      const strokes = chance(scene, 0.5) ? whole(scene, 0, 4) : 0;
      if (strokes === 0 && chance(scene, 0.7)) {
        const rows = whole(scene, 1, 4);
        smallCells(scene, { x: at, y: y + row * 0.05, w: size * 2.4, h: Math.min(row * 0.9, rows * size * 1.2) });
      }
      for (let k = 0; k < strokes && at + size * 1.6 < end; k++) {
        const bars = Array.from({ length: 4 }, (_, i) => {
          const u = at + i * size * 0.25;
          return [u, y + row * 0.2, u + range(scene, -0.1, 0.1) * size, y + row * 0.8];
        });
        drawn(
          on,
          hand,
          random,
          [...bars, [at - size * 0.15, y + row * 0.7, at + size * 0.95, y + row * 0.3]],
          hand.pen * size,
        );
        at += size * 1.5;
      }
      if (chance(scene, 0.1)) cross(on, hand, random, { x: middle, y, w: end - middle, h: row }, hand.pen * size);
      comb(scene, anyInteger(random, 1, digits), end, y + row * 0.12, Math.min(size * 1.2, row * 0.75), digits);
    }
  }
}

export const combLayouts = { combs, tally };
