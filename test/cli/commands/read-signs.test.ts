// Decimal points, commas and minus signs on whole pages, composed from MNIST's test digits on drawn paper.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { borrowed, composePage } from '../../../bench/pages/compose.mjs';
import { mnist } from '../../../bench/pages/digits.mjs';
import { seeded } from '../../../bench/pages/random.mjs';
import { writePicture } from '../../../bench/pages/write.mjs';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-signs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const digits = mnist('t10k');
async function written(name: string, numbers: readonly (readonly string[])[], seed: number): Promise<string> {
  const next = seeded(seed);
  const file = join(root, name);
  await writePicture(composePage(next, { lines: numbers, writer: borrowed(digits, next), spacing: [0.2, 0.5] }), file);
  return file;
}
interface Seen {
  readonly lines: { readonly text: string; readonly numbers: { readonly glyphs: Record<string, unknown>[] }[] }[];
}
const shape = (text: string) => text.replace(/\d/g, '#');

test('most numbers are read with their signs, and numbers without have none', async () => {
  const numbers = [
    ['-12.5', '308'],
    ['4071', '-36'],
    ['9.25', '60.8'],
  ];
  const files: string[] = [];
  for (let seed = 1; seed <= 6; seed++) files.push(await written(`${seed}.png`, numbers, seed));
  const { out } = await ownhand(['read', ...files, '--json', '--hand', join(root, 'fresh')]);
  let right = 0;
  for (const seen of jsonLines(out) as unknown as Seen[])
    right += numbers.filter((line, k) => shape(line.join(' ')) === shape(seen.lines[k]?.text ?? '')).length;
  expect(right).toBeGreaterThanOrEqual(14);
});

test('a sign is a glyph of its own in JSON, a part of the number in CSV, and no crop to learn', async () => {
  const file = await written('one.png', [['-52,6'], ['17,48']], 2);
  const crops = join(root, 'crops');
  const hand = ['--hand', join(root, 'fresh')];
  const [json, csv] = [
    await ownhand(['read', file, '--json', '--out', crops, ...hand]),
    await ownhand(['read', file, '--csv', ...hand]),
  ];
  const seen = jsonLines(json.out)[0] as unknown as Seen;
  expect(seen.lines.map(({ text }) => shape(text))).toEqual(['-##,#', '##,##']);
  const glyphs = seen.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs));
  expect(glyphs.filter(({ sign }) => sign).map(({ label }) => label)).toEqual(['-', ',', ',']);
  expect(lines(csv.out).map(shape)).toEqual(['"-##,#"', '"##,##"']);
  expect(readdirSync(crops).filter((name) => !name.endsWith('_digitized_image.png'))).toHaveLength(7);
});
