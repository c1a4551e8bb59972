// What learning a hand's samples would give: the tuned head, as far as the guard's digits allow it, and what it does to samples that
// were held out, to those of earlier sessions and to anybody's digits.

import type { EngineFactory } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import type { Change } from '../hand/store.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { concat } from '../model/feature-rows.js';
import { argmax } from '../model/logits.js';
import { Model } from '../model/model.js';
import type { OwnHead } from '../model/own-head.js';
import { temperatureOf } from './fit-confidence.js';
import { foldsOf } from './folds.js';
import { allow, favoured, type Terms } from './gate-threshold.js';
import { reserved, reserveFor } from './new-label-reserve.js';
import type { Rehearsal } from './rehearsal.js';
import { rowsOf, rowsUpTo } from './trunk-rows.js';
import { openTuner, type Pool, type TuneOptions, type Tuner } from './tune.js';

/** What is to be learned, and from where. */
export interface Lesson {
  readonly base: Checkpoint;
  readonly parent: Checkpoint;
  readonly rehearsal: Rehearsal;
  readonly samples: LabelledPictures;
  /** Which samples the parent has not learned. */
  readonly fresh: (row: number) => boolean;
}

export interface CandidateOptions {
  readonly tune: TuneOptions;
  readonly terms: Terms;
  readonly seed: number;
  /** Called every few steps; throws to stop. */
  readonly pause: () => Promise<void>;
}

export interface Candidate {
  readonly own: Change;
  /** Whether `own` is of samples held out; all are learned from in the end. */
  readonly heldOut: boolean;
  /** Samples of earlier sessions, by the parent and by the candidate, both of which have learned them. */
  readonly earlier?: Change;
  readonly rehearsal: Change;
  readonly head: OwnHead;
  readonly temperature: number;
}

export async function candidateOf(
  lesson: Lesson,
  engines: EngineFactory,
  options: CandidateOptions,
): Promise<Candidate> {
  const { base, rehearsal, samples } = lesson;
  const columns = base.alphabet.length + 1;
  const tuner = await openTuner(base, rehearsal.replay, engines, { ...options.tune, ...depthFor(lesson, options) });
  try {
    const pool = tuner.pool(samples, options.seed);
    const steps = stepsFor(lesson, options);
    const learned = await tuner.learn(pool, rowsUpTo(samples.count), steps, options.seed, options.pause);
    const trials = await holdOut(tuner, pool, lesson, options);
    const rows = trials.flatMap((trial) => trial.rows);
    const labels = rows.map((row) => samples.labels[row]!);
    const guard = tuner.seeAgain(rehearsal.guard);
    const fresh = newLabels(lesson);
    const read = (reserve: number) => {
      const head = reserved(learned, fresh, reserve);
      const told = trials.map((trial) =>
        tuner.read(reserved(trial.head, fresh, reserve), rowsOf(pool.seen, trial.rows)),
      );
      return { head, guarded: tuner.read(head, guard), told };
    };
    const first = read(0);
    const reserve = fresh.length > 0 ? reserveFor(fresh, first.guarded, rehearsal, first.told, labels, columns) : 0;
    const { head, guarded, told } = reserve > 0 ? read(reserve) : first;
    const { favour, change, logits } = allow(guarded, rehearsal, told, labels, columns, options.terms);
    const unseen = concat(told.map((each) => favoured(each, favour)));
    const answers = {
      base: answersIn(pool.seen.logits, columns),
      after: answersIn(favoured(tuner.read(head, pool.seen), favour), columns),
      unseen: new Map(rows.map((row, i) => [row, argmax(unseen, i * columns, columns - 1)])),
    };
    const parent = lesson.parent.own ? await answersOf(lesson.parent, samples, engines) : answers.base;
    const gate = head.gate.slice();
    gate[gate.length - 1]! += favour;
    return {
      ...scores(lesson, { ...answers, parent }),
      heldOut: rows.length > 0,
      rehearsal: change,
      head: { ...head, gate },
      temperature: temperatureOf(base, rehearsal, logits, unseen, labels),
    };
  } finally {
    tuner.close();
  }
}

/** So many samples of known labels are read as well, in half the time, with one convolution tuned fewer and this share of the steps. */
const MANY = 100;
const SHORTER = 0.75;

function depthFor(lesson: Lesson, { tune: { convolutions } }: CandidateOptions): Pick<TuneOptions, 'convolutions'> {
  return { convolutions: isPlenty(lesson) ? Math.max(1, convolutions - 1) : convolutions };
}

const isPlenty = (lesson: Lesson): boolean => lesson.samples.count >= MANY && !hasNewLabel(lesson);

/** Labels that the base has never seen take so many times the steps: there is nothing to start from. */
const NEW = 2;

/** … and those tried on held-out samples are learned in full; of known ones, this share of the steps tells enough. */
const TRIAL = 1 / 3;

/** More samples take more steps, within reason. */
function stepsFor(lesson: Lesson, { tune: { steps } }: CandidateOptions): number {
  const { count } = lesson.samples;
  const share = hasNewLabel(lesson) ? NEW : isPlenty(lesson) ? SHORTER : 1;
  return Math.round(share * steps) + Math.min(2 * steps, Math.max(0, Math.round(count / 10 - 15)));
}

const hasNewLabel = (lesson: Lesson): boolean => newLabels(lesson).length > 0;

/** The samples' labels that the base has never seen. */
function newLabels({ samples, rehearsal: { replay } }: Lesson): readonly number[] {
  return [...new Set(samples.labels)].filter((label) => !replay.labels.includes(label));
}

/** A head that has learned the other samples, quickly, and those held out. */
interface Trial {
  readonly head: OwnHead;
  readonly rows: readonly number[];
}

async function holdOut(tuner: Tuner, pool: Pool, lesson: Lesson, options: CandidateOptions): Promise<Trial[]> {
  const steps = Math.ceil(stepsFor(lesson, options) * (hasNewLabel(lesson) ? 1 : TRIAL));
  const trials: Trial[] = [];
  for (const { trained, heldOut } of foldsOf(lesson.samples.labels))
    trials.push({ head: await tuner.learn(pool, trained, steps, options.seed, options.pause), rows: heldOut });
  return trials;
}

/** How each sample is read, by whom; `unseen` by heads that had not learned it. */
interface Answers {
  readonly base: Uint8Array;
  readonly parent: Uint8Array;
  readonly after: Uint8Array;
  readonly unseen: ReadonlyMap<number, number>;
}

function scores({ parent, samples, fresh }: Lesson, answers: Answers): Pick<Candidate, 'own' | 'earlier'> {
  const rows = rowsUpTo(samples.count);
  const share = (of: readonly number[], answer: (row: number) => number | undefined): number =>
    of.filter((row) => answer(row) === samples.labels[row]).length / of.length;
  const scored = answers.unseen.size > 0 ? [...answers.unseen.keys()] : rows;
  const own: Change = {
    samples: scored.length,
    // What has learned a sample knows it: the samples that the parent has learned are scored as the base reads them.
    before: share(scored, (row) => (fresh(row) ? answers.parent : answers.base)[row]),
    after: share(scored, (row) => answers.unseen.get(row) ?? answers.after[row]),
  };
  const known = rows.filter((row) => !fresh(row));
  if (known.length === 0 || !parent.own) return { own };
  const before = share(known, (row) => answers.parent[row]);
  return { own, earlier: { samples: known.length, before, after: share(known, (row) => answers.after[row]) } };
}

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
