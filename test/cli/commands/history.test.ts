// What `ownhand history` tells and draws.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { fromWhere } from '../../../src/cli/commands/history.js';
import { historyPlot } from '../../../src/cli/history-plot.js';
import type { JournalEntry } from '../../../src/hand/store.js';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { jsonLines, lines, ownhand } from '../run.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-history-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const learned = (checkpoint: number, before: number, after: number): JournalEntry => ({
  at: `2026-03-0${checkpoint}T10:20:30.000Z`,
  event: 'learned',
  checkpoint,
  parent: checkpoint - 1,
  samples: checkpoint * 10,
  own: { samples: checkpoint * 10, before, after },
  rehearsal: { samples: 2000, before: 0.995, after: 0.9945 },
});
const refused: JournalEntry = {
  at: '2026-03-09T10:20:30.000Z',
  event: 'refused',
  parent: 2,
  samples: 30,
  own: { samples: 30, before: 0.97, after: 0.9 },
  rehearsal: { samples: 2000, before: 0.995, after: 0.98 },
  reason: 'it would forget',
};
const journal = [learned(1, 0.8, 1), learned(2, 0.9, 0.97), refused];
const numbers = (svg: string, of: RegExp) => [...svg.matchAll(of)].map((match) => Number(match[1]));

describe('the plot', () => {
  const svg = historyPlot(journal, 'A & <B>');

  test('says in words what it shows', () => {
    expect(svg).toContain('<title id="title">What the hand A &amp; &lt;B&gt; has learned</title>');
    expect(svg).toContain('checkpoint 1, 10 samples: own samples 80.0 % → 100.0 %, MNIST 99.5 % → 99.5 %.');
    expect(svg).toContain('refused, 30 samples: own samples 97.0 % → 90.0 %');
    expect(svg).toMatch(/role="img" aria-labelledby="title desc"/);
  });

  test('draws a step up for what rose, down and dashed for what was refused', () => {
    const steps = [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"( stroke-dasharray)?/g)];
    expect(steps).toHaveLength(6);
    const [first, , last] = steps.map(([, x0, y0, x1, y1, dash]) => ({
      right: Number(x1) - Number(x0),
      up: Number(y0) - Number(y1),
      dash,
    }));
    expect(first).toMatchObject({ dash: undefined });
    expect(first!.up).toBeGreaterThan(0);
    expect(first!.right).toBeGreaterThan(0);
    expect(last!.up).toBeLessThan(0);
    expect(last!.dash).toBeDefined();
  });

  test('everything lies on the picture, and heights are to scale', () => {
    for (const x of numbers(svg, /cx="([-\d.]+)"/g)) expect(x > 64 && x < 620).toBe(true);
    const tall = Number(/height="(\d+)"/.exec(svg)![1]);
    for (const y of numbers(svg, / y="([-\d.]+)"/g)) expect(y > 0 && y < tall).toBe(true);
    const [, one, two] = [0, ...numbers(svg, /cy="([-\d.]+)"/g)];
    const y90 = Number(/M64 ([\d.]+)H[^>]*><text[^>]*>90 %/.exec(svg)![1]);
    // 100 %, 97 % and 90 % are where a ruler would find them.
    expect((two! - one!) / (y90 - one!)).toBeCloseTo(0.3, 1);
  });

  test('is a picture that draws, with one step, many or none', async () => {
    for (const steps of [[], [learned(1, 1, 1)], Array<JournalEntry>(60).fill(refused), journal]) {
      const drawn = historyPlot(steps, 'ada');
      expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
      const { info } = await sharp(Buffer.from(drawn)).png().toBuffer({ resolveWithObject: true });
      expect(info.width).toBe(640);
    }
  });
});

test('photos are named where crops tell them, folders where they do not', () => {
  expect(fromWhere([])).toBe('');
  expect(fromWhere(['crops/page one_1_20_33_7.png', 'crops/page one_2_4_90_%2B.png'])).toBe(' from crops/page one');
  expect(fromWhere(['digits/12_7.png', 'digits/13_8.png'])).toBe(' from digits');
  expect(fromWhere(['a/page.jpg', 'a/page.jpg'])).toBe(' from a/page.jpg');
  expect(fromWhere(['a/page.png', 'a/page.png', 'b/x_7.png'])).toBe(' from a/page.png, b');
  expect(fromWhere([1, 2, 3, 4].map((n) => `p${n}_1_2_3_4.png`))).toBe(' from p1, p2, p3, … (4)');
});

test('--svg writes it, beside the table or the JSON', async () => {
  const store = openFolderStore(join(root, 'hand'));
  for (const entry of journal) await store.append(entry);
  const file = join(root, 'history.svg');
  const plain = await ownhand(['history', '--svg', file, '--hand', join(root, 'hand')]);
  expect(plain).toMatchObject({ code: 0, err: expect.stringMatching(/wrote .*history\.svg/) });
  expect(lines(plain.out)[0]).toMatch(
    /^2026-03-01 10:20 .*checkpoint 1 from 10 samples: your samples 80\.0 % → 100\.0 %/,
  );
  expect(readFileSync(file, 'utf8')).toBe(historyPlot(journal, join(root, 'hand')));
  const json = await ownhand(['history', '--svg', file, '--json', '--hand', join(root, 'hand')]);
  expect(jsonLines(json.out)).toHaveLength(4);
  writeFileSync(join(root, 'file'), '');
  const bad = await ownhand(['history', '--svg', join(root, 'file/x.svg'), '--hand', join(root, 'hand')]);
  expect(bad).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/not a folder/) });
});
