// A dark sheet with light writing on a bright table: the table stands out more than the writing does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openHand, read } from '../../../src/node/index.js';
import { isLightOnDark } from '../../../src/page/polarity.js';
import { memoryStore } from '../../hand/memory-store.js';

const example = join(import.meta.dirname, '../../../examples/page.png');

test('a dark sheet on a bright table is read in the negative', async () => {
  const written = readFileSync(example.replace('.png', '.txt'), 'utf8').trim().split(/\s+/);
  const sheet = await sharp(example).removeAlpha().greyscale().negate().linear(0.35, 40).png().toBuffer();
  const edge = { top: 90, bottom: 90, left: 90, right: 90, background: '#c8c8c8' };
  const photo = await sharp(sheet).extend(edge).toColourspace('b-w').png().toBuffer();
  const { data, info } = await sharp(photo).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(1);
  expect(isLightOnDark({ width: info.width, height: info.height, channels: 1, data: new Uint8Array(data) })).toBe(
    false,
  );
  const { lines } = await read(openHand(memoryStore()), photo);
  const found = lines.flatMap((line) => line.numbers.map(({ text }) => text));
  expect(found.filter((text) => written.includes(text)).length).toBeGreaterThan(0.9 * written.length);
});
