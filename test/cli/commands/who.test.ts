// `ownhand who`: pages of two hands told apart, and honest where they cannot be.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verdictOf } from '../../../src/cli/commands/who.js';
import { type LabelledFeatures, likeness } from '../../../src/insight/likeness.js';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { encodePng } from '../../../src/node/picture/png.js';
import { readLabelledFolders } from '../../../src/node/samples/labelled-folder.js';
import { type Canvas, drawDigit, paper } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-who-'));
const file = (name: string) => join(root, name);
const env = { XDG_DATA_HOME: file('data') };
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Rows of digits that slant by this many pixels a pixel of height. */
function written(rows: readonly string[], slant: number, seed: number): Canvas {
  const size = 80;
  const page = paper(
    (Math.max(...rows.map((row) => row.length)) + 2) * size,
    Math.round((rows.length * 1.8 + 0.5) * size),
  );
  for (const [r, row] of rows.entries())
    for (const [i, digit] of [...row].entries())
      drawDigit(page, digit, (i + 0.9) * size, (r * 1.8 + 0.5) * size, size, seed + 31 * r + i);
  const slanted = paper(page.width, page.height);
  for (let y = 0; y < page.height; y++) {
    const shift = Math.round(slant * (size - ((y - 0.5 * size + 1.8 * size) % (1.8 * size))));
    for (let x = 0; x < page.width; x++) {
      const from = x - shift;
      if (from >= 0 && from < page.width) slanted.data[y * page.width + x] = page.data[y * page.width + from]!;
    }
  }
  return slanted;
}

const HANDS = { ada: 0, bo: 0.45 } as const;

beforeAll(async () => {
  for (const [name, slant] of Object.entries(HANDS)) {
    mkdirSync(file(name));
    for (let i = 0; i < 40; i++) {
      const { data, width, height } = written([String(i % 10)], slant, 1000 + i);
      writeFileSync(join(file(name), `${i}_${i % 10}.png`), encodePng(data, width, height));
    }
    const store = openFolderStore(join(env.XDG_DATA_HOME, 'ownhand', name));
    await store.addSamples((await readLabelledFolders([file(name)], true)).samples);
    const page = written(['0123456', '7890123', '4567890'], slant, 5);
    writeFileSync(file(`${name}.png`), encodePng(page.data, page.width, page.height));
  }
  writeFileSync(file('blank.png'), encodePng(paper(400, 300).data, 400, 300));
});

test('each page goes to its hand, the likelier first', async () => {
  const ran = await ownhand(['who', file('ada.png'), file('bo.png'), file('blank.png'), '--json'], { env });
  expect(ran.code, ran.err).toBe(0);
  const [ada, bo, blank] = jsonLines(ran.out);
  for (const [page, hand, other] of [
    [ada, 'ada', 'bo'],
    [bo, 'bo', 'ada'],
  ] as const) {
    expect(page).toMatchObject({ hand, hands: [{ hand }, { hand: other }] });
    const [first, second] = page!['hands'] as { score: number; nearness: number }[];
    expect(first!.score).toBeGreaterThan(0.8);
    expect(first!.nearness).toBeGreaterThan(second!.nearness);
    expect(first!.score + second!.score + (page!['somebodyElse'] as number)).toBeCloseTo(1, 3);
  }
  expect(blank).toMatchObject({ hand: null, glyphs: 0 });
});

test('for people; what cannot be read is told and does not stop the others', async () => {
  const ran = await ownhand(['who', file('nowhere.png'), file('bo.png')], { env });
  expect(ran.code).toBe(3);
  expect(ran.err).toMatch(/nowhere\.png does not exist/);
  expect(lines(ran.out)[0]).toBe(`${file('bo.png')}: looks like bo`);
  expect(lines(ran.out)[2]).toMatch(/^ {2}bo +\d+ % +0\.\d\d +\d+ %$/);
});

test('without hands there is nothing to tell', async () => {
  const ran = await ownhand(['who', file('ada.png')], { env: { XDG_DATA_HOME: file('nothing') } });
  expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/cannot tell: no hand/) });
});

test('hands that are the same are not told apart', () => {
  const samples: LabelledFeatures = { labels: ['1', '2'], features: Float32Array.of(1, 0, 0, 1) };
  const glyphs = { ...samples, confidences: [0.9, 0.9] };
  const far: LabelledFeatures = { labels: ['1', '2'], features: Float32Array.of(0, 1, 1, 0) };
  const same = likeness([
    { name: 'ada', samples, glyphs },
    { name: 'bo', samples, glyphs },
  ]);
  expect(same.map(({ score }) => score)).toEqual([0.5, 0.5]);
  expect(verdictOf(same, 2)).toEqual({ hand: null, text: "cannot tell: it may be ada's or bo's" });
  const apart = likeness([
    { name: '', samples: far, glyphs },
    { name: 'bo', samples, glyphs },
  ]);
  expect(apart[0]).toMatchObject({ name: 'bo', nearness: 1 });
  expect(verdictOf(apart, 2).hand).toBe('bo');
  const nobody = likeness([
    { name: '', samples, glyphs },
    { name: 'bo', samples: far, glyphs },
  ]);
  expect(verdictOf(nobody, 2)).toEqual({ hand: null, text: 'looks like none of the hands here' });
  expect(
    verdictOf(likeness([{ name: 'bo', samples, glyphs: { ...far, labels: [], confidences: [] } }]), 0).hand,
  ).toBeNull();
});
