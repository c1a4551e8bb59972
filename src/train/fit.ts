// One training loop for every shipped model. Where batches come from is the caller's: a fixed set that is shuffled anew
// each epoch (shuffled-batches.ts), or an endless stream of generated samples. How steps are taken is the same for all:
// AdamW under a rate that rises and falls (schedule.ts), and a running average of the weights (Polyak & Juditsky 1992).
// Steps come in rounds. After each round the model can be scored and the training's state saved.

import { breathe } from '../breathe.js';
import type { Batch, Engine, EngineState } from '../engine/engine.js';
import type { StopSignal } from '../signal.js';
import { rateAt } from './schedule.js';

/** How steps are taken. */
export interface FitPlan {
  /** Epochs, where a fixed set is learned from; of an endless stream the stretches between two scorings. */
  readonly rounds: number;
  /** Steps in each round. */
  readonly stepsPerRound: number;
  /** Peak learning rate. */
  readonly rate: number;
  /** Weight decay of AdamW. */
  readonly decay: number;
  /** Weight of the past in the running average of the weights; less in the first steps, which have little past. */
  readonly ema: number;
}

/**
 * The batch of a step, counted from 0 over the whole training. Steps are asked for in rising order, and a resumed
 * training does not ask for the first ones; a step's batch must not depend on which were asked for.
 */
export type NextBatch = (step: number) => Batch | Promise<Batch>;

/** Where a training stands between two rounds. */
export interface FitState {
  /** Rounds that are done. */
  readonly rounds: number;
  /** Weights, their running average, and what the optimiser remembers. */
  readonly engine: EngineState;
}

/** How far a training has come. */
export interface FitProgress {
  /** The round at hand, counted from 0. */
  readonly round: number;
  /** Rounds in all. */
  readonly rounds: number;
  /** Share of the whole training done, 0 to 1. */
  readonly done: number;
  /** Mean loss over the round's steps up to here, in nats. */
  readonly loss: number;
  /** Share of the round's samples up to here that were read rightly. */
  readonly accuracy: number;
  /** Seconds that the rest will take, at the pace up to here. */
  readonly secondsLeft: number;
}

/** What a caller may hang on to a training. */
export interface FitHooks {
  /** Stops the training before its next step. */
  readonly signal?: StopSignal;
  /** Where to go on from; the result is the same as if the training had never stopped. */
  readonly resume?: FitState;
  /** Called every few steps. */
  readonly onProgress?: (progress: FitProgress) => void;
  /** Called after each round and awaited: the place to score the model and to save `state()`. */
  readonly afterRound?: (progress: FitProgress, state: () => FitState) => Promise<void>;
  /** Milliseconds, rising. Default: Date.now. */
  readonly now?: () => number;
}

/** Share of the training in which the rate rises; set by eye. */
const WARM_UP = 0.1;
/** Steps between two chances for signals and timers to be heard. */
const STEPS_IN_A_BREATH = 20;

/** Trains the engine's network; returns the rounds that are done, fewer than planned where the signal came. */
export async function fit(engine: Engine, next: NextBatch, plan: FitPlan, hooks: FitHooks = {}): Promise<number> {
  const { rounds, stepsPerRound, rate, decay } = plan;
  const { signal, resume, onProgress, afterRound, now = Date.now } = hooks;
  if (resume) engine.restore(resume.engine);
  const started = now();
  const first = resume?.rounds ?? 0;
  for (let round = first; round < rounds; round++) {
    let [loss, correct, seen] = [0, 0, 0];
    const progressAt = (step: number): FitProgress => {
      const done = (round + step / stepsPerRound) / rounds;
      const share = Math.max(done - first / rounds, 1e-6);
      const secondsLeft = ((now() - started) / 1000) * ((1 - done) / share);
      const steps = Math.max(1, Math.min(step + 1, stepsPerRound));
      return { round, rounds, done, loss: loss / steps, accuracy: correct / Math.max(1, seen), secondsLeft };
    };
    for (let step = 0; step < stepsPerRound; step++) {
      if (signal?.aborted) return round;
      const taken = round * stepsPerRound + step;
      const batch = await next(taken);
      const result = engine.step(batch, {
        rate: rateAt((round + step / stepsPerRound) / rounds, rate, WARM_UP),
        decay,
        ema: Math.min(plan.ema, (1 + taken) / (10 + taken)),
      });
      loss += result.loss;
      correct += result.correct;
      seen += result.total;
      if (step % STEPS_IN_A_BREATH === STEPS_IN_A_BREATH - 1) {
        onProgress?.(progressAt(step));
        await breathe();
      }
    }
    if (signal?.aborted) return round;
    await afterRound?.(progressAt(stepsPerRound), () => ({ rounds: round + 1, engine: engine.state() }));
  }
  return rounds;
}
