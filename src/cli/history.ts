// `ownhand history`: the hand's journal as a table, or as JSON lines.
import type { Command } from 'commander';
import type { Change, JournalEntry } from '../hand/store.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from './hand-option.js';
import { printJson, printLine } from './output.js';
import { percent, plural } from './render.js';

export function configure(command: Command): void {
  addHandOption(addJsonOption(command)).action((flags: HandFlags) =>
    withHand(flags, async ({ store }) => {
      const [entries, current] = [await store.journal(), await store.current()];
      if (flags.json) {
        for (const entry of entries) printJson(entry);
        printJson({ event: 'current', checkpoint: current, samples: (await store.samples()).length });
        return;
      }
      for (const entry of entries) printLine(historyLine(entry, current));
      if (entries.length === 0) printLine(`the hand ${store.name} has learned nothing yet`);
      else printLine(current === 0 ? 'the shipped reader is in use' : `checkpoint ${current} is in use`);
    }),
  );
}

/** One entry as a person reads it: when, what, and the scores before → after. */
export function historyLine(entry: JournalEntry, current: number): string {
  const when = entry.at.slice(0, 16).replace('T', ' ');
  const change = ({ before, after }: Change) => `${percent(before, 1)} → ${percent(after, 1)}`;
  const scores = (own: Change, rehearsal: Change) => `your samples ${change(own)}, MNIST ${change(rehearsal)}`;
  switch (entry.event) {
    case 'samples':
      return `${when}   saved ${plural(entry.ids.length, 'sample')}${fromWhere(entry.sources)}`;
    case 'learned': {
      const mark = entry.checkpoint === current ? '*' : ' ';
      const forced = `${entry.rebuilt ? ', rebuilt' : ''}${entry.forced ? ', forced' : ''}`;
      return `${when} ${mark} checkpoint ${entry.checkpoint} from ${plural(entry.samples, 'sample')}: ${scores(entry.own, entry.rehearsal)}${forced}`;
    }
    case 'refused':
      return `${when}   refused: ${entry.reason} (${scores(entry.own, entry.rehearsal)})`;
    case 'use':
      return `${when}   ${entry.by === 'use' ? 'chose' : entry.by === 'undo' ? 'went back to' : 'rebuilt'} ${entry.checkpoint === 0 ? 'the shipped reader' : `checkpoint ${entry.checkpoint}`}`;
    case 'forgot':
      return `${when}   forgot ${plural(entry.ids.length, 'sample')}`;
  }
}

function fromWhere(sources: readonly string[]): string {
  const folders = [...new Set(sources.map((source) => source.replace(/[/\\][^/\\]*$/, '')))];
  return folders.length === 0 ? '' : ` from ${folders.slice(0, 3).join(', ')}${folders.length > 3 ? ', …' : ''}`;
}
