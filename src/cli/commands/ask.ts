// `ownhand ask`: of all glyphs on some pages, the few whose labels would teach most; asked in the terminal and learned, or listed.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import { nameOfLabel } from '../../hand/sample-name.js';
import { chooseToAsk } from '../../insight/choose-to-ask.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { makeFolder, writeDurably } from '../../node/files.js';
import { shippedBase } from '../../node/models/shipped.js';
import { resultNames } from '../../node/pages/crops.js';
import { encodePng } from '../../node/picture/png.js';
import { askAndLearn, readPages } from '../fix/run.js';
import type { Question } from '../fix/state.js';
import { addHandOption, addJsonOption, type HandFlags, wholeNumber, withHand } from '../hand-option.js';
import { note, printJson, printLine, untilInterrupted } from '../output.js';
import { percent, plural } from '../render.js';
import { canAsk, isStandardInput } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly count: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<files...>', 'photos, folders, globs')
    .option('--count <n>', 'how many glyphs to ask about', wholeNumber(1), 10)
    .option('--out <dir>', 'ask nothing: write the glyphs there, to be renamed and given to `ownhand learn`')
    .option('--force', 'learn even where the guard finds it harmful');
  addHandOption(addJsonOption(command)).action(ask);
}

async function ask(named: readonly string[], flags: Flags): Promise<void> {
  const lists = flags.json || flags.out !== undefined || !canAsk();
  if (named.some(isStandardInput) && !lists)
    throw new OwnhandError('usage', 'ask reads keys from standard input; give the photo as a file');
  const signal = untilInterrupted();
  await withHand(
    flags,
    async (hand) => {
      const pages = await readPages(hand, named, signal, Number.POSITIVE_INFINITY);
      if (pages.length === 0) return;
      const all = pages.flatMap((page) => page.questions);
      if (all.length === 0) return note(`${plural(pages.length, 'page')} read, no numbers found`);
      const samples = await hand.store.samples();
      const pictures = samples.map(({ picture }) => picture);
      const chosen = await chooseToAsk(await shippedBase(), all, pictures, createEngine, flags.count);
      const questions = chosen.map((index) => all[index]!);
      if (!lists) return askAndLearn(hand, pages, questions, signal, flags.force ?? false);
      const written = flags.out === undefined ? undefined : await writeGlyphs(flags.out, questions);
      for (const [i, question] of questions.entries()) tell(question, written?.[i], flags.json ?? false);
    },
    1,
  );
}

function tell({ file, line, before, after, label, confidence }: Question, crop: string | undefined, json: boolean) {
  if (json) printJson({ file, line, before, label, after, confidence, ...(crop !== undefined && { crop }) });
  else
    printLine(`${file}, line ${line}: ${before}[${label}]${after}  ${percent(confidence)}${crop ? `  ${crop}` : ''}`);
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
  note(
    `${plural(crops.length, 'glyph')} written to ${folder}; rename those with a wrong label, then \`ownhand learn ${folder}\``,
  );
  return crops.map(({ name }) => name);
}
