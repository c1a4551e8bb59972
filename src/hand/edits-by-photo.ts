// A hand's journal keeps what was put right on photos, by each photo's content.
import { isPageEdit } from './check-edits.js';
import type { PageEdit } from './page-edits.js';
import type { JournalEntry } from './store.js';

/** All that a hand's journal says of photos: by each photo's key its edits, in the order in which they apply. */
export function editsByPhoto(journal: readonly JournalEntry[]): ReadonlyMap<string, readonly PageEdit[]> {
  const edits = new Map<string, readonly PageEdit[]>();
  for (const entry of journal) {
    if (entry.event !== 'page') continue;
    // A person may have written into the journal; what is no edit is passed over with all of its entry.
    if (!Array.isArray(entry.edits) || !entry.edits.every(isPageEdit)) continue;
    if (entry.edits.length > 0) edits.set(entry.photo, entry.edits);
    else edits.delete(entry.photo);
  }
  return edits;
}
