// What `fix` and `ask` share once there are questions: they are asked in the terminal, the answers are learned, and
// what reads differently then is shown.
import { OwnhandError } from '../../error.js';
import type { NewSample } from '../../hand/store.js';
import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import { messages } from '../../messages/messages.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { readPicture } from '../../node/pages/read-picture.js';
import { tellSuspects } from '../learning/label-warnings.js';
import { learnAndTell } from '../learning/learn-and-tell.js';
import { note, printLine } from '../output.js';
import { paint } from '../paint.js';
import { colourDepthOf } from './half-blocks.js';
import { listen } from './keys.js';
import { changedLines } from './questions.js';
import { type AskedPage, textLines } from './read-pages.js';
import { screen } from './screen.js';
import { type FixState, labelledGlyphs, type Question, startFix, step } from './state.js';

/** Asks, learns what was given, reads the pages again and prints what changed. Throws OwnhandError 'aborted'. */
export async function askAndLearn(
  hand: Hand,
  pages: readonly AskedPage[],
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
    ({ label, question }): NewSample => ({ label, picture: question.picture, source: question.source }),
  );
  if (await learnAndTell(hand.store, samples, { force }, tellSuspectGlyphs)) await showChanges(hand, pages, signal);
}

/** Of those just answered, each by its photo; of what was learned earlier, the few that look most wrong. */
function tellSuspectGlyphs(suspects: readonly SuspectLabel[]): void {
  for (const { source, label, looksLike } of suspects)
    if (source !== undefined) note(messages.labels.suspectGlyph(source, label, looksLike));
  tellSuspects(suspects.filter((suspect) => suspect.source === undefined));
}

/** Puts the questions on the terminal's other screen, so that what stood there before comes back. */
async function ask(start: FixState, signal: AbortSignal): Promise<FixState> {
  const out = process.stderr;
  let state = start;
  const draw = () => {
    const terminal = { columns: out.columns || 80, rows: out.rows || 24, depth: colourDepthOf(process.env) };
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

async function showChanges(hand: Hand, pages: readonly AskedPage[], signal: AbortSignal): Promise<void> {
  const model = await hand.model();
  let changes = 0;
  for (const { file, lines } of pages) {
    if (signal.aborted) throw new OwnhandError('aborted', messages.fix.stoppedAfterLearning);
    const { working } = await readPicture(file, model);
    for (const { line, before, after } of changedLines(lines, textLines(working))) {
      changes++;
      printLine(messages.fix.changedLine(file, line, before, after));
    }
    await new Promise((next) => setImmediate(next));
  }
  if (changes === 0) printLine(messages.fix.asBefore(pages.length));
}
