// IDX, the format of MNIST's own files: one file of pictures and one of labels, plain or gzipped.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { NamedBytes } from '../../archive/named-bytes.js';
import { OwnhandError } from '../../error.js';
import { pictureSide } from '../../glyph/picture.js';
import type { Sample } from '../../hand/store.js';
import { listFolder, systemError } from '../files.js';
import type { LabelledFile } from '../samples/labelled-folder.js';

/** The names that a hand's samples are written under. */
const NAMES = { images: 'images-idx3-ubyte', labels: 'labels-idx1-ubyte', classes: 'labels.txt' };

/** Whether a file is named as an IDX file is. */
export function isIdx(path: string): boolean {
  return /idx[13]-ubyte(\.gz)?$/i.test(path);
}

/**
 * The pictures of an IDX file, of which either the pictures' or the labels' file is named. A file `labels.txt` beside
 * them says what the classes are called; else they are called by their numbers.
 * @throws OwnhandError 'not-found', 'damaged'
 */
export async function readIdxSet(path: string): Promise<readonly LabelledFile[]> {
  const isLabels = /idx1-ubyte(\.gz)?$/i.test(path);
  const other = await partnerOf(path, isLabels);
  const [images, labels] = await Promise.all([
    readIdx(isLabels ? other : path, 3),
    readIdx(isLabels ? path : other, 1),
  ]);
  const [count = 0, height = 0, width = 0] = images.shape;
  if (labels.shape[0] !== count)
    throw damaged(path, `it has ${count} pictures, and the labels' file ${labels.shape[0]} labels`);
  const classes = await readFile(join(dirname(path), NAMES.classes), 'utf8').catch(() => undefined);
  const names = classes?.split('\n');
  return Array.from({ length: count }, (_, i) => ({
    path: `${path}, no. ${i + 1}`,
    label: names?.[labels.data[i]!]?.trim() || String(labels.data[i]),
    page: {
      width,
      height,
      channels: 1 as const,
      data: images.data.slice(i * width * height, (i + 1) * width * height),
    },
  }));
}

interface Idx {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

async function readIdx(path: string, dimensions: 1 | 3): Promise<Idx> {
  const file = await readFile(path).catch((error: unknown) => {
    throw systemError(error, path);
  });
  let bytes: Buffer;
  try {
    bytes = /\.gz$/i.test(path) ? gunzipSync(file) : file;
  } catch (cause) {
    throw damaged(path, 'it cannot be unpacked', cause);
  }
  const header = 4 + 4 * dimensions;
  if (bytes.length < header || bytes.readUInt32BE(0) !== 0x800 + dimensions)
    throw damaged(path, `its header is not that of an IDX file of ${dimensions === 3 ? 'pictures' : 'labels'}`);
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  if (bytes.length - header !== shape.reduce((product, each) => product * each, 1))
    throw damaged(path, 'it is cut off or too long');
  return { shape, data: Uint8Array.from(bytes.subarray(header)) };
}

/** The file of labels that belongs to one of pictures, or the other way round. */
async function partnerOf(path: string, isLabels: boolean): Promise<string> {
  const name = basename(path).replace(/\.gz$/i, '');
  const wanted = isLabels
    ? name.replace(/labels/i, 'images').replace(/idx1/i, 'idx3')
    : name.replace(/images/i, 'labels').replace(/idx3/i, 'idx1');
  const there = (await listFolder(dirname(path))).find((file) => file === wanted || file === `${wanted}.gz`);
  if (there !== undefined && wanted !== name) return join(dirname(path), there);
  throw new OwnhandError(
    'not-found',
    `${path}: its ${isLabels ? 'pictures' : 'labels'}, ${wanted}, do not lie beside it`,
  );
}

/** The samples as IDX files. `labels.txt` names the classes, a line each, where these are not digits. */
export function idxFiles(samples: readonly Sample[]): readonly NamedBytes[] {
  const all = [...new Set(samples.map(({ label }) => label))].sort();
  const areDigits = all.every((label) => /^\d$/.test(label));
  const classOf = (label: string) => (areDigits ? Number(label) : all.indexOf(label));
  if (all.length > 256)
    throw new OwnhandError('failed', 'IDX has room for 256 labels; export as csv, jsonl or folders');
  const header = (kind: number, shape: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 + 4 * shape.length);
    for (const [i, value] of [kind, ...shape].entries()) bytes.writeUInt32BE(value, 4 * i);
    return bytes;
  };
  const images = [header(0x803, [samples.length, pictureSide, pictureSide]), ...samples.map(({ picture }) => picture)];
  const labels = [header(0x801, [samples.length]), Uint8Array.from(samples, ({ label }) => classOf(label))];
  return [
    { name: NAMES.images, bytes: Buffer.concat(images) },
    { name: NAMES.labels, bytes: Buffer.concat(labels) },
    ...(areDigits ? [] : [{ name: NAMES.classes, bytes: Buffer.from(all.map((label) => `${label}\n`).join('')) }]),
  ];
}

function damaged(path: string, why: string, cause?: unknown): OwnhandError {
  return new OwnhandError('damaged', `${path} is no IDX file: ${why}`, { cause });
}
