// A sheet that is printed, filled in and photographed here comes back as labelled glyphs.
import { expect, test } from 'vitest';
import { decodePng } from '../../src/node/picture/png.js';
import { sheetLayout } from '../../src/sheet/layout.js';
import type { NoSheet } from '../../src/sheet/locate.js';
import { readSheet, type SheetReading } from '../../src/sheet/read-sheet.js';
import { drawnPage } from '../cli/drawn.js';
import { fill, photograph, print, slanted, type View, writeIn } from './camera.js';

const layout = sheetLayout([...'0123456789'], { each: 5 });
/** Every seventh box stays empty. */
const isWritten = (i: number) => i % 7 !== 3;

function filledSheet() {
  const sheet = print(layout);
  for (const [i, box] of layout.boxes.entries()) if (isWritten(i)) writeIn(sheet, layout, box, i + 1);
  return sheet;
}

const places = (glyphs: readonly { label: string; row: number; column: number }[]) =>
  glyphs.map(({ label, row, column }) => `${label} at ${row}/${column}`).sort();
const glyphsOf = (found: SheetReading | NoSheet) => ('glyphs' in found ? found.glyphs : []);
const written = places(layout.boxes.filter((_, i) => isWritten(i)));

test('slanted, and turned by any quarter', () => {
  const sheet = filledSheet();
  const upright = glyphsOf(readSheet(photograph(sheet, slanted, 0)));
  expect(places(upright)).toEqual(written);
  for (const quarters of [1, 2, 3]) {
    const turned = glyphsOf(readSheet(photograph(sheet, slanted, quarters, quarters)));
    expect(places(turned)).toEqual(written);
    // The same strokes give nearly the same pictures, whichever way the sheet lay.
    for (const { row, column, picture } of turned) {
      const other = upright.find((glyph) => glyph.row === row && glyph.column === column)!.picture;
      const apart = picture.reduce((sum, v, i) => sum + Math.abs(v - other[i]!), 0);
      expect(apart / picture.reduce((sum, v) => sum + v, 0)).toBeLessThan(0.45);
    }
  }
});

test('other symbols on other paper, known from the code alone', () => {
  const own = sheetLayout(['1', '+', 'pi', '€'], { paper: 'letter', each: 6 });
  const sheet = print(own);
  for (const [i, { x, y }] of own.boxes.entries()) if (i % 2 === 0) fill(sheet, x + 3, y + 6, own.side - 6, 0.8, 60);
  const found = readSheet(photograph(sheet, slanted, 1)) as SheetReading;
  expect(found.sheet.layout.plan).toEqual({ paper: 'letter', labels: ['1', '+', 'pi', '€'], each: 6 });
  expect(places(found.glyphs)).toEqual(places(own.boxes.filter((_, i) => i % 2 === 0)));
});

test('a box blacked out and a slip of the pen are left out, strokes over the edge are not', () => {
  const sheet = filledSheet();
  const [black, slip, over] = [layout.boxes[0]!, layout.boxes[3]!, layout.boxes[10]!];
  expect(isWritten(3)).toBe(false);
  fill(sheet, black.x + 0.5, black.y + 0.5, layout.side - 1, layout.side - 1, 40);
  fill(sheet, slip.x + 5, slip.y + 5, 0.8, 0.8, 40);
  expect(isWritten(10)).toBe(false);
  fill(sheet, over.x + 7, over.y + 4, 0.8, layout.side - 2, 40);
  const found = places(glyphsOf(readSheet(photograph(sheet, slanted, 0))));
  expect(found).toEqual(places(layout.boxes.filter((_, i) => i !== 0 && (isWritten(i) || i === 10))));
});

test('one of the two codes may be covered', () => {
  const sheet = filledSheet();
  fill(sheet, 22, 5, 60, 20, 150);
  expect(places(glyphsOf(readSheet(photograph(sheet, slanted, 2))))).toEqual(written);
  fill(sheet, 22, 270, 60, 20, 150);
  expect(readSheet(photograph(sheet, slanted, 2))).toEqual({ missing: 'code' });
});

test('a mark that is covered or out of the picture is missed, and it says which', () => {
  const sheet = filledSheet();
  const [, corner] = layout.cornerMarks;
  fill(sheet, corner.x - 3, corner.y - 7, 12, 14, 120);
  const covered = readSheet(photograph(sheet, slanted, 0)) as NoSheet & { missing: 'mark' };
  expect(covered.missing).toBe('mark');
  expect(covered.at.x).toBeGreaterThan(750);
  expect(covered.at.y).toBeLessThan(330);
  const aside: View = [
    [0.03, 0.05],
    [0.9, 0.02],
    [1.2, 1.02],
    [0.08, 0.95],
  ];
  const cutOff = readSheet(photograph(filledSheet(), aside, 0)) as NoSheet & { missing: 'mark' };
  expect(cutOff.missing).toBe('mark');
  expect(cutOff.at.x).toBeGreaterThan(750);
  expect(cutOff.at.y).toBeGreaterThan(1080);
});

test.each([
  ['left', [180, 0, 1000, 1375], 'x', -1],
  ['top', [0, 240, 1000, 1375], 'y', -1],
  ['right', [0, 0, 820, 1375], 'x', 1],
  ['bottom', [0, 0, 1000, 1100], 'y', 1],
] as const)('where the %s edge is cut off, it says which two marks are', (_, [x0, y0, x1, y1], axis, side) => {
  const { width, data } = photograph(filledSheet(), slanted, 0);
  const rows = Array.from({ length: y1 - y0 }, (_, y) => data.subarray((y0 + y) * width + x0, (y0 + y) * width + x1));
  const page = { width: x1 - x0, height: y1 - y0, channels: 1 as const, data: Uint8Array.from(Buffer.concat(rows)) };
  const cut = readSheet(page) as NoSheet & { missing: 'mark' };
  expect(cut.missing).toBe('mark');
  const middle = axis === 'x' ? page.width / 2 : page.height / 2;
  for (const at of [cut.at, cut.andAt!]) expect(side * (at[axis] - middle)).toBeGreaterThan(0);
  const along = axis === 'x' ? 'y' : 'x';
  expect(Math.abs(cut.at[along] - cut.andAt![along])).toBeGreaterThan(400);
});

test('a sheet with nothing written has no glyphs', () => {
  expect(glyphsOf(readSheet(photograph(print(layout), slanted, 3)))).toEqual([]);
});

test('other pages are no sheets', () => {
  const page = decodePng(drawnPage(['0123456789', '9876543210', '0808', '60096']))!;
  expect(readSheet(page)).toEqual({ missing: 'none' });
  const blank = { width: 400, height: 300, channels: 1 as const, data: new Uint8Array(120_000).fill(230) };
  expect(readSheet(blank)).toEqual({ missing: 'none' });
});
