// Which pieces of ink are strokes that may be glyphs.
import { expect, test } from 'vitest';
import type { Classifier } from '../../../src/model/classifier.js';
import { SYMBOL_CELL, type SymbolSight, symbolClasses } from '../../../src/model/sight/symbol-model.js';
import { classifyStrokes } from '../../../src/numbers/hypotheses/classified-strokes.js';
import { findInk } from '../../../src/page/ink.js';

/** Takes all for a 0. */
const believer: Classifier = {
  alphabet: ['0'],
  classify: (_, count) => Float32Array.from({ length: 2 * count }, (__, i) => (i % 2 ? 0.01 : 0.99)),
};

/** Light paper, 240 × 120, dark where `inked` says so. */
function paper(inked: (x: number, y: number) => boolean) {
  const [width, height] = [240, 120];
  const data = new Uint8Array(width * height).fill(225);
  for (let i = 0; i < data.length; i++) if (inked(i % width, Math.floor(i / width))) data[i] = 40;
  return { width, height, channels: 1 as const, data };
}

const strokesOf = (inked: (x: number, y: number) => boolean) => {
  const { alone } = classifyStrokes(findInk(paper(inked)), believer);
  return [...alone.keys()].map(({ box }) => box.x);
};
const from = (x: number, y: number, cx: number) => Math.hypot(x - cx, y - 60);
const ring = (cx: number, pen: number) => (x: number, y: number) => from(x, y, cx) < 22 && from(x, y, cx) > 22 - pen;

test('a blot is no stroke, however much the classifier believes in it; rings are, by a pen or a marker', () => {
  const [pen, marker] = [ring(40, 5), ring(110, 13)];
  const blot = (x: number, y: number) => from(x, y, 190) < 16;
  const found = strokesOf((x, y) => pen(x, y) || marker(x, y) || blot(x, y));
  expect(found.filter((x) => x < 150)).toHaveLength(2);
  expect(found.filter((x) => x > 150)).toHaveLength(0);
});

test('a bar, which fills its box like a blot, is a stroke', () => {
  expect(strokesOf((x, y) => (x > 60 && x < 70 && y > 30 && y < 80) || ring(120, 5)(x, y))).toHaveLength(2);
});

test('where ruling is taken out, only the strokes that were on it are judged again', () => {
  const counts: number[] = [];
  const counting: Classifier = {
    ...believer,
    classify(pictures, count) {
      counts.push(count);
      return believer.classify(pictures, count);
    },
  };
  const ruled = (x: number, y: number) => y > 100 && y < 104 && x > 10 && x < 230;
  const [free, on] = [ring(50, 5), (x: number, y: number) => Math.abs(Math.hypot(x - 160, y - 88) - 20) < 3];
  const { alone } = classifyStrokes(findInk(paper((x, y) => ruled(x, y) || free(x, y) || on(x, y))), counting);
  expect([...alone.keys()].some(({ box }) => box.w > 100)).toBe(false);
  // The ring that stands free and the ruling with the other; then that ring alone.
  expect(counts[0]).toBe(2);
  expect(counts.slice(1).reduce((sum, count) => sum + count, 0)).toBe(alone.size - 1);
});

test('a rule that crosses a symbol is erased, though the two together pass for one', () => {
  const rings = [40, 100, 150, 200].map((cx) => ring(cx, 5));
  const rule = (x: number) => x >= 46 && x < 48;
  const { alone } = classifyStrokes(findInk(paper((x, y) => rule(x) || rings.some((each) => each(x, y)))), believer);
  const tallest = Math.max(...[...alone.keys()].map(({ box }) => box.h));
  expect(tallest).toBeLessThan(60);
});

test('ink that is looked at again keeps its strokes, as long as verdicts say of rules what they said', () => {
  const rule = (x: number, y: number) => y > 100 && y < 104 && x > 10 && x < 230;
  const found = findInk(paper((x, y) => rule(x, y) || ring(50, 5)(x, y) || Math.abs(from(x, y - 28, 160) - 20) < 3));
  const sure = (chance: number): Classifier => ({
    alphabet: ['0'],
    classify: (_, count) => Float32Array.from({ length: 2 * count }, (__, i) => (i % 2 ? 1 - chance : chance)),
  });
  const first = classifyStrokes(found, sure(0.99));
  const again = classifyStrokes(found, sure(0.9));
  expect([...again.alone.keys()]).toEqual([...first.alone.keys()]);
  for (const [k, piece] of again.pieces.entries()) expect(piece).toBe(first.pieces[k]);
  expect(again.ink.plane).toBe(first.ink.plane);
  expect([...again.alone.values()].map(({ symbol }) => symbol.toFixed(2))).toContain('0.90');
  // One who believes in nothing has more of it erased; what was found before stays as it was.
  const plain = findInk(paper((x, y) => rule(x, y) || ring(50, 5)(x, y) || Math.abs(from(x, y - 28, 160) - 20) < 3));
  const doubted = classifyStrokes(found, sure(0.1));
  expect(doubted.ink.plane.data).toEqual(classifyStrokes(plain, sure(0.1)).ink.plane.data);
  expect(classifyStrokes(found, sure(0.99)).ink.plane.data).toEqual(first.ink.plane.data);
});

test('what is seen as a digit stays where the page model sees a rule, unless digits are seen too coarsely', () => {
  const doubtful: Classifier = { ...believer, classify: (_, count) => new Float32Array(2 * count).fill(0.5) };
  const found = findInk(paper((x, y) => ring(50, 5)(x, y) || ring(160, 5)(x, y)));
  const { width, data } = found.plane;
  const half = (isRule: boolean) => data.map((_, i) => (i % width > width / 2 === isRule ? 255 : 0));
  const none = new Uint8Array(data.length);
  const sight = { number: half(false), rule: half(true), writing: none, print: none, paper: none, cell: none };
  const cells = { width: width / SYMBOL_CELL, height: data.length / width / SYMBOL_CELL };
  const chances = new Uint8Array(symbolClasses.length * cells.width * cells.height);
  chances.fill(255, symbolClasses.indexOf('6') * cells.width * cells.height);
  const left = (reduced: number, symbols?: SymbolSight) =>
    classifyStrokes({ ...found, sight, reduced }, doubtful, symbols).pieces.map(({ box }) => box.x > width / 2);
  expect(left(1)).toEqual([false]);
  expect(left(1, { ...cells, chances })).toEqual([false, true]);
  expect(left(4, { ...cells, chances })).toEqual([false]);
});
