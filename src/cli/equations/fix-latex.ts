// `ownhand fix --latex`: the symbols of equations that the reader is unsure of are asked about. What is answered holds
// for the photo, is kept in the hand, and has a say in what symbols are from then on.

import type { EquationsReading } from '../../equations/equations-reading.js';
import { OwnhandError } from '../../error.js';
import { labelGlyph } from '../../hand/page-edits.js';
import { sourceOnPage } from '../../hand/page-place.js';
import type { NewSample } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { type EquationsPage, openEquationReader } from '../../node/equations/equation-reader.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { keepEdits } from '../../node/pages/kept-edits.js';
import { CommandError, told } from '../command-error.js';
import { endWithUnreadable } from '../exit-code.js';
import { glyphStrip } from '../fix/glyph-strip.js';
import { colourDepthOf } from '../fix/half-blocks.js';
import { listen } from '../fix/keys.js';
import { onOtherScreen } from '../fix/other-screen.js';
import { changedLines } from '../fix/questions.js';
import { expandInputs } from '../inputs.js';
import { complain, note, printLine, progressLine } from '../output.js';
import { paint } from '../paint.js';
import { learnSymbols } from './learn-symbols.js';
import { symbolScreen } from './symbol-screen.js';
import { labelledSymbols, type SymbolQuestion, type SymbolState, startSymbols, stepSymbols } from './symbol-state.js';

/** A page whose symbols are asked about. */
interface AskedEquations {
  readonly file: string;
  readonly before: EquationsReading;
  readonly questions: readonly SymbolQuestion[];
}

/** How symbols are chosen and learned. */
export interface FixLatexOptions {
  /** Symbols that are surer are not asked about. */
  readonly below: number;
  /** Learn even where the guard finds it harmful. */
  readonly force: boolean;
  /** Gives the reader of equations. */
  readonly openReader?: typeof openEquationReader;
  /** Asks the questions. Default: in the terminal. */
  readonly ask?: (start: SymbolState, signal: AbortSignal) => Promise<SymbolState>;
}

/** Asks about the symbols of photos, learns the answers, and prints what changed. Throws OwnhandError 'aborted'. */
export async function fixLatex(
  hand: Hand,
  named: readonly string[],
  signal: AbortSignal,
  { below, force, openReader = openEquationReader, ask = askInTerminal }: FixLatexOptions,
): Promise<void> {
  const pages = await readPages(hand, named, signal, below, openReader);
  if (pages.length === 0) return;
  const questions = pages.flatMap((page) => page.questions).sort((a, b) => a.confidence - b.confidence);
  if (questions.length === 0) return note(messages.fixLatex.nothingBelow(pages.length, below));
  const end = await ask(startSymbols(questions), signal);
  if (end.status === 'left') throw new CommandError('aborted', messages.fix.stopped);
  const given = labelledSymbols(end);
  if (given.length === 0) return note(messages.fixLatex.noLabelGiven);
  for (const { file } of pages) {
    const edits = given.flatMap(({ label, question }) =>
      question.file === file ? [labelGlyph(question.box, label)] : [],
    );
    if (edits.length > 0) await keepEdits(hand.store, file, file, edits);
  }
  await learnSymbols(hand.store, samplesOf(end), { force });
  const reader = await openReader(hand);
  let changes = 0;
  for (const { file, before } of pages) {
    if (signal.aborted) throw new CommandError('aborted', messages.fix.stoppedAfterLearning);
    const { reading } = await reader.read(file);
    for (const { line, before: from, after } of changedLines(latexLines(before), latexLines(reading))) {
      changes++;
      printLine(messages.fixLatex.changed(file, line, from, after));
    }
  }
  if (changes === 0) printLine(messages.fix.asBefore(pages.length));
}

const latexLines = ({ equations }: EquationsReading) => equations.map(({ latex }) => latex);

/** Only what was corrected is learned. */
function samplesOf(end: SymbolState): NewSample[] {
  return labelledSymbols(end).flatMap(({ label, question }): NewSample[] => {
    const { picture, source } = question;
    return picture && label !== question.label ? [{ label, picture, source }] : [];
  });
}

async function readPages(
  hand: Hand,
  named: readonly string[],
  signal: AbortSignal,
  below: number,
  openReader: typeof openEquationReader,
): Promise<readonly AskedEquations[]> {
  const inputs = await expandInputs(named);
  const reader = await openReader(hand);
  const pages: AskedEquations[] = [];
  for (const [i, { file, error }] of inputs.entries()) {
    if (signal.aborted) throw new CommandError('aborted', messages.fix.stopped);
    progressLine(messages.fix.reading(i + 1, inputs.length, file));
    try {
      if (error) throw error;
      const page = await reader.read(file);
      pages.push({ file, before: page.reading, questions: questionsOf(file, page, below) });
    } catch (failure) {
      if (!(failure instanceof OwnhandError)) throw failure;
      progressLine('');
      complain(told(failure));
    }
  }
  progressLine('');
  endWithUnreadable(inputs.length - pages.length, inputs.length);
  return pages;
}

/** The symbols in doubt, and those that arithmetic doubts. */
function questionsOf(file: string, { reading, working, decoded }: EquationsPage, below: number): SymbolQuestion[] {
  return reading.equations.flatMap(({ latex, symbols, doubtful }, e) =>
    symbols.flatMap((symbol, k): SymbolQuestion[] => {
      const { label, confidence, alternatives, picture, box, given } = symbol;
      if (given || (confidence >= below && doubtful?.symbol !== k)) return [];
      const [from, to] = symbol.latex ?? [latex.length, latex.length];
      return [
        {
          file,
          source: sourceOnPage(file, box),
          box,
          context: [latex.slice(0, from), latex.slice(from, to) || label, latex.slice(to)],
          label,
          confidence,
          alternatives,
          ...(picture && { picture }),
          view: glyphStrip(decoded.page, working.equations[e]!.symbols[k]!.box),
        },
      ];
    }),
  );
}

async function askInTerminal(start: SymbolState, signal: AbortSignal): Promise<SymbolState> {
  let state = start;
  await onOtherScreen(
    (out) => symbolScreen(state, { ...out, depth: colourDepthOf(process.env) }, paint),
    (draw) =>
      listen(process.stdin, signal, (key) => {
        state = stepSymbols(state, key);
        if (state.status === 'asking') draw();
        return state.status === 'asking';
      }),
  );
  return state;
}
