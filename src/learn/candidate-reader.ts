// What learning a hand's samples would give: a head, with a gate that opens as readily as the guard's digits
// allow, and scores of it on samples that were held out, on those of earlier sessions and on anybody's digits.

import type { EngineFactory } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import type { Change } from '../hand/store.js';
import { type BaseOutputs, range, selectRows } from '../model/base-outputs.js';
import { type Checkpoint, haveSameWeights } from '../model/checkpoint.js';
import { concat } from '../model/feature-rows.js';
import type { OwnHead } from '../model/learned/own-head.js';
import { argmax } from '../model/logits.js';
import { Model } from '../model/model.js';
import { temperatureOf } from './fit/fit-confidence.js';
import { foldsOf } from './folds.js';
import { blendedLogits, chooseGateOffset, type GatedLogits, type GateLimits } from './gate-threshold.js';
import { type FitOptions, type HandLearner, openLearner } from './hand-learner.js';
import { fitPenalty, withPenalty } from './new-label-penalty.js';
import type { Pause } from './pause.js';
import type { Rehearsal } from './rehearsal.js';

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
  /** How the samples are learned. */
  readonly fit: FitOptions;
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
  const { fit, seed, pause } = options;
  const learner = await openLearner(base, rehearsal, engines, samples, fit, seed, (done) => pause(LOOKING * done));
  const folds = foldsOf(samples.labels);
  const learnedHeads = (heads: number) => pause(LOOKING + ((1 - LOOKING) * heads) / (1 + folds.length));
  const learned = learner.learn(range(samples.count));
  await learnedHeads(1);
  const trials: Trial[] = [];
  for (const { trained, heldOut } of folds) {
    trials.push({ head: learner.learn(trained), heldOut });
    await learnedHeads(1 + trials.length);
  }
  const heldOutRows = trials.flatMap(({ heldOut }) => heldOut);
  const labels = heldOutRows.map((row) => samples.labels[row]!);

  const { head, guard, heldOut } = readWithPenalty(learner, learned, trials, lesson, labels);
  const { offset, change, logits } = chooseGateOffset(guard, rehearsal, heldOut, labels, columns, options.gate);

  const heldOutLogits = concat(heldOut.map((each) => blendedLogits(each, offset)));
  const originals = selectRows(learner.seen.outputs, range(samples.count));
  const learnedLogits = blendedLogits(learner.read(head, originals), offset);
  const asBase = answersIn(originals.logits, columns);
  const answers: Answers = {
    base: asBase,
    parent: await parentAnswers(lesson, learner, originals, engines),
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
}

/** The share of the work that looking at glyphs is; what is left is for the heads. */
const LOOKING = 0.7;

/** The samples' labels that the base has never seen, as columns of the alphabet. */
function newLabelsOf({ samples, rehearsal: { replay } }: Lesson): readonly number[] {
  return [...new Set(samples.labels)].filter((label) => !replay.labels.includes(label));
}

/** A head that has learned some of the samples, and the rows of those held out from it. */
interface Trial {
  readonly head: OwnHead;
  readonly heldOut: readonly number[];
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
  learner: HandLearner,
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
      learner.read(withPenalty(trial.head, newLabels, penalty), selectRows(learner.seen.outputs, trial.heldOut)),
    );
    return { head, guard: learner.read(head, learner.guard), heldOut };
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

/** How the parent reads the samples. Mostly its base is this one, which has looked at them already. */
async function parentAnswers(
  { base, parent, samples }: Lesson,
  learner: HandLearner,
  originals: BaseOutputs,
  engines: EngineFactory,
): Promise<Uint8Array> {
  const columns = base.alphabet.length + 1;
  if (!parent.own) return answersIn(originals.logits, columns);
  if (haveSameWeights(parent, base)) return answersIn(blendedLogits(learner.read(parent.own, originals), 0), columns);
  const model = await Model.open(parent, engines);
  try {
    return answersIn(model.logits(samples.pictures, samples.count), columns);
  } finally {
    model.close();
  }
}
