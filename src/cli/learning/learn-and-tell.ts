// Learning as every command does it that has samples to learn: what is suspected, saved and gained is told on the way.
import type { HandStore, NewSample } from '../../hand/store.js';
import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import { learn } from '../../learn/learn-hand.js';
import type { LearnResult, SavedSamples } from '../../learn/learn-step.js';
import { messages } from '../../messages/messages.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { shipped } from '../../node/models/shipped.js';
import { endWith, exitCode } from '../exit-code.js';
import type { SavedLine } from '../json/printed-lines.js';
import { note, printJson, printLine, untilInterrupted } from '../output.js';
import { table } from '../render.js';
import { tellSuspects } from './label-warnings.js';

/** Flags of commands that learn. */
export interface LearnFlags {
  /** Learn even where the guard finds it harmful. */
  readonly force?: boolean;
  /** Save and learn nothing where a label looks wrong. */
  readonly strict?: boolean;
  /** Print one JSON object for each event. */
  readonly json?: boolean;
}

/** Learns samples and tells what came of it; returns whether a better reader is in use now. */
export async function learnAndTell(
  store: HandStore,
  samples: readonly NewSample[],
  flags: LearnFlags,
  tell: (suspects: readonly SuspectLabel[]) => void = tellSuspects,
): Promise<boolean> {
  const result = await learn(store, await shipped(), createEngine, samples, {
    signal: untilInterrupted(),
    ...(flags.force && { force: true }),
    ...(flags.strict && { strict: true }),
    onSuspects: (suspects) => {
      tell(suspects);
      if (flags.json && flags.strict && suspects.length > 0) printJson<'learn'>({ event: 'suspects', suspects });
    },
    // From here on they survive anything that happens to this process.
    onSaved: (saved) => {
      if (flags.json) printJson<'learn'>(savedLine(saved));
      tellSaved(saved, store.name);
    },
  });
  const event = result.learned ? 'learned' : result.unchanged ? 'unchanged' : 'refused';
  if (flags.json) printJson<'learn'>({ event, ...result });
  else if (result.unchanged) printLine(messages.learn.unchanged(result.checkpoint));
  else if (!result.unsaved) printLine(learnText(result));
  for (const { id, label, readAs } of result.notTaken.slice(0, MOST_TOLD))
    note(messages.learn.notTaken(id, label, readAs));
  if (result.notTaken.length > MOST_TOLD) note(messages.learn.moreNotTaken(result.notTaken.length - MOST_TOLD));
  if (event !== 'refused') return result.learned;
  note(result.unsaved ? messages.learn.notSaved(result.reason) : messages.learn.notLearned(result.reason));
  if (!result.unsaved && result.suspects.length > 0) note(messages.learn.forgetSuspects);
  endWith(exitCode.failed);
  return false;
}

/** Samples that are told one by one; of more, only these. */
const MOST_TOLD = 5;

/** What is new, what it replaces, and what else takes part. */
function tellSaved({ added, replaced, known, earlier }: SavedSamples, hand: string): void {
  note(messages.learn.saved(added, replaced, known, hand));
  if (earlier && added + replaced > 0) note(messages.learn.takePart(earlier));
}

const savedLine = ({ stored, ...saved }: SavedSamples): SavedLine => ({
  event: 'saved',
  ...saved,
  ids: [...new Set(stored.map(({ id }) => id))],
});

/** The scores before → after, and what is in use now. */
function learnText(result: LearnResult): string {
  const { own, rehearsal } = result;
  const row = (name: string, change: typeof own, heldOut: boolean) => [
    name,
    messages.percent(change.before),
    '→',
    messages.percent(change.after),
    messages.learn.ofSamples(change.samples, heldOut),
  ];
  // One sample of each label leaves none to hold out: then all are scored, which were learned from.
  const scores = table([
    row(messages.learn.yourSamples, own, result.heldOut),
    row(messages.learn.mnistDigits, rehearsal, true),
  ]);
  return result.learned ? `${scores}\n${messages.learn.nowInUse(result.checkpoint)}` : scores;
}
