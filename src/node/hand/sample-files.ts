// The samples of a hand's folder: one 28×28 PNG each, named by id and label.
import { readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { OwnhandError } from '../../error.js';
import { pictureSide, pictureSize } from '../../glyph/picture.js';
import { labelOfName } from '../../hand/sample-name.js';
import type { JournalEntry, NewSample, Sample } from '../../hand/store.js';
import { inParallel, isSystemError, listFolder, makeFolder, syncFolder, systemError, writeDurably } from '../files.js';
import { decodePng, encodePng } from '../picture/png.js';
import { sampleFile, sampleIdOf } from './hand-folder.js';

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
  const label = labelOfName(file.replace(/\.png$/i, ''));
  const page = decodePng(bytes);
  if (label === undefined || page === undefined || page.width !== pictureSide || page.height !== pictureSide)
    return undefined;
  if (page.channels === 1) return { id: sampleIdOf(file), label, picture: page.data };
  // A copy saved by another program may have come back as RGB; the three channels of a grey picture are the same.
  const picture = Uint8Array.from({ length: pictureSize }, (_, i) => page.data[i * 3]!);
  return { id: sampleIdOf(file), label, picture };
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

/** Deletes the samples of some ids durably, and returns the ids that were there. */
export async function deleteSamples(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = new Set(ids);
  const files = (await listFolder(folder)).filter((file) => wanted.has(sampleIdOf(file)));
  if (files.length === 0) return [];
  try {
    for (const file of files) await unlink(join(folder, file));
    await syncFolder(folder);
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

/** What `numberSamples` makes of samples that are to be added. */
export interface NumberedSamples {
  /** One for each sample that was to be added, in order: the stored one where the hand has it already. */
  readonly stored: readonly Sample[];
  /** Those that the hand does not have yet. */
  readonly fresh: readonly Sample[];
  /** Where each fresh one came from. */
  readonly sources: readonly string[];
}

/** Gives new samples ids that rise from `highest`; a picture that is known under the same label keeps its id. */
export function numberSamples(added: readonly NewSample[], known: readonly Sample[], highest: number): NumberedSamples {
  const byContents = new Map(known.map((sample) => [contentsOf(sample), sample]));
  const fresh: Sample[] = [];
  const sources: string[] = [];
  const stored = added.map((sample) => {
    if (sample.label === '') throw new OwnhandError('no-label', `a sample from ${sample.source} has no label`);
    const key = contentsOf(sample);
    const earlier = byContents.get(key);
    if (earlier !== undefined) return earlier;
    const id = String(highest + fresh.length + 1).padStart(6, '0');
    const numbered: Sample = { id, label: sample.label, picture: Uint8Array.from(sample.picture) };
    byContents.set(key, numbered);
    fresh.push(numbered);
    sources.push(sample.source);
    return numbered;
  });
  return { stored, fresh, sources };
}

/** What makes two samples the same: label and picture. */
function contentsOf({ label, picture }: Pick<Sample, 'label' | 'picture'>): string {
  return `${label}\n${Buffer.from(picture).toString('latin1')}`;
}
