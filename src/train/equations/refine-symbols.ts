// Refines the model of symbols on drawings as drawing programs make them, of thin lines with hard edges, beside photos:
// what it was trained on has few of these.
import type { EngineFactory } from '../../engine/engine.js';
import { random as seeded, shuffle } from '../../engine/random.js';
import type { Checkpoint } from '../../model/checkpoint.js';
import { type ClassifierHooks, type TrainedClassifier, trainClassifier } from '../train-classifier.js';
import { drawExpression } from './draw-expression.js';
import { drawOnScreen } from './draw-on-screen.js';
import { type DrawExpression, type SymbolSamples, symbolSamples } from './symbol-samples.js';
import { composedExpressions, type ExpressionSource, symbolTraining } from './train-equations.js';

/** How the model of symbols is refined. */
export interface SymbolRefinement {
  /** Fixes every random choice. */
  readonly seed: number;
  /** Written expressions that are read, drawn by lot. */
  readonly written: number;
  /** Composed expressions beside them. */
  readonly composed: number;
  /** Written expressions that score it, and as many composed ones. */
  readonly toScore: number;
  /** Passes over all samples. */
  readonly epochs: number;
  /** Peak learning rate. */
  readonly rate: number;
  /** How often an expression is drawn as a drawing program does it; otherwise as a photo. */
  readonly onScreen: number;
  /** Of what is no symbol so many samples for each that is one. */
  readonly others: number;
}

/** How the shipped model is refined; set by eye, as far as half an hour on one thread allows. */
export const symbolRefinement: SymbolRefinement = {
  seed: 11,
  written: 1200,
  composed: 1700,
  toScore: 60,
  epochs: 3,
  rate: 8e-4,
  onScreen: 0.6,
  others: 1.6,
};

/** What a model is refined on, and what scores it. */
export interface RefinementSamples {
  /** To learn from. */
  readonly data: SymbolSamples;
  /** By writers that are not learned from. */
  readonly heldOut: SymbolSamples;
}

/** Draws expressions of a source, and of one to score by. */
export function refinementSamples(
  source: ExpressionSource,
  scoredBy: ExpressionSource,
  alphabet: readonly string[],
  { seed, written, composed, toScore, onScreen, others }: SymbolRefinement = symbolRefinement,
): RefinementSamples {
  const random = seeded(seed);
  const draw: DrawExpression = (expression) =>
    (random() < onScreen ? drawOnScreen : drawExpression)(expression, random);
  const all = (from: ExpressionSource, written: number, composed: number) => {
    const order = Int32Array.from(from.written.keys());
    shuffle(order, random);
    const drawn = [...order.subarray(0, written)].map((k) => from.written[k]!);
    const made = composedExpressions(from.bank, composed, random);
    return symbolSamples([...drawn, ...made], alphabet, random, others, draw);
  };
  return { data: all(source, written, composed), heldOut: all(scoredBy, toScore, toScore) };
}

/**
 * Refines a model.
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export function refineSymbols(
  from: Checkpoint,
  { data, heldOut }: RefinementSamples,
  engines: EngineFactory,
  { seed, epochs, rate }: SymbolRefinement = symbolRefinement,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  return trainClassifier(
    {
      ...symbolTraining(from.alphabet, data, heldOut, seed),
      source: 'expressions of CROHME and composed ones, drawn as photos and as drawing programs do',
      from,
      epochs,
      rate,
      random: seeded(seed + 1),
    },
    engines,
    hooks,
  );
}
