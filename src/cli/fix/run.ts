// What `fix` and `ask` share: pages become questions, questions are asked in the terminal, answers are learned, changes are shown.
import { OwnhandError } from '../../error.js';
import type { NewSample } from '../../hand/store.js';
import { learn } from '../../learn/learn-hand.js';
import { messages } from '../../messages/messages.js';
import { createEngine } from '../../node/engine/node-engine.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { shipped } from '../../node/models/shipped.js';
import { readPicture } from '../../node/pages/read-picture.js';
import { learnText } from '../commands/learn.js';
import { endWith, endWithUnreadable, exitCode } from '../exit-code.js';
import { expandInputs } from '../inputs.js';
import { note, printLine, progressLine } from '../output.js';
import { paint } from '../paint.js';
import { tellSuspects } from '../warnings.js';
import { depthOf } from './half-blocks.js';
import { listen } from './keys.js';
import { changedLines, questionsOf } from './questions.js';
import { screen } from './screen.js';
import { type FixState, labelledGlyphs, type Question, startFix, step } from './state.js';

/** Asks, learns what was given, reads the pages again and prints what changed. Throws OwnhandError 'aborted'. */
export async function askAndLearn(
  hand: Hand,
  pages: readonly Page[],
  questions: readonly Question[],
  signal: AbortSignal,
  force: boolean,
): Promise<void> {
  const { alphabet } = await hand.model();
  const end = await ask(startFix(questions, alphabet), signal);
  if (end.status === 'left') throw new OwnhandError('aborted', messages.fix.stopped);
  const given = labelledGlyphs(end);
  if (given.length === 0) return note(messages.fix.noLabelGiven);
  const samples = given.map(
    ({ label, question }): NewSample => ({ label, picture: question.picture, source: question.file }),
  );
  if (await learnGiven(hand, samples, signal, force)) await showChanges(hand, pages, signal);
}

export interface Page {
  readonly file: string;
  readonly lines: readonly string[];
  readonly questions: readonly Question[];
}

/** Reads photos and turns their glyphs with a confidence below `below` into questions; those that cannot be read are told. Pages are let go of once their glyphs are cut out: many photos do not fit into memory at once. */
export async function readPages(
  hand: Hand,
  named: readonly string[],
  signal: AbortSignal,
  below: number,
): Promise<readonly Page[]> {
  const inputs = await expandInputs(named);
  const model = await hand.model();
  const pages: Page[] = [];
  for (const [i, { file, error }] of inputs.entries()) {
    if (signal.aborted) throw new OwnhandError('aborted', messages.fix.stopped);
    progressLine(messages.fix.reading(i + 1, inputs.length, file));
    try {
      if (error) throw error;
      const { working, decoded } = await readPicture(file, model);
      pages.push({ file, lines: linesOf(working), questions: questionsOf(file, decoded.page, working, below) });
    } catch (failure) {
      if (!(failure instanceof OwnhandError)) throw failure;
      progressLine('');
      note(failure.message);
    }
    await new Promise((next) => setImmediate(next));
  }
  progressLine('');
  endWithUnreadable(inputs.length - pages.length, inputs.length);
  return pages;
}

const linesOf = (reading: { readonly lines: readonly { readonly text: string }[] }) =>
  reading.lines.map((line) => line.text);

/** Puts the questions on the terminal's other screen, so that what stood there before comes back. */
async function ask(start: FixState, signal: AbortSignal): Promise<FixState> {
  const out = process.stderr;
  let state = start;
  const draw = () => {
    const terminal = { columns: out.columns || 80, rows: out.rows || 24, depth: depthOf(process.env) };
    const lines = screen(state, terminal, paint).slice(0, terminal.rows);
    out.write(`\x1b[H${lines.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`);
  };
  out.write('\x1b[?1049h\x1b[?25l');
  out.on('resize', draw);
  try {
    draw();
    await listen(process.stdin, signal, (key) => {
      state = step(state, key);
      if (state.status === 'asking') draw();
      return state.status === 'asking';
    });
  } finally {
    out.off('resize', draw);
    out.write('\x1b[?25h\x1b[?1049l');
  }
  return state;
}

/** Whether a better reader is in use now. */
async function learnGiven(
  hand: Hand,
  samples: readonly NewSample[],
  signal: AbortSignal,
  force: boolean,
): Promise<boolean> {
  const result = await learn(hand.store, await shipped(), createEngine, samples, {
    signal,
    ...(force && { force }),
    onSuspects: (suspects) => {
      for (const { source, label, looksLike } of suspects)
        if (source !== undefined) note(messages.labels.suspectGlyph(source, label, looksLike));
      tellSuspects(suspects.filter((suspect) => suspect.source === undefined));
    },
    // From here on they survive anything that happens to this process.
    onSaved: (saved) => note(messages.learn.saved(saved.length, hand.name)),
  });
  printLine(learnText(result));
  if (!result.learned) {
    note(messages.learn.notLearned(result.reason));
    endWith(exitCode.failed);
  }
  return result.learned;
}

async function showChanges(hand: Hand, pages: readonly Page[], signal: AbortSignal): Promise<void> {
  const model = await hand.model();
  let changes = 0;
  for (const { file, lines } of pages) {
    if (signal.aborted) throw new OwnhandError('aborted', messages.fix.stoppedAfterLearning);
    const { working } = await readPicture(file, model);
    for (const { line, before, after } of changedLines(lines, linesOf(working))) {
      changes++;
      printLine(messages.fix.changedLine(file, line, before, after));
    }
    await new Promise((next) => setImmediate(next));
  }
  if (changes === 0) printLine(messages.fix.asBefore(pages.length));
}
