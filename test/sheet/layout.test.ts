import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeLength } from '../../src/sheet/code.js';
import { CELL, CORNER_MARK, cellAt, GAP, type SheetLayout, sheetLayout } from '../../src/sheet/layout.js';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

test('the usual sheets', () => {
  const digits = sheetLayout([...'0123456789']);
  expect(digits.plan).toEqual({ paper: 'a4', labels: [...'0123456789'], each: 10 });
  expect(digits.boxes.slice(0, 11).map(({ label, row, column }) => `${label} ${row} ${column}`)).toEqual([
    ...Array.from({ length: 10 }, (_, i) => `0 1 ${i + 1}`),
    '1 2 1',
  ]);
  // More symbols than there is room for at ten each get as many boxes as fit.
  const alphabet = sheetLayout(letters);
  expect(alphabet.plan.each).toBeGreaterThanOrEqual(5);
  expect(alphabet.plan.each).toBeLessThan(10);
});

test('boxes are large, apart from one another, and clear of cornerMarks and code, or the sheet is refused', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 26 }),
      fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      fc.constantFrom('a4' as const, 'letter' as const),
      (count, each, paper) => {
        let layout: SheetLayout;
        try {
          layout = sheetLayout(letters.slice(0, count), { paper, ...(each !== undefined && { each }) });
        } catch (error) {
          expect(String(error)).toMatch(/make several sheets/);
          expect(count * (each ?? 5)).toBeGreaterThan(100);
          return;
        }
        const { boxes, side, cornerMarks, plan } = layout;
        expect(side).toBeGreaterThanOrEqual(11);
        expect(boxes).toHaveLength(count * plan.each);
        expect(new Set(boxes.map(({ row, column }) => `${row} ${column}`)).size).toBe(boxes.length);
        for (const [i, a] of boxes.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(10);
          expect(a.x + side).toBeLessThanOrEqual(layout.width - 10 + 1e-6);
          const apart = boxes.slice(i + 1).map((b) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) - side);
          expect(Math.min(...apart, GAP)).toBeGreaterThanOrEqual(GAP - 1e-6);
          for (const { y } of cornerMarks)
            expect(Math.max(y - CORNER_MARK / 2 - (a.y + side), a.y - (y + CORNER_MARK / 2))).toBeGreaterThan(3);
        }
        const last = cellAt(paper, 0, codeLength(plan) - 1);
        expect(last.x + CELL / 2).toBeLessThan(cornerMarks[1].x - CORNER_MARK / 2);
      },
    ),
    { numRuns: 60 },
  );
});

test('labels that cannot be', () => {
  for (const labels of [[], [''], ['7', '7'], ['a b'], ['\n'], ['x', '\u200b']])
    expect(() => sheetLayout(labels)).toThrow(/label/);
  for (const each of [0, 256, 1.5]) expect(() => sheetLayout(['7'], { each })).toThrow(/1 to 255/);
  expect(() => sheetLayout(letters, { each: 30 })).toThrow(/several sheets/);
});
