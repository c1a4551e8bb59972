// The models as a worker fetches them: each once, when it is first needed.
import { OwnhandError } from '../../error.js';
import type { Shipped } from '../../learn/learn-step.js';
import { decodeRehearsal } from '../../learn/rehearsal.js';
import { type Checkpoint, decodeCheckpoint } from '../../model/checkpoint.js';
import type { Helpers } from '../../model/classifier.js';
import { Model } from '../../model/model.js';
import { openPageModel } from '../../model/sight/page-model.js';
import { openSymbolModel } from '../../model/sight/symbol-model.js';
import { ZERO } from '../../page/contrast.js';
import { createEngine } from '../browser-engine.js';
import { type ModelAddresses, modelFiles } from './worker-messages.js';

/** Bytes of the rehearsal, far beyond any. */
const MOST_REHEARSAL = 100_000_000;

/** What reading and learning start from. */
export interface WorkerModels {
  /** The shipped reader. */
  base(): Promise<Checkpoint>;
  /** What learning starts from. */
  shipped(): Promise<Shipped>;
  /** What helps to read a page. */
  helpers(): Promise<Helpers>;
  /** What equations are read with: of symbols, of how they stand to each other, and of what stands around them. */
  equations(): Promise<readonly [Checkpoint, Checkpoint, Checkpoint]>;
}

/** Models at these addresses. Each promise is rejected with OwnhandError 'bad-checkpoint' where one cannot be had. */
export function workerModels(addresses: ModelAddresses): WorkerModels {
  const bytesOf = (file: keyof ModelAddresses) => fetched(addresses[file], modelFiles[file]);
  const checkpointOf = async (file: keyof ModelAddresses): Promise<Checkpoint> =>
    decodeCheckpoint(await bytesOf(file), `the shipped checkpoint ${modelFiles[file]}`);
  const base = once(() => checkpointOf('digits'));

  const shipped = once(async (): Promise<Shipped> => {
    const [bytes, { isGzip, unpacked }] = await Promise.all([bytesOf('rehearsal'), import('./compress.js')]);
    const plain = isGzip(bytes) ? await unpacked(new Blob([bytes]), 'gzip', MOST_REHEARSAL) : bytes;
    return { base: await base(), rehearsal: decodeRehearsal(plain) };
  });

  const helpers = once(async (): Promise<Helpers> => {
    const open = async (file: keyof ModelAddresses) =>
      Model.open(await checkpointOf(file), createEngine, { threads: 1 });
    const [lettering, wholes, strokes, page, symbols] = await Promise.all([
      open('lettering'),
      open('wholes'),
      open('strokes'),
      checkpointOf('page').then((checkpoint) => openPageModel(checkpoint, createEngine, ZERO)),
      checkpointOf('symbols').then((checkpoint) => openSymbolModel(checkpoint, createEngine, ZERO)),
    ]);
    const letters = (pictures: Uint8Array, count: number): Float32Array => {
      const chances = lettering.classify(pictures, count);
      return Float32Array.from({ length: count }, (_, k) => chances[2 * k]!);
    };
    return { lettering: { letters }, wholes, strokes, page, symbols };
  });

  const equations = once(() =>
    Promise.all([checkpointOf('equationSymbols'), checkpointOf('equationRelations'), checkpointOf('equationContext')]),
  );

  return { base, shipped, helpers, equations };
}

/** The same promise each time, unless it was rejected: what could not be had this time may be there the next. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
}

async function fetched(address: string, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const remedy = 'serve the folder models/ of ownhand there, or say with useModels(…) where it is';
  let response: Response;
  try {
    response = await fetch(address);
  } catch (cause) {
    throw new OwnhandError('bad-checkpoint', `${file} could not be loaded from ${address}; ${remedy}.`, { cause });
  }
  if (!response.ok)
    throw new OwnhandError('bad-checkpoint', `${file} is not at ${address} (${response.status}); ${remedy}.`);
  return new Uint8Array(await response.arrayBuffer());
}
