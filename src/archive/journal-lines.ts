// The lines of journal.jsonl: one JSON object each.
import type { JournalEntry } from '../hand/store.js';

const EVENTS: ReadonlySet<unknown> = new Set(['samples', 'learned', 'refused', 'use', 'forgot', 'page']);

/** An entry as its line of the journal, newline included. */
export function formatEntry(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The entry that a line of a journal holds; undefined where it holds none. */
export function parseEntry(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry> | null;
    return typeof entry?.at === 'string' && EVENTS.has(entry.event) ? (entry as JournalEntry) : undefined;
  } catch {
    return undefined;
  }
}
