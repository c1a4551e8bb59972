// A hand kept in a plain folder (hand-folder.ts says how it is laid out). A folder that does not exist reads as an
// empty hand; the first write makes it. No read ever writes.
import { rm } from 'node:fs/promises';
import { numberSamples } from '../../hand/number-samples.js';
import { replacedBy, replacements, withoutReplaced } from '../../hand/replaced.js';
import { outcomesOf } from '../../hand/same-glyph.js';
import type { HandContents, HandStore, JournalEntry, NewSample, RemoveOptions, Sample } from '../../hand/store.js';
import { makeFolder, removeTemps, syncFolder, systemError } from '../files.js';
import {
  listCheckpoints,
  noCheckpoint,
  readCheckpoint,
  readCurrent,
  writeCheckpoints,
  writeCurrent,
} from './checkpoint-files.js';
import { handFolderAt } from './hand-folder.js';
import { appendJournal, readJournal, writeJournal } from './journal-file.js';
import { withLock } from './lock.js';
import { bringBack, setAside } from './replaced-files.js';
import { deleteSamples, discardSamples, highestSampleNumber, readSamples, writeSamples } from './sample-files.js';

/** How a folder is opened as a store. */
export interface FolderStoreOptions {
  /** How the user named the hand, for messages. Default: the folder. */
  readonly name?: string;
  /** Told, in one line each, of what was passed over since it could not be read, and of a wait for another process. */
  readonly warn?: (line: string) => void;
  /** Milliseconds to wait for another process that writes, before 'busy'. Default: 120,000. */
  readonly patience?: number;
}

/** As long as a learning or two take on a slow machine. */
const PATIENCE_MS = 120_000;

/** The hand in a folder; touches nothing until asked. */
export function openFolderStore(directory: string, options: FolderStoreOptions = {}): HandStore {
  const folder = handFolderAt(directory);
  const { name = directory, warn = () => {}, patience = PATIENCE_MS } = options;
  let cleaned = false;

  async function exclusively<T>(work: () => Promise<T>): Promise<T> {
    await makeFolder(folder.root);
    return withLock(folder.root, `the hand ${name}`, { patience, tell: warn }, async () => {
      if (!cleaned) for (const each of [folder.root, folder.samples, folder.checkpoints]) await removeTemps(each);
      cleaned = true;
      return work();
    });
  }

  const samples = async () =>
    // A damaged line of the journal is told when the journal itself is asked for.
    withoutReplaced(await readSamples(folder.samples, warn), await readJournal(folder.journal, () => {}));
  const checkpoints = () => listCheckpoints(folder.checkpoints);
  const journal = () => readJournal(folder.journal, warn);
  const append = (entry: JournalEntry) => exclusively(() => appendJournal(folder.journal, entry));

  async function addSamples(added: readonly NewSample[]): Promise<readonly Sample[]> {
    return exclusively(async () => {
      const known = await samples();
      const entries = await readJournal(folder.journal, () => {});
      const highest = await highestSampleNumber(folder.samples, entries);
      const outcomes = outcomesOf(added, known, entries);
      const { stored, fresh, sources, replaced } = numberSamples(added, outcomes, highest);
      if (fresh.length + replaced.length === 0) return stored;
      await writeSamples(folder.samples, fresh);
      try {
        const ids = fresh.map(({ id }) => id);
        await append({ at: now(), event: 'samples', ids, sources, ...(replaced.length > 0 && { replaced }) });
      } catch (error) {
        await discardSamples(folder.samples, fresh);
        throw error;
      }
      const older = replaced.map(({ id }) => id);
      await setAside(folder.samples, older);
      return stored;
    });
  }

  async function removeSamples(ids: readonly string[], options: RemoveOptions = {}): Promise<readonly string[]> {
    return exclusively(async () => {
      const entries = await readJournal(folder.journal, () => {});
      const older = replacedBy(ids, entries);
      const by = replacements(entries);
      // A sample that comes back does not count before the one that replaced it is gone, so a crash loses neither.
      const back = options.restore ? older.filter((id) => !ids.includes(id) && ids.includes(by.get(id)!)) : [];
      const restored = await bringBack(folder.samples, back);
      const gone = options.restore ? ids : [...ids, ...older];
      const deleted = await deleteSamples(folder.samples, gone);
      const entry = { at: now(), event: 'forgot' as const, ids: deleted };
      if (deleted.length > 0) await append({ ...entry, ...(restored.length > 0 && { restored }) });
      return restored;
    });
  }

  async function addCheckpoint(bytes: Uint8Array): Promise<number> {
    return exclusively(async () => {
      const number = Math.max(0, ...(await checkpoints())) + 1;
      await writeCheckpoints(folder.checkpoints, new Map([[number, bytes]]));
      return number;
    });
  }

  async function setCurrent(number: number): Promise<void> {
    await exclusively(async () => {
      if (number !== 0 && !(await checkpoints()).includes(number)) throw noCheckpoint(name, number);
      await writeCurrent(folder.current, number);
    });
  }

  async function fill(contents: HandContents): Promise<void> {
    await exclusively(async () => {
      try {
        if (contents.samples.length > 0) await writeSamples(folder.samples, contents.samples);
        if (contents.checkpoints.size > 0) await writeCheckpoints(folder.checkpoints, contents.checkpoints);
        await writeJournal(folder.journal, contents.journal);
        await setCurrent(contents.current);
      } catch (error) {
        await clear().catch(() => {});
        throw error;
      }
    });
  }

  async function clear(): Promise<void> {
    await exclusively(async () => {
      try {
        // The journal goes last: as long as anything is left, it still tells of it.
        for (const each of [folder.current, folder.checkpoints, folder.samples, folder.journal])
          await rm(each, { recursive: true, force: true });
        await syncFolder(folder.root);
      } catch (error) {
        throw systemError(error, folder.root);
      }
    });
  }

  return {
    name,
    samples,
    addSamples,
    removeSamples,
    checkpoints,
    readCheckpoint: (number) => readCheckpoint(folder.checkpoints, number, name),
    addCheckpoint,
    current: () => readCurrent(folder.current),
    setCurrent,
    journal,
    append,
    fill,
    clear,
    exclusively,
  };
}

const now = () => new Date().toISOString();
