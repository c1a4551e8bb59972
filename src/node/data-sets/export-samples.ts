// A hand's samples as a data set, so that other tools can train on them.
import { basename, dirname, join, resolve } from 'node:path';
import { OwnhandError } from '../../error.js';
import { pictureSide } from '../../glyph/picture.js';
import { nameOfLabel } from '../../hand/sample-name.js';
import type { HandStore, Sample } from '../../hand/store.js';
import { listFolder, makeFolder, writeDurably } from '../files.js';
import { encodePng } from '../picture/png.js';
import { idxFiles } from './idx.js';
import { jsonLinesOf } from './json-lines.js';
import { pixelCsv } from './pixel-csv.js';

/** The forms of a data set. */
export const dataSetKinds = ['idx', 'csv', 'folders', 'jsonl'] as const;

/** A form of a data set. */
export type DataSetKind = (typeof dataSetKinds)[number];

/**
 * Writes a hand's samples; `to` is a file for csv and jsonl, and a folder for idx and folders. Returns how many there
 * are.
 * @throws OwnhandError 'empty', 'refused' where a folder is not empty, 'read-only', 'disk-full'
 */
export async function exportSamples(store: HandStore, to: string, kind: DataSetKind): Promise<number> {
  const samples = await store.samples();
  if (samples.length === 0) throw new OwnhandError('empty', `the hand ${store.name} has no samples to export`);
  if (kind === 'csv' || kind === 'jsonl') {
    const bytes = Buffer.from(kind === 'csv' ? pixelCsv(samples) : jsonLinesOf(samples));
    await writeDurably(dirname(resolve(to)), [{ name: basename(to), bytes }]);
  } else {
    if ((await listFolder(to)).length > 0)
      throw new OwnhandError('refused', `${to} is not empty; give a folder that is not there yet`);
    await makeFolder(to);
    await (kind === 'idx' ? writeDurably(to, idxFiles(samples)) : writeFolders(to, samples));
  }
  return samples.length;
}

/** A folder for each label, named by it in the form that any file system can hold. */
async function writeFolders(to: string, samples: readonly Sample[]): Promise<void> {
  for (const label of new Set(samples.map((sample) => sample.label))) {
    const folder = join(to, nameOfLabel(label));
    await makeFolder(folder);
    const own = samples.filter((sample) => sample.label === label);
    await writeDurably(
      folder,
      own.map(({ id, picture }) => ({ name: `${id}.png`, bytes: encodePng(picture, pictureSide, pictureSide) })),
    );
  }
}
