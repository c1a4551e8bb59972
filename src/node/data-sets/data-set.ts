// Files that hold many labelled pictures, told by their names: IDX, tables of pixels, lines of JSON, archives.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { OwnhandError } from '../../error.js';
import { systemError } from '../files.js';
import type { LabelPlace } from '../samples/folder-labels.js';
import type { FolderFiles } from '../samples/labelled-folder.js';
import { isIdx, readIdxSet } from './idx.js';
import { readJsonLines } from './json-lines.js';
import { isArchive, readArchive } from './picture-archive.js';
import { readPixelCsv } from './pixel-csv.js';

const TEXT = /\.(csv|jsonl)(\.gz)?$/i;

/** Whether a file is named as one of many labelled pictures. */
export function isDataSet(path: string): boolean {
  return isIdx(path) || isArchive(path) || TEXT.test(path);
}

/** The pictures of such a file, with their labels. Throws OwnhandError 'not-found', 'damaged', 'empty', 'too-large'. */
export async function readDataSet(path: string, from: LabelPlace | undefined): Promise<FolderFiles> {
  const none = { byFolder: 0, passedOver: [] };
  if (isIdx(path)) return { files: await readIdxSet(path), ...none };
  const bytes = await readFile(path).catch((error: unknown) => {
    throw systemError(error, path);
  });
  if (isArchive(path)) return readArchive(bytes, path, from);
  const text = textOf(bytes, path);
  const files = /\.csv(\.gz)?$/i.test(path) ? readPixelCsv(text, path) : readJsonLines(text, path);
  if (files.length === 0) throw new OwnhandError('empty', `${path} holds no labelled pictures`);
  return { files, ...none };
}

function textOf(bytes: Buffer, path: string): string {
  try {
    return (/\.gz$/i.test(path) ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new OwnhandError('damaged', `${path} cannot be unpacked`, { cause });
  }
}
