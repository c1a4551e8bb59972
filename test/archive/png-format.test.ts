// PNGs are written as other programs read them, and nothing is believed of one that does not add up.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { parsePng, pngOf, pngRows } from '../../src/archive/png-format.js';
import { pngOfPicture } from '../../src/browser/workers/sample-pictures.js';
import { decodePng, encodePng } from '../../src/node/picture/png.js';

const picture = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);

test('a picture that a browser wrote, uncompressed, is read by sharp and by Node', async () => {
  const file = pngOfPicture(picture);
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([28, 28]);
  const grey = data.filter((_, i) => i % info.channels === 0);
  expect([...grey]).toEqual([...picture]);
  expect(decodePng(file)?.data).toEqual(picture);
});

test('a byte that is wrong anywhere makes it no PNG', () => {
  const file = encodePng(picture, 28, 28);
  for (let at = 0; at < file.length; at += 7) {
    const damaged = file.slice();
    damaged[at]! ^= 1;
    const read = decodePng(damaged);
    if (read !== undefined) expect([at, [...read.data]]).toEqual([at, 'a picture']);
  }
});

test('rows of another length than the header says are no picture', () => {
  const png = parsePng(pngOf(28, 28, deflateSync(pngRows(picture, 28, 28))));
  expect(png?.length).toBe(29 * 28);
  expect(png?.page(new Uint8Array(29 * 28 - 1))).toBeUndefined();
  expect(parsePng(new Uint8Array(100))).toBeUndefined();
});
