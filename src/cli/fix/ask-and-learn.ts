// What `fix` and `ask` share once there are questions: they are asked in the terminal, the answers are learned, and
// what reads differently then is shown.

import { switchTo } from '../../hand/switch-checkpoint.js';
import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import { messages } from '../../messages/messages.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { keptEdits } from '../../node/pages/kept-edits.js';
import { readDecoded } from '../../node/pages/read-picture.js';
import type { Reading } from '../../reading.js';
import { CommandError } from '../command-error.js';
import { endWith, exitCode } from '../exit-code.js';
import { getReady } from '../learning/get-ready.js';
import { tellSuspects } from '../learning/label-warnings.js';
import { learnAndTell } from '../learning/learn-and-tell.js';
import { note, printLine } from '../output.js';
import { paint } from '../paint.js';
import { type CheckedPage, type CorrectedPage, checkPage, keepCorrections } from './corrected-pages.js';
import { decodedPhoto } from './decoded-photos.js';
import { colourDepthOf } from './half-blocks.js';
import { listen } from './keys.js';
import { onOtherScreen } from './other-screen.js';
import type { Question } from './question.js';
import { changedLines } from './questions.js';
import { type AskedPage, textLines } from './read-pages.js';
import { screen } from './screen.js';
import { editsOf, type FixState, startFix, step } from './state.js';

/**
 * Asks, keeps and learns what was given, reads the pages again and prints what changed. A step that spoils what is
 * confirmed on these pages is taken back, unless it is forced. Throws OwnhandError 'aborted'.
 */
export async function askAndLearn(
  hand: Hand,
  pages: readonly AskedPage[],
  questions: readonly Question[],
  signal: AbortSignal,
  force: boolean,
): Promise<void> {
  const { alphabet } = await hand.model();
  const asked = new AbortController();
  const ready = getReady(AbortSignal.any([signal, asked.signal]));
  const end = await ask(startFix(questions, alphabet), signal);
  if (end.status === 'left' || editsOf(end).size === 0) asked.abort();
  if (end.status === 'left') throw new CommandError('aborted', messages.fix.stopped);
  if (editsOf(end).size === 0) return note(messages.fix.noLabelGiven);
  const corrected = await keepCorrections(hand, end);
  note(messages.finding.kept(corrected.pages.length));
  const before = await hand.store.current();
  await ready;
  let learned = false;
  if (corrected.samples.length === 0) note(messages.fix.noLabelGiven);
  else learned = await learnAndTell(hand.store, corrected.samples, { force }, tellSuspectGlyphs);
  const checked = await checkPages(hand, corrected.pages, signal);
  const spoilt = checked.flatMap((page) => page.spoilt.map((glyph) => ({ file: page.file, ...glyph })));
  const isSpoilt = learned && spoilt.length > 0 && !force;
  if (isSpoilt) {
    await switchTo(hand.store, before, 'undo');
    const { file, label, readAs } = spoilt[0]!;
    note(messages.finding.takenBackStep(file, label, readAs, spoilt.length));
    endWith(exitCode.failed);
  } else if (learned)
    for (const { file, notTaken } of checked)
      for (const { label, readAs } of notTaken) note(messages.finding.notTaken(file, label, readAs));
  const readings = new Map(checked.map(({ file, reading }) => [file, reading]));
  const changed = learned && !isSpoilt ? pages : pages.filter(({ file }) => readings.has(file));
  await showChanges(hand, changed, isSpoilt ? new Map() : readings, signal);
}

/** The photos that were put right, read with the reader in use. */
async function checkPages(
  hand: Hand,
  pages: readonly CorrectedPage[],
  signal: AbortSignal,
): Promise<(CheckedPage & { readonly file: string })[]> {
  const checked: (CheckedPage & { readonly file: string })[] = [];
  for (const page of pages) {
    if (signal.aborted) throw new CommandError('aborted', messages.fix.stoppedAfterLearning);
    checked.push({ file: page.file, ...(await checkPage(hand, page)) });
    await new Promise((next) => setImmediate(next));
  }
  return checked;
}

/** Of those just answered, each by its photo; of what was learned earlier, the few that look most wrong. */
function tellSuspectGlyphs(suspects: readonly SuspectLabel[]): void {
  for (const { source, label, looksLike } of suspects)
    if (source !== undefined) note(messages.labels.suspectGlyph(source, label, looksLike));
  tellSuspects(suspects.filter((suspect) => suspect.source === undefined));
}

async function ask(start: FixState, signal: AbortSignal): Promise<FixState> {
  let state = start;
  await onOtherScreen(
    (size) => screen(state, { ...size, depth: colourDepthOf(process.env) }, paint),
    (draw) =>
      listen(process.stdin, signal, (key) => {
        state = step(state, key);
        if (state.status === 'asking') draw();
        return state.status === 'asking';
      }),
  );
  return state;
}

/** Prints the lines that read differently than when they were asked about; `known` are readings that are there. */
async function showChanges(
  hand: Hand,
  pages: readonly AskedPage[],
  known: ReadonlyMap<string, Reading>,
  signal: AbortSignal,
): Promise<void> {
  const model = await hand.model();
  const kept = await keptEdits(hand.store);
  let changes = 0;
  for (const { file, lines } of pages) {
    if (signal.aborted) throw new CommandError('aborted', messages.fix.stoppedAfterLearning);
    const reading =
      known.get(file) ?? (await readDecoded(await decodedPhoto(file), model, { edits: await kept.of(file) })).reading;
    for (const { line, before, after } of changedLines(lines, textLines(reading))) {
      changes++;
      printLine(messages.fix.changedLine(file, line, before, after));
    }
    await new Promise((next) => setImmediate(next));
  }
  if (changes === 0) printLine(messages.fix.asBefore(pages.length));
}
