// A page so blurred that digits are lost in it: a number that has lost one is not called sure.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openHand, read } from '../../../src/node/index.js';
import { memoryStore } from '../../hand/memory-store.js';

const example = join(import.meta.dirname, '../../../examples/page.png');

test('of the numbers of a blurred page those that are sure stand there', async () => {
  const written = new Set(readFileSync(example.replace('.png', '.txt'), 'utf8').trim().split(/\s+/));
  const { lines } = await read(openHand(memoryStore()), await sharp(example).blur(4).png().toBuffer());
  const numbers = lines.flatMap((line) => line.numbers);
  const sure = numbers.filter(({ confidence }) => confidence >= 0.97);
  expect(sure.length).toBeGreaterThan(4);
  expect(sure.filter(({ text }) => !written.has(text))).toEqual([]);
  expect(numbers.length).toBeGreaterThan(sure.length);
});
