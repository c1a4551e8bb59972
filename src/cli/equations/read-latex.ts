// `ownhand read --latex`: photos in; the equations on them out, each page as soon as it is read.

import type { NamedEquations } from '../../equations/document-of.js';
import { OwnhandError } from '../../error.js';
import { messages } from '../../messages/messages.js';
import { type EquationReader, type EquationsPage, openEquationReader } from '../../node/equations/equation-reader.js';
import { writeEquationResults, writeLatexDocument } from '../../node/equations/equation-results.js';
import { resultNames } from '../../node/pages/crops.js';
import { CommandError, told } from '../command-error.js';
import { endWithUnreadable } from '../exit-code.js';
import { expandInputs } from '../inputs.js';
import { type HandFlags, withHand } from '../options.js';
import { complain, note, printJson, printLine, untilInterrupted } from '../output.js';
import { paint } from '../paint.js';
import { pictureOf } from '../standard-input.js';
import { equationsJson, equationsTable, verdictOf } from './render-equations.js';

/** The flags of `read` that equations know. */
export interface LatexFlags extends HandFlags {
  /** Where the annotated pictures and the crops go. */
  readonly out?: string;
  /** The LaTeX document to write. */
  readonly latexDocument?: string;
  /** Read the pictures in folders of a folder too. */
  readonly recursive?: boolean;
}

/** Reads the equations of photos and prints them; photos that cannot be read are told, and the others go on. */
export async function readLatex(
  named: readonly string[],
  flags: LatexFlags,
  openReader: typeof openEquationReader = openEquationReader,
): Promise<void> {
  const inputs = await expandInputs(named, flags.recursive);
  const signal = untilInterrupted();
  const nameOf = resultNames();
  const pages: NamedEquations[] = [];
  let failed = 0;
  await withHand(
    flags,
    async (hand) => {
      const reader = await openReader(hand);
      for (const { file, error } of inputs) {
        if (signal.aborted) throw new CommandError('aborted', messages.inputs.stopped);
        try {
          if (error) throw error;
          const page = await readInput(reader, file, signal);
          print(file, page, flags, inputs.length > 1);
          const name = nameOf(file);
          if (flags.latexDocument !== undefined)
            pages.push({ ...(inputs.length > 1 && { title: file }), reading: page.reading });
          if (flags.out !== undefined) await writeOut(flags.out, name, page);
        } catch (caught) {
          if (!(caught instanceof OwnhandError) || caught.code === 'aborted') throw caught;
          failed++;
          if (flags.json) printJson<'read'>({ file, error: { code: caught.code, message: caught.message } });
          complain(told(caught));
        }
        // Lets Ctrl-C in: reading itself leaves no gap.
        await new Promise((next) => setImmediate(next));
      }
    },
    1,
  );
  if (flags.latexDocument !== undefined) {
    await writeLatexDocument(flags.latexDocument, pages);
    const count = pages.reduce((sum, { reading }) => sum + reading.equations.length, 0);
    note(messages.equations.wroteDocument(flags.latexDocument, count));
  }
  endWithUnreadable(failed, inputs.length);
  if (failed > 0 && inputs.length > 1) note(messages.inputs.unreadable(failed, inputs.length));
}

async function readInput(reader: EquationReader, file: string, signal: AbortSignal): Promise<EquationsPage> {
  const { name, picture } = await pictureOf(file);
  return reader.read(picture, { name, signal });
}

function print(file: string, { reading }: EquationsPage, { json }: LatexFlags, several: boolean): void {
  const { equations } = reading;
  const isTable = !json && process.stdout.isTTY;
  if (json) printJson<'read'>(equationsJson(file, reading));
  else if (isTable) printLine(equationsTable(file, reading, paint));
  else for (const { latex } of equations) printLine(several ? `${file}: ${latex}` : latex);
  if (isTable) return;
  if (equations.length === 0) note(messages.equations.noneIn(file));
  for (const equation of equations) {
    const verdict = verdictOf(equation);
    if (verdict !== undefined) note(messages.equations.ofPage(file, equation.text, verdict));
  }
}

async function writeOut(folder: string, name: string, page: EquationsPage): Promise<void> {
  const { annotated, crops, kept } = await writeEquationResults(folder, name, page);
  note(messages.read.wrote(folder, annotated, crops, kept));
}
