// What the page model sees as rules leaves the ink, but for what joins two ends of a digit.
import { expect, test } from 'vitest';
import type { PageSight } from '../../../src/model/sight/page-model.js';
import { eraseSeenRules } from '../../../src/numbers/hypotheses/seen-rules.js';
import type { Ink } from '../../../src/page/ink.js';

const WIDTH = 200;
const HEIGHT = 120;
const DIGIT = 40;

/** Ink of columns and rows, and what the page model sees there. */
function page() {
  const empty = () => new Uint8Array(WIDTH * HEIGHT);
  const data = empty();
  const plane = { width: WIDTH, height: HEIGHT, data };
  const sight = { number: empty(), rule: empty(), paper: empty(), cell: empty() };
  const draw = (x: number, y: number, w: number, h: number, kind: keyof typeof sight): void => {
    for (let v = y; v < y + h; v++) {
      data.fill(255, v * WIDTH + x, v * WIDTH + x + w);
      sight[kind].fill(255, v * WIDTH + x, v * WIDTH + x + w);
    }
  };
  const ink: Ink = { plane, darkness: { ...plane }, contrast: plane, noise: 1, factor: 1, pen: 3 };
  /** Whether a pixel is left once rules were erased. */
  const left = (...at: (readonly [number, number])[]): boolean[] => {
    const erased = { ...ink, plane: { ...plane, data: data.slice() } };
    eraseSeenRules(erased, sight as unknown as PageSight, new Int32Array(data.length), new Uint8Array(1), DIGIT);
    return at.map(([x, y]) => erased.plane.data[y * WIDTH + x] === 255);
  };
  return { draw, left };
}

test('a rule goes, and what a number may be stays', () => {
  const { draw, left } = page();
  draw(0, 60, WIDTH, 3, 'rule');
  draw(50, 20, 3, 30, 'number');
  expect(left([100, 61], [51, 30])).toEqual([false, true]);
});

test('the middle of a digit that looks like a rule stays, also where it crosses one', () => {
  const { draw, left } = page();
  draw(50, 20, 3, 20, 'number');
  draw(50, 62, 3, 12, 'number');
  draw(50, 40, 3, 22, 'rule');
  draw(0, 44, WIDTH, 3, 'rule');
  expect(left([51, 55], [51, 45], [100, 45])).toEqual([true, true, false]);
});

test('a short piece of rule goes that joins nothing, or beside which another one runs', () => {
  const alone = page();
  alone.draw(50, 20, 3, 20, 'number');
  alone.draw(50, 40, 3, 22, 'rule');
  expect(alone.left([51, 55])).toEqual([false]);
  const boxed = page();
  boxed.draw(50, 20, 3, 20, 'number');
  boxed.draw(50, 62, 3, 12, 'number');
  boxed.draw(50, 40, 3, 22, 'rule');
  boxed.draw(90, 10, 3, 80, 'rule');
  expect(boxed.left([51, 55])).toEqual([false]);
});

test('the soft rims of a rule go with it, and what lies further from it stays', () => {
  const { draw, left } = page();
  draw(0, 60, WIDTH, 3, 'rule');
  draw(0, 59, WIDTH, 1, 'paper');
  draw(80, 40, 3, 19, 'paper');
  draw(50, 30, 3, 29, 'number');
  expect(left([100, 61], [100, 59], [81, 50], [51, 40])).toEqual([false, false, true, true]);
});
