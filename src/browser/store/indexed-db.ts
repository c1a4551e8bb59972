// IndexedDB as promises, and its failures as lines that a user can act on.
import { OwnhandError } from '../../error.js';

/** The parts of a hand's database. */
export const TABLES = ['samples', 'replaced', 'checkpoints', 'journal', 'state'] as const;

/** One of them. */
export type Table = (typeof TABLES)[number];

/** Raised when the tables change. */
const VERSION = 1;
/** What a hand's database is called before its name. */
const PREFIX = 'ownhand:';

/** The name of a hand's database. */
export function databaseOf(hand: string): string {
  return `${PREFIX}${hand}`;
}

/** The hand that a database is of; undefined for any other. */
export function handOfDatabase(database: string): string | undefined {
  return database.startsWith(PREFIX) ? database.slice(PREFIX.length) : undefined;
}

/**
 * A hand's database; where there is none it is made, if it is to be. Throws OwnhandError 'read-only' where the browser
 * keeps nothing.
 */
export function openDatabase(hand: string, make: boolean): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(databaseOf(hand), VERSION);
    } catch (error) {
      reject(storageError(error));
      return;
    }
    let isMissing = false;
    request.onupgradeneeded = () => {
      const { result, transaction } = request;
      if (!make) {
        isMissing = true;
        transaction?.abort();
        return;
      }
      // Samples go by their ids, checkpoints by their numbers, entries by when they came.
      for (const table of TABLES) result.createObjectStore(table, table === 'journal' ? { autoIncrement: true } : {});
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => (isMissing ? resolve(undefined) : reject(storageError(request.error)));
  });
}

/** What a request comes to. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(storageError(request.error));
  });
}

/**
 * Runs `work` in one transaction: all of what it writes is kept or none of it, and it is on the disk when the promise
 * resolves. Within it nothing but the transaction may be waited for.
 */
export async function transact<T>(
  database: IDBDatabase,
  tables: readonly Table[],
  mode: 'readonly' | 'readwrite',
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  let transaction: IDBTransaction;
  try {
    transaction = database.transaction(tables, mode, { durability: 'strict' });
  } catch (error) {
    throw storageError(error);
  }
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(storageError(transaction.error));
  });
  // A transaction that is aborted by the failure of `work` is told of by that failure.
  ended.catch(() => {});
  let value: T;
  try {
    value = await work(transaction);
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself.
    }
    await ended.catch(() => {});
    throw storageError(error instanceof OwnhandError ? error : (transaction.error ?? error));
  }
  await ended;
  return value;
}

/** What the browser says about its storage, as one line for the user. */
export function storageError(error: unknown): OwnhandError {
  if (error instanceof OwnhandError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const cause = { cause: error };
  if (name === 'QuotaExceededError')
    return new OwnhandError(
      'disk-full',
      'this browser has no space left to keep the hand; free some and try again, nothing was lost',
      cause,
    );
  if (name === 'SecurityError' || name === 'InvalidStateError' || error instanceof ReferenceError)
    return new OwnhandError(
      'read-only',
      'this browser keeps nothing for this page; open it in a window that is not private, or export the hand',
      cause,
    );
  const reason = error instanceof Error ? error.message : String(error);
  return new OwnhandError('failed', `this browser could not keep or read the hand: ${reason}`, cause);
}
