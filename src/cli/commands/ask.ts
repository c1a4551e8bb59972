// `ownhand ask`: of all glyphs on some pages, the few whose labels would teach most. They are asked about in the
// terminal and learned, or listed.

import type { Command } from 'commander';
import { nameOfLabel } from '../../hand/sample-name.js';
import { messages } from '../../messages/messages.js';
import { makeFolder, writeDurably } from '../../node/files.js';
import { ask as glyphsToAsk } from '../../node/page-functions.js';
import { resultNames } from '../../node/pages/crops.js';
import { encodePng } from '../../node/picture/png.js';
import { CommandError } from '../command-error.js';
import { askAndLearn } from '../fix/ask-and-learn.js';
import type { Question } from '../fix/question.js';
import { readPages } from '../fix/read-pages.js';
import { wholeNumber } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine, untilInterrupted } from '../output.js';
import { canAsk, isStandardInput } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly count: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('<files...>', messages.help.photos)
    .option('--count <n>', messages.help.ask.count, wholeNumber(1), 10)
    .option('--out <dir>', messages.help.ask.out)
    .option('--force', messages.help.force);
  addHandOption(addJsonOption(command)).action(ask);
}

async function ask(named: readonly string[], flags: Flags): Promise<void> {
  const lists = flags.json || flags.out !== undefined || !canAsk();
  if (named.some(isStandardInput) && !lists) throw new CommandError('usage', messages.fix.needsFile('ask'));
  const signal = untilInterrupted();
  await withHand(
    flags,
    async (hand) => {
      const pages = await readPages(hand, named, signal, Number.POSITIVE_INFINITY);
      if (pages.length === 0) return;
      const all = new Map(pages.flatMap((page) => page.questions.map((one) => [one.picture, one])));
      if (all.size === 0) return note(messages.fix.noNumbers(pages.length));
      const readings = pages.map(({ reading }) => reading);
      const chosen = await glyphsToAsk(hand, readings, flags.count);
      const questions = chosen.flatMap(({ glyph }) => all.get(glyph.picture) ?? []);
      if (!lists) return askAndLearn(hand, pages, questions, signal, flags.force ?? false);
      const written = flags.out === undefined ? undefined : await writeGlyphs(flags.out, questions);
      for (const [i, question] of questions.entries()) tell(question, written?.[i], flags.json ?? false);
    },
    1,
  );
}

function tell({ file, line, before, after, label, confidence }: Question, crop: string | undefined, json: boolean) {
  if (json) printJson<'ask'>({ file, line, before, label, after, confidence, ...(crop !== undefined && { crop }) });
  else {
    const glyph = messages.ask.glyph(file, line, `${before}[${label}]${after}`, confidence);
    printLine(crop ? `${glyph}  ${crop}` : glyph);
  }
}

/** `<rank>_<photo>_<line>_<label>.png`; returns the names. */
async function writeGlyphs(folder: string, questions: readonly Question[]): Promise<readonly string[]> {
  await makeFolder(folder);
  const nameFile = resultNames();
  const stems = new Map([...new Set(questions.map(({ file }) => file))].map((file) => [file, nameFile(file)]));
  const digits = String(questions.length).length;
  const crops = questions.map(({ file, line, label, picture }, i) => ({
    name: `${String(i + 1).padStart(digits, '0')}_${stems.get(file)}_${line}_${nameOfLabel(label)}.png`,
    bytes: encodePng(picture, 28, 28),
  }));
  await writeDurably(folder, crops);
  note(messages.ask.wrote(crops.length, folder));
  return crops.map(({ name }) => name);
}
