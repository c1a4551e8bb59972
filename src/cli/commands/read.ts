// `ownhand read`: photos in; a table, JSON lines or CSV out, each as soon as its photo is read.

import { type Command, InvalidArgumentError } from 'commander';
import { OwnhandError } from '../../error.js';
import type { ReadingOptions } from '../../many-pages.js';
import { messages } from '../../messages/messages.js';
import { resultNames, writeResults } from '../../node/pages/crops.js';
import { type KeptEdits, keptEdits } from '../../node/pages/kept-edits.js';
import { openPageReader, type PageReader } from '../../node/pages/page-reader.js';
import { openReadLog, type ReadLog } from '../../node/pages/read-log.js';
import type { PageReading } from '../../node/pages/read-picture.js';
import { loadSheetWriter, type NamedReading, writeWorkbook } from '../../node/pages/workbook.js';
import { readingCsv } from '../../numbers/csv.js';
import type { LeftOutReason, Reading } from '../../reading.js';
import { CommandError, told } from '../command-error.js';
import { endWithUnreadable } from '../exit-code.js';
import { expandInputs, type Input } from '../inputs.js';
import { chance } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { complain, note, printBom, printJson, printLine, progressLine, untilInterrupted } from '../output.js';
import { paint } from '../paint.js';
import { markedLines, readingJson, readingTable } from '../render.js';
import { pictureOf } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly out?: string;
  readonly csv?: boolean;
  readonly delimiter?: string;
  readonly bom?: boolean;
  readonly xlsx?: string;
  readonly promise?: number;
  readonly print?: boolean;
  readonly resume?: string;
  readonly recursive?: boolean;
  readonly latex?: boolean;
  readonly latexDocument?: string;
}

/** A page just read, or one whose reading an earlier run has kept. */
type FinishedPage = PageReading | { readonly reading: Reading };

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('<files...>', messages.help.photosOrStandardInput)
    .option('-o, --out <dir>', messages.help.read.out)
    .option('--promise <p>', messages.help.read.promise, chance)
    .option('--print', messages.help.read.print)
    .option('--resume <file>', messages.help.read.resume)
    .option('--csv', messages.help.read.csv)
    .option('--delimiter <c>', messages.help.read.delimiter, oneCharacter)
    .option('--bom', messages.help.read.bom)
    .option('--xlsx <file>', messages.help.read.xlsx)
    .option('--latex', messages.help.read.latex)
    .option('--latex-document <file>', messages.help.read.latexDocument)
    .option('--recursive', messages.helpEnd.recursive);
  addHandOption(addJsonOption(command)).action(read);
}

function oneCharacter(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t';
  if ([...text].length === 1 && !/["\r\n]/.test(text)) return text;
  throw new InvalidArgumentError(messages.numbers.delimiterWanted);
}

async function read(named: readonly string[], flags: Flags): Promise<void> {
  if (flags.json && flags.csv) throw new CommandError('usage', messages.read.jsonOrCsv);
  if (!flags.csv && (flags.delimiter !== undefined || flags.bom))
    throw new CommandError('usage', messages.read.csvStyle);
  if (flags.latex || flags.latexDocument !== undefined) return readEquations(named, flags);
  if (flags.xlsx !== undefined) await loadSheetWriter();
  const inputs = await expandInputs(named, flags.recursive);
  const signal = untilInterrupted();
  if (flags.bom) printBom();
  const several = inputs.length > 1;
  const nameOf = resultNames();
  const workbook: NamedReading[] = [];
  const progress = showProgress(inputs.length);
  // Ctrl-C must not wait for a page that takes long in its thread.
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new CommandError('aborted', messages.inputs.stopped)));
  });
  stopped.catch(() => {});
  let failed = 0;
  await withHand(
    flags,
    async (hand) => {
      const model = await hand.model();
      const kept = await keptEdits(hand.store);
      const log =
        flags.resume === undefined
          ? undefined
          : await openReadLog(flags.resume, model.checkpoint, kept.version, readingOptions(flags));
      const reader = openPageReader(model, inputs.length);
      try {
        for await (const { input, page } of inOrder(inputs, reader, kept, log, flags)) {
          if (signal.aborted) throw new CommandError('aborted', messages.inputs.stopped);
          const result = await Promise.race([page.catch((error: OwnhandError) => error), stopped]);
          progress.clear();
          if (result instanceof OwnhandError) {
            failed++;
            if (flags.json)
              printJson<'read'>({ file: input.file, error: { code: result.code, message: result.message } });
            complain(told(result));
          } else {
            print(input.file, result, flags, several);
            // A failure to write is not this picture's alone, so it ends all.
            const name = nameOf(input.file);
            if (flags.xlsx !== undefined) workbook.push({ name, reading: result.reading });
            if ('decoded' in result) {
              if (flags.out !== undefined) await writeOut(flags.out, name, result, flags.promise);
              await log?.add(input.file, result.reading);
            }
          }
          progress.next();
          // Lets Ctrl-C in: reading itself leaves no gap.
          await new Promise((next) => setImmediate(next));
        }
      } finally {
        progress.clear();
        await reader.close();
      }
    },
    1,
  );
  if (flags.xlsx !== undefined) {
    await writeWorkbook(flags.xlsx, workbook, flags.promise);
    note(
      messages.read.wroteWorkbook(
        flags.xlsx,
        workbook.reduce((sum, { reading }) => sum + reading.tables.length, 0),
      ),
    );
  }
  endWithUnreadable(failed, inputs.length);
  if (failed > 0 && several) note(messages.inputs.unreadable(failed, inputs.length));
}

/** What reads equations is loaded for nothing else. */
async function readEquations(named: readonly string[], flags: Flags): Promise<void> {
  if (flags.csv || [flags.xlsx, flags.resume, flags.promise, flags.print].some((flag) => flag !== undefined))
    throw new CommandError('usage', messages.equations.numbersOnly);
  const { readLatex } = await import('../equations/read-latex.js');
  await readLatex(named, flags);
}

/** Pages in the order of the inputs, those that follow being read meanwhile. */
async function* inOrder(
  inputs: readonly Input[],
  reader: PageReader,
  kept: KeptEdits,
  log: ReadLog | undefined,
  flags: Flags,
): AsyncGenerator<{ input: Input; page: Promise<FinishedPage> }> {
  const waiting: { input: Input; page: Promise<FinishedPage> }[] = [];
  for (const input of inputs) {
    const earlier = input.error ? undefined : await log?.find(input.file);
    const page: Promise<FinishedPage> = input.error
      ? Promise.reject(input.error)
      : earlier
        ? Promise.resolve({ reading: earlier })
        : readInput(input.file, reader, kept, flags);
    page.catch(() => {}); // told when its turn comes
    waiting.push({ input, page });
    if (waiting.length > reader.ahead) yield waiting.shift()!;
  }
  yield* waiting;
}

async function readInput(file: string, reader: PageReader, kept: KeptEdits, flags: Flags): Promise<PageReading> {
  const named = await pictureOf(file);
  const edits = await kept.of(named.picture);
  return reader.read({ ...named, ...readingOptions(flags), pixels: flags.out !== undefined, edits });
}

/** What can be promised takes three looks. */
const readingOptions = ({ promise, print = false }: Flags): Required<ReadingOptions> => ({
  careful: promise !== undefined,
  print,
});

/** How far it is, on stderr's last line, for a person who waits for several files. */
function showProgress(total: number): { clear: () => void; next: () => void } {
  const shown = total > 1 && process.stderr.isTTY;
  const start = performance.now();
  let done = 0;
  return {
    clear: () => shown && progressLine(''),
    next: () => {
      done++;
      const left = Math.ceil(((performance.now() - start) / 1000 / done) * (total - done));
      if (shown && done < total) progressLine(messages.read.progress(done, total, left));
    },
  };
}

function print(file: string, { reading }: FinishedPage, flags: Flags, several: boolean): void {
  const { promise, delimiter } = flags;
  if (flags.json) printJson<'read'>(readingJson(file, reading, promise));
  else if (flags.csv) {
    if (reading.lines.length > 0) printLine(readingCsv(reading, several ? file : undefined, { delimiter, promise }));
  } else if (process.stdout.isTTY) printLine(readingTable(file, reading, paint, promise));
  else if (reading.text !== '') {
    const text = markedLines(reading, promise);
    printLine(several ? text.replace(/^/gm, () => `${file}: `) : text);
  }
  if (reading.lines.length === 0 && (flags.json || flags.csv || !process.stdout.isTTY))
    note(messages.read.noNumbersIn(file));
  tellBeside(file, reading);
}

/** What a person should know besides the numbers: that the page was turned, and what was left out. */
function tellBeside(file: string, { leftOut, turned }: Reading): void {
  if (turned !== undefined) note(messages.read.turned(file, turned));
  const counts = new Map<LeftOutReason, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (leftOut.length > 0) note(messages.read.leftOut(file, counts));
}

async function writeOut(folder: string, name: string, page: PageReading, promise?: number): Promise<void> {
  const { annotated, crops, kept } = await writeResults(folder, name, page, promise);
  note(messages.read.wrote(folder, annotated, crops, kept));
}
