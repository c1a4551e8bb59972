// Which way up a page lies is told by how surely the symbol model sees which digits are on it.
import { expect, test } from 'vitest';
import { symbolClasses } from '../../../src/model/sight/symbol-model.js';
import { digitsUpright, isClearer, mayLieWrongly } from '../../../src/numbers/evidence/digits-upright.js';

const size = 100;

/** So many cells of paper, and so many that hold a 3 with this chance, or else an 8. */
function seen(cells: number, chance: number) {
  const chances = new Uint8Array(symbolClasses.length * size);
  for (let at = 0; at < size; at++) {
    if (at >= cells) chances[at] = 255;
    else {
      chances[symbolClasses.indexOf('3') * size + at] = Math.round(255 * chance);
      chances[symbolClasses.indexOf('8') * size + at] = Math.round(255 * (1 - chance));
    }
  }
  return digitsUpright({ width: 10, height: 10, chances });
}

test('digits that are surely told lie as they should, those that may be others perhaps not', () => {
  expect(seen(40, 1)).toEqual({ voice: 40, sureness: 1 });
  expect(mayLieWrongly(seen(40, 0.95))).toBe(false);
  expect(mayLieWrongly(seen(40, 0.7))).toBe(true);
  expect(mayLieWrongly(seen(0, 1))).toBe(false);
});

test('a way is clearer in which as many digits are told more surely', () => {
  expect(isClearer(seen(40, 0.95), seen(40, 0.7))).toBe(true);
  expect(isClearer(seen(40, 0.7), seen(40, 0.95))).toBe(false);
});

test('more digits that are told no more surely tell nothing, nor do few, nor those of which none is told', () => {
  expect(isClearer(seen(80, 0.9), seen(40, 0.9))).toBe(false);
  expect(isClearer(seen(19, 1), seen(0, 1))).toBe(false);
  expect(isClearer(seen(80, 0.6), seen(20, 0.5))).toBe(false);
});
