// Pages of print alone, numbers written across print, and paper with nothing on it.
import { pick } from '../../pen.js';
import { barCode, icon } from '../decoration.js';
import { FORMATS } from '../number-formats.js';
import { anyText, anyWord, type Print, setText, widthOf } from '../printing.js';
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
  rule,
  ruledBox,
  type Scene,
  whole,
} from '../scene.js';
/** Fills an area with lines of random text, `pitch` pixels from one baseline to the next. */
export function printedLines(scene: Scene, print: Print, area: Area, pitch = print.capital * 1.7): void {
  for (let y = area.y + pitch; y < area.y + area.h; y += pitch) {
    if (y < 0 || y - pitch > scene.on.height) continue;
    // As many words as the column holds.
    let text = anyText(scene.random, area.w / print.capital);
    while (text.includes(' ') && widthOf(text, print) > area.w) text = text.slice(0, text.lastIndexOf(' '));
    setText(scene.on, text, area.x, y, print);
  }
}

/** Prints a title at the top of the page, and returns where the text below it may begin, in pixels. */
export function heading(scene: Scene, capital: number): number {
  const { page, random, on } = scene;
  const tall = capital * range(scene, 1.2, 3);
  const print = printOf(scene, tall);
  label(
    scene,
    `${anyWord(random, true)} ${aWord(scene)}`,
    { x: page.x, y: page.y, w: page.w, h: tall * 2 },
    print,
    pick(random, [0, 0.5]),
  );
  if (chance(scene, 0.4))
    icon(on, random, page.x + page.w * random(), page.y + tall * random(), tall * range(scene, 1, 2.5), print.ink);
  if (chance(scene, 0.2))
    barCode(on, random, page.x + page.w * random(), page.y, tall * range(scene, 2, 6), tall * 2, print.ink);
  if (chance(scene, 0.4)) rule(scene, page.x, page.y + tall * 2.2, page.x + page.w, page.y + tall * 2.2);
  return page.y + tall * 2.5;
}

/** Print alone: columns of text, headings, lists, tables of figures, icons. No number on it is by hand. */
function printPage(scene: Scene): void {
  const { page, random, on } = scene;
  const large = chance(scene, 0.4);
  const capital = large ? scene.size * range(scene, 0.8, 1.8) : range(scene, 5, 24);
  const print = printOf(scene, capital);
  let y = chance(scene, 0.6) ? heading(scene, capital) : page.y;
  const width = capital * range(scene, 18, 50);
  while (y < page.y + page.h) {
    const height = Math.min(capital * range(scene, 6, 22), page.y + page.h - y);
    for (let x = page.x; x < Math.min(on.width, page.x + page.w); x += width * 1.08) {
      const area = { x, y, w: Math.min(width, page.x + page.w - x), h: height };
      if (!isVisible(scene, area)) continue;
      const what = random();
      // Large print is mostly figures: those are what might be taken for handwriting.
      if (what < (large ? 0.35 : 0.6)) printedLines(scene, print, area, capital * range(scene, 1.4, 2.4));
      else if (what < 0.84) {
        const step = capital * range(scene, 3, 7);
        for (let v = y; v < y + height; v += capital * 1.8)
          for (let u = x; u + step < x + area.w; u += step)
            label(scene, pick(random, FORMATS)(random), { x: u, y: v, w: step * 0.9, h: capital * 1.8 }, print, 1);
        if (chance(scene, 0.4)) ruledBox(scene, area);
      } else icon(on, random, x, y, Math.min(height, width) * range(scene, 0.3, 0.9), print.ink);
    }
    y += height + capital;
    if (chance(scene, 0.15)) rule(scene, page.x, y, page.x + page.w, y);
  }
}

/** Numbers written across a page of print, or into its margins. */
function overPrint(scene: Scene): void {
  printPage(scene);
  const { page, size, random } = scene;
  for (let y = page.y; y < page.y + page.h; y += size * range(scene, 1.5, 5)) {
    const at = { x: page.x + range(scene, 0, 0.8) * page.w, y, w: size * 5, h: size * 1.3 };
    if (chance(scene, 0.15)) mark(scene, at);
    else number(scene, pick(random, FORMATS)(random), at, { spill: true, align: 0 });
  }
}

/** Paper with nothing on it but perhaps ruling. */
function blank(scene: Scene): void {
  if (chance(scene, 0.4))
    for (let k = whole(scene, 1, 6); k > 0; k--)
      rule(
        scene,
        scene.page.x,
        scene.on.height * scene.random(),
        scene.page.x + scene.page.w,
        scene.on.height * scene.random(),
      );
}

export const printLayouts = { printPage, overPrint, blank };
