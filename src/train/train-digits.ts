// Training a base checkpoint from scratch: MNIST digits, synthetic clutter for "not a symbol", augmentation, AdamW under a
// cosine schedule, and a running average of the weights (Polyak & Juditsky 1992). What is kept is its mean over the later half of
// the epochs (Izmailov et al. 2018): the last alone reads MNIST as well, but other people's hands worse. The last 5,000
// training digits are held out: they score it and fit the temperature. The test set is never seen here.

import { breathe } from '../breathe.js';
import type { Augmentation, EngineFactory, Network, Weights } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { random as seeded, shuffle } from '../engine/random.js';
import { OwnhandError } from '../error.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { digitAlphabet } from '../model/alphabet.js';
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { argmax } from '../model/logits.js';
import { foldNorms, mix } from '../model/network-surgery.js';
import { clutterSet } from './clutter-set.js';
import { allographs } from './draw/allographs.js';
import { withForms } from './draw/digit-forms.js';
import { heldOutCount } from './held-out.js';
import { rateAt } from './schedule.js';

export interface TrainOptions {
  readonly network: Network;
  readonly epochs: number;
  readonly seed: number;
  readonly batch: number;
  /** Peak learning rate. */
  readonly rate: number;
  readonly decay: number;
  /** Share of each target spread over the other digits (Szegedy et al. 2016). */
  readonly smoothing: number;
  /** Weight of the past in the running average of the weights. */
  readonly ema: number;
  readonly augmentation: Augmentation;
  /** Whether forms that MNIST's writers seldom used are drawn onto some of its digits (forms.ts). */
  readonly forms: boolean;
  /** Digits drawn in ways that MNIST's writers seldom wrote them (allographs.ts). */
  readonly allographs: number;
  /** Synthetic "not a symbol" pictures trained on; a tenth as many are held out. */
  readonly clutter: number;
  readonly threads?: number;
  readonly reproducible?: boolean;
}

export interface TrainProgress {
  readonly epoch: number;
  readonly epochs: number;
  /** Share of the whole training done, 0 to 1. */
  readonly done: number;
  readonly loss: number;
  /** Share of the recent training pictures read rightly. */
  readonly accuracy: number;
  /** Share of the held-out digits read rightly, after each epoch. */
  readonly heldOut?: number;
  readonly secondsLeft: number;
}

/** Where a training stands between two epochs; enough to go on from. */
export interface TrainState {
  readonly epoch: number;
  readonly weights: Weights;
  readonly kept: Kept;
}

/** What would be kept: weights, normalisation folded away, and of how many epochs they are the mean. */
interface Kept {
  readonly weights: Weights;
  readonly epochs: number;
}

export interface TrainHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainProgress) => void;
  /** Called after each epoch; awaited, so that the state is safe before training goes on. */
  readonly onState?: (state: TrainState) => Promise<void>;
  readonly resume?: TrainState;
  /** Milliseconds, rising; default Date.now. */
  readonly now?: () => number;
}

export interface Trained {
  readonly checkpoint: Checkpoint;
  readonly stoppedEarly: boolean;
  readonly seconds: number;
}

/**
 * @param digits MNIST's 60,000 training digits (any set with more than `heldOutCount` works)
 * @throws OwnhandError 'aborted' where the signal came before the first epoch ended: there is nothing to keep yet.
 */
export async function train(
  digits: LabelledPictures,
  engines: EngineFactory,
  options: TrainOptions,
  hooks: TrainHooks = {},
): Promise<Trained> {
  const now = hooks.now ?? Date.now;
  const started = now();
  const reject = digitAlphabet.length;
  const columns = reject + 1;
  const trainable = part(digits, 0, digits.count - heldOutCount);
  const rejects = clutterSet(trainable, options.clutter, options.seed, reject);
  const data = concat([
    options.forms ? withForms(trainable, seeded(options.seed), 6) : trainable,
    allographs(options.allographs, seeded(options.seed)),
    rejects,
  ]);
  const heldOut = concat([
    part(digits, digits.count - heldOutCount),
    clutterSet(part(digits, digits.count - heldOutCount), options.clutter / 10, options.seed + 1, reject),
  ]);

  const { epochs, batch, seed } = options;
  const engine = await engines(options.network, hooks.resume?.weights ?? initialWeights(options.network, seed), {
    maxBatch: batch,
    ...(options.threads !== undefined && { threads: options.threads }),
    ...(options.reproducible !== undefined && { reproducible: options.reproducible }),
  });
  try {
    engine.load(data.pictures, data.count);
    const perEpoch = Math.floor(data.count / batch);
    const rows = new Int32Array(batch);
    const seeds = new Uint32Array(batch);
    const targets = new Float32Array(batch * columns);
    const random = seeded(seed);
    const order = new Int32Array(data.count).map((_, i) => i);
    const folded = foldNorms(options.network, initialWeights(options.network, seed)).network;
    let kept = hooks.resume?.kept;
    let epoch = 0;
    for (; epoch < epochs; epoch++) {
      shuffle(order, random);
      // A resumed training draws the same orders as one that was never stopped.
      if (epoch < (hooks.resume?.epoch ?? 0)) continue;
      let [loss, correct, seen] = [0, 0, 0];
      for (let step = 0; step < perEpoch && !hooks.signal?.aborted; step++) {
        for (let i = 0; i < batch; i++) {
          const row = order[step * batch + i]!;
          rows[i] = row;
          seeds[i] = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b) ^ seed;
          writeTarget(targets, i * columns, data.labels[row]!, reject, options.smoothing);
        }
        const done = (epoch + step / perEpoch) / epochs;
        const result = engine.step(
          { size: batch, rows, seeds, augmentation: options.augmentation, targets },
          {
            rate: rateAt(done, options.rate, 0.1),
            decay: options.decay,
            ema: Math.min(options.ema, (1 + epoch * perEpoch + step) / (10 + epoch * perEpoch + step)),
          },
        );
        loss += result.loss;
        correct += result.correct;
        seen += batch;
        if (step % 20 === 19) {
          const share = done - (hooks.resume?.epoch ?? 0) / epochs;
          hooks.onProgress?.({
            epoch,
            epochs,
            done,
            loss: (loss * batch) / seen,
            accuracy: correct / seen,
            secondsLeft: ((now() - started) / 1000) * ((1 - done) / Math.max(share, 1e-6)),
          });
          await breathe();
        }
      }
      if (hooks.signal?.aborted) break;
      const { weights } = foldNorms(options.network, engine.weights('average'));
      const before = kept && epoch > epochs >> 1 ? kept.epochs : 0;
      kept = { weights: before > 0 ? mix(kept!.weights, weights, before / (before + 1)) : weights, epochs: before + 1 };
      const score = digitAccuracy(await logitsOf(engines, folded, kept.weights, heldOut), heldOut.labels, columns);
      const done = (epoch + 1) / epochs;
      const share = done - (hooks.resume?.epoch ?? 0) / epochs;
      hooks.onProgress?.({
        epoch,
        epochs,
        done,
        loss: (loss * batch) / Math.max(1, seen),
        accuracy: correct / Math.max(1, seen),
        heldOut: score,
        secondsLeft: ((now() - started) / 1000) * ((1 - done) / share),
      });
      await hooks.onState?.({ epoch: epoch + 1, weights: engine.weights(), kept });
    }
    if (!kept) throw new OwnhandError('aborted', 'Stopped before the first epoch ended; nothing to keep yet.');
    const logits = await logitsOf(engines, folded, kept.weights, heldOut);
    const seconds = (now() - started) / 1000;
    return {
      stoppedEarly: epoch < epochs,
      seconds,
      checkpoint: {
        network: folded,
        weights: kept.weights,
        alphabet: digitAlphabet,
        temperature: fitTemperature(logits, columns, heldOut.labels),
        parent: null,
        training: {
          data: 'MNIST, first 55,000 training digits, digits drawn in other ways, and synthetic clutter',
          epochs: epoch,
          seed,
          batch,
          rate: options.rate,
          seconds: Math.round(seconds),
        },
        scores: { heldOut: digitAccuracy(logits, heldOut.labels, columns) },
      },
    };
  } finally {
    engine.close();
  }
}

function writeTarget(targets: Float32Array, from: number, label: number, reject: number, smoothing: number): void {
  // Clutter is clutter: only digits share their target with other digits.
  if (label === reject) {
    targets.fill(0, from, from + reject);
    targets[from + reject] = 1;
    return;
  }
  targets.fill(smoothing / reject, from, from + reject);
  targets[from + label]! += 1 - smoothing;
  targets[from + reject] = 0;
}

async function logitsOf(
  engines: EngineFactory,
  network: Network,
  weights: Weights,
  { pictures, count }: LabelledPictures,
): Promise<Float32Array> {
  const engine = await engines(network, weights, {});
  try {
    return engine.predictPictures(pictures, count);
  } finally {
    engine.close();
  }
}

/** Share of the digits, which come first among what is held out, that are read rightly. */
function digitAccuracy(logits: Float32Array, labels: Uint8Array, columns: number): number {
  let right = 0;
  for (let i = 0; i < heldOutCount; i++) if (argmax(logits, i * columns, columns - 1) === labels[i]) right++;
  return right / heldOutCount;
}
