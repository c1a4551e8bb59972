import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadMnist, loadMnistPart } from '../../../src/node/models/mnist.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-mnist-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function idx(shape: number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(0x800 + shape.length);
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([header, data]);
}
const pictures = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);

test('the installed package has all of MNIST', async () => {
  const { train, test: held } = await loadMnist();
  expect([train.count, train.pictures.length, train.labels.length]).toEqual([60_000, 60_000 * 784, 60_000]);
  expect([held.count, held.pictures.length, held.labels.length]).toEqual([10_000, 10_000 * 784, 10_000]);
  // The first labels, as everyone who has opened the files knows them.
  expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
  expect([...held.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
});

test.each([
  ['plain', '-', ''],
  ['gzipped', '-', '.gz'],
  ['with a dot in the name', '.', ''],
])('a folder of %s files', async (_, dot, end) => {
  const save = (name: string, bytes: Buffer) => writeFileSync(join(folder, name + end), end ? gzipSync(bytes) : bytes);
  save(`t10k-images${dot}idx3-ubyte`, idx([3, 28, 28], pictures));
  save(`t10k-labels${dot}idx1-ubyte`, idx([3], Uint8Array.of(7, 0, 9)));
  const { count, pictures: read, labels } = await loadMnistPart('test', folder);
  expect([count, ...labels]).toEqual([3, 7, 0, 9]);
  expect(read).toEqual(pictures);
});

describe('what is not MNIST is told', () => {
  const images = idx([3, 28, 28], pictures);
  const labels = idx([3], Uint8Array.of(7, 0, 9));
  test.each([
    ['cut off', images.subarray(0, -1), labels],
    ['another kind of file', Buffer.from('seven eight nine ten'), labels],
    ['other sizes', idx([3, 14, 56], pictures), labels],
    ['fewer labels', images, idx([2], Uint8Array.of(7, 0))],
    ['a label past 9', images, idx([3], Uint8Array.of(7, 10, 9))],
    ['empty', Buffer.alloc(0), labels],
  ])('%s', async (_, first, second) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 't10k-images-idx3-ubyte'), first);
    writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), second);
    await expect(loadMnistPart('test', folder)).rejects.toMatchObject({ name: 'OwnhandError', code: 'damaged' });
  });

  test('an empty folder', async () => {
    await expect(loadMnistPart('test', folder)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a gzip that is none', async () => {
    writeFileSync(join(folder, 't10k-images-idx3-ubyte.gz'), 'not gzip');
    writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), labels);
    await expect(loadMnistPart('test', folder)).rejects.toMatchObject({ code: 'damaged' });
  });
});
