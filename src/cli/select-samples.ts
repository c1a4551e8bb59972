// Which samples of a hand are meant: by the beginning of an id, by session, by where they came from, by label. Sessions
// are the times that samples were saved, counted from 1.

import { resolve } from 'node:path';
import { pagePlaceOf } from '../hand/page-place.js';
import { sourcesOf } from '../hand/same-glyph.js';
import type { JournalEntry, Sample } from '../hand/store.js';
import { messages } from '../messages/messages.js';
import { placeOf } from '../sheet/box-place.js';
import { CommandError } from './command-error.js';

/** The times that samples were saved, the first one first. */
function sessionsOf(journal: readonly JournalEntry[]): readonly Extract<JournalEntry, { event: 'samples' }>[] {
  return journal.filter((entry) => entry.event === 'samples');
}

/**
 * The samples whose ids begin so. A number may come without its leading zeros.
 * Throws OwnhandError 'not-found' where there is none, 'usage' where there are several.
 */
export function samplesById(samples: readonly Sample[], given: readonly string[], hand: string): readonly Sample[] {
  return given.map((id) => {
    const exact = samples.find((sample) => sample.id === id);
    const isNumber = /^[1-9]\d*$/.test(id);
    const same = samples.filter((sample) => isNumber && Number(sample.id) === Number(id));
    const begun = exact ? [exact] : same.length > 0 ? same : samples.filter((sample) => sample.id.startsWith(id));
    if (begun.length === 0 || id === '') throw new CommandError('not-found', messages.forget.noSample(hand, id));
    if (begun.length > 1) {
      const ids = begun.map((sample) => sample.id);
      throw new CommandError('usage', messages.forget.ambiguous(id, ids.slice(0, 3), ids.length));
    }
    return begun[0]!;
  });
}

/** Those samples of a session that are still there. Throws OwnhandError 'not-found'. */
export function samplesOfSession(
  samples: readonly Sample[],
  journal: readonly JournalEntry[],
  session: number,
  hand: string,
): readonly Sample[] {
  const sessions = sessionsOf(journal);
  const entry = sessions[session - 1];
  if (entry === undefined)
    throw new CommandError('not-found', messages.forget.noSession(hand, session, sessions.length));
  const found = samples.filter(({ id }) => entry.ids.includes(id));
  if (found.length === 0) throw new CommandError('not-found', messages.forget.emptySession(session));
  return found;
}

/** The last session of which any sample is still there. Throws OwnhandError 'not-found'. */
export function lastSession(samples: readonly Sample[], journal: readonly JournalEntry[], hand: string): number {
  const there = new Set(samples.map(({ id }) => id));
  const last = sessionsOf(journal).findLastIndex(({ ids }) => ids.some((id) => there.has(id)));
  if (last < 0) throw new CommandError('not-found', messages.forget.noSession(hand, 0, 0));
  return last + 1;
}

/** The samples from a photo, a picture, or a folder. Throws OwnhandError 'not-found'. */
export function samplesFrom(
  samples: readonly Sample[],
  journal: readonly JournalEntry[],
  file: string,
): readonly Sample[] {
  const sources = sourcesOf(journal);
  const wanted = plain(file);
  const found = samples.filter(({ id }) => {
    const source = sources.get(id);
    if (source === undefined) return false;
    const photo = pagePlaceOf(source)?.path ?? placeOf(source)?.photo ?? source;
    return [source, photo].map(plain).some((path) => path === wanted || path.startsWith(`${wanted}/`));
  });
  if (found.length === 0) throw new CommandError('not-found', messages.forget.noneFrom(file));
  return found;
}

/** A path that is the same however it was written. */
const plain = (path: string): string => resolve(path).replaceAll('\\', '/');

/** The samples with a label. Throws OwnhandError 'not-found'. */
export function samplesLabelled(samples: readonly Sample[], label: string): readonly Sample[] {
  const found = samples.filter((sample) => sample.label === label.normalize('NFC'));
  if (found.length === 0) throw new CommandError('not-found', messages.forget.noneLabelled(label));
  return found;
}

/** The sessions whose samples came in with the step that made a checkpoint, and those of their samples still there. */
export function samplesOfStep(
  samples: readonly Sample[],
  journal: readonly JournalEntry[],
  checkpoint: number,
): { readonly sessions: readonly number[]; readonly samples: readonly Sample[] } {
  const made = journal.findLastIndex((entry) => entry.event === 'learned' && entry.checkpoint === checkpoint);
  const before = journal.slice(0, Math.max(0, made)).findLastIndex((entry) => entry.event === 'learned');
  const step = new Set(journal.slice(before + 1, Math.max(0, made)).filter((entry) => entry.event === 'samples'));
  const there = new Set(samples.map(({ id }) => id));
  const sessions = sessionsOf(journal).flatMap((entry, i) =>
    step.has(entry) && entry.ids.some((id) => there.has(id)) ? i + 1 : [],
  );
  const ids = new Set([...step].flatMap((entry) => entry.ids));
  return { sessions, samples: samples.filter(({ id }) => ids.has(id)) };
}
