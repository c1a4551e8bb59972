// The pages that are open, kept in this browser so that a reload loses nothing.
import type { Page } from '../pages/page.js';

const NAME = 'ownhand-pages';
const STORE = 'pages';

/** A page and its place among the others. */
export interface KeptPage {
  /** The page. */
  readonly page: Page;
  /** Rises from the first page to the last. */
  readonly order: number;
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'page.id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode);
  const request = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? request.error);
    transaction.onerror = () => reject(transaction.error ?? request.error);
  });
}

/** All pages that are kept, in order. */
export async function keptPages(): Promise<readonly Page[]> {
  const all = (await run('readonly', (store) => store.getAll())) as KeptPage[];
  return all.sort((a, b) => a.order - b.order).map(({ page }) => page);
}

/** Keeps a page, in place of the one of the same id. Rejects where the storage is full. */
export async function keepPage(page: Page, order: number): Promise<void> {
  await run('readwrite', (store) => store.put({ page, order } satisfies KeptPage));
}

/** Lets go of a page. */
export async function dropPage(id: string): Promise<void> {
  await run('readwrite', (store) => store.delete(id));
}
