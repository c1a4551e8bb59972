// What reading many pages takes and gives, in Node and in browsers.
import type { OwnhandError } from './error.js';
import type { Reading } from './reading.js';
import type { StopSignal } from './signal.js';

/** What is read of a page, and how closely. */
export interface ReadingOptions {
  /**
   * Looks at the page three times, which takes three times as long: as it is, smaller, and dimmer. The reading is the
   * one that agrees most with the others, and its confidences are of all three. Wanted where numbers are promised.
   */
  readonly careful?: boolean;
  /** Reads printed numbers too, and says of them `print: true`. */
  readonly print?: boolean;
}

/** How many pictures are read. */
export interface ReadAllOptions extends ReadingOptions {
  /** Stops at once; pages that were not given yet are not read any more. */
  readonly signal?: StopSignal;
  /** Called as soon as a page is read, whichever is first. */
  readonly onPage?: (page: ReadPage) => void;
  /** Threads that read. Default: one fewer than the machine's cores, and at least one; in a browser at most four. */
  readonly threads?: number;
}

/** One of many pictures, read, or the reason why it could not be. */
export type ReadPage =
  | { readonly index: number; readonly name: string; readonly reading: Reading }
  | { readonly index: number; readonly name: string; readonly error: OwnhandError };

/** What a caller is told who stops reading. */
export const READING_STOPPED = 'Stopped; the pages that were not given yet are not read.';
