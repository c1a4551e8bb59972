// HEIC and PDF pages, with their optional decoders and without.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { expandInputs } from '../../../src/cli/inputs.js';
import { resultNames } from '../../../src/node/pages/crops.js';
import { decode } from '../../../src/node/picture/decode.js';
import { foreignKind } from '../../../src/node/picture/foreign.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-foreign-'));
afterAll(() => rmSync(root, { recursive: true }));
const heic = fileURLToPath(new URL('page.heic', import.meta.url));

/** A PDF of pages of A4, on which `draw` says what is drawn (PDF operators, points from the lower left). */
function pdf(...draw: string[]): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${draw.length}/Kids[${draw.map((_, k) => `${3 + 2 * k} 0 R`).join(' ')}]>>`,
    ...draw.flatMap((operators, k) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${4 + 2 * k} 0 R>>`,
      `<</Length ${operators.length}>>stream\n${operators}\nendstream`,
    ]),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, k) => {
    const at = text.length;
    text += `${k + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
}
const file = join(root, 'scan.pdf');
writeFileSync(file, pdf('1 0 0 rg 100 642 100 100 re f', '0 0 1 rg 400 100 100 100 re f'));

test('a HEIC photo is decoded to the pixels of the picture it was made of', async () => {
  const { page } = await decode(heic);
  const made = await sharp(fileURLToPath(new URL('../../../examples/page.png', import.meta.url)))
    .resize({ width: 640 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([page.width, page.height]).toEqual([made.info.width, made.info.height]);
  let off = 0;
  for (let k = 0; k < made.data.length; k++) off += Math.abs(page.data[k * page.channels]! - made.data[k]!);
  expect(off / made.data.length).toBeLessThan(6);
});

describe('a PDF', () => {
  test('is drawn page by page, its longer side 3,000 pixels, in its colours', async () => {
    const first = (await decode(file)).page;
    const second = (await decode(`${file}#2`)).page;
    expect([first.width, first.height]).toEqual([2119, 3000]);
    const at = ({ data, width }: typeof first, x: number, y: number) => {
      const k = (Math.round((y * 3000) / 842) * width + Math.round((x * 3000) / 842)) * 3;
      return [...data.subarray(k, k + 3)];
    };
    expect(at(first, 150, 150)).toEqual([255, 0, 0]);
    expect(at(first, 450, 692)).toEqual([255, 255, 255]);
    expect(at(second, 450, 692)).toEqual([0, 0, 255]);
  });

  test('of several pages is as many inputs, each with results of its own', async () => {
    const inputs = await expandInputs([file]);
    expect(inputs.map((input) => input.file)).toEqual([`${file}#1`, `${file}#2`]);
    expect(inputs.map((input) => resultNames()(input.file))).toEqual(['scan-page1', 'scan-page2']);
  });

  test('of which a page is asked that it has not', async () => {
    await expect(decode(`${file}#3`)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/2 pages/),
    });
  });
});

test.each([
  ['page.heic', 'heic-decode', () => readFileSync(heic)],
  ['scan.pdf', '@hyzyla/pdfium', () => readFileSync(file)],
])('%s without its decoder: says what to install', async (name, wanted, bytes) => {
  vi.resetModules();
  vi.doMock(wanted, () => {
    throw new Error('not installed');
  });
  const { decode } = await import('../../../src/node/picture/decode.js');
  const failure = await decode(bytes(), { name }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'needs-install' });
  expect((failure as Error).message).toContain(`npm install ${wanted}`);
  vi.doUnmock(wanted);
});

test('AVIF, which sharp decodes itself, is not taken for HEIC', async () => {
  const avif = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
    .avif()
    .toBuffer();
  expect(foreignKind(avif)).toBeUndefined();
});
