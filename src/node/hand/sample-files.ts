// The samples of a hand's folder: one 28×28 PNG each, named by id and label.
import { readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleFile, sampleIdOf } from '../../archive/file-names.js';
import { sampleOf } from '../../archive/sample-file.js';
import { pictureSide } from '../../glyph/picture.js';
import type { JournalEntry, Sample } from '../../hand/store.js';
import { inParallel, isSystemError, listFolder, makeFolder, syncFolder, systemError, writeDurably } from '../files.js';
import { decodePng, encodePng } from '../picture/png.js';
import { REPLACED_FOLDER } from './replaced-files.js';

/** All samples of a folder in the order of their names; a file that is no sample is passed over with a warning. */
export async function readSamples(folder: string, warn: (line: string) => void): Promise<readonly Sample[]> {
  const files = (await listFolder(folder)).filter((file) => /^[^.].*\.png$/i.test(file)).sort();
  const read = await inParallel(files, async (file) => {
    const sample = await readSample(folder, file);
    if (sample === undefined) warn(`${join(folder, file)} is no 28×28 PNG with a label and was passed over`);
    return sample;
  });
  return read.filter((sample) => sample !== undefined);
}

async function readSample(folder: string, file: string): Promise<Sample | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, file));
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw systemError(error, join(folder, file));
  }
  return decodeSample(file, bytes);
}

/** The sample in a PNG file of a name; undefined where it is no 28×28 picture, or the name holds no label. */
export function decodeSample(file: string, bytes: Uint8Array): Sample | undefined {
  return sampleOf(file, decodePng(bytes));
}

/** Writes a PNG for each sample, all or none. */
export async function writeSamples(folder: string, samples: readonly Sample[]): Promise<void> {
  await makeFolder(folder);
  await writeDurably(
    folder,
    samples.map((sample) => ({
      name: sampleFile(sample),
      bytes: encodePng(sample.picture, pictureSide, pictureSide),
    })),
  );
}

/** Takes back samples that were just written; what cannot be removed stays. */
export async function discardSamples(folder: string, samples: readonly Sample[]): Promise<void> {
  await inParallel(samples, (sample) => rm(join(folder, sampleFile(sample)), { force: true }).catch(() => {}));
}

/** Deletes the samples of some ids durably, also those that were set aside, and returns the ids that were there. */
export async function deleteSamples(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = new Set(ids);
  const files: string[] = [];
  try {
    for (const each of [folder, join(folder, REPLACED_FOLDER)]) {
      const here = (await listFolder(each)).filter((file) => /\.png$/i.test(file) && wanted.has(sampleIdOf(file)));
      for (const file of here) await unlink(join(each, file));
      if (here.length > 0) await syncFolder(each);
      files.push(...here);
    }
  } catch (error) {
    throw systemError(error, folder);
  }
  return [...new Set(files.map(sampleIdOf))];
}

/** The highest number that a sample has ever had. The number of a forgotten sample is not given again. */
export async function highestSampleNumber(folder: string, journal: readonly JournalEntry[]): Promise<number> {
  const there = (await listFolder(folder)).map((file) => /^(\d+)_/.exec(file)?.[1]);
  const ever = journal.flatMap((entry) => (entry.event === 'samples' ? entry.ids : []));
  return [...there, ...ever].reduce((most, id) => Math.max(most, Number(id) || 0), 0);
}
