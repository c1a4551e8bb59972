// `ownhand read --print`: printed numbers are read where they are asked for, and nowhere else.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodePng } from '../../../src/node/picture/png.js';
import { pixelClass } from '../../../src/train/draw/documents/drawn-document.js';
import { setText } from '../../../src/train/draw/documents/printing.js';
import { surface } from '../../../src/train/draw/documents/surface.js';
import { decodeTypefaces } from '../../../src/train/draw/typefaces.js';
import { jsonLines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-print-'));
const page = join(root, 'receipt.png');
const hand = ['--hand', join(root, 'fresh')];

interface NumberJson {
  readonly text: string;
  readonly print?: true;
}
interface PageJson {
  readonly lines: { readonly numbers: NumberJson[] }[];
  readonly tables: { readonly rows: (NumberJson | null)[][] }[];
  readonly leftOut: { readonly reason: string }[];
}
const read = async (...flags: string[]): Promise<PageJson> =>
  jsonLines((await ownhand(['read', page, '--json', ...flags, ...hand])).out)[0] as unknown as PageJson;

beforeAll(() => {
  const file = new URL('../../../models/training/print.gz', import.meta.url);
  const face = decodeTypefaces(gunzipSync(readFileSync(file)))[1]!;
  const on = surface(800, 420);
  on.grey.fill(0.95);
  const ink = { tone: 0.1, opacity: 1, grain: 0, kind: pixelClass.print };
  const print = { face, capital: 30, bold: 0, slant: 0, tracking: 0, ink };
  for (const [k, [words, price]] of [
    ['Bread', '254'],
    ['Garden shears', '1839'],
    ['Total', '2093'],
  ].entries()) {
    setText(on, words!, 60, 120 + 90 * k, print);
    setText(on, price!, 560, 120 + 90 * k, print);
  }
  const data = Uint8Array.from(on.grey, (value) => Math.round(255 * value));
  writeFileSync(page, encodePng(data, on.width, on.height));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('print is left out, and told, where nobody asks for it', async () => {
  const { lines, leftOut } = await read();
  expect(lines).toEqual([]);
  expect(leftOut.filter(({ reason }) => reason === 'print').length).toBeGreaterThan(10);
});

test('with --print printed numbers are read, and called printed in lines and tables', async () => {
  const { lines, tables, leftOut } = await read('--print');
  const numbers = lines.flatMap((line) => line.numbers);
  expect(numbers.map(({ text }) => text)).toEqual(['254', '1839', '2093']);
  for (const number of [...numbers, ...tables.flatMap(({ rows }) => rows.flat())])
    if (number) expect(number.print).toBe(true);
  expect(leftOut.length).toBeGreaterThan(10);
  expect((await read('--print', '--promise', '0.99')).lines.flatMap((line) => line.numbers)).toHaveLength(3);
});

test('print is nobody’s hand: no crops of it are kept to be learned', async () => {
  const out = join(root, 'out');
  await ownhand(['read', page, '--print', '--out', out, ...hand]);
  expect(readdirSync(out)).toEqual(['receipt_digitized_image.png']);
});
