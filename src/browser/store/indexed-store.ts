// A hand kept in the browser's own database (IndexedDB), one database a hand. Each write is one transaction.
import { OwnhandError } from '../../error.js';
import { replacedBy, replacements, withoutReplaced } from '../../hand/replaced.js';
import type { HandContents, HandStore, JournalEntry, NewSample, RemoveOptions, Sample } from '../../hand/store.js';
import { exclusiveOf } from './exclusive.js';
import {
  databaseOf,
  handOfDatabase,
  openDatabase,
  result,
  storageError,
  TABLES,
  type Table,
  transact,
} from './indexed-db.js';

/** Where the number of the checkpoint in use stands in the table `state`. */
const CURRENT = 'current';

/** The hand of a name; nothing is written before samples are added. */
export function openIndexedStore(name: string): HandStore {
  const lock = exclusiveOf(databaseOf(name), `the hand ${name}`);
  let opened: IDBDatabase | undefined;
  let asked = false;

  async function database(make: boolean): Promise<IDBDatabase | undefined> {
    if (opened) return opened;
    const database = await openDatabase(name, make);
    if (!database || opened) {
      database?.close();
      return opened;
    }
    const letGo = () => {
      database.close();
      opened = undefined;
    };
    // Another tab deletes the hand: it is let go of, and the next call finds an empty one.
    database.onversionchange = letGo;
    database.onclose = letGo;
    opened = database;
    return database;
  }

  /** `empty` is what a hand gives that was never written to. */
  async function reading<T>(
    tables: readonly Table[],
    empty: T,
    work: (transaction: IDBTransaction) => Promise<T>,
  ): Promise<T> {
    const there = await database(false);
    return there ? transact(there, tables, 'readonly', work) : empty;
  }

  async function writing<T>(tables: readonly Table[], work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    if (!asked) {
      asked = true;
      // Without it the browser may delete the hand when space runs short. It asks the user, or decides by itself.
      void navigator.storage?.persist?.().catch(() => {});
    }
    return lock.run(async () => transact((await database(true))!, tables, 'readwrite', work));
  }

  const journalOf = (transaction: IDBTransaction): Promise<JournalEntry[]> =>
    result(transaction.objectStore('journal').getAll());
  const samplesOf = async (transaction: IDBTransaction, journal: readonly JournalEntry[]): Promise<readonly Sample[]> =>
    withoutReplaced(await result(transaction.objectStore('samples').getAll()), journal);

  async function addSamples(added: readonly NewSample[]): Promise<readonly Sample[]> {
    const [{ numberSamples }, { outcomesOf }] = await Promise.all([
      import('../../hand/number-samples.js'),
      import('../../hand/same-glyph.js'),
    ]);
    return writing(['samples', 'replaced', 'journal'], async (transaction) => {
      const journal = await journalOf(transaction);
      const known = await samplesOf(transaction, journal);
      const ever = [
        ...known.map(({ id }) => id),
        ...journal.flatMap((each) => (each.event === 'samples' ? each.ids : [])),
      ];
      const highest = ever.reduce((most, id) => Math.max(most, Number(id) || 0), 0);
      const outcomes = outcomesOf(added, known, journal);
      const { stored, fresh, sources, replaced } = numberSamples(added, outcomes, highest);
      if (fresh.length + replaced.length === 0) return stored;
      const [samples, aside] = [transaction.objectStore('samples'), transaction.objectStore('replaced')];
      for (const sample of fresh) samples.put(sample, sample.id);
      for (const { id } of replaced) {
        const older = known.find((sample) => sample.id === id);
        if (older) aside.put(older, id);
        samples.delete(id);
      }
      const ids = fresh.map(({ id }) => id);
      await result(
        transaction
          .objectStore('journal')
          .add({ at: now(), event: 'samples', ids, sources, ...(replaced.length > 0 && { replaced }) }),
      );
      return stored;
    });
  }

  async function removeSamples(ids: readonly string[], options: RemoveOptions = {}): Promise<readonly string[]> {
    return writing(['samples', 'replaced', 'journal'], async (transaction) => {
      const journal = await journalOf(transaction);
      const older = replacedBy(ids, journal);
      const by = replacements(journal);
      const [samples, aside] = [transaction.objectStore('samples'), transaction.objectStore('replaced')];
      const restored: string[] = [];
      if (options.restore) {
        for (const id of older.filter((each) => !ids.includes(each) && ids.includes(by.get(each)!))) {
          const sample: Sample | undefined = await result(aside.get(id));
          if (!sample) continue;
          samples.put(sample, id);
          aside.delete(id);
          restored.push(id);
        }
      }
      const gone: string[] = [];
      for (const id of options.restore ? ids : [...ids, ...older]) {
        const held = (await result(samples.count(id))) + (await result(aside.count(id)));
        if (held === 0 || gone.includes(id)) continue;
        samples.delete(id);
        aside.delete(id);
        gone.push(id);
      }
      const entry = { at: now(), event: 'forgot' as const, ids: gone };
      if (gone.length > 0)
        await result(transaction.objectStore('journal').add({ ...entry, ...(restored.length > 0 && { restored }) }));
      return restored;
    });
  }

  const checkpoints = (): Promise<readonly number[]> =>
    reading(['checkpoints'], [], async (transaction) => numbersOf(transaction));

  async function setCurrent(number: number): Promise<void> {
    await writing(['checkpoints', 'state'], async (transaction) => {
      if (number !== 0 && !(await numbersOf(transaction)).includes(number)) throw noCheckpoint(name, number);
      await result(transaction.objectStore('state').put(number, CURRENT));
    });
  }

  async function fill({ samples, checkpoints, journal, current }: HandContents): Promise<void> {
    await writing(TABLES, async (transaction) => {
      const table = (which: Table) => transaction.objectStore(which);
      for (const sample of samples) table('samples').put(sample, sample.id);
      for (const [number, bytes] of checkpoints) table('checkpoints').put(bytes.slice(), number);
      for (const entry of journal) table('journal').add(entry);
      await result(table('state').put(current, CURRENT));
    });
  }

  return {
    name,
    samples: () => reading(['samples', 'journal'], [], async (each) => samplesOf(each, await journalOf(each))),
    addSamples,
    removeSamples,
    checkpoints,
    async readCheckpoint(number) {
      const bytes = await reading<Uint8Array | undefined>(['checkpoints'], undefined, (transaction) =>
        result(transaction.objectStore('checkpoints').get(number)),
      );
      if (bytes === undefined) throw noCheckpoint(name, number);
      return bytes;
    },
    addCheckpoint: (bytes) =>
      writing(['checkpoints'], async (transaction) => {
        const number = Math.max(0, ...(await numbersOf(transaction))) + 1;
        await result(transaction.objectStore('checkpoints').add(bytes.slice(), number));
        return number;
      }),
    current: () =>
      reading(['state'], 0, async (transaction) => (await result(transaction.objectStore('state').get(CURRENT))) ?? 0),
    setCurrent,
    journal: () => reading(['journal'], [], journalOf),
    append: (entry) =>
      writing(['journal'], async (transaction) => void (await result(transaction.objectStore('journal').add(entry)))),
    fill,
    clear: () =>
      writing(TABLES, async (transaction) => {
        for (const table of TABLES) await result(transaction.objectStore(table).clear());
      }),
    exclusively: (work) => lock.run(work),
  };
}

/** The names of the hands that this browser keeps, in order. */
export async function indexedHands(): Promise<readonly string[]> {
  try {
    const databases = await indexedDB.databases();
    return databases.flatMap(({ name }) => handOfDatabase(name ?? '') ?? []).sort();
  } catch (error) {
    throw storageError(error);
  }
}

/** Deletes a hand's database. A tab that has it open lets go of it. */
export async function removeIndexedHand(name: string): Promise<void> {
  await exclusiveOf(databaseOf(name), `the hand ${name}`).run(async () => {
    await result(indexedDB.deleteDatabase(databaseOf(name)));
  });
}

const numbersOf = async (transaction: IDBTransaction): Promise<number[]> =>
  ((await result(transaction.objectStore('checkpoints').getAllKeys())) as number[]).sort((a, b) => a - b);

function noCheckpoint(hand: string, number: number): OwnhandError {
  return new OwnhandError('not-found', `the hand ${hand} has no checkpoint ${number}`);
}

const now = () => new Date().toISOString();
