// Trains the model that tells what the strokes of a page are, by the features that reading makes of them.
import type { EngineFactory, Layer, Network } from '../../engine/engine.js';
import { random as seeded } from '../../engine/random.js';
import { strokeKinds } from '../../model/classifier.js';
import { strokeFeatureCount } from '../../numbers/evidence/stroke-features.js';
import { type ClassifierHooks, type TrainedClassifier, trainClassifier } from '../train-classifier.js';
import type { StrokeSamples } from './stroke-samples.js';
import { joinedStrokes, variedStrokes } from './vary-strokes.js';

const dense = (units: number): Layer => ({ kind: 'dense', units, norm: 'batch', activation: 'relu' });

const strokeNetwork: Network = {
  input: [1, 1, strokeFeatureCount],
  layers: [dense(64), dense(32), { kind: 'dense', units: strokeKinds.length, activation: 'none' }],
};

/** How the shipped model is trained. */
const strokesRecipe = { seed: 1, epochs: 4, batch: 256, takes: 6 } as const;

/** Share of each target that is spread over all kinds (Szegedy et al. 2016). */
const SMOOTHING = 0.002;

/** How a model is trained; every document is taken so many times, each time a little otherwise. */
export interface StrokesRecipe {
  /** Fixes the first weights, how documents vary and the order of their strokes. */
  readonly seed: number;
  /** Passes over all takes. */
  readonly epochs: number;
  /** Strokes a step. */
  readonly batch: number;
  /** Takes of each document. */
  readonly takes: number;
}

/**
 * Trains the model that judges strokes.
 * @param documents the strokes of each document
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export function trainStrokes(
  documents: readonly StrokeSamples[],
  heldOut: readonly StrokeSamples[],
  engines: EngineFactory,
  { takes, ...recipe }: StrokesRecipe = strokesRecipe,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const data = variedStrokes(documents, takes, seeded(recipe.seed));
  const classes = strokeKinds.length;
  return trainClassifier(
    {
      network: strokeNetwork,
      classes,
      // "Other" is what none of the answers fits.
      alphabet: strokeKinds.slice(0, -1),
      source: 'strokes of drawn documents, described as reading does it',
      ...recipe,
      random: seeded(recipe.seed),
      data,
      heldOut: joinedStrokes(heldOut),
      writeTarget(row, target) {
        target.fill(SMOOTHING / classes);
        target[data.labels[row]!]! += 1 - SMOOTHING;
      },
    },
    engines,
    hooks,
  );
}
