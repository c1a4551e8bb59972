// Trains the two models that read equations: one that says which strokes are a symbol, and which; one that says how a
// symbol hangs on another. Both learn from written expressions and from ones composed of their symbols and of MNIST's
// digits, by the very functions that reading calls.
import type { EngineFactory, Layer, Network } from '../../engine/engine.js';
import { type Random, random as seeded } from '../../engine/random.js';
import { contextFeatureCount } from '../../equations/finding/context-features.js';
import { relationFeatureCount } from '../../equations/finding/relation-features.js';
import { relations } from '../../equations/finding/relations.js';
import { VIEW_CHANNELS } from '../../equations/finding/symbol-view.js';
import type { LabelledPictures } from '../../glyph/labelled-pictures.js';
import { pictureSide, pictureSize } from '../../glyph/picture.js';
import { digitAlphabet } from '../../model/alphabet.js';
import { strokesOf } from '../draw/skeleton.js';
import { heldOutCount } from '../held-out.js';
import { type ClassifierHooks, type TrainedClassifier, trainClassifier } from '../train-classifier.js';
import { composeExpression } from './compose-expression.js';
import { contextSamples } from './context-samples.js';
import { type InkExpression, type InkSymbol, partOfWriter } from './crohme.js';
import { labelsOf, randomExpression } from './random-expressions.js';
import { relationSamples } from './relation-samples.js';
import { type SymbolBank, symbolBank } from './symbol-bank.js';
import { type SymbolSamples, symbolSamples } from './symbol-samples.js';

/** How both models are trained. */
export interface EquationsRecipe {
  /** Fixes every random choice, and which writers are held out. */
  readonly seed: number;
  /** Composed expressions beside the written ones, for symbols and for relations. */
  readonly composed: { readonly symbols: number; readonly relations: number; readonly context: number };
  /** Passes over all samples. */
  readonly epochs: { readonly symbols: number; readonly relations: number; readonly context: number };
  /** Of what is no symbol so many samples for each that is one. */
  readonly others: number;
  /** MNIST digits to compose of, redrawn as strokes. */
  readonly digits: number;
}

/** How the shipped models are trained. */
export const equationsRecipe: EquationsRecipe = {
  seed: 0,
  composed: { symbols: 6000, relations: 8000, context: 6000 },
  epochs: { symbols: 8, relations: 8, context: 10 },
  others: 1.6,
  digits: 9000,
};

/** The written expressions that are trained on, and what to compose others of. */
export interface ExpressionSource {
  /** By writers of one part. */
  readonly written: readonly InkExpression[];
  /** Their symbols, and digits. */
  readonly bank: SymbolBank;
}

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const dense = (units: number): Layer => ({ kind: 'dense', units, norm: 'batch', activation: 'relu' });
const outputs = (units: number): Layer => ({ kind: 'dense', units, activation: 'none' });
const maxpool: Layer = { kind: 'maxpool' };

/** Pictures a step. */
const BATCH = { symbols: 128, relations: 512, context: 256 } as const;

/** Share of each target that is spread over all classes (Szegedy et al. 2016). */
const SMOOTHING = { symbols: 0.03, relations: 0.014, context: 0.02 } as const;

/** All labels of some expressions, sorted. */
export const alphabetOf = (expressions: readonly InkExpression[]): string[] =>
  [...new Set(expressions.flatMap(({ symbols }) => symbols.map(({ label }) => label)))].sort();

/**
 * What is trained on, or, with another part, scored by.
 * @param digits MNIST's training digits; its last 5,000 are for scoring
 */
export function expressionSource(
  expressions: readonly InkExpression[],
  part: 'train' | 'choose' | 'test',
  digits: LabelledPictures,
  { seed, digits: count }: EquationsRecipe = equationsRecipe,
): ExpressionSource {
  const written = expressions.filter(({ writer }) => partOfWriter(writer, seed) === part);
  const from = part === 'train' ? 0 : digits.count - heldOutCount;
  const drawn: InkSymbol[] = [];
  for (let i = from; i < digits.count && drawn.length < count; i++) {
    const picture = digits.pictures.subarray(i * pictureSize, (i + 1) * pictureSize);
    const strokes = strokesOf(picture, pictureSide, pictureSide).filter((path) => path.length > 2);
    if (strokes.length > 0) drawn.push({ label: digitAlphabet[digits.labels[i]!]!, strokes });
  }
  const [own, all] = [symbolBank(written, drawn), symbolBank(expressions, [])];
  // A label that nobody of this part wrote is taken from anybody; only scoring comes to that.
  const bank: SymbolBank = {
    any: (label, random) => (own.has(label) ? own : all).any(label, random),
    has: (label) => all.has(label),
  };
  return { written, bank };
}

/** Expressions composed of a bank's symbols; none of those that need a label that nobody wrote. */
export function composedExpressions(bank: SymbolBank, count: number, random: Random): InkExpression[] {
  const all = Array.from({ length: count }, () => randomExpression(random));
  return all
    .filter((what) => labelsOf(what).every((label) => bank.has(label)))
    .map((what) => composeExpression(what, bank, random));
}

/** What all trainings of equations have in common. */
const common = (model: 'relations' | 'context', recipe: EquationsRecipe, labels: Uint8Array) => ({
  seed: recipe.seed,
  epochs: recipe.epochs[model],
  batch: BATCH[model],
  writeTarget: (row: number, target: Float32Array) => writeTarget(target, labels[row]!, SMOOTHING[model]),
});

/**
 * Trains the model of symbols.
 * @param scoredBy a part that is not trained on; so many of its expressions score it
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export async function trainSymbols(
  source: ExpressionSource,
  scoredBy: ExpressionSource,
  alphabet: readonly string[],
  engines: EngineFactory,
  recipe: EquationsRecipe = equationsRecipe,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const random = seeded(recipe.seed + 1);
  const composed = composedExpressions(source.bank, recipe.composed.symbols, random);
  const data = symbolSamples([...source.written, ...composed], alphabet, random, recipe.others);
  const held = [...scoredBy.written, ...composedExpressions(scoredBy.bank, scoredBy.written.length, random)];
  return trainClassifier(
    {
      ...symbolTraining(alphabet, data, symbolSamples(held, alphabet, random, recipe.others), recipe.seed),
      epochs: recipe.epochs.symbols,
      random,
    },
    engines,
    hooks,
  );
}

/** What trainings of symbols have in common. */
export const symbolTraining = (
  alphabet: readonly string[],
  data: SymbolSamples,
  heldOut: SymbolSamples,
  seed: number,
) => ({
  network: symbolNetwork(alphabet.length + 1),
  classes: alphabet.length + 1,
  alphabet,
  source: 'expressions of CROHME, drawn as photos, and expressions composed of their symbols and of MNIST digits',
  seed,
  batch: BATCH.symbols,
  writeTarget: (row: number, target: Float32Array) => writeTarget(target, data.labels[row]!, SMOOTHING.symbols),
  data,
  heldOut,
  augmentation: {
    ...{ rotate: 0.08, scale: 0.06, stretch: 0.08, shear: 0.1 },
    ...{ shift: 0.8, elastic: 0.5, thickness: 0.4, erase: 0 },
  },
  seedOf: (row: number, epoch: number) => Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b) ^ seed,
});

/**
 * Trains the model of relations.
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export function trainRelations(
  source: ExpressionSource,
  scoredBy: ExpressionSource,
  engines: EngineFactory,
  recipe: EquationsRecipe = equationsRecipe,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const random = seeded(recipe.seed + 2);
  const composed = composedExpressions(source.bank, recipe.composed.relations, random);
  const data = relationSamples([...source.written, ...source.written, ...composed], random);
  return trainClassifier(
    {
      network: relationNetwork,
      classes: relations.length,
      // "None" is not an answer, as "not a symbol" is none.
      alphabet: relations.slice(0, -1),
      source: 'expressions of CROHME, and expressions composed of their symbols and of MNIST digits',
      ...common('relations', recipe, data.labels),
      random,
      data,
      heldOut: relationSamples(scoredBy.written, random),
    },
    engines,
    hooks,
  );
}

/**
 * Trains the model of contexts.
 * @throws OwnhandError 'aborted' where the signal came before the last epoch ended.
 */
export function trainContext(
  source: ExpressionSource,
  scoredBy: ExpressionSource,
  alphabet: readonly string[],
  engines: EngineFactory,
  recipe: EquationsRecipe = equationsRecipe,
  hooks: ClassifierHooks = {},
): Promise<TrainedClassifier> {
  const random = seeded(recipe.seed + 3);
  const composed = composedExpressions(source.bank, recipe.composed.context, random);
  const data = contextSamples([...source.written, ...composed], alphabet, random);
  const classes = alphabet.length + 1;
  return trainClassifier(
    {
      network: {
        input: [1, 1, contextFeatureCount(alphabet.length)],
        layers: [dense(96), outputs(classes)],
      },
      classes,
      alphabet,
      source: 'expressions of CROHME, and expressions composed of their symbols and of MNIST digits',
      ...common('context', recipe, data.labels),
      random,
      data,
      heldOut: contextSamples(scoredBy.written, alphabet, random),
    },
    engines,
    hooks,
  );
}

function symbolNetwork(classes: number): Network {
  return {
    input: [pictureSide, pictureSide, VIEW_CHANNELS],
    layers: [
      ...[conv(16), maxpool, conv(32), conv(32), maxpool, conv(64), conv(64), maxpool],
      ...[dense(160), outputs(classes)],
    ],
  };
}

const relationNetwork: Network = {
  input: [1, 1, relationFeatureCount],
  layers: [dense(128), dense(64), outputs(relations.length)],
};

function writeTarget(target: Float32Array, label: number, smoothing: number): void {
  target.fill(smoothing / target.length);
  target[label]! += 1 - smoothing;
}
