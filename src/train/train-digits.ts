// Training a base checkpoint from scratch: MNIST digits, synthetic clutter for "not a symbol", augmentation, and the
// training loop of fit.ts. What is kept is the mean of its averaged weights over the later half of the epochs (Izmailov
// et al. 2018): the last alone reads MNIST as well, but other people's hands worse. The last 5,000 training digits are
// held out: they score it and fit the temperature. The test set is never seen here.

import type { Augmentation, EngineFactory, Network, Weights } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { random as seeded } from '../engine/random.js';
import { OwnhandError } from '../error.js';
import { concat, type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { digitAlphabet } from '../model/alphabet.js';
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { foldNorms, mix } from '../model/network-surgery.js';
import type { StopSignal } from '../signal.js';
import { clutterSet } from './clutter-set.js';
import { allographs } from './draw/allographs.js';
import { withForms } from './draw/digit-forms.js';
import { type FitState, fit } from './fit.js';
import { accuracyOf, heldOutCount, logitsOf } from './held-out.js';
import { shuffledBatches } from './shuffled-batches.js';

/** What is trained, on what, and for how long. */
export interface TrainOptions {
  /** Takes pictures [28, 28, 1] and ends in 11 outputs: ten digits and "not a symbol". */
  readonly network: Network;
  /** Passes over all pictures. */
  readonly epochs: number;
  /** Fixes every random choice. */
  readonly seed: number;
  /** Pictures a step. */
  readonly batch: number;
  /** Peak learning rate. */
  readonly rate: number;
  /** Weight decay of AdamW. */
  readonly decay: number;
  /** Share of each target spread over the other digits (Szegedy et al. 2016). */
  readonly smoothing: number;
  /** Weight of the past in the running average of the weights. */
  readonly ema: number;
  /** How strongly pictures are changed, anew each time they are seen. */
  readonly augmentation: Augmentation;
  /** Whether forms that MNIST's writers seldom used are drawn onto some of its digits (draw/digit-forms.ts). */
  readonly forms: boolean;
  /** Digits drawn in ways that MNIST's writers seldom wrote them (draw/allographs.ts). */
  readonly allographs: number;
  /** Synthetic "not a symbol" pictures trained on; a tenth as many are held out. */
  readonly clutter: number;
  /** Digits at the end of the set that are held out. Default: `heldOutCount`. */
  readonly heldOutDigits?: number;
  /** Threads of the engine. Default: the engine's. */
  readonly threads?: number;
  /** Whether the weights are to be bit for bit the same on any machine. */
  readonly reproducible?: boolean;
}

/** How far a training has come. */
export interface TrainProgress {
  /** The epoch at hand, counted from 0. */
  readonly epoch: number;
  /** Epochs in all. */
  readonly epochs: number;
  /** Share of the whole training done, 0 to 1. */
  readonly done: number;
  /** Mean loss over the epoch up to here, in nats. */
  readonly loss: number;
  /** Share of the epoch's pictures up to here that were read rightly. */
  readonly accuracy: number;
  /** Share of the held-out digits read rightly, after each epoch. */
  readonly heldOut?: number;
  /** Seconds that the rest will take, at the pace up to here. */
  readonly secondsLeft: number;
}

/** Where a training stands between two epochs; enough to go on from. */
export interface TrainState extends FitState {
  /** What would be kept if it ended here. */
  readonly kept: Kept;
}

/** The mean of some epochs' averaged weights, normalisation folded away. */
export interface Kept {
  /** The network's, without normalisation. */
  readonly weights: Weights;
  /** How many epochs the mean is of. */
  readonly epochs: number;
}

/** What a caller may hang on to a training. */
export interface TrainHooks {
  /** Ends the training early; what was reached is returned. */
  readonly signal?: StopSignal;
  /** Called every few steps and after each epoch. */
  readonly onProgress?: (progress: TrainProgress) => void;
  /** Called after each epoch; awaited, so that the state is safe before training goes on. */
  readonly onState?: (state: TrainState) => Promise<void>;
  /** Where to go on from: a state of a training with the same digits and options. */
  readonly resume?: TrainState;
  /** Milliseconds, rising. Default: Date.now. */
  readonly now?: () => number;
}

/** What a training gave. */
export interface Trained {
  /** The reader, with its temperature and its score on what was held out. */
  readonly checkpoint: Checkpoint;
  /** Whether the signal ended it before its last epoch. */
  readonly stoppedEarly: boolean;
  /** Seconds since this call began. */
  readonly seconds: number;
}

/** Columns of the logits and of the targets: the digits, then "not a symbol". */
const REJECT = digitAlphabet.length;
const COLUMNS = REJECT + 1;

/**
 * Trains a reader of digits.
 * @param digits MNIST's 60,000 training digits (any set with more digits than are held out works)
 * @throws OwnhandError 'aborted' where the signal came before the first epoch ended: there is nothing to keep yet.
 */
export async function train(
  digits: LabelledPictures,
  engines: EngineFactory,
  options: TrainOptions,
  hooks: TrainHooks = {},
): Promise<Trained> {
  const { now = Date.now, signal, resume, onProgress, onState } = hooks;
  const { network, epochs, batch, seed, rate } = options;
  const started = now();
  const { data, heldOut } = dataOf(digits, options);
  const initial = initialWeights(network, seed);
  const folded = foldNorms(network, initial).network;
  const score = async (weights: Weights) => {
    const logits = await logitsOf(engines, folded, weights, heldOut.pictures, heldOut.count);
    // The digits come first among what is held out; "not a symbol" is not an answer to them.
    const accuracy = accuracyOf(logits, heldOut.labels, COLUMNS, { count: heldOut.digits, answers: REJECT });
    return { logits, accuracy };
  };
  const engine = await engines(network, initial, {
    maxBatch: batch,
    ...(options.threads !== undefined && { threads: options.threads }),
    ...(options.reproducible !== undefined && { reproducible: options.reproducible }),
  });
  try {
    engine.load(data.pictures, data.count);
    const { next, stepsPerEpoch } = shuffledBatches({
      count: data.count,
      batch,
      classes: COLUMNS,
      random: seeded(seed),
      augmentation: options.augmentation,
      seedOf: (row, epoch) => Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b) ^ seed,
      writeTarget: (row, target) => writeTarget(target, data.labels[row]!, options.smoothing),
    });
    let kept = resume?.kept;
    const plan = { rounds: epochs, stepsPerRound: stepsPerEpoch, rate, decay: options.decay, ema: options.ema };
    const done = await fit(engine, next, plan, {
      now,
      ...(signal && { signal }),
      ...(resume && { resume }),
      onProgress: ({ round, rounds, ...rest }) => onProgress?.({ epoch: round, epochs: rounds, ...rest }),
      async afterRound({ round, rounds, ...rest }, state) {
        kept = withEpoch(kept, foldNorms(network, engine.weights('average')).weights, round, epochs);
        const { accuracy } = await score(kept.weights);
        onProgress?.({ epoch: round, epochs: rounds, ...rest, heldOut: accuracy });
        await onState?.({ ...state(), kept });
      },
    });
    if (!kept) throw new OwnhandError('aborted', 'Stopped before the first epoch ended; nothing to keep yet.');
    const { logits, accuracy } = await score(kept.weights);
    const seconds = (now() - started) / 1000;
    return {
      stoppedEarly: done < epochs,
      seconds,
      checkpoint: {
        network: folded,
        weights: kept.weights,
        alphabet: digitAlphabet,
        temperature: fitTemperature(logits, COLUMNS, heldOut.labels),
        parent: null,
        training: {
          data: 'MNIST, first 55,000 training digits, digits drawn in other ways, and synthetic clutter',
          epochs: done,
          seed,
          batch,
          rate,
          seconds: Math.round(seconds),
        },
        scores: { heldOut: accuracy },
      },
    };
  } finally {
    engine.close();
  }
}

interface Data {
  readonly data: LabelledPictures;
  /** So many digits first, clutter after them. */
  readonly heldOut: LabelledPictures & { readonly digits: number };
}

/** What is trained on, and what is held out. */
function dataOf(digits: LabelledPictures, options: TrainOptions): Data {
  const { seed, clutter, forms, allographs: drawn, heldOutDigits = heldOutCount } = options;
  const trainable = part(digits, 0, digits.count - heldOutDigits);
  const others = part(digits, digits.count - heldOutDigits);
  return {
    data: concat([
      forms ? withForms(trainable, seeded(seed), 6) : trainable,
      allographs(drawn, seeded(seed)),
      clutterSet(trainable, clutter, seed, REJECT),
    ]),
    heldOut: { ...concat([others, clutterSet(others, clutter / 10, seed + 1, REJECT)]), digits: heldOutDigits },
  };
}

/** The mean with one epoch's weights more; up to the middle of the training the epoch's weights alone. */
function withEpoch(kept: Kept | undefined, weights: Weights, epoch: number, epochs: number): Kept {
  if (!kept || epoch <= epochs >> 1) return { weights, epochs: 1 };
  return { weights: mix(kept.weights, weights, kept.epochs / (kept.epochs + 1)), epochs: kept.epochs + 1 };
}

function writeTarget(target: Float32Array, label: number, smoothing: number): void {
  // Clutter is clutter: only digits share their target with other digits.
  if (label === REJECT) {
    target.fill(0);
    target[REJECT] = 1;
    return;
  }
  target.fill(smoothing / REJECT);
  target[label]! += 1 - smoothing;
  target[REJECT] = 0;
}
