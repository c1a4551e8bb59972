// `ownhand history`: the hand's journal as a table, or as JSON lines.
import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { pagePlaceOf } from '../../hand/page-place.js';
import type { HandStore, JournalEntry } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { writeDurably } from '../../node/files.js';
import { placeOf } from '../../sheet/box-place.js';
import { historyPlot } from '../history-plot.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine } from '../output.js';

interface Flags extends HandFlags {
  readonly svg?: string;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.option('--svg <file>', messages.help.history.svg);
  addHandOption(addJsonOption(command)).action((flags: Flags) => withHand(flags, ({ store }) => history(store, flags)));
}

async function history(store: HandStore, flags: Flags): Promise<void> {
  const [entries, current] = [await store.journal(), await store.current()];
  if (flags.svg !== undefined) {
    const bytes = Buffer.from(historyPlot(entries, store.name));
    await writeDurably(dirname(resolve(flags.svg)), [{ name: basename(flags.svg), bytes }]);
    note(messages.history.wrote(flags.svg));
  }
  if (flags.json) {
    for (const entry of entries) printJson<'history'>(entry);
    printJson<'history'>({ event: 'current', checkpoint: current, samples: (await store.samples()).length });
    return;
  }
  let session = 0;
  for (const entry of entries) printLine(historyLine(entry, current, entry.event === 'samples' ? ++session : session));
  if (entries.length === 0) printLine(messages.history.empty(store.name));
  else printLine(messages.use.inUse(current));
}

/**
 * One entry as a person reads it: when, what, and the scores before → after. Sessions are the times that samples were
 * saved, counted from 1.
 */
export function historyLine(entry: JournalEntry, current: number, session: number): string {
  const when = entry.at.slice(0, 16).replace('T', ' ');
  const { saved, learned, rebuilt, forced, refused, scores, switched, forgot, page } = messages.history;
  switch (entry.event) {
    case 'samples':
      return `${when}   ${saved(session, entry.ids.length, entry.replaced?.length ?? 0)}${fromWhere(entry.sources)}`;
    case 'learned': {
      const mark = entry.checkpoint === current ? '*' : ' ';
      const how = `${entry.rebuilt ? rebuilt : ''}${entry.forced ? forced : ''}`;
      return `${when} ${mark} ${learned(entry.checkpoint, entry.samples, scores(entry.own, entry.rehearsal))}${how}`;
    }
    case 'refused':
      return `${when}   ${refused(entry.reason, scores(entry.own, entry.rehearsal))}`;
    case 'use':
      return `${when}   ${switched(entry.by, entry.checkpoint)}`;
    case 'forgot':
      return `${when}   ${forgot(entry.ids.length, entry.restored?.length ?? 0)}`;
    case 'page':
      return `${when}   ${page(entry.source, entry.edits.length)}`;
  }
}

/** Places that are told by name; of more, only these. */
const MOST_PLACES = 3;

/** The photos that samples were cut from, or the folders of labelled pictures whose photos nobody knows. */
export function fromWhere(sources: readonly string[]): string {
  const seen = new Set<string>();
  const repeated = new Set(sources.filter((source) => seen.size === seen.add(source).size));
  const places = sources.map((source) => {
    const photo = pagePlaceOf(source)?.path ?? placeOf(source)?.photo;
    if (photo !== undefined) return photo;
    // A picture of one glyph is named once; several glyphs of one file make it a photo.
    return repeated.has(source) || !/\.png$/i.test(source) ? source : source.replace(/[/\\][^/\\]*$/, '');
  });
  const told = [...new Set(places)];
  return told.length === 0 ? '' : messages.history.fromPlaces(told.slice(0, MOST_PLACES), told.length);
}
