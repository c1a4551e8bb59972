// One writer at a time, over all tabs, by the Web Locks API. A tab that is closed or crashes lets go of its lock.
import { OwnhandError } from '../../error.js';

/** Milliseconds that a tab waits for another one that writes: as long as a learning or two take on a slow machine. */
const PATIENCE_MS = 120_000;

/** Runs work while nobody else has the lock. */
export interface Exclusive {
  /**
   * Waits for other tabs, and then runs `work`. While this tab has the lock, work that is asked for here enters at
   * once: a browser cannot tell a call from within such work from another one. Throws OwnhandError 'busy'.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * A lock of this name. Where the page is not secure there are no such locks, and one tab is taken for all.
 * @param what is named in the message of 'busy'
 */
export function exclusiveOf(name: string, what: string): Exclusive {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  let within = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function entered<T>(work: () => Promise<T>): Promise<T> {
    within++;
    try {
      return await work();
    } finally {
      within--;
    }
  }

  async function outer<T>(work: () => Promise<T>): Promise<T> {
    if (!locks) return entered(work);
    const waited = new AbortController();
    const timer = setTimeout(() => waited.abort(), PATIENCE_MS);
    let has = false;
    try {
      return await locks.request(name, { signal: waited.signal }, () => {
        has = true;
        clearTimeout(timer);
        return entered(work);
      });
    } catch (error) {
      if (has || !waited.signal.aborted) throw error;
      throw new OwnhandError('busy', `${what} is being written to by another tab; try again when it is done`);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    run(work) {
      if (within > 0) return entered(work);
      const mine = turn.then(() => outer(work));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
