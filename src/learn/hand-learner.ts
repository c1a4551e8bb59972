// Learning a hand from a few samples. What the base sees of them asks for a linear change of its logits
// (`fit/fit-change.ts`), and a gate is fitted that says how much a glyph looks like this hand (`fit/fit-gate.ts`).
// Both are the hand's head (`model/own-head.ts`). A learner also tells how a head reads glyphs. The base does not
// change, so that each glyph is looked at once, whatever is tried with it.
import type { Augmentation, EngineFactory } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { type BaseOutputs, range, selectRows } from '../model/base-outputs.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { gateView, type OwnHead, oddsOf, ownLogits } from '../model/learned/own-head.js';
import { type ChangeOptions, openFitter } from './fit/fit-change.js';
import { disagreement, fitGate } from './fit/fit-gate.js';
import type { GatedLogits } from './gate-threshold.js';
import { type AugmentOptions, type SeenSamples, seeSamples } from './hand-samples.js';
import type { Pause } from './pause.js';
import type { Rehearsal } from './rehearsal.js';
import { seeRehearsal } from './seen-rehearsal.js';

/** How a hand is learned. */
export interface FitOptions extends ChangeOptions, AugmentOptions {}

const augmentation: Augmentation = {
  rotate: 0.2,
  scale: 0.1,
  stretch: 0.25,
  shear: 0.2,
  shift: 1,
  elastic: 1.5,
  thickness: 0.3,
  erase: 0,
};

/** The options that `ownhand learn` uses. `node bench/hands.mjs` measures what a change does. */
export const fitDefaults: FitOptions = { margin: 12, symbolMargin: 4, ridge: 0.3, augmented: 150, augmentation };

/** A base with what it makes of the rehearsal and of a hand's samples, ready to learn any of them. */
export interface HandLearner {
  /** What the base makes of the guard's digits. */
  readonly guard: BaseOutputs;
  /** The samples and copies of them, as the base sees them. */
  readonly seen: SeenSamples;
  /** Learns the samples in these rows. */
  learn(rows: readonly number[]): OwnHead;
  /** How a head reads glyphs. */
  read(head: OwnHead, glyphs: BaseOutputs): GatedLogits;
}

/**
 * Looks at a hand's samples and gets ready to learn them.
 * @param pause is called now and then with the share that is done, so that others have their turn
 */
export async function openLearner(
  base: Checkpoint,
  rehearsal: Rehearsal,
  engines: EngineFactory,
  samples: LabelledPictures,
  options: FitOptions,
  seed: number,
  pause: Pause,
): Promise<HandLearner> {
  const { replay, guard, metric, anybody } = await seeRehearsal(base, engines, rehearsal, (done) =>
    pause(REHEARSAL_SHARE * done),
  );
  const seen = await seeSamples(base, engines, samples, options, seed, (done) =>
    pause(REHEARSAL_SHARE + (1 - REHEARSAL_SHARE) * done),
  );
  const { outputs, count, copies } = seen;
  const { alphabet, temperature } = base;
  const labels = range(outputs.count).map((row) => samples.labels[row % count]!);
  const fitter = openFitter(metric.whiten(outputs), outputs.logits, labels, options);
  const weightsOf = (glyphs: BaseOutputs, head: Omit<OwnHead, 'gate'>): Float64Array =>
    disagreement(glyphs.logits, ownLogits(head, glyphs, alphabet), alphabet.length + 1, temperature);
  return {
    guard,
    seen,
    learn(rows) {
      const copied = range(copies).flatMap((copy) => rows.map((row) => row + (1 + copy) * count));
      const shown = [...new Set(rows.map((row) => labels[row]!))].sort((a, b) => a - b);
      const change = metric.unwhiten(fitter.fit([...rows, ...copied]));
      const head = { ...change, labels: shown.map((label) => alphabet[label]!) };
      // Copies have a thinner or a thicker pen: the gate sees the samples as they were written.
      const own = selectRows(outputs, rows);
      const views = { view: gateView(own), weights: weightsOf(own, head) };
      return { ...head, gate: fitGate(views, anybody, weightsOf(replay, head)) };
    },
    read: (head, glyphs) => ({
      base: glyphs.logits,
      own: ownLogits(head, glyphs, alphabet),
      odds: oddsOf(gateView(glyphs), head.gate),
    }),
  };
}

/** The share of the looking that is for the rehearsal. */
const REHEARSAL_SHARE = 0.5;
