// Where a training stands, as a file beside the checkpoint it will become: Ctrl-C or a crash costs one epoch at most.
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Tensor, Weights } from '../../engine/engine.js';
import { decodeTensors, encodeTensors } from '../../model/safetensors.js';
import type { FitState } from '../../train/fit.js';
import type { Kept } from '../../train/train-digits.js';
import { isSystemError, systemError, writeDurably } from '../files.js';

const KEY = 'ownhand-training';

interface Header {
  /** The training's options; a state of other options is not gone on from. */
  readonly options: string;
  /** Epochs that are done. */
  readonly epochs: number;
  /** Steps that the optimiser has taken. */
  readonly steps: number;
  /** Epochs that the kept weights are the mean of. */
  readonly kept: number;
}

/** Where a training stands; what it would keep, where that is more than the optimiser knows. */
export type SavedState = FitState & { readonly kept?: Kept };

/** The file that holds the state of the training of `out`. */
const stateFile = (out: string): string => `${out}.partial`;

/** Keeps where the training of `out` stands. */
export async function saveState(out: string, options: string, state: SavedState): Promise<void> {
  const { rounds, kept, engine } = state;
  const header: Header = { options, epochs: rounds, steps: engine.steps, kept: kept?.epochs ?? 0 };
  const tensors = new Map<string, Tensor>([
    ...prefixed('now', engine.weights),
    ...(engine.average ? prefixed('average', engine.average) : []),
    ...prefixed('first', engine.firstMoments),
    ...prefixed('second', engine.secondMoments),
    ...(kept ? prefixed('kept', kept.weights) : []),
  ]);
  const bytes = encodeTensors({ metadata: { [KEY]: JSON.stringify(header) }, tensors }, 'F32');
  const file = stateFile(out);
  await writeDurably(dirname(file), [{ name: basename(file), bytes }]);
}

/**
 * The state of an earlier training of `out` with the same options; undefined where there is none. Throws OwnhandError
 * 'bad-checkpoint'.
 */
export async function loadState(out: string, options: string): Promise<SavedState | undefined> {
  const file = stateFile(out);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw systemError(error, file);
  }
  const { metadata, tensors } = decodeTensors(bytes, file);
  const header = JSON.parse(metadata[KEY] ?? '{}') as Partial<Header>;
  const { epochs, steps, kept } = header;
  if (header.options !== options || epochs === undefined || steps === undefined || kept === undefined) return undefined;
  const average = part('average', tensors);
  return {
    rounds: epochs,
    engine: {
      steps,
      weights: part('now', tensors),
      ...(average.size > 0 && { average }),
      firstMoments: part('first', tensors),
      secondMoments: part('second', tensors),
    },
    ...(kept > 0 && { kept: { epochs: kept, weights: part('kept', tensors) } }),
  };
}

/** Removes what `saveState` has kept. */
export async function removeState(out: string): Promise<void> {
  await rm(stateFile(out), { force: true });
}

function* prefixed(prefix: string, weights: Weights): Generator<[string, Tensor]> {
  for (const [name, tensor] of weights) yield [`${prefix}/${name}`, tensor];
}

function part(prefix: string, tensors: ReadonlyMap<string, Tensor>): Weights {
  return new Map(
    [...tensors].flatMap(([name, tensor]) =>
      name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), tensor] as const] : [],
    ),
  );
}
