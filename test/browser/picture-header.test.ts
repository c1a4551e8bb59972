// A picture's size is known before it is decoded, whatever its format.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureHeader } from '../../src/browser/workers/picture/picture-header.js';
import { pngBomb } from '../node/picture/png-bomb.js';

const drawn = () => sharp({ create: { width: 123, height: 45, channels: 3, background: '#888' } });

test.each([
  ['jpeg', () => drawn().jpeg()],
  ['png', () => drawn().png()],
  ['gif', () => drawn().gif()],
  ['webp', () => drawn().webp()],
  ['webp', () => drawn().webp({ lossless: true })],
  ['avif', () => drawn().avif()],
  ['jpeg', () => drawn().jpeg({ progressive: true }).withMetadata({ density: 300 })],
])('of %s', async (format, make) => {
  expect(pictureHeader(await make().toBuffer())).toEqual({ format, width: 123, height: 45 });
});

test('of HEIC, TIFF and PDF as far as it is told, and nothing of what is no picture', async () => {
  const heic = readFileSync(join(import.meta.dirname, '../node/picture/page.heic'));
  expect(pictureHeader(heic).format).toBe('heic');
  expect(pictureHeader(heic).width).toBeGreaterThan(10);
  expect(pictureHeader(await drawn().tiff().toBuffer()).format).toBe('tiff');
  expect(pictureHeader(Buffer.from('%PDF-1.7 and what else a PDF begins with')).format).toBe('pdf');
  for (const text of ['', 'no picture', '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>'])
    expect(pictureHeader(Buffer.from(text)).format).toBeUndefined();
  expect(pictureHeader(pngBomb(12_000))).toEqual({ format: 'png', width: 12_000, height: 12_000 });
});

test('of bytes that are cut short anywhere it does not fail', async () => {
  for (const make of [() => drawn().jpeg(), () => drawn().webp(), () => drawn().avif()]) {
    const bytes = await make().toBuffer();
    for (let length = 0; length < Math.min(bytes.length, 600); length++)
      expect(() => pictureHeader(bytes.subarray(0, length))).not.toThrow();
  }
});
