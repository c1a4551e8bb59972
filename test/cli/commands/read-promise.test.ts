// `ownhand read --promise`: what cannot be promised is marked, in every form a reading comes in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingTable } from '../../../src/cli/render.js';
import type { Reading } from '../../../src/reading.js';
import { drawnPage } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-promise-'));
const page = join(root, 'page.png');
const hand = ['--hand', join(root, 'fresh')];
const several = '90 17 4';

interface NumberJson {
  readonly text: string;
  readonly confidence: number;
  readonly sure?: boolean;
}
const numbersOf = (out: string) =>
  (jsonLines(out)[0] as unknown as { lines: { numbers: NumberJson[] }[] }).lines.map((line) => line.numbers);

beforeAll(() => writeFileSync(page, drawnPage([several, '2 5 31', '68 7 3'])));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('JSON says of each number whether it is sure, and only when asked', async () => {
  const plain = numbersOf((await ownhand(['read', page, '--json', ...hand])).out);
  expect(plain.flat().length).toBeGreaterThan(4);
  for (const number of plain.flat()) expect(Object.keys(number)).not.toContain('sure');

  // What is promised is looked at three times, which makes it surer.
  const careful = numbersOf((await ownhand(['read', page, '--json', '--promise', '0.99', ...hand])).out);
  const found = careful.flat();
  expect(careful.map((row) => row.map(({ text }) => text))).toEqual(plain.map((row) => row.map(({ text }) => text)));
  const mean = (numbers: readonly NumberJson[]) =>
    numbers.reduce((sum, { confidence }) => sum + confidence, 0) / numbers.length;
  expect(mean(found)).toBeGreaterThan(mean(plain.flat()));

  // A promise between two of the page's own confidences, so that both kinds are there whatever the reader.
  const confidences = [...new Set(found.map((number) => number.confidence))].sort((a, b) => a - b);
  expect(confidences.length).toBeGreaterThan(1);
  const at = confidences.length >> 1;
  const promise = (confidences[at - 1]! + confidences[at]!) / 2;
  const marked = await ownhand(['read', page, '--json', '--promise', String(promise), ...hand]);
  expect(marked.code).toBe(0);
  expect(numbersOf(marked.out)).toEqual(
    careful.map((row) => row.map((number) => ({ ...number, sure: number.confidence >= promise }))),
  );

  const text = lines((await ownhand(['read', page, '--promise', String(promise), ...hand])).out);
  expect(text).toEqual(
    careful.map((row) => row.map(({ text, confidence }) => text + (confidence < promise ? '?' : '')).join(' ')),
  );
  const csv = (await ownhand(['read', page, '--csv', '--promise', String(promise), ...hand])).out;
  expect(csv.match(/\d\?/g)).toHaveLength(found.filter((number) => number.confidence < promise).length);
});

test.each(['0', '1', '99', '-0.5', 'high', ''])('a promise of "%s" is refused', async (promise) => {
  const ran = await ownhand(['read', page, `--promise=${promise}`, ...hand]);
  expect(ran.code).toBe(2);
  expect(ran.out).toBe('');
  expect(ran.err).toMatch(/above 0 and below 1/);
});

test('the table has a ? behind what is not sure, in a colour of its own', () => {
  const box = { x: 0, y: 0, w: 10, h: 10 };
  const number = (text: string, confidence: number) => ({
    text,
    confidence,
    box,
    glyphs: [{ label: text, confidence, box, alternatives: [], picture: new Uint8Array(784) }],
  });
  const numbers = [number('7', 0.9999), number('4', 0.97)];
  const reading: Reading = {
    width: 40,
    height: 20,
    text: '7 4',
    lines: [{ text: '7 4', numbers }],
    tables: [],
    leftOut: [],
  };
  const tags = (promise?: number) =>
    readingTable('x.png', reading, (colour, text) => (colour === 'dim' ? text : `<${colour}>${text}`), promise);
  expect(tags()).toContain('<green>7    <green>4');
  expect(tags(0.99)).toContain('<green>7    <yellow>4?');
});
