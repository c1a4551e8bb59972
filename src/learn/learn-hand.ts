// The whole learning pipeline, top to bottom: samples are saved, a candidate is trained from the base on all of the
// hand's samples, the guard compares it with what is there, and only then does it become current.
import { breathe } from '../breathe.js';
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import { OwnhandError } from '../error.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { pictureSize } from '../glyph/picture.js';
import { madeBy } from '../hand/parent.js';
import type { Change, HandStore, NewSample, Sample } from '../hand/store.js';
import { withAlphabet } from '../model/alphabet.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../model/checkpoint.js';
import { candidateOf } from './candidate-reader.js';
import { checkLabels, type SuspectLabel } from './check-labels.js';
import { type GuardLimits, judge } from './guard.js';
import type { Rehearsal } from './rehearsal.js';
import type { TuneOptions } from './tune.js';

/** What travels with ownhand: the base checkpoint and the digits that keep it honest. */
export interface Shipped {
  readonly base: Checkpoint;
  readonly rehearsal: Rehearsal;
}

export interface LearnOptions {
  /** Learn even where the guard refuses; the journal says so. */
  readonly force?: boolean;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Save and learn nothing where a label among the new samples looks wrong. */
  readonly strict?: boolean;
  /** Called before anything is saved, with the labels that look wrong, the likeliest to be so first. */
  readonly onSuspects?: (suspects: readonly SuspectLabel[]) => void;
  /** Called once the samples are safe on disk, before anything is learned. */
  readonly onSaved?: (samples: readonly Sample[]) => void;
  readonly tune?: Partial<TuneOptions>;
  readonly guard?: Partial<GuardLimits>;
  /** Default: reproducible, on two threads, so that the same samples give the same bytes on any machine. */
  readonly engine?: EngineOptions;
}

export interface LearnResult {
  readonly learned: boolean;
  /** The hand's current checkpoint afterwards. */
  readonly checkpoint: number;
  readonly parent: number;
  /** Samples of the hand, all of them, and how many were new. */
  readonly samples: number;
  readonly added: number;
  /** Share of the hand's own samples read rightly: of those held out, or of all where there are too few. */
  readonly own: Change;
  /** Whether `own` is of held-out samples; else of those learned from. */
  readonly heldOut: boolean;
  /** Share of MNIST digits it was never trained on read rightly. */
  readonly rehearsal: Change;
  /** Why the step was refused; empty where it was not. */
  readonly reason: string;
  readonly forced: boolean;
  /** Labels that looked wrong before this step, new samples' and earlier ones', in order of suspicion. */
  readonly suspects: readonly SuspectLabel[];
  /** Whether a rebuild gave the bytes that were there already. */
  readonly same?: boolean;
}

const tuneDefaults: TuneOptions = {
  convolutions: 2,
  steps: 40,
  own: 24,
  replayed: 24,
  pool: 300,
  rate: 6e-3,
  warmup: 0.2,
  ema: 0.9,
  smoothing: 0.05,
  augmentation: {
    rotate: 0.2,
    scale: 0.1,
    stretch: 0.25,
    shear: 0.2,
    shift: 1,
    elastic: 1.5,
    thickness: 0.3,
    erase: 0,
  },
};
const engineDefaults: EngineOptions = { reproducible: true, threads: 2 };
/** Strict, since measured losses of MNIST's test digits are larger than the guard's digits show: `node ../shared/bench/hands.mjs`. */
const guardDefaults: GuardLimits = { loss: 0.002, free: 0.0002, price: 20, doubted: 0.3 };

/** A label that the base does not know is learned from this many samples on: fewer teach nothing but mistakes. */
export const leastOfNewLabel = 5;

/**
 * Saves the samples and learns from all of the hand's; what the guard refuses changes nothing but the samples.
 * @throws OwnhandError 'unknown-label' (nothing saved), 'refused' (`strict`; nothing saved), 'empty' (no samples at all), 'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function learn(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  added: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  return hand.exclusively(async () => {
    const earlier = await hand.samples();
    checkNewLabels(added, earlier, shipped.base.alphabet);
    const suspects = added.length > 0 ? await checkLabels(shipped.base, earlier, added, engines) : [];
    options.onSuspects?.(suspects);
    const wrong = suspects.filter((suspect) => suspect.source !== undefined).length;
    if (options.strict && wrong > 0)
      throw new OwnhandError(
        'refused',
        `${wrong === 1 ? 'a label looks' : `${wrong} labels look`} wrong, so nothing was saved or learned; rename the files, or leave out --strict.`,
      );
    const stored = added.length > 0 ? await hand.addSamples(added) : [];
    options.onSaved?.(stored);
    const samples = await hand.samples();
    if (samples.length === 0)
      throw new OwnhandError('empty', 'This hand has no samples to learn from; give a folder of labelled PNGs.');

    const doubted = new Set(suspects.map(({ source, id }) => source ?? id)).size;
    const known = new Set(earlier.map((sample) => sample.id));
    const result = await step(hand, shipped, engines, samples, await hand.current(), options, { known, doubted });
    return { ...result, added: samples.length - earlier.length, suspects };
  });
}

/**
 * Remakes the current checkpoint from the hand's samples alone: bit for bit the same where they are those it was learned from,
 * a new one where they are not or where its file is damaged; what the guard refuses changes nothing.
 * @throws OwnhandError 'empty' (no samples), 'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function rebuild(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  options: LearnOptions = {},
): Promise<LearnResult> {
  return hand.exclusively(async () => {
    const samples = await hand.samples();
    if (samples.length === 0) throw new OwnhandError('empty', `The hand ${hand.name} has no samples to rebuild from.`);
    const replaces = await hand.current();
    const made = madeBy(await hand.journal(), replaces);
    const force = options.force ?? made?.forced === true;
    const parent = made?.parent ?? Math.max(0, replaces - 1);
    return step(hand, shipped, engines, samples, parent, { ...options, force }, { replaces });
  });
}

interface Circumstances {
  /** The checkpoint that is being remade. */
  readonly replaces?: number;
  /** Samples that were there before. Default: all. */
  readonly known?: ReadonlySet<string>;
  /** How many labels look wrong. */
  readonly doubted?: number;
}

/** Trains on the samples and keeps what the guard accepts. */
async function step(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  samples: readonly Sample[],
  parent: number,
  options: LearnOptions,
  { replaces, known, doubted = 0 }: Circumstances,
): Promise<LearnResult> {
  const base = withAlphabet(shipped.base, [
    ...new Set([...shipped.base.alphabet, ...samples.map((sample) => sample.label)]),
  ]);
  const parentModel = await checkpointOf(hand, parent, base).catch((error: unknown) => {
    // What is remade is remade from samples alone, whatever has become of the checkpoints.
    if (replaces === undefined) throw error;
    return base;
  });
  const pause = async (): Promise<void> => {
    await breathe();
    if (options.signal?.aborted)
      throw new OwnhandError('aborted', 'Stopped; the samples are saved, nothing was learned.');
  };
  const fixed: EngineFactory = (network, weights, own) =>
    engines(network, weights, { ...own, ...engineDefaults, ...options.engine });
  const limits = { ...guardDefaults, ...options.guard };
  const { own, heldOut, earlier, rehearsal, head, temperature } = await candidateOf(
    {
      base,
      parent: parentModel,
      rehearsal: shipped.rehearsal,
      samples: labelled(samples, base.alphabet),
      fresh: (row) => known !== undefined && !known.has(samples[row]!.id),
    },
    fixed,
    { tune: { ...tuneDefaults, ...options.tune }, terms: limits, seed: options.seed ?? 1, pause },
  );
  const evidence = { own, ...(earlier && { earlier }), rehearsal, samples: samples.length, suspects: doubted };
  const { accepted, reason } = judge(evidence, limits);
  const result = { parent, samples: samples.length, added: 0, suspects: [], own, heldOut, rehearsal, reason };
  const entry = {
    at: new Date().toISOString(),
    parent,
    samples: samples.length,
    own,
    rehearsal,
    ...(replaces !== undefined && { rebuilt: true as const }),
  };
  const unchanged = replaces ?? parent;
  if (!accepted && !options.force) {
    await hand.append({ ...entry, event: 'refused', reason });
    return { ...result, learned: false, checkpoint: unchanged, forced: false };
  }
  const bytes = encodeCheckpoint({
    ...base,
    own: head,
    temperature,
    parent,
    training: { samples: samples.length },
    scores: { own: own.after, rehearsal: rehearsal.after },
  });
  if (replaces !== undefined && (await isSame(hand, replaces, bytes)))
    return { ...result, learned: true, checkpoint: replaces, forced: !accepted, same: true };
  const checkpoint = await hand.addCheckpoint(bytes);
  await hand.append({ ...entry, event: 'learned', checkpoint, ...(!accepted && { forced: true }) });
  await hand.setCurrent(checkpoint);
  return { ...result, learned: true, checkpoint, forced: !accepted, ...(replaces !== undefined && { same: false }) };
}

/** A checkpoint of the hand, 0 for the base, with the base's labels. */
async function checkpointOf(hand: HandStore, number: number, base: Checkpoint): Promise<Checkpoint> {
  if (number === 0) return base;
  const checkpoint = decodeCheckpoint(await hand.readCheckpoint(number), `checkpoint ${number} of ${hand.name}`);
  return withAlphabet(checkpoint, base.alphabet);
}

async function isSame(hand: HandStore, checkpoint: number, bytes: Uint8Array): Promise<boolean> {
  if (!(await hand.checkpoints()).includes(checkpoint)) return false;
  const there = await hand.readCheckpoint(checkpoint);
  return there.length === bytes.length && there.every((byte, i) => byte === bytes[i]);
}

function labelled(samples: readonly Sample[], alphabet: readonly string[]): LabelledPictures {
  const pictures = new Uint8Array(samples.length * pictureSize);
  for (const [i, sample] of samples.entries()) pictures.set(sample.picture, i * pictureSize);
  return { count: samples.length, pictures, labels: Uint8Array.from(samples, (s) => alphabet.indexOf(s.label)) };
}

function checkNewLabels(added: readonly NewSample[], earlier: readonly Sample[], known: readonly string[]): void {
  for (const { label, source } of added) {
    if (known.includes(label)) continue;
    const count = [...earlier, ...added].filter((sample) => sample.label === label).length;
    if (count >= leastOfNewLabel) continue;
    throw new OwnhandError(
      'unknown-label',
      `${source}: the label "${label}" is new to this reader, and ${count} of it ${count === 1 ? 'is' : 'are'} too few to learn it; rename the file, or give at least ${leastOfNewLabel}.`,
    );
  }
}
