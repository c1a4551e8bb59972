// One learning step: a candidate is trained from the base on all of the hand's samples, the guard compares it with what
// is there, and only then does it become current.
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import { type LabelledPictures, together } from '../glyph/labelled-pictures.js';
import { madeBy } from '../hand/parent.js';
import type { Change, HandStore, JournalEntry, Sample } from '../hand/store.js';
import { withAlphabet } from '../model/alphabet.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../model/checkpoint.js';
import type { Habits } from '../model/learned/habits.js';
import { throwIfStopped } from '../signal.js';
import { type CandidateReader, trainCandidate } from './candidate-reader.js';
import { steadyEngines } from './glyph-memory.js';
import { changesOf, type GuardLimits, guardDefaults, guardVerdict, type NotTaken, type Verdict } from './guard.js';
import { habitsOf } from './habits-of.js';
import { type FitOptions, fitDefaults } from './hand-learner.js';
import type { SuspectLabel } from './labels/check-labels.js';
import { type PauseOptions, pauseOf } from './pause.js';
import type { Rehearsal } from './rehearsal.js';

/** What travels with ownhand: the base checkpoint and the digits that keep it honest. */
export interface Shipped {
  /** The reader that every hand starts from. */
  readonly base: Checkpoint;
  /** MNIST digits, some to be replayed while learning, others for the guard. */
  readonly rehearsal: Rehearsal;
}

/** What has been stored of the samples that were given. */
export interface SavedSamples {
  /** One for each sample given, in order, as the hand has it. */
  readonly stored: readonly Sample[];
  /** How many of them are new. */
  readonly added: number;
  /** How many earlier ones they have replaced, since they are the same glyphs under other labels. */
  readonly replaced: number;
  /** How many the hand had already, or were given twice. */
  readonly known: number;
  /** The samples that were there before and take part too; undefined where there are none. */
  readonly earlier?: EarlierSamples;
}

/** Samples of earlier sessions. */
export interface EarlierSamples {
  /** How many there are. */
  readonly samples: number;
  /** In how many sessions they were saved; 0 where the journal does not tell. */
  readonly sessions: number;
  /** When the first of these sessions was, an ISO date; empty where the journal does not tell. */
  readonly from: string;
  /** When the last of these sessions was, likewise. */
  readonly to: string;
}

/** How learning goes about it. */
export interface LearnOptions extends PauseOptions {
  /** Learn even where the guard refuses; the journal says so. */
  readonly force?: boolean;
  /** The same seed and samples give the same checkpoint. Default: 1. */
  readonly seed?: number;
  /** Save and learn nothing where a label among the new samples looks wrong. */
  readonly strict?: boolean;
  /** Called before anything is saved, with the labels that look wrong, the likeliest to be so first. */
  readonly onSuspects?: (suspects: readonly SuspectLabel[]) => void;
  /** Called once the samples are safe on disk, before anything is learned. */
  readonly onSaved?: (saved: SavedSamples) => void;
  /** Replaces some of `fitDefaults`. */
  readonly fit?: Partial<FitOptions>;
  /** Replaces some of `guardDefaults`. */
  readonly guard?: Partial<GuardLimits>;
  /** Default: reproducible, on two threads, so that the same samples give the same bytes on any machine. */
  readonly engine?: EngineOptions;
}

/** What a learning step came to. */
export interface LearnResult {
  /** Whether there is a new reader, or a rebuilt one, in use. */
  readonly learned: boolean;
  /** The hand's current checkpoint afterwards. */
  readonly checkpoint: number;
  /** The checkpoint that was compared with, 0 for the shipped base. */
  readonly parent: number;
  /** The number of all samples of the hand. */
  readonly samples: number;
  /** How many of them were new. */
  readonly added: number;
  /** How many earlier ones these have replaced, since they are the same glyphs under other labels. */
  readonly replaced: number;
  /** How many of those given were known already. */
  readonly known: number;
  /** Whether nothing was new, so that the reader that was in use stays; then `learned` is false. */
  readonly unchanged?: true;
  /** Whether the samples were refused before they were saved. */
  readonly unsaved?: true;
  /** Share of the hand's own samples read rightly: of those held out, or of all where there are too few. */
  readonly own: Change;
  /** Whether `own` is of held-out samples; else of those learned from. */
  readonly heldOut: boolean;
  /** Share of MNIST digits it was never trained on read rightly. */
  readonly rehearsal: Change;
  /** Why the step was refused; empty where it was not. */
  readonly reason: string;
  /** Whether it was learned against the guard. */
  readonly forced: boolean;
  /** Samples of this step that are not read as they were given, though they were learned. */
  readonly notTaken: readonly NotTaken[];
  /** Labels that looked wrong before this step, new samples' and earlier ones', in order of suspicion. */
  readonly suspects: readonly SuspectLabel[];
  /** Whether a rebuild gave the bytes that were there already. */
  readonly same?: boolean;
}

/** What a learning step starts from. */
export interface Step {
  /** All samples of the hand. */
  readonly samples: readonly Sample[];
  /** The checkpoint that the candidate is compared with, 0 for the shipped base. */
  readonly parent: number;
  /** Whether the parent has not learned a sample. */
  readonly isNew: (sample: Sample) => boolean;
  /** How many labels look wrong. */
  readonly suspects: number;
  /** The checkpoint that is being remade. */
  readonly replaces?: number;
}

/** Trains a candidate on the samples, asks the guard, and keeps what it accepts. */
export async function learnStep(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  step: Step,
  options: LearnOptions,
): Promise<LearnResult> {
  const base = withLabelsOf(step.samples, shipped.base);
  const limits = { ...guardDefaults, ...options.guard };
  // Other engines may see the digits otherwise.
  const { keeper, ...digits } = shipped.rehearsal;
  const candidate = await trainCandidate(
    {
      base,
      parent: await parentCheckpoint(hand, step, base),
      rehearsal: keeper && !options.engine ? { ...digits, keeper } : digits,
      samples: labelledPictures(step.samples, base.alphabet),
      isNew: (row) => step.isNew(step.samples[row]!),
    },
    steadyEngines(engines, options.engine),
    { fit: { ...fitDefaults, ...options.fit }, gate: limits, seed: options.seed ?? 1, pause: pauseOf(options) },
  );
  throwIfStopped(options.signal, 'Stopped; the samples are saved, nothing was learned.');
  const { own, earlier, rehearsal } = candidate;
  const { corrections } = changesOf(step.samples, step.isNew, candidate.readings, base.alphabet);
  const evidence = { own, rehearsal, samples: step.samples.length, suspects: step.suspects, corrections };
  const verdict = guardVerdict({ ...evidence, ...(earlier && { earlier }) }, limits);
  if (!verdict.accepted && !options.force) return refuse(hand, step, candidate, verdict);
  return keep(hand, step, base, candidate, verdict);
}

/** Writes down that the guard refused; the hand's reader stays as it was. */
async function refuse(
  hand: HandStore,
  step: Step,
  candidate: CandidateReader,
  { reason }: Verdict,
): Promise<LearnResult> {
  await hand.append({ ...entryOf(step, candidate), event: 'refused', reason });
  const checkpoint = step.replaces ?? step.parent;
  return { ...resultOf(step, candidate), reason, learned: false, checkpoint, forced: false };
}

/** Stores the candidate as a checkpoint, unless it is the one that is remade, and puts it into use. */
async function keep(
  hand: HandStore,
  step: Step,
  base: Checkpoint,
  candidate: CandidateReader,
  { accepted, reason }: Verdict,
): Promise<LearnResult> {
  const { replaces } = step;
  const resultAt = (checkpoint: number) => ({
    ...resultOf(step, candidate),
    notTaken: changesOf(step.samples, step.isNew, candidate.readings, base.alphabet).notTaken,
    reason,
    learned: true,
    checkpoint,
    forced: !accepted,
  });
  const habits = habitsOf(step.samples, journalBefore(await hand.journal(), replaces));
  const bytes = checkpointBytes(step, base, candidate, habits);
  if (replaces !== undefined && (await isSame(hand, replaces, bytes))) return { ...resultAt(replaces), same: true };
  const checkpoint = await hand.addCheckpoint(bytes);
  const forced = !accepted && { forced: true as const };
  await hand.append({ ...entryOf(step, candidate), event: 'learned', checkpoint, ...forced });
  await hand.setCurrent(checkpoint);
  return { ...resultAt(checkpoint), ...(replaces !== undefined && { same: false }) };
}

/** What had happened when the checkpoint that is remade was made, so that the same samples give the same bytes. */
function journalBefore(journal: readonly JournalEntry[], replaces: number | undefined): readonly JournalEntry[] {
  const made = replaces === undefined ? undefined : madeBy(journal, replaces);
  return made ? journal.slice(0, journal.indexOf(made)) : journal;
}

type Refused = Extract<JournalEntry, { event: 'refused' }>;

/** What the journal says of a step, whatever came of it. */
const entryOf = (
  { samples, parent, replaces }: Step,
  { own, rehearsal }: CandidateReader,
): Omit<Refused, 'event' | 'reason'> => ({
  at: new Date().toISOString(),
  parent,
  samples: samples.length,
  own,
  rehearsal,
  ...(replaces !== undefined && { rebuilt: true as const }),
});

/** What a step's result says, whatever came of it. */
const resultOf = ({ samples, parent }: Step, { own, heldOut, rehearsal }: CandidateReader) => ({
  parent,
  samples: samples.length,
  added: 0,
  replaced: 0,
  known: 0,
  notTaken: [],
  suspects: [],
  own,
  heldOut,
  rehearsal,
});

function checkpointBytes(
  { samples, parent }: Step,
  base: Checkpoint,
  { own, rehearsal, head, temperature }: CandidateReader,
  habits: Habits | undefined,
): Uint8Array {
  return encodeCheckpoint({
    ...base,
    own: { ...head, ...(habits && { habits }) },
    temperature,
    parent,
    training: { samples: samples.length },
    scores: { own: own.after, rehearsal: rehearsal.after },
  });
}

/** Bases with more labels, by the bases and the labels, so that what they make of glyphs is known again. */
const grown = new WeakMap<Checkpoint, Map<string, Checkpoint>>();

/** The base with an alphabet that has all labels of the samples. */
function withLabelsOf(samples: readonly Sample[], base: Checkpoint): Checkpoint {
  const alphabet = [...new Set([...base.alphabet, ...samples.map((sample) => sample.label)])];
  const known = grown.get(base) ?? new Map<string, Checkpoint>();
  grown.set(base, known);
  const key = JSON.stringify(alphabet);
  const made = known.get(key) ?? withAlphabet(base, alphabet);
  known.clear();
  known.set(key, made);
  return made;
}

/** The parent's checkpoint with the base's labels. */
async function parentCheckpoint(hand: HandStore, { parent, replaces }: Step, base: Checkpoint): Promise<Checkpoint> {
  if (parent === 0) return base;
  try {
    const checkpoint = decodeCheckpoint(await hand.readCheckpoint(parent), `checkpoint ${parent} of ${hand.name}`);
    return withAlphabet(checkpoint, base.alphabet);
  } catch (error) {
    // A rebuild needs nothing but the samples, whatever has become of the checkpoints.
    if (replaces === undefined) throw error;
    return base;
  }
}

async function isSame(hand: HandStore, checkpoint: number, bytes: Uint8Array): Promise<boolean> {
  if (!(await hand.checkpoints()).includes(checkpoint)) return false;
  const there = await hand.readCheckpoint(checkpoint);
  return there.length === bytes.length && there.every((byte, i) => byte === bytes[i]);
}

const labelledPictures = (samples: readonly Sample[], alphabet: readonly string[]): LabelledPictures =>
  together(
    samples.map(({ picture }) => picture),
    samples.map(({ label }) => alphabet.indexOf(label)),
  );
