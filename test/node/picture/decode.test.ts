import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode, pdfPageOf, tiffPages } from '../../../src/node/picture/decode.js';
import { onPageOf, type Reading } from '../../../src/reading.js';
import { pngBomb } from './png-bomb.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ownhand-decode-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** 40×20, white, its left quarter black: upright pages show where up is. */
function quarter(width = 40, height = 20) {
  const black = {
    input: { create: { width: width / 4, height, channels: 3 as const, background: '#000' } },
    left: 0,
    top: 0,
  };
  return sharp({ create: { width, height, channels: 3, background: '#fff' } }).composite([black]);
}
const flat = async (image: Sharp) => sharp(await image.png().toBuffer());
const at = (page: { width: number; channels: number; data: Uint8Array }, x: number, y: number) =>
  page.data[(y * page.width + x) * page.channels]!;

describe('every kind of picture becomes the same page', () => {
  const kinds: [string, (image: Sharp) => Sharp, 1 | 3][] = [
    ['RGB PNG', (image) => image.png(), 3],
    ['palette PNG', (image) => image.png({ palette: true, colours: 4 }), 3],
    ['interlaced PNG', (image) => image.png({ progressive: true }), 3],
    ['grey PNG', (image) => image.toColourspace('b-w').png(), 1],
    ['16-bit PNG', (image) => image.toColourspace('rgb16').png(), 3],
    ['16-bit grey PNG', (image) => image.toColourspace('grey16').png(), 1],
    ['1-bit PNG', (image) => image.toColourspace('b-w').png({ palette: true, colours: 2 }), 3],
    ['PNG with alpha', (image) => image.ensureAlpha().png(), 3],
    ['JPEG', (image) => image.jpeg({ quality: 95 }), 3],
    ['CMYK JPEG', (image) => image.toColourspace('cmyk').jpeg({ quality: 95 }), 3],
    ['WebP', (image) => image.webp({ lossless: true }), 3],
    ['TIFF', (image) => image.tiff(), 3],
    ['CMYK TIFF', (image) => image.toColourspace('cmyk').tiff(), 3],
    ['GIF', (image) => image.gif(), 3],
    ['AVIF', (image) => image.avif({ lossless: true }), 3],
  ];
  test.each(kinds)('%s', async (_, save, channels) => {
    const { page, width, height, scale } = await decode(await save(await flat(quarter())).toBuffer());
    expect([page.width, page.height, width, height, scale]).toEqual([40, 20, 40, 20, 1]);
    expect(page.channels).toBe(channels);
    expect(page.data).toHaveLength(40 * 20 * page.channels);
    expect(at(page, 3, 10)).toBeLessThan(60);
    expect(at(page, 30, 10)).toBeGreaterThan(225);
  });

  test('transparent paper is white paper', async () => {
    const pen = {
      input: { create: { width: 10, height: 10, channels: 4 as const, background: '#000' } },
      left: 0,
      top: 0,
    };
    const png = await sharp({ create: { width: 40, height: 20, channels: 4, background: '#0000' } })
      .composite([pen])
      .png()
      .toBuffer();
    const { page } = await decode(png);
    expect([at(page, 5, 5), at(page, 30, 15)]).toEqual([0, 255]);
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i comes upright, small and shrunk', async (orientation) => {
  for (const [size, maxPixels] of [
    [[40, 20], 2_000_000],
    [[400, 200], 20_000],
  ] as const) {
    const turned = await (await flat(quarter(...size))).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    const expected = await sharp(turned).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const { page, width, height, scale } = await decode(turned, { maxPixels });
    expect([width, height]).toEqual([expected.info.width, expected.info.height]);
    expect(page.width / page.height).toBeCloseTo(width / height, 1);
    for (const [u, v] of [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.1, 0.9],
      [0.9, 0.9],
    ] as const) {
      const wanted = expected.data[(Math.floor(v * height) * width + Math.floor(u * width)) * 3]!;
      expect(Math.abs(at(page, Math.floor(u * page.width), Math.floor(v * page.height)) - wanted)).toBeLessThan(60);
    }
    expect(page.width * page.height).toBeLessThanOrEqual(maxPixels * 1.05);
    expect(scale).toBeCloseTo(page.width / width, 6);
  }
});

test('boxes of a shrunk page lead back to the full one', () => {
  const glyph = {
    label: '7',
    confidence: 1,
    box: { x: 10, y: 20, w: 30, h: 40 },
    alternatives: [],
    picture: new Uint8Array(784),
  };
  const number = { text: '7', confidence: 1, box: glyph.box, glyphs: [glyph] };
  const reading: Reading = {
    width: 100,
    height: 200,
    text: '7',
    lines: [{ text: '7', numbers: [number] }],
    tables: [{ box: number.box, rows: [[null, number]] }],
    leftOut: [{ box: number.box, reason: 'words' }],
  };
  const full = onPageOf(reading, 300, 600);
  expect([full.width, full.height]).toEqual([300, 600]);
  expect(full.lines[0]?.numbers[0]?.box).toEqual({ x: 30, y: 60, w: 90, h: 120 });
  expect(full.lines[0]?.numbers[0]?.glyphs[0]?.box).toEqual({ x: 30, y: 60, w: 90, h: 120 });
  expect(full.tables).toEqual([{ box: { x: 30, y: 60, w: 90, h: 120 }, rows: [[null, full.lines[0]?.numbers[0]]] }]);
  expect(full.leftOut).toEqual([{ box: { x: 30, y: 60, w: 90, h: 120 }, reason: 'words' }]);
  expect(onPageOf(reading, 100, 200)).toBe(reading);
});

/**
 * A small progressive JPEG whose header says it is large: its start-of-frame marker is FF C2, followed by length,
 * precision, height and width.
 */
async function progressiveBomb(side: number): Promise<Uint8Array> {
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'white' } })
    .jpeg({ progressive: true })
    .toBuffer();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc2]));
  bytes.writeUInt16BE(side, frame + 5);
  bytes.writeUInt16BE(side, frame + 7);
  return bytes;
}

describe('what is no usable picture is told in one line', () => {
  const noise = (size: number) => {
    const data = Uint8Array.from({ length: size * size * 3 }, (_, i) => (i * 2654435761) >>> 13);
    return sharp(data, { raw: { width: size, height: size, channels: 3 } });
  };
  const cut = async (image: Sharp) => {
    const whole = await image.toBuffer();
    return whole.subarray(0, whole.length / 2);
  };
  const cases: [string, string, () => Promise<Uint8Array> | Uint8Array][] = [
    ['an empty file', 'empty', () => new Uint8Array(0)],
    ['a truncated PNG', 'damaged', () => cut(noise(200).png())],
    ['a truncated JPEG', 'damaged', () => cut(noise(200).jpeg())],
    ['a truncated WebP', 'damaged', () => cut(noise(200).webp())],
    ['a truncated progressive JPEG', 'damaged', () => cut(noise(200).jpeg({ progressive: true }))],
    ['a PNG cut in its header', 'damaged', async () => (await noise(20).png().toBuffer()).subarray(0, 20)],
    ['text', 'not-an-image', () => Buffer.from('seven, eight, nine\n')],
    ['an SVG', 'not-an-image', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>')],
    ['a PDF cut off', 'damaged', () => Buffer.from('%PDF-1.7\n')],
    ['HEIC cut off', 'damaged', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['one pixel', 'too-small', () => noise(1).png().toBuffer()],
    ['a 20,000×20,000 PNG', 'too-large', () => pngBomb(20_000)],
    ['an 11,000×11,000 PNG', 'too-large', () => pngBomb(11_000)],
    [
      'a strip of 66,000×20 pixels',
      'too-large',
      () =>
        sharp({ create: { width: 66_000, height: 20, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
    ],
    ['a progressive JPEG that says it is 11,000×11,000', 'too-large', () => progressiveBomb(11_000)],
  ];
  test.each(cases)('%s', async (_, code, make) => {
    const file = join(root, 'picture.png');
    writeFileSync(file, await make());
    const failure = await decode(file, { name: 'picture.png' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'OwnhandError', code });
    expect((failure as Error).message).toContain('picture.png');
    expect((failure as Error).message).not.toContain('\n');
  });

  test('a missing file and a folder', async () => {
    await expect(decode(join(root, 'nothing.png'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(decode(root)).rejects.toMatchObject({ code: 'not-an-image' });
  });
});

test('each page of a TIFF that has several can be read', async () => {
  const pages = [60, 180].map((background) => ({
    create: {
      width: 90,
      height: 70,
      channels: 3 as const,
      background: { r: background, g: background, b: background },
    },
  }));
  const pngs = await Promise.all(pages.map((page) => sharp(page).png().toBuffer()));
  const tiff = await sharp(pngs, { join: { animated: true } })
    .tiff()
    .toBuffer();
  expect(await tiffPages(tiff)).toBe(2);
  expect(await tiffPages(pngs[0]!)).toBe(1);
  for (const [i, grey] of [60, 180].entries()) {
    const { page } = await decode(tiff, { page: i + 1 });
    expect([page.width, page.height, page.data[0]]).toEqual([90, 70, grey]);
  }
  await expect(decode(tiff, { name: 'scan.tif', page: 3 })).rejects.toMatchObject({
    code: 'not-found',
    message: 'scan.tif: the TIFF has 2 pages',
  });
  expect(pdfPageOf('a/scan.tif#2')).toEqual({ path: 'a/scan.tif', page: 2 });
});
