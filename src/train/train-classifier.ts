// What the trainings of the smaller classifiers have in common: a set of pictures that is loaded once, the training
// loop of fit.ts over it, a score on pictures held out after each epoch, and a checkpoint whose temperature they fit.

import type { Augmentation, EngineFactory, Network } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import type { Random } from '../engine/random.js';
import { OwnhandError } from '../error.js';
import { fitTemperature } from '../model/calibration.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { foldNorms } from '../model/network-surgery.js';
import type { StopSignal } from '../signal.js';
import { type FitState, fit } from './fit.js';
import { accuracyOf, logitsOf } from './held-out.js';
import { standardRecipe } from './recipes.js';
import { shuffledBatches } from './shuffled-batches.js';

/** Pictures for a network's input. */
export interface Pictures {
  /** How many there are. */
  readonly count: number;
  /** [count, ...input], 0 to 255. */
  readonly pictures: Uint8Array;
}

/** A classifier, what it learns from, and what it is scored by. */
export interface ClassifierTraining {
  /** Ends in one value a class. */
  readonly network: Network;
  /** Values of the network's output. */
  readonly classes: number;
  /** What the checkpoint answers with; "none of them" may be one class more. */
  readonly alphabet: readonly string[];
  /** What it learns from, in words, for the checkpoint's card. */
  readonly source: string;
  /** Fixes the first weights. */
  readonly seed: number;
  /** Draws the order of the pictures. */
  readonly random: Random;
  /** Passes over the pictures. */
  readonly epochs: number;
  /** A model to go on with, whose network it keeps. Default: none, but random weights. */
  readonly from?: Checkpoint;
  /** Peak learning rate. Default: that of the digits' recipe. */
  readonly rate?: number;
  /** What it learns from. */
  readonly data: Pictures;
  /** Writes what is wanted of one of them, a distribution over the classes. */
  readonly writeTarget: (row: number, target: Float32Array) => void;
  /** Pictures a step. Default 64. */
  readonly batch?: number;
  /** How pictures are changed, anew each time they are seen. Default: not at all. */
  readonly augmentation?: Augmentation;
  /** The seed of a picture's change. */
  readonly seedOf?: (row: number, epoch: number) => number;
  /** What scores it, with the class of each. */
  readonly heldOut: Pictures & { readonly labels: Uint8Array };
}

/** What a caller may hang on to a training. */
export interface ClassifierHooks {
  /** Ends the training. */
  readonly signal?: StopSignal;
  /**
   * Called after each epoch (from 0) with its mean loss and the share of the held-out pictures that are read rightly.
   */
  readonly onEpoch?: (epoch: number, loss: number, heldOut: number) => void;
  /** Called after each epoch and awaited, so that the state is safe before training goes on. */
  readonly onState?: (state: FitState) => Promise<void>;
  /** Where to go on from: a state of a training with the same data and options. */
  readonly resume?: FitState;
}

/** A trained classifier. */
export interface TrainedClassifier {
  /** Its weights, normalisation folded away, and its temperature. */
  readonly checkpoint: Checkpoint;
  /** Share of the held-out pictures that it reads rightly. */
  readonly heldOut: number;
}

/** Pictures a step, unless asked otherwise. The averaging is that of the digits' recipe. */
const BATCH = 64;

/**
 * Trains a classifier.
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export async function trainClassifier(
  training: ClassifierTraining,
  engines: EngineFactory,
  { signal, onEpoch, onState, resume }: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const { classes, seed, epochs, data, heldOut, batch = BATCH, from } = training;
  const network = from?.network ?? training.network;
  const engine = await engines(network, from?.weights ?? initialWeights(network, seed), { maxBatch: batch });
  const score = async () => {
    const weights = engine.weights('average');
    const logits = await logitsOf(engines, network, weights, heldOut.pictures, heldOut.count);
    return { weights, logits, accuracy: accuracyOf(logits, heldOut.labels, classes) };
  };
  try {
    engine.load(data.pictures, data.count);
    const { next, stepsPerEpoch } = shuffledBatches({ ...training, count: data.count, batch });
    const { decay, ema } = standardRecipe;
    const { rate = standardRecipe.rate } = training;
    const plan = { rounds: epochs, stepsPerRound: stepsPerEpoch, rate, decay, ema };
    const done = await fit(engine, next, plan, {
      ...(signal && { signal }),
      ...(resume && { resume }),
      async afterRound({ round, loss }, state) {
        onEpoch?.(round, loss, (await score()).accuracy);
        await onState?.(state());
      },
    });
    if (done < epochs)
      throw new OwnhandError('aborted', `Stopped after epoch ${done} of ${epochs}; there is no model to keep yet.`);
    const { weights, logits, accuracy } = await score();
    return {
      heldOut: accuracy,
      checkpoint: {
        ...foldNorms(network, weights),
        alphabet: training.alphabet,
        temperature: fitTemperature(logits, classes, heldOut.labels),
        parent: null,
        training: { data: training.source, epochs, seed, batch },
        scores: { heldOut: accuracy },
      },
    };
  } finally {
    engine.close();
  }
}
