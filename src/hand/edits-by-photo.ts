// A hand's journal keeps what was put right on photos, by each photo's content.
import type { PageEdit } from './page-edits.js';
import type { JournalEntry } from './store.js';

/** All that a hand's journal says of photos: by each photo's key its edits, in the order in which they apply. */
export function editsByPhoto(journal: readonly JournalEntry[]): ReadonlyMap<string, readonly PageEdit[]> {
  const edits = new Map<string, readonly PageEdit[]>();
  for (const entry of journal) {
    if (entry.event !== 'page') continue;
    if (entry.edits.length > 0) edits.set(entry.photo, entry.edits);
    else edits.delete(entry.photo);
  }
  return edits;
}
