// `ownhand read` as scripts and people use it, on drawn pages.

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expandInputs } from '../../../src/cli/inputs.js';
import { decodePng } from '../../../src/node/picture/png.js';
import { drawnPage } from '../drawn.js';
import { jsonLines, lines, main, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-read-'));
const file = (name: string) => join(root, name);
const hand = ['--hand', file('fresh')];

beforeAll(() => {
  mkdirSync(file('pages'));
  for (const [name, rows] of [
    ['page2', ['0123', '4567']],
    ['page10', ['8901']],
    ['page1', ['2345']],
  ] as const) {
    writeFileSync(file(`pages/${name}.png`), drawnPage(rows));
  }
  writeFileSync(file('pages/notes.txt'), 'no picture');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface GlyphJson {
  readonly label: string;
  readonly confidence: number;
  readonly box: [number, number, number, number];
  readonly alternatives: { readonly label: string; readonly confidence: number }[];
}
interface PageJson {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly lines: {
    readonly text: string;
    readonly numbers: {
      readonly text: string;
      readonly confidence: number;
      readonly box: number[];
      readonly glyphs: GlyphJson[];
    }[];
  }[];
}
const pages = (out: string) => jsonLines(out) as unknown as PageJson[];

test('--json is what scripts depend on', async () => {
  const ran = await ownhand(['read', file('pages/page2.png'), '--json', ...hand]);
  expect(ran).toMatchObject({ code: 0, err: '' });
  const [page, ...others] = pages(ran.out);
  expect(others).toEqual([]);
  expect(Object.keys(page!)).toEqual(['file', 'width', 'height', 'text', 'lines', 'tables', 'leftOut']);
  expect([page!.file, page!.width, page!.height]).toEqual([file('pages/page2.png'), 400, 328]);
  expect(page!.text).toBe(page!.lines.map((line) => line.text).join('\n'));
  const glyphs = page!.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs));
  expect(glyphs.length).toBeGreaterThanOrEqual(6);
  for (const line of page!.lines) {
    expect(line.text).toBe(line.numbers.map((number) => number.text).join(' '));
    for (const number of line.numbers) {
      expect(Object.keys(number)).toEqual(['text', 'confidence', 'box', 'glyphs']);
      expect(number.text).toBe(number.glyphs.map((glyph) => glyph.label).join(''));
    }
  }
  for (const { box, confidence, alternatives } of glyphs) {
    const [x, y, w, h] = box;
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(x + w).toBeLessThanOrEqual(400);
    expect(y + h).toBeLessThanOrEqual(328);
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
    for (const other of alternatives) expect(other.confidence).toBeLessThanOrEqual(confidence + 1e-9);
  }
});

test('folders and globs are read in the order a person would count', async () => {
  const wanted = ['page1.png', 'page2.png', 'page10.png'].map((name) => file(`pages/${name}`));
  const found = async (named: string) => (await expandInputs([named])).map((input) => input.file);
  for (const named of [file('pages'), file('pages/*.png'), file('**/page*'), file('pages/page[0-9]*.png')])
    expect(await found(named)).toEqual(wanted);
  expect(await found(file('pages/page?.png'))).toEqual(wanted.slice(0, 2));
  const ran = await ownhand(['read', file('pages/page?.png'), '--json', ...hand]);
  expect(pages(ran.out).map((page) => page.file)).toEqual(wanted.slice(0, 2));
});

test('a pipe gets the text alone, behind its file where there are several; --csv gets rows', async () => {
  const [page] = pages((await ownhand(['read', file('pages/page2.png'), '--json', ...hand])).out);
  expect((await ownhand(['read', file('pages/page2.png'), ...hand])).out).toBe(`${page!.text}\n`);
  const csv = await ownhand(['read', file('pages/page2.png'), '--csv', ...hand]);
  expect(csv.out).toBe(page!.lines.map((line) => `${line.numbers.map((number) => number.text).join(',')}\n`).join(''));
  const several = lines((await ownhand(['read', file('pages'), ...hand])).out);
  expect(several.map((line) => line.split(': ')[0])).toContain(file('pages/page10.png'));
});

describe('--out', () => {
  test('writes the annotated picture, and each glyph as the model saw it', async () => {
    const out = file('out');
    const ran = await ownhand(['read', file('pages/page2.png'), '--json', '--out', out, ...hand]);
    const [page] = pages(ran.out);
    const written = page!.lines.flatMap((line, i) =>
      line.numbers.flatMap((number) =>
        number.glyphs.map(({ box, label }) => `page2_${i + 1}_${box[0]}_${box[1]}_${label}.png`),
      ),
    );
    expect(readdirSync(out).sort()).toEqual([...written, 'page2_digitized_image.png'].sort());
    for (const name of written) {
      const picture = decodePng(readFileSync(join(out, name)));
      expect(picture).toMatchObject({ width: 28, height: 28, channels: 1 });
      expect(picture!.data[0]).toBe(0);
      expect(Math.max(...picture!.data)).toBeGreaterThan(200);
    }
  });

  test('leaves crops that were given another label alone', async () => {
    const out = file('out-twice');
    await ownhand(['read', file('pages/page1.png'), '--out', out, ...hand]);
    const crop = readdirSync(out).find((name) => !name.includes('digitized'))!;
    const corrected = crop.replace(/_.\.png$/, '_x.png');
    renameSync(join(out, crop), join(out, corrected));
    const again = await ownhand(['read', file('pages/page1.png'), '--out', out, ...hand]);
    expect(again.err).toMatch(/1 crop with another label left/);
    expect(existsSync(join(out, corrected))).toBe(true);
    expect(existsSync(join(out, crop))).toBe(false);
  });

  test('two photos of one name do not overwrite each other', async () => {
    const out = file('out-same');
    mkdirSync(file('elsewhere'));
    writeFileSync(file('elsewhere/page1.png'), drawnPage(['99']));
    await ownhand(['read', file('pages/page1.png'), file('elsewhere/page1.png'), '--out', out, ...hand]);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['page1_digitized_image.png', 'page1-2_digitized_image.png']),
    );
  });
});

test('a reader that closes the pipe early is no failure', async () => {
  const child = spawn(process.execPath, [
    main,
    'read',
    ...Array<string>(30).fill(file('pages/page1.png')),
    '--json',
    ...hand,
  ]);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((done) => child.once('close', done));
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('Ctrl-C ends it with whole lines and no trace', async () => {
  let seen = false;
  const ran = await ownhand(['read', ...Array<string>(400).fill(file('pages/page1.png')), '--json', ...hand], {
    watch: (_, kill) => {
      if (!seen) kill('SIGINT');
      seen = true;
    },
  });
  expect(ran.code).toBe(130);
  expect(ran.out.endsWith('}\n')).toBe(true);
  expect(pages(ran.out).length).toBeLessThan(400);
  expect(lines(ran.err)).toEqual(['ownhand: stopped']);
});
