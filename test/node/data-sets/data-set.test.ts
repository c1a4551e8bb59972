// A hand's samples go out in each form and come back as they were; what is no such file says which line is wrong.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { createTar } from 'nanotar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mnist } from '../../../bench/pages/digits.mjs';
import type { HandStore } from '../../../src/hand/store.js';
import { exportSamples } from '../../../src/node/data-sets/export-samples.js';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { encodePng } from '../../../src/node/picture/png.js';
import { readLabelledInputs } from '../../../src/node/samples/labelled-inputs.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-data-sets-'));
const file = (name: string) => join(root, name);
const digits = Array.from({ length: 12 }, (_, i) => mnist('t10k').at(i));
let store: HandStore;
beforeAll(async () => {
  store = openFolderStore(file('hand'));
  await store.addSamples(digits.map(({ label, picture }) => ({ label, picture, source: 'mnist' })));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Samples as text, in one order. */
const shown = (samples: readonly { readonly label: string; readonly picture: Uint8Array }[]) =>
  samples.map(({ label, picture }) => `${label} ${picture}`).sort();

test.each([
  ['idx', 'out-idx', 'out-idx/images-idx3-ubyte'],
  ['csv', 'out.csv', 'out.csv'],
  ['jsonl', 'out.jsonl', 'out.jsonl'],
  ['folders', 'out-folders', 'out-folders'],
] as const)('%s out and in', async (kind, to, from) => {
  expect(await exportSamples(store, file(to), kind)).toBe(12);
  const { samples, unreadable, grounds } = await readLabelledInputs([file(from)]);
  expect(unreadable).toEqual([]);
  expect(grounds).toEqual({ light: 0, dark: 12 });
  expect(shown(samples)).toEqual(shown(digits));
});

test('either file of IDX will do, gzipped too; labels that are no digits are named beside it', async () => {
  const other = openFolderStore(file('symbols'));
  await other.addSamples(digits.slice(0, 3).map(({ picture }, i) => ({ label: '+7π'[i]!, picture, source: 'x' })));
  await exportSamples(other, file('symbols-idx'), 'idx');
  for (const name of ['images-idx3-ubyte', 'labels-idx1-ubyte']) {
    const path = file(`symbols-idx/${name}`);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    rmSync(path);
  }
  expect(readFileSync(file('symbols-idx/labels.txt'), 'utf8')).toBe('+\n7\nπ\n');
  for (const name of ['images-idx3-ubyte.gz', 'labels-idx1-ubyte.gz']) {
    const { samples } = await readLabelledInputs([file(`symbols-idx/${name}`)]);
    expect(samples.map(({ label }) => label)).toEqual(['+', '7', 'π']);
  }
  rmSync(file('symbols-idx/labels-idx1-ubyte.gz'));
  await expect(readLabelledInputs([file('symbols-idx/images-idx3-ubyte.gz')])).rejects.toThrow(/do not lie beside it/);
});

test.each([
  ['names', (label: string, i: number) => `crops/${i}_${label}.png`, 'set.zip'],
  ['folders', (label: string, i: number) => `set/train/${label}/img_${i}.png`, 'folders.zip'],
  ['names in a tar', (label: string, i: number) => `${i}_${label}.png`, 'set.tar'],
  ['folders in a tar', (label: string, i: number) => `${label}/${i}.png`, 'folders.tar.gz'],
])('archives are read as folders are: %s', async (_, nameOf, archive) => {
  const files = digits.map(({ label, picture }, i) => ({ name: nameOf(label, i), data: encodePng(picture, 28, 28) }));
  const entries = [...files, { name: '__MACOSX/._1_7.png', data: Buffer.from('x') }];
  const zip = () => zipSync(Object.fromEntries(entries.map(({ name, data }) => [name, new Uint8Array(data)])));
  const tar = () => createTar(entries.map(({ name, data }) => ({ name, data: new Uint8Array(data) })));
  const bytes = archive.endsWith('.zip') ? zip() : tar();
  writeFileSync(file(archive), archive.endsWith('.gz') ? gzipSync(bytes) : bytes);
  const { samples } = await readLabelledInputs([file(archive)]);
  expect(shown(samples)).toEqual(shown(digits));
  writeFileSync(file(archive), bytes.subarray(0, 100));
  await expect(readLabelledInputs([file(archive)])).rejects.toMatchObject({ code: 'damaged' });
});

test('a table without a header, and with dark ink on light', async () => {
  const rows = digits.slice(0, 4).map(({ label, picture }) => `${label},${picture.map((value) => 255 - value)}`);
  writeFileSync(file('plain.csv'), rows.join('\r\n'));
  const { samples, grounds } = await readLabelledInputs([file('plain.csv')]);
  expect(grounds).toEqual({ light: 4, dark: 0 });
  expect(shown(samples)).toEqual(shown(digits.slice(0, 4)));
});

test.each([
  ['a.csv', 'label,pixel0\n7,1\n', /a\.csv, line 1: it has 2 columns/],
  ['b.csv', `${'7,'.repeat(784)}7\n7,1\n`, /b\.csv, line 2: it has 2 columns, not 785/],
  ['c.csv', `7${',0'.repeat(783)},256\n`, /c\.csv, line 1: a grey is no whole number/],
  ['d.jsonl', '{"label":"7"}\n', /d\.jsonl, line 1: wanted is/],
  ['e.jsonl', '\n', /e\.jsonl holds no labelled pictures/],
  ['f-images-idx3-ubyte', 'x', /do not lie beside it/],
])('what is wrong is told: %s', async (name, text, message) => {
  writeFileSync(file(name), text);
  await expect(readLabelledInputs([file(name)])).rejects.toThrow(message);
});

test('a folder that is not empty is not written into', async () => {
  await expect(exportSamples(store, root, 'folders')).rejects.toMatchObject({ code: 'refused' });
  expect(readdirSync(root)).toContain('hand');
});
