// Printed forms: labels with lines, boxes, combs, dates and amounts to write on; cheques.
import { pick } from '../../pen.js';
import { tickBox, tint } from '../decoration.js';
import { anyInteger, FORMATS } from '../number-formats.js';
import { anyWord, setText } from '../printing.js';
import {
  type Area,
  aWord,
  cellAt,
  chance,
  crossedOut,
  isVisible,
  label,
  number,
  printOf,
  range,
  rule,
  ruledBox,
  type Scene,
  word,
} from '../scene.js';
import { cross, signature, tick } from '../scribbling.js';
import { comb, dateIn } from './comb-layouts.js';
import { heading, printedLines } from './print-layouts.js';

/** Labels in print with a field each: a line, a box, a comb, a date, boxes to tick. */
function form(scene: Scene): void {
  const { size, page, random, on, hand } = scene;
  const capital = size * range(scene, 0.35, 0.9);
  const print = printOf(scene, capital);
  const above = chance(scene, 0.3);
  const columns = chance(scene, 0.5) ? 1 : 2;
  const width = page.w / Math.max(columns, Math.round(page.w / (size * range(scene, 9, 18))));
  const pitch = size * range(scene, 1.5, 2.6) + (above ? capital * 1.6 : 0);
  let y = chance(scene, 0.5) ? heading(scene, capital) : page.y;
  for (; y + pitch < page.y + page.h; y += pitch) {
    if (!isVisible(scene, { ...page, y, h: pitch })) continue;
    if (chance(scene, 0.08)) {
      printedLines(scene, printOf(scene, capital * range(scene, 0.5, 0.9)), { ...page, y, h: pitch });
      continue;
    }
    for (let x = page.x; x + width <= page.x + page.w + 1; x += width) {
      const inner = { x: x + 0.02 * width, y, w: width * 0.95, h: pitch };
      if (!isVisible(scene, inner)) continue;
      const text = anyWord(random, true) + pick(random, ['', ':', ':', '.']);
      const named = above ? { ...inner, h: capital * 1.6 } : { ...inner, w: inner.w * 0.45 };
      const at = label(scene, text, named, print);
      const field = above
        ? { ...inner, y: y + capital * 1.6, h: pitch - capital * 1.6 }
        : { ...inner, x: at.x + at.w + size * 0.4, w: inner.x + inner.w - at.x - at.w - size * 0.4 };
      fieldIn(scene, field);
    }
  }
  if (chance(scene, 0.3))
    signature(on, hand, random, { x: page.x + page.w * 0.5, y: y - pitch, w: size * 6, h: size }, hand.pen * size);
}

function fieldIn(scene: Scene, field: Area): void {
  const { size, random, on, hand } = scene;
  const way = random();
  const base = field.y + field.h * 0.85;
  if (way < 0.3) {
    const side = size * range(scene, 0.85, 1.5);
    const most = Math.max(1, Math.floor(field.w / side));
    const text = anyInteger(random, 1, Math.min(10, most));
    comb(
      scene,
      chance(scene, 0.1) ? '' : text,
      field.x,
      field.y + field.h * 0.1,
      side,
      chance(scene, 0.4) ? Math.min(most, text.length + 3) : 0,
    );
  } else if (way < 0.4) dateIn(scene, field);
  else if (way < 0.5) {
    const side = size * range(scene, 0.5, 1);
    for (let x = field.x; x + side * 3 < field.x + field.w; x += side * range(scene, 2.5, 5)) {
      const at = { x, y: field.y + (field.h - side) / 2, w: side, h: side };
      tickBox(on, at.x, at.y, side, scene.ruler.width, scene.ruler.ink);
      label(
        scene,
        anyWord(random).slice(0, 5),
        { x: x + side * 1.3, y: field.y, w: side * 3, h: field.h },
        printOf(scene, side * 0.6),
      );
      if (chance(scene, 0.4)) (chance(scene, 0.5) ? tick : cross)(on, hand, random, at, hand.pen * size);
    }
  } else {
    if (chance(scene, 0.6)) rule(scene, field.x, base, field.x + field.w, base);
    else {
      const box = { ...field, y: field.y + field.h * 0.08, h: field.h * 0.84 };
      ruledBox(scene, box);
      cellAt(scene, box);
    }
    if (chance(scene, 0.12)) return;
    const inner = { ...field, x: field.x + size * 0.2, w: field.w - size * 0.4 };
    if (chance(scene, 0.2)) word(scene, aWord(scene), inner, size * range(scene, 0.7, 1));
    else if (chance(scene, 0.04)) crossedOut(scene, inner);
    else amountIn(scene, inner);
  }
}

/** A number with a printed unit or currency beside it, or none. */
function amountIn(scene: Scene, area: Area): void {
  const { size, random } = scene;
  let x = area.x;
  const unit = printOf(scene, size * range(scene, 0.4, 1.2));
  if (chance(scene, 0.25))
    x =
      setText(
        scene.on,
        pick(random, ['$', '€', 'Rs', 'No', '#', 'kr', 'CHF', 'Nr.']),
        x,
        area.y + area.h / 2 + unit.capital / 2,
        unit,
      ) +
      size * 0.15;
  const at = number(
    scene,
    pick(random, FORMATS)(random),
    { ...area, x, w: area.w - (x - area.x) },
    { align: 0, spill: true },
  );
  if (chance(scene, 0.2))
    setText(
      scene.on,
      pick(random, ['%', 'kg', 'cm', '€', 'kWh', '/10', '/100', 'h', 'x', 'm2']),
      at.x + at.w + size * 0.2,
      area.y + area.h / 2 + unit.capital / 2,
      unit,
    );
}

/** Cheques and receipts: an amount in a box behind a currency sign, words on lines, a signature. */
function cheque(scene: Scene): void {
  const { size, page, random, on, hand } = scene;
  const height = size * range(scene, 6, 9);
  const capital = size * range(scene, 0.35, 0.7);
  for (let y = page.y; y + height < page.y + page.h; y += height * 1.1) {
    if (!isVisible(scene, { ...page, y, h: height })) continue;
    if (chance(scene, 0.4)) tint(on, random, page.x, y, page.w, height, scene.paper * 0.92);
    const print = printOf(scene, capital);
    label(
      scene,
      `${aWord(scene)} ${anyWord(random)}`,
      { x: page.x + size, y, w: page.w / 2, h: size * 2 },
      printOf(scene, capital * 1.8),
    );
    const right = page.x + Math.min(page.w, size * 22);
    dateIn(scene, { x: right - size * 8, y: y + size * 0.2, w: size * 7, h: size * 1.6 });
    for (let line = 0; line < 2; line++) {
      const base = y + size * (3.2 + line * 1.8);
      const at = label(
        scene,
        anyWord(random, true),
        { x: page.x + size * 0.5, y: base - size, w: size * 4, h: size },
        print,
      );
      rule(scene, at.x + at.w, base, right - size * 7, base);
      word(
        scene,
        `${aWord(scene)} ${aWord(scene)}`,
        { x: at.x + at.w + size * 0.3, y: base - size * 1.25, w: size * 9, h: size * 1.4 },
        size * 0.8,
      );
    }
    const box = { x: right - size * 6, y: y + size * 2.6, w: size * 5.6, h: size * range(scene, 1.3, 1.9) };
    if (chance(scene, 0.8)) {
      ruledBox(scene, box);
      cellAt(scene, box);
    }
    const sign = printOf(scene, size * range(scene, 0.6, 1.1));
    const end = setText(
      on,
      pick(random, ['$', '€', 'Rs.', '£', 'kr']),
      box.x - sign.capital * range(scene, -0.2, 1.2),
      box.y + box.h * 0.75,
      sign,
    );
    const amount = pick(random, [FORMATS[10]!, FORMATS[11]!, FORMATS[5]!])(random) + pick(random, ['', '', '/-', '-']);
    number(
      scene,
      amount.replace('/-', '-'),
      { ...box, x: Math.max(end, box.x) + size * 0.2, w: box.w - size * 0.5 },
      { align: 0, spill: true },
    );
    signature(
      on,
      hand,
      random,
      { x: right - size * 7, y: y + height - size * 1.8, w: size * 5, h: size },
      hand.pen * size,
    );
    rule(scene, right - size * 7, y + height - size * 0.6, right, y + height - size * 0.6);
  }
}

export const formLayouts = { form, cheque };
