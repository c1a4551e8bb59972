// A hand kept in a plain folder that a person can read, copy, compare and delete:
//   samples/000001_7.png  28×28, white on black, the label last     journal.jsonl  what happened, append-only
//   checkpoints/0001.safetensors                                     current        the checkpoint in use
// A folder that does not exist reads as an empty hand; the first write makes it. No read ever writes.
import { readFile, rm, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OwnhandError } from '../../error.js';
import { pictureSide, pictureSize } from '../../glyph/picture.js';
import { labelOfName, nameOfLabel } from '../../hand/sample-name.js';
import type { HandStore, JournalEntry, NewSample, Sample } from '../../hand/store.js';
import {
  inParallel,
  isSystemError,
  listFolder,
  makeFolder,
  removeTemps,
  syncFolder,
  systemError,
  writeDurably,
} from '../files.js';
import { decodePng, encodePng } from '../picture/png.js';
import { appendJournal, readJournal } from './journal-file.js';
import { withLock } from './lock.js';

export interface FolderStoreOptions {
  /** How the user named the hand, for messages. Default: the folder. */
  readonly name?: string;
  /** Told, in one line each, of what was passed over since it could not be read, and of a wait for another process. */
  readonly warn?: (line: string) => void;
  /** Milliseconds to wait for another process that writes, before 'busy'. Default 120,000: a learning or two on a slow machine. */
  readonly patience?: number;
}

/** The hand in a folder; touches nothing until asked. */
export function openFolderStore(directory: string, options: FolderStoreOptions = {}): HandStore {
  const folder = resolve(directory);
  const name = options.name ?? directory;
  const warn = options.warn ?? (() => {});
  const patience = options.patience ?? 120_000;
  const sampleFolder = join(folder, 'samples');
  const checkpointFolder = join(folder, 'checkpoints');
  const journalFile = join(folder, 'journal.jsonl');
  const currentFile = join(folder, 'current');
  let cleaned = false;

  async function exclusively<T>(work: () => Promise<T>): Promise<T> {
    await makeFolder(folder);
    return withLock(folder, `the hand ${name}`, { patience, tell: warn }, async () => {
      if (!cleaned) for (const each of [folder, sampleFolder, checkpointFolder]) await removeTemps(each);
      cleaned = true;
      return work();
    });
  }

  async function samples(): Promise<readonly Sample[]> {
    const files = (await listFolder(sampleFolder)).filter((file) => /^[^.].*\.png$/i.test(file)).sort();
    const read = await inParallel(files, async (file) => {
      const sample = await readSample(sampleFolder, file);
      if (sample === undefined) warn(`${join(sampleFolder, file)} is no 28×28 PNG with a label and was passed over`);
      return sample;
    });
    return read.filter((sample) => sample !== undefined);
  }

  async function addSamples(added: readonly NewSample[]): Promise<readonly Sample[]> {
    return exclusively(async () => {
      const known = new Map((await samples()).map((sample) => [contents(sample), sample]));
      let number = await lastNumber();
      const fresh: Sample[] = [];
      const sources: string[] = [];
      const stored = added.map((sample) => {
        if (sample.label === '') throw new OwnhandError('no-label', `a sample from ${sample.source} has no label`);
        const key = contents(sample);
        const earlier = known.get(key);
        if (earlier !== undefined) return earlier;
        const id = String(++number).padStart(6, '0');
        const mine: Sample = { id, label: sample.label, picture: Uint8Array.from(sample.picture) };
        known.set(key, mine);
        fresh.push(mine);
        sources.push(sample.source);
        return mine;
      });
      if (fresh.length === 0) return stored;
      await makeFolder(sampleFolder);
      await writeDurably(
        sampleFolder,
        fresh.map((sample) => ({ name: fileOf(sample), bytes: encodePng(sample.picture, pictureSide, pictureSide) })),
      );
      try {
        await append({
          at: new Date().toISOString(),
          event: 'samples',
          ids: fresh.map((sample) => sample.id),
          sources,
        });
      } catch (error) {
        await inParallel(fresh, (sample) => rm(join(sampleFolder, fileOf(sample)), { force: true }).catch(() => {}));
        throw error;
      }
      return stored;
    });
  }

  /** The highest number a sample has ever had: a forgotten sample's is not given again. */
  async function lastNumber(): Promise<number> {
    const there = (await listFolder(sampleFolder)).map((file) => /^(\d+)_/.exec(file)?.[1]);
    const ever = (await readJournal(journalFile, () => {})).flatMap((entry) =>
      entry.event === 'samples' ? entry.ids : [],
    );
    return [...there, ...ever].reduce((most, id) => Math.max(most, Number(id) || 0), 0);
  }

  async function removeSamples(ids: readonly string[]): Promise<void> {
    await exclusively(async () => {
      const wanted = new Set(ids);
      const gone = (await listFolder(sampleFolder)).filter((file) => wanted.has(idOf(file)));
      if (gone.length === 0) return;
      try {
        for (const file of gone) await unlink(join(sampleFolder, file));
        await syncFolder(sampleFolder);
      } catch (error) {
        throw systemError(error, sampleFolder);
      }
      await append({ at: new Date().toISOString(), event: 'forgot', ids: [...new Set(gone.map(idOf))] });
    });
  }

  async function checkpoints(): Promise<readonly number[]> {
    const files = await listFolder(checkpointFolder);
    return files
      .flatMap((file) => /^(\d+)\.safetensors$/.exec(file)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  async function readCheckpoint(number: number): Promise<Uint8Array> {
    try {
      return await readFile(join(checkpointFolder, checkpointName(number)));
    } catch (error) {
      if (isSystemError(error, 'ENOENT'))
        throw new OwnhandError('not-found', `the hand ${name} has no checkpoint ${number}`);
      throw systemError(error, checkpointFolder);
    }
  }

  async function addCheckpoint(bytes: Uint8Array): Promise<number> {
    return exclusively(async () => {
      const number = Math.max(0, ...(await checkpoints())) + 1;
      await makeFolder(checkpointFolder);
      await writeDurably(checkpointFolder, [{ name: checkpointName(number), bytes }]);
      return number;
    });
  }

  async function current(): Promise<number> {
    let text: string;
    try {
      text = (await readFile(currentFile, 'utf8')).trim();
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return 0;
      throw systemError(error, currentFile);
    }
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new OwnhandError(
      'bad-checkpoint',
      `${currentFile} does not hold a checkpoint's number; choose one with \`ownhand use N\``,
    );
  }

  async function setCurrent(number: number): Promise<void> {
    await exclusively(async () => {
      if (number !== 0 && !(await checkpoints()).includes(number)) {
        throw new OwnhandError('not-found', `the hand ${name} has no checkpoint ${number}`);
      }
      await writeDurably(folder, [{ name: 'current', bytes: Buffer.from(`${number}\n`) }]);
    });
  }

  function append(entry: JournalEntry): Promise<void> {
    return exclusively(() => appendJournal(journalFile, entry));
  }

  async function clear(): Promise<void> {
    await exclusively(async () => {
      try {
        // The journal last: as long as anything is left, it still tells of it.
        for (const each of [currentFile, checkpointFolder, sampleFolder, journalFile])
          await rm(each, { recursive: true, force: true });
        await syncFolder(folder);
      } catch (error) {
        throw systemError(error, folder);
      }
    });
  }

  const journal = () => readJournal(journalFile, warn);
  return {
    name,
    samples,
    addSamples,
    removeSamples,
    checkpoints,
    readCheckpoint,
    addCheckpoint,
    current,
    setCurrent,
    journal,
    append,
    clear,
    exclusively,
  };
}

const checkpointName = (number: number) => `${String(number).padStart(4, '0')}.safetensors`;
const fileOf = (sample: Sample) => `${sample.id}_${nameOfLabel(sample.label)}.png`;
/** What makes two samples the same: label and picture. */
const contents = (sample: Pick<Sample, 'label' | 'picture'>) =>
  `${sample.label}\n${Buffer.from(sample.picture).toString('latin1')}`;

/** A file's name without its label: what the sample is called. A person may have put a file of their own there. */
function idOf(file: string): string {
  const stem = file.replace(/\.png$/i, '');
  const underscore = stem.lastIndexOf('_');
  return underscore > 0 ? stem.slice(0, underscore) : stem;
}

async function readSample(folder: string, file: string): Promise<Sample | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, file));
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw systemError(error, join(folder, file));
  }
  const label = labelOfName(file.replace(/\.png$/i, ''));
  const page = decodePng(bytes);
  if (label === undefined || page === undefined || page.width !== pictureSide || page.height !== pictureSide)
    return undefined;
  if (page.channels === 1) return { id: idOf(file), label, picture: page.data };
  // A copy saved by another program may have come back as RGB; the three channels of a grey picture are the same.
  return { id: idOf(file), label, picture: Uint8Array.from({ length: pictureSize }, (_, i) => page.data[i * 3]!) };
}
