// `ownhand diff A B`: what two of the hand's checkpoints read differently, of its samples and of given photos.

import type { Command } from 'commander';
import type { Box } from '../../geometry/box.js';
import type { Answer, GlyphAnswer } from '../../insight/differences.js';
import { messages } from '../../messages/messages.js';
import { openReaderPair, type ReaderPair } from '../../node/hand/compare-readers.js';
import type { DecodedPage } from '../../node/picture/decode.js';
import { CommandError } from '../command-error.js';
import { eachPage } from '../each-page.js';
import type { JsonBox } from '../json/reading-lines.js';
import { wholeNumber } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';
import { table } from '../render.js';

/** Two checkpoints, opened, and their numbers. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly readers: ReaderPair;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  const checkpoint = wholeNumber(0);
  command
    .argument('<a>', messages.help.checkpoint, checkpoint)
    .argument('<b>', messages.help.diff.other, checkpoint)
    .argument('[files...]', messages.help.diff.files);
  addHandOption(addJsonOption(command)).action((a: number, b: number, files: readonly string[], flags: HandFlags) =>
    withHand(flags, async ({ store }) => {
      const there = await store.checkpoints();
      for (const number of [a, b])
        if (number !== 0 && !there.includes(number))
          throw new CommandError('not-found', messages.diff.noCheckpoint(store.name, number));
      const readers = await openReaderPair(store, a, b);
      try {
        const pair = { a, b, readers };
        await diffSamples(pair, flags);
        await eachPage(files, flags.json ?? false, (file, page) => diffPage(file, page, pair, flags));
      } finally {
        readers.close();
      }
    }),
  );
}

async function diffSamples({ a, b, readers }: Pair, flags: HandFlags): Promise<void> {
  const { changed: all, ...counts } = await readers.samples();
  const changed = all.map((each) => ({ ...each, before: rounded(each.before), after: rounded(each.after) }));
  if (flags.json) {
    printJson<'diff'>({ a, b, ...counts, changed });
    return;
  }
  printLine(messages.diff.samples(counts.samples, a, b, counts.rightBefore, counts.rightAfter, changed.length));
  if (changed.length === 0) return;
  const rows = changed.map((each) => [each.id, each.label, shown(each.before), shown(each.after), verdict(each)]);
  printLine(table([[...messages.diff.sampleColumns, nameOf(a), nameOf(b), ''], ...rows]));
}

async function diffPage(file: string, page: DecodedPage, { a, b, readers }: Pair, flags: HandFlags): Promise<void> {
  const { before, after, changed: all } = await readers.page(page);
  const changed = all.map((each) => ({
    box: boxOf(each.box),
    before: each.before && rounded(each.before),
    after: each.after && rounded(each.after),
  }));
  if (flags.json) {
    printJson<'diff'>({ file, a, b, before: before.text, after: after.text, changed });
    return;
  }
  printLine(`\n${messages.diff.page(file, changed.length)}`);
  if (changed.length === 0) return;
  const glyph = (answer: GlyphAnswer | null) =>
    answer ? messages.diff.glyph(shown(answer), answer.number) : messages.diff.noGlyph;
  const rows = changed.map((each) => [each.box.slice(0, 2).join(', '), glyph(each.before), glyph(each.after)]);
  printLine(table([[messages.diff.placeColumn, nameOf(a), nameOf(b)], ...rows]));
}

const boxOf = ({ x, y, w, h }: Box): JsonBox => [Math.round(x), Math.round(y), Math.round(w), Math.round(h)];
const nameOf = messages.diff.readerName;
const shown = ({ label, confidence }: Answer) => `${label} (${Math.min(99, Math.floor(confidence * 100))}%)`;
const rounded = <T extends Answer>(answer: T): T => ({
  ...answer,
  confidence: Math.round(answer.confidence * 1e4) / 1e4,
});

function verdict({ label, before, after }: { label: string; before: Answer; after: Answer }): string {
  const { nowRight, nowWrong, stillWrong } = messages.diff;
  return after.label === label ? nowRight : before.label === label ? nowWrong : stillWrong;
}
