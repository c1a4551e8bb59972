// `ownhand read`: photos in; a table, JSON lines or CSV out, each as soon as its photo is read.
import { type Command, InvalidArgumentError } from 'commander';
import { OwnhandError } from '../error.js';
import { resultNames, writeResults } from '../node/crops.js';
import { type DecodedPage, decode } from '../node/decode.js';
import { type PageReading, readDecoded } from '../node/read-page.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from './hand-option.js';
import { expandInputs, type Input } from './inputs.js';
import { note, printJson, printLine, untilInterrupted } from './output.js';
import { paint } from './paint.js';
import { markedLines, plural, readingCsv, readingJson, readingTable } from './render.js';

interface Flags extends HandFlags {
  readonly out?: string;
  readonly csv?: boolean;
  readonly promise?: number;
}

/** Pictures decoded ahead of the one being read: sharp decodes in threads of its own. */
const AHEAD = 2;

export function configure(command: Command): void {
  command
    .argument('<files...>', 'photos, folders, globs; - reads one from standard input')
    .option('-o, --out <dir>', 'write the annotated picture, and each glyph as a 28×28 PNG named for `learn`')
    .option('--promise <p>', 'mark the numbers that are not right with this chance, such as 0.99', chance)
    .option('--csv', 'print rows and columns as they stand on the page, as comma-separated values');
  addHandOption(addJsonOption(command)).action(read);
}

async function read(named: readonly string[], flags: Flags): Promise<void> {
  if (flags.json && flags.csv) throw new OwnhandError('usage', '--json and --csv do not go together; choose one');
  const inputs = await expandInputs(named);
  const signal = untilInterrupted();
  const several = inputs.length > 1;
  const nameOf = resultNames();
  let failed = 0;
  await withHand(
    flags,
    async (hand) => {
      const model = await hand.model();
      for await (const { input, decoded } of decodeAhead(inputs)) {
        if (signal.aborted) throw new OwnhandError('aborted', 'stopped');
        const page = await decoded
          .then((it) => readDecoded(it, model))
          .catch((error: unknown) => asOwnhandError(input.file, error));
        if (page instanceof OwnhandError) {
          failed++;
          if (flags.json) printJson({ file: input.file, error: { code: page.code, message: page.message } });
          note(page.message);
          continue;
        }
        print(input.file, page, flags, several);
        // A failure to write is not this picture's alone, so it ends all.
        if (flags.out !== undefined) await writeOut(flags.out, nameOf(input.file), page, flags.promise);
        // Lets Ctrl-C in: reading itself leaves no gap.
        await new Promise((next) => setImmediate(next));
      }
    },
    1,
  );
  if (failed > 0) process.exitCode = failed === inputs.length ? 1 : 3;
  if (failed > 0 && several) note(`${failed} of ${plural(inputs.length, 'file')} could not be read`);
}

/** One picture that trips the reader up must not stop the others. */
function asOwnhandError(file: string, error: unknown): OwnhandError {
  if (error instanceof OwnhandError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new OwnhandError('failed', `${file}: the reader failed on it: ${reason}`, { cause: error });
}

async function* decodeAhead(inputs: readonly Input[]): AsyncGenerator<{ input: Input; decoded: Promise<DecodedPage> }> {
  const waiting: { input: Input; decoded: Promise<DecodedPage> }[] = [];
  for (const input of inputs) {
    const decoded = input.error ? Promise.reject(input.error) : decodeInput(input.file);
    decoded.catch(() => {}); // told when its turn comes
    waiting.push({ input, decoded });
    if (waiting.length > AHEAD) yield waiting.shift()!;
  }
  yield* waiting;
}

async function decodeInput(file: string): Promise<DecodedPage> {
  if (file !== '-') return decode(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return decode(Buffer.concat(chunks), { name: 'standard input' });
}

function print(file: string, { reading }: PageReading, flags: Flags, several: boolean): void {
  const { promise } = flags;
  if (flags.json) printJson(readingJson(file, reading, promise));
  else if (flags.csv) {
    if (reading.lines.length > 0) printLine(readingCsv(reading, several ? file : undefined, promise));
  } else if (process.stdout.isTTY) printLine(readingTable(file, reading, paint, promise));
  else if (reading.text !== '') {
    const text = markedLines(reading, promise);
    printLine(several ? text.replace(/^/gm, () => `${file}: `) : text);
  }
  if (reading.lines.length === 0 && (flags.json || flags.csv || !process.stdout.isTTY))
    note(`${file}: no numbers found`);
}

async function writeOut(folder: string, name: string, page: PageReading, promise?: number): Promise<void> {
  const { annotated, crops, kept } = await writeResults(folder, name, page, promise);
  const left = kept > 0 ? `; ${plural(kept, 'crop')} with another label left as they were` : '';
  note(`${folder}: wrote ${annotated} and ${plural(crops, 'crop')}${left}`);
}

/** A chance above 0 and below 1, for commander. */
function chance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It has to be a chance above 0 and below 1, such as 0.99.');
}
