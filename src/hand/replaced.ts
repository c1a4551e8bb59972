// Samples that a newer label has replaced. The journal tells which; their pictures are set aside, so that the newer
// label can be taken back.
import type { JournalEntry, Sample } from './store.js';

/** By a replaced sample's id the id of the one that took its place. What was restored is not among them. */
export function replacements(journal: readonly JournalEntry[]): ReadonlyMap<string, string> {
  const by = new Map<string, string>();
  for (const entry of journal) {
    if (entry.event === 'samples') for (const { id, by: newer } of entry.replaced ?? []) by.set(id, newer);
    if (entry.event === 'forgot') for (const id of entry.restored ?? []) by.delete(id);
  }
  return by;
}

/**
 * The samples without those whose replacement is among them. A crash may have left a replaced one where it was; one
 * whose replacement is gone counts again.
 */
export function withoutReplaced(samples: readonly Sample[], journal: readonly JournalEntry[]): readonly Sample[] {
  const by = replacements(journal);
  if (by.size === 0) return samples;
  const there = new Set(samples.map((sample) => sample.id));
  return samples.filter(({ id }) => !laterOf(id, by).some((newer) => there.has(newer)));
}

/** The samples that replaced one, and those that replaced these, one after the other. */
function laterOf(id: string, by: ReadonlyMap<string, string>): readonly string[] {
  const later: string[] = [];
  for (let newer = by.get(id); newer !== undefined && !later.includes(newer); newer = by.get(newer)) later.push(newer);
  return later;
}

/** The replaced samples that lead, over any number of steps, to one of these ids. */
export function replacedBy(ids: readonly string[], journal: readonly JournalEntry[]): readonly string[] {
  const by = replacements(journal);
  return [...by.keys()].filter((id) => laterOf(id, by).some((newer) => ids.includes(newer)));
}
