// What learning a hand's samples would give: a tuned head, with a gate that opens as readily as the guard's digits
// allow, and scores of it on samples that were held out, on those of earlier sessions and on anybody's digits.

import type { EngineFactory } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import type { Change } from '../hand/store.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { concat } from '../model/feature-rows.js';
import { argmax } from '../model/logits.js';
import { Model } from '../model/model.js';
import type { OwnHead } from '../model/own-head.js';
import { range, selectRows } from './base-outputs.js';
import { temperatureOf } from './fit-confidence.js';
import { type Fold, foldsOf } from './folds.js';
import { blendedLogits, chooseGateOffset, type GateLimits } from './gate-threshold.js';
import { fitPenalty, withPenalty } from './new-label-penalty.js';
import { countedPause, type Pause } from './pause.js';
import type { Rehearsal } from './rehearsal.js';
import { type GatedLogits, openTuner, type Tuner } from './tune.js';
import { type AugmentedSamples, PAUSE_EVERY, type TuneOptions, type TuneRun } from './tune-top.js';

/** What is to be learned, and from where. */
export interface Lesson {
  /** The shipped reader, whose alphabet has all labels of the samples. */
  readonly base: Checkpoint;
  /** The reader that the candidate is compared with, with the base's alphabet. */
  readonly parent: Checkpoint;
  /** The digits that are replayed while learning, and those that the guard looks at. */
  readonly rehearsal: Rehearsal;
  /** All samples of the hand. */
  readonly samples: LabelledPictures;
  /** Whether the parent has not learned the sample in this row. */
  readonly isNew: (row: number) => boolean;
}

/** How a candidate is made. */
export interface CandidateOptions {
  /** How the base's top is tuned. */
  readonly tune: TuneOptions;
  /** What of anybody's digits may be lost for what is gained. */
  readonly gate: GateLimits;
  /** The same seed gives the same candidate. */
  readonly seed: number;
  /** Called every few steps, so that others have their turn. It throws to stop. */
  readonly pause: Pause;
}

/** A reader that may become the hand's next checkpoint, with its scores. */
export interface CandidateReader {
  /** The hand's samples, held out where there are enough, as read before and after. */
  readonly own: Change;
  /** Whether `own` is of samples held out. The candidate has learned them all the same. */
  readonly heldOut: boolean;
  /** Samples of earlier sessions, as read by the parent and by the candidate, both of which have learned them. */
  readonly earlier?: Change;
  /** Anybody's digits, as read by the base and by the candidate. */
  readonly rehearsal: Change;
  /** How the parent and the candidate read each sample, as columns of the alphabet. */
  readonly readings: { readonly before: Uint8Array; readonly after: Uint8Array };
  /** What is added to the base. */
  readonly head: OwnHead;
  /** Logits are divided by this before the softmax. */
  readonly temperature: number;
}

/** Learns the samples, tries the same on folds of them, and sets how much of what was learned is used. */
export async function trainCandidate(
  lesson: Lesson,
  engines: EngineFactory,
  options: CandidateOptions,
): Promise<CandidateReader> {
  const { base, rehearsal, samples } = lesson;
  const columns = base.alphabet.length + 1;
  const effort = effortOf(lesson, options.tune);
  const tune = { ...options.tune, convolutions: effort.convolutions };
  const tuner = await openTuner(base, rehearsal.replay, engines, tune);
  try {
    const augmented = tuner.augment(samples, options.seed);
    const folds = foldsOf(samples.labels);
    const pausesIn = (steps: number) => Math.floor(steps / PAUSE_EVERY) + 1;
    const pauses = pausesIn(effort.steps) + folds.length * pausesIn(effort.trialSteps);
    const run = { seed: options.seed, pause: countedPause(options.pause, pauses) };
    const learned = await tuner.learn(augmented, { ...run, rows: range(samples.count), steps: effort.steps });
    const trials = await runTrials(tuner, augmented, folds, { ...run, steps: effort.trialSteps });
    const heldOutRows = trials.flatMap(({ heldOut }) => heldOut);
    const labels = heldOutRows.map((row) => samples.labels[row]!);

    const { head, guard, heldOut } = readWithPenalty(tuner, augmented, learned, trials, lesson, labels);
    const { offset, change, logits } = chooseGateOffset(guard, rehearsal, heldOut, labels, columns, options.gate);

    const heldOutLogits = concat(heldOut.map((each) => blendedLogits(each, offset)));
    const learnedLogits = blendedLogits(tuner.read(head, augmented.originals), offset);
    const asBase = answersIn(augmented.originals.logits, columns);
    const answers: Answers = {
      base: asBase,
      parent: lesson.parent.own ? await answersOf(lesson.parent, samples, engines) : asBase,
      candidate: answersIn(learnedLogits, columns),
      heldOut: new Map([...answersIn(heldOutLogits, columns)].map((answer, i) => [heldOutRows[i]!, answer])),
    };
    return {
      ...scoresOf(lesson, answers),
      heldOut: heldOutRows.length > 0,
      rehearsal: change,
      readings: { before: answers.parent, after: answers.candidate },
      head: withGateOffset(head, offset),
      temperature: temperatureOf(base, rehearsal, logits, heldOutLogits, labels),
    };
  } finally {
    tuner.close();
  }
}

/** How much is trained, by how many samples there are and whether they show new labels. */
const EFFORT = {
  /** With this many samples of known labels a shorter training reads as well, in half the time. */
  many: 100,
  /** The shorter training's share of the steps. It also tunes one convolution fewer. */
  manyShare: 0.75,
  /** Labels that the base has never seen take this many times the steps, since there is nothing to start from. */
  newLabelShare: 2,
  /** The share of the steps that tells enough of held-out samples. With new labels it takes all steps. */
  trialShare: 1 / 3,
};

interface Effort {
  readonly convolutions: number;
  readonly steps: number;
  /** Steps of a head that learns a fold, only to be tried on the samples that are held out. */
  readonly trialSteps: number;
}

function effortOf(lesson: Lesson, { convolutions, steps }: TuneOptions): Effort {
  const { count } = lesson.samples;
  const hasNewLabels = newLabelsOf(lesson).length > 0;
  const isMany = count >= EFFORT.many && !hasNewLabels;
  const share = hasNewLabels ? EFFORT.newLabelShare : isMany ? EFFORT.manyShare : 1;
  // More samples take more steps, within reason.
  const more = Math.min(2 * steps, Math.max(0, Math.round(count / 10 - 15)));
  const all = Math.round(share * steps) + more;
  return {
    convolutions: isMany ? Math.max(1, convolutions - 1) : convolutions,
    steps: all,
    trialSteps: Math.ceil(all * (hasNewLabels ? 1 : EFFORT.trialShare)),
  };
}

/** The samples' labels that the base has never seen, as columns of the alphabet. */
function newLabelsOf({ samples, rehearsal: { replay } }: Lesson): readonly number[] {
  return [...new Set(samples.labels)].filter((label) => !replay.labels.includes(label));
}

/** A head that has learned some of the samples, and the rows of those held out from it. */
interface Trial {
  readonly head: OwnHead;
  readonly heldOut: readonly number[];
}

/** Learns each fold of the samples, so that it shows how glyphs are read that were not learned. */
async function runTrials(
  tuner: Tuner,
  samples: AugmentedSamples,
  folds: readonly Fold[],
  run: Omit<TuneRun, 'rows'>,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const { trained, heldOut } of folds)
    trials.push({ head: await tuner.learn(samples, { ...run, rows: trained }), heldOut });
  return trials;
}

/** What the heads say, once new labels have been made less likely by as much as pays. */
interface PenalisedReading {
  /** The learned head, with the penalty. */
  readonly head: OwnHead;
  /** What it says of the guard's digits. */
  readonly guard: GatedLogits;
  /** What each trial's head says of the samples held out from it. */
  readonly heldOut: readonly GatedLogits[];
}

function readWithPenalty(
  tuner: Tuner,
  samples: AugmentedSamples,
  learned: OwnHead,
  trials: readonly Trial[],
  lesson: Lesson,
  heldOutLabels: readonly number[],
): PenalisedReading {
  const { base, rehearsal } = lesson;
  const newLabels = newLabelsOf(lesson);
  const readAt = (penalty: number): PenalisedReading => {
    const head = withPenalty(learned, newLabels, penalty);
    const heldOut = trials.map((trial) =>
      tuner.read(withPenalty(trial.head, newLabels, penalty), selectRows(samples.originals, trial.heldOut)),
    );
    return { head, guard: tuner.read(head, tuner.outputsOf(rehearsal.guard)), heldOut };
  };
  const plain = readAt(0);
  if (newLabels.length === 0) return plain;
  const columns = base.alphabet.length + 1;
  const penalty = fitPenalty(newLabels, plain.guard, rehearsal, plain.heldOut, heldOutLabels, columns);
  return penalty > 0 ? readAt(penalty) : plain;
}

/** The head with a gate whose log-odds are raised by an offset. */
function withGateOffset(head: OwnHead, offset: number): OwnHead {
  const gate = head.gate.slice();
  gate[gate.length - 1]! += offset;
  return { ...head, gate };
}

/** How the samples are read, as columns of the alphabet. */
interface Answers {
  readonly base: Uint8Array;
  readonly parent: Uint8Array;
  readonly candidate: Uint8Array;
  /** By row, as read by the trials' heads, which have not learned the sample. */
  readonly heldOut: ReadonlyMap<number, number>;
}

function scoresOf({ parent, samples, isNew }: Lesson, answers: Answers): Pick<CandidateReader, 'own' | 'earlier'> {
  const rows = range(samples.count);
  const share = (of: readonly number[], answer: (row: number) => number | undefined): number =>
    of.filter((row) => answer(row) === samples.labels[row]).length / of.length;
  const scored = answers.heldOut.size > 0 ? [...answers.heldOut.keys()] : rows;
  const own: Change = {
    samples: scored.length,
    // A reader knows the samples that it has learned, so those that the parent has learned are scored as the base reads
    // them.
    before: share(scored, (row) => (isNew(row) ? answers.parent : answers.base)[row]),
    after: share(scored, (row) => answers.heldOut.get(row) ?? answers.candidate[row]),
  };
  const earlier = rows.filter((row) => !isNew(row));
  if (earlier.length === 0 || !parent.own) return { own };
  const before = share(earlier, (row) => answers.parent[row]);
  const after = share(earlier, (row) => answers.candidate[row]);
  return { own, earlier: { samples: earlier.length, before, after } };
}

/** The best label of each row of logits; "not a symbol", the last column, is no answer here. */
const answersIn = (logits: Float32Array, columns: number): Uint8Array =>
  Uint8Array.from({ length: logits.length / columns }, (_, i) => argmax(logits, i * columns, columns - 1));

async function answersOf(checkpoint: Checkpoint, data: LabelledPictures, engines: EngineFactory): Promise<Uint8Array> {
  const model = await Model.open(checkpoint, engines);
  try {
    return answersIn(model.logits(data.pictures, data.count), model.alphabet.length + 1);
  } finally {
    model.close();
  }
}
