// A sheet from the printer to the hand: written, filled in, photographed, learned with no typing.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SheetLayout, sheetLayout } from '../../../src/sheet/layout.js';
import { FLAT, fill, photograph, slanted, writeIn } from '../../sheet/camera.js';
import { type Canvas, drawnPage } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-sheet-'));
const file = (name: string) => join(root, name);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The SVG that the command wrote, on paper. */
async function printed(svg: string, layout: SheetLayout): Promise<Canvas> {
  const [width, height] = [Math.round(layout.width * FLAT), Math.round(layout.height * FLAT)];
  const data = await sharp(svg, { density: 25.4 * FLAT })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { width, height, data: Uint8Array.from(data, (v) => 15 + v * 0.86) };
}

async function photo(name: string, sheet: Canvas, quarters: number, seed: number): Promise<void> {
  const { width, height, data } = photograph(sheet, slanted, quarters, seed);
  await sharp(data, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 75 })
    .toFile(file(name));
}

const layout = sheetLayout([...'0123456789+'], { each: 5 });
/** Of `+` three are written: too few for a new symbol. */
const isWritten = (i: number) => (layout.boxes[i]!.label === '+' ? i % 5 < 3 : i % 9 !== 4);
const written = layout.boxes.filter(({ label }, i) => label !== '+' && isWritten(i));

beforeAll(async () => {
  const made = await ownhand(['sheet', '-o', file('sheet.svg'), '--labels', '0123456789+', '--each', '5']);
  expect(made.code).toBe(0);
  const sheet = await printed(file('sheet.svg'), layout);
  for (const [i, box] of layout.boxes.entries()) {
    if (!isWritten(i)) continue;
    if (box.label !== '+') writeIn(sheet, layout, box, i + 1);
    else {
      fill(sheet, box.x + 3, box.y + 7, 8, 0.8, 50);
      fill(sheet, box.x + 6.6, box.y + 3.4, 0.8, 8, 50);
    }
  }
  await photo('first.jpg', sheet, 0, 1);
  await photo('again.jpg', sheet, 2, 2);
  const [, , corner] = layout.cornerMarks;
  fill(sheet, corner.x - 5, corner.y - 5, 12, 12, 200);
  await photo('covered.jpg', sheet, 0, 3);
  writeFileSync(file('page.png'), drawnPage(['0123456789', '9876543210']));
});

const labelsIn = (hand: string) =>
  readdirSync(join(hand, 'samples'))
    .map((name) => name.replace(/^\d+_|\.png$/g, ''))
    .sort();

test('the photo alone is learned, with the labels of the boxes; photographed again it stores nothing new', async () => {
  const hand = file('hand');
  const first = await ownhand(['learn', file('first.jpg'), '--force', '--json', '--hand', hand]);
  expect(first.code).toBe(0);
  expect(first.err).toContain(`${written.length + 3} of the sheet's 55 boxes are filled in`);
  expect(first.err).toContain('+ is new to this reader, and 3 of it are too few');
  expect(jsonLines(first.out).at(-1)).toMatchObject({ event: 'learned', added: written.length });
  expect(labelsIn(hand)).toEqual(written.map(({ label }) => label).sort());

  // A photo among others that is no sheet is passed over.
  const again = await ownhand(['learn', file('page.png'), file('again.jpg'), '--force', '--json', '--hand', hand]);
  expect(again.code).toBe(3);
  expect(again.err).toMatch(/page\.png shows no sheet/);
  expect(again.err).toContain('known from another photo of the same sheet');
  expect(jsonLines(again.out).at(-1)).toMatchObject({ added: 0, samples: written.length });
  const told = await ownhand(['history', '--hand', hand]);
  expect(told.out).toContain(`saved ${written.length} samples from ${file('first.jpg')}\n`);
});

test('what is no sheet, or not all of one, is one line that says what to do, and the hand stays as it is', async () => {
  const hand = file('untouched');
  for (const [name, says] of [
    ['page.png', /page\.png shows no sheet .*ownhand read .*rename.*ownhand learn crops/],
    [
      'covered.jpg',
      /corner mark at the lower right of .*covered\.jpg is covered or cut off; photograph the whole page/,
    ],
    ['nothing.jpg', /nothing\.jpg does not exist/],
  ] as const) {
    const ran = await ownhand(['learn', file(name), '--hand', hand]);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expect(lines(ran.err)).toHaveLength(1);
    expect(ran.err).toMatch(says);
    expect(existsSync(hand)).toBe(false);
  }
});

test('a PDF, letter paper, words for labels, and what cannot be asked for', async () => {
  const pdf = await ownhand(['sheet', '-o', file('own.pdf'), '--labels', '0 1 pi €', '--paper', 'letter', '--json']);
  expect(pdf.code).toBe(0);
  expect(jsonLines(pdf.out)).toEqual([
    { event: 'sheet', file: file('own.pdf'), paper: 'letter', labels: ['0', '1', 'pi', '€'], each: 10, boxes: 40 },
  ]);
  expect(readFileSync(file('own.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  mkdirSync(file('here'));
  const usual = await ownhand(['sheet'], { cwd: file('here') });
  expect(usual.out).toMatch(/^sheet\.pdf: 100 boxes, 10 for each of 0 1 2/);
  expect(readdirSync(file('here'))).toEqual(['sheet.pdf']);
  for (const [args, says] of [
    [['-o', file('sheet.png')], /must end in \.pdf or \.svg/],
    [['-o', file('no.svg'), '--labels', '0110'], /the label 1 is there twice/],
    [['-o', file('no.svg'), '--each', '99'], /no room on one page; make several sheets/],
    [['-o', file('no.svg'), '--each', '0'], /whole number/],
    [['-o', file('no.svg'), '--paper', 'a5'], /a4, letter/],
  ] as const) {
    const ran = await ownhand(['sheet', ...args]);
    expect(ran.code).toBe(2);
    expect(lines(ran.err)).toHaveLength(1);
    expect(ran.err).toMatch(says);
  }
  expect(existsSync(file('no.svg'))).toBe(false);
});
