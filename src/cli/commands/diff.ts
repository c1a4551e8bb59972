// `ownhand diff A B`: what two of the hand's checkpoints read differently, of its samples and of given photos.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { type Answer, answers, type GlyphAnswer, readingDifferences } from '../../insight/differences.js';
import { messages } from '../../messages/messages.js';
import type { Model } from '../../model/model.js';
import { openModel } from '../../node/hand/open-model.js';
import { readDecoded } from '../../node/pages/read-picture.js';
import type { DecodedPage } from '../../node/picture/decode.js';
import { eachPage } from '../each-page.js';
import { wholeNumber } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';
import { table } from '../render.js';

/** The readers to compare, and their names. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly before: Model;
  readonly after: Model;
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
      const models: Model[] = [];
      try {
        for (const number of [a, b]) models.push(await openThere(store, number));
        const [before, after] = models as [Model, Model];
        const pair = { a, b, before, after };
        await diffSamples(store, pair, flags);
        await eachPage(files, flags.json ?? false, (file, page) => diffPage(file, page, pair, flags));
      } finally {
        for (const model of models) model.close();
      }
    }),
  );
}

async function openThere(store: HandStore, number: number): Promise<Model> {
  if (number === 0 || (await store.checkpoints()).includes(number)) return openModel(store, number, 1);
  throw new OwnhandError('not-found', messages.diff.noCheckpoint(store.name, number));
}

async function diffSamples(store: HandStore, { a, b, before, after }: Pair, flags: HandFlags): Promise<void> {
  const samples = await store.samples();
  const [one, other] = [answers(before, samples), answers(after, samples)];
  const changed = samples.flatMap(({ id, label }, i) =>
    one[i]!.label === other[i]!.label ? [] : [{ id, label, before: rounded(one[i]!), after: rounded(other[i]!) }],
  );
  const right = (all: readonly Answer[]) => all.filter((answer, i) => answer.label === samples[i]!.label).length;
  const counts = { samples: samples.length, rightBefore: right(one), rightAfter: right(other) };
  if (flags.json) {
    printJson({ a, b, ...counts, changed });
    return;
  }
  printLine(messages.diff.samples(samples.length, a, b, counts.rightBefore, counts.rightAfter, changed.length));
  if (changed.length === 0) return;
  const rows = changed.map((each) => [each.id, each.label, shown(each.before), shown(each.after), verdict(each)]);
  printLine(table([[...messages.diff.sampleColumns, nameOf(a), nameOf(b), ''], ...rows]));
}

async function diffPage(
  file: string,
  page: DecodedPage,
  { a, b, before, after }: Pair,
  flags: HandFlags,
): Promise<void> {
  const [one, other] = [(await readDecoded(page, before)).reading, (await readDecoded(page, after)).reading];
  const changed = readingDifferences(one, other).map((each) => ({
    box: [each.box.x, each.box.y, each.box.w, each.box.h].map(Math.round),
    before: each.before && rounded(each.before),
    after: each.after && rounded(each.after),
  }));
  if (flags.json) {
    printJson({ file, a, b, before: one.text, after: other.text, changed });
    return;
  }
  printLine(`\n${messages.diff.page(file, changed.length)}`);
  if (changed.length === 0) return;
  const glyph = (answer: GlyphAnswer | null) =>
    answer ? messages.diff.glyph(shown(answer), answer.number) : messages.diff.noGlyph;
  const rows = changed.map((each) => [each.box.slice(0, 2).join(', '), glyph(each.before), glyph(each.after)]);
  printLine(table([[messages.diff.placeColumn, nameOf(a), nameOf(b)], ...rows]));
}

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
