// The whole learning pipeline, top to bottom: samples are saved, a candidate is trained from the base on all of the
// hand's samples, the guard compares it with what is there, and only then does it become current.
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import { OwnhandError } from '../error.js';
import { type LabelledPictures, together } from '../glyph/labelled-pictures.js';
import { madeBy } from '../hand/parent.js';
import type { Change, HandStore, JournalEntry, NewSample, Sample } from '../hand/store.js';
import { withAlphabet } from '../model/alphabet.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../model/checkpoint.js';
import { throwIfStopped } from '../signal.js';
import { type CandidateReader, trainCandidate } from './candidate-reader.js';
import { checkLabels, checkNewLabels, refuseSuspects, type SuspectLabel } from './check-labels.js';
import { type GuardLimits, guardDefaults, guardVerdict, type Verdict } from './guard.js';
import { type PauseOptions, pauseOf } from './pause.js';
import type { Rehearsal } from './rehearsal.js';
import { type TuneOptions, tuneDefaults } from './tune-top.js';

/** What travels with ownhand: the base checkpoint and the digits that keep it honest. */
export interface Shipped {
  /** The reader that every hand starts from. */
  readonly base: Checkpoint;
  /** MNIST digits, some to be replayed while learning, others for the guard. */
  readonly rehearsal: Rehearsal;
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
  readonly onSaved?: (samples: readonly Sample[]) => void;
  /** Replaces some of `tuneDefaults`. */
  readonly tune?: Partial<TuneOptions>;
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
  /** Labels that looked wrong before this step, new samples' and earlier ones', in order of suspicion. */
  readonly suspects: readonly SuspectLabel[];
  /** Whether a rebuild gave the bytes that were there already. */
  readonly same?: boolean;
}

const engineDefaults: EngineOptions = { reproducible: true, threads: 2 };

/**
 * Saves the samples and learns from all of the hand's; what the guard refuses changes nothing but the samples.
 * @throws OwnhandError 'unknown-label' (nothing saved), 'refused' (`strict`; nothing saved), 'empty' (no samples at
 * all),
 *   'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function learn(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  added: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  const throwIfUnsaved = () => throwIfStopped(options.signal, 'Stopped; nothing was saved or learned.');
  throwIfUnsaved();
  return hand.exclusively(async () => {
    const earlier = await hand.samples();
    checkNewLabels(added, earlier, shipped.base.alphabet);
    const suspects = added.length > 0 ? await checkLabels(shipped.base, earlier, added, engines) : [];
    options.onSuspects?.(suspects);
    if (options.strict) refuseSuspects(suspects);
    throwIfUnsaved();
    const stored = added.length > 0 ? await hand.addSamples(added) : [];
    options.onSaved?.(stored);
    const samples = await hand.samples();
    if (samples.length === 0)
      throw new OwnhandError('empty', 'This hand has no samples to learn from; give a folder of labelled PNGs.');

    const earlierIds = new Set(earlier.map((sample) => sample.id));
    const step: Step = {
      samples,
      parent: await hand.current(),
      isNew: ({ id }) => !earlierIds.has(id),
      suspects: new Set(suspects.map(({ source, id }) => source ?? id)).size,
    };
    const result = await learnStep(hand, shipped, engines, step, options);
    return { ...result, added: samples.length - earlier.length, suspects };
  });
}

/**
 * Remakes the current checkpoint from the hand's samples alone: bit for bit the same where they are those it was
 * learned
 * from, a new one where they are not or where its file is damaged; what the guard refuses changes nothing.
 * @throws OwnhandError 'empty' (no samples), 'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function rebuild(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  options: LearnOptions = {},
): Promise<LearnResult> {
  throwIfStopped(options.signal, 'Stopped; nothing was rebuilt.');
  return hand.exclusively(async () => {
    const samples = await hand.samples();
    if (samples.length === 0) throw new OwnhandError('empty', `The hand ${hand.name} has no samples to rebuild from.`);
    const replaces = await hand.current();
    const made = madeBy(await hand.journal(), replaces);
    const force = options.force ?? made?.forced === true;
    const parent = made?.parent ?? Math.max(0, replaces - 1);
    const step: Step = { samples, parent, isNew: () => false, suspects: 0, replaces };
    return learnStep(hand, shipped, engines, step, { ...options, force });
  });
}

/** What a learning step starts from. */
interface Step {
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
async function learnStep(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  step: Step,
  options: LearnOptions,
): Promise<LearnResult> {
  const base = withLabelsOf(step.samples, shipped.base);
  const limits = { ...guardDefaults, ...options.guard };
  const candidate = await trainCandidate(
    {
      base,
      parent: await parentCheckpoint(hand, step, base),
      rehearsal: shipped.rehearsal,
      samples: labelledPictures(step.samples, base.alphabet),
      isNew: (row) => step.isNew(step.samples[row]!),
    },
    (network, weights, own) => engines(network, weights, { ...own, ...engineDefaults, ...options.engine }),
    { tune: { ...tuneDefaults, ...options.tune }, gate: limits, seed: options.seed ?? 1, pause: pauseOf(options) },
  );
  throwIfStopped(options.signal, 'Stopped; the samples are saved, nothing was learned.');
  const { own, earlier, rehearsal } = candidate;
  const evidence = { own, rehearsal, samples: step.samples.length, suspects: step.suspects };
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
    reason,
    learned: true,
    checkpoint,
    forced: !accepted,
  });
  const bytes = checkpointBytes(step, base, candidate);
  if (replaces !== undefined && (await isSame(hand, replaces, bytes))) return { ...resultAt(replaces), same: true };
  const checkpoint = await hand.addCheckpoint(bytes);
  const forced = !accepted && { forced: true as const };
  await hand.append({ ...entryOf(step, candidate), event: 'learned', checkpoint, ...forced });
  await hand.setCurrent(checkpoint);
  return { ...resultAt(checkpoint), ...(replaces !== undefined && { same: false }) };
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
  suspects: [],
  own,
  heldOut,
  rehearsal,
});

function checkpointBytes(
  { samples, parent }: Step,
  base: Checkpoint,
  { own, rehearsal, head, temperature }: CandidateReader,
): Uint8Array {
  return encodeCheckpoint({
    ...base,
    own: head,
    temperature,
    parent,
    training: { samples: samples.length },
    scores: { own: own.after, rehearsal: rehearsal.after },
  });
}

/** The base with an alphabet that has all labels of the samples. */
const withLabelsOf = (samples: readonly Sample[], base: Checkpoint): Checkpoint =>
  withAlphabet(base, [...new Set([...base.alphabet, ...samples.map((sample) => sample.label)])]);

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
