// Where the models that travel with the package lie, and how they are read.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { text as kernels } from '../../engine/wasm/kernel-bytes.js';
import { OwnhandError } from '../../error.js';
import type { Shipped } from '../../learn/learn-step.js';
import type { Rehearsal } from '../../learn/rehearsal.js';
import { decodeRehearsal } from '../../learn/rehearsal.js';
import { type Checkpoint, decodeCheckpoint } from '../../model/checkpoint.js';
import { lookFile } from './kept-looks-file.js';
import { modelsPlace, packagedModels } from './models-place.js';

/** The base checkpoint's file. */
const baseFile = join(packagedModels(), 'digits.safetensors');
/** The digits that learning replays and the guard counts. */
export const rehearsalFile = join(packagedModels(), 'rehearsal.gz');
/** Tells letters from digits. */
export const letteringFile = join(packagedModels(), 'lettering.safetensors');
/** Judges cuts and joins. */
export const wholesFile = join(packagedModels(), 'wholes.safetensors');
/** Tells numbers from words, print and dirt. */
export const strokesFile = join(packagedModels(), 'strokes.safetensors');
/** Says which ink of a page is what. */
export const pageFile = join(packagedModels(), 'page.safetensors');
/** Says which symbol is written where. */
export const symbolsFile = join(packagedModels(), 'symbols.safetensors');

/** The reader that travels with the package, before any hand has taught it. */
export async function shippedBase(): Promise<Checkpoint> {
  return readShippedCheckpoint(baseFile);
}

/** One of the shipped checkpoints. */
export async function readShippedCheckpoint(file: string): Promise<Checkpoint> {
  return decodeCheckpoint(await bytesOf(file), 'the shipped checkpoint');
}

async function shippedRehearsal(): Promise<Rehearsal> {
  const [base, digits] = await Promise.all([bytesOf(baseFile), bytesOf(rehearsalFile)]);
  return { ...decodeRehearsal(gunzipSync(digits)), keeper: lookFile([base, digits, kernels]) };
}

let loaded: Promise<Shipped> | undefined;

/**
 * All that learning needs of what travels with the package. It gives the same objects each time, so that what was made
 * of them is kept too.
 */
export function shipped(): Promise<Shipped> {
  loaded ??= Promise.all([shippedBase(), shippedRehearsal()]).then(([base, rehearsal]) => ({ base, rehearsal }));
  // What could not be read this time may be there the next.
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const [place, name] = [modelsPlace(), basename(file)];
  if (typeof place !== 'string') {
    const bytes = place[name];
    if (bytes === undefined) throw missing(`The models that were given lack ${name}`);
    return bytes;
  }
  try {
    return await readFile(join(place, name));
  } catch (cause) {
    throw missing(`A file of ownhand itself is missing (${join(place, name)})`, cause);
  }
}

function missing(what: string, cause?: unknown): OwnhandError {
  const remedy = 'install it again, or say with OWNHAND_MODELS, or useModels(…), where its models are';
  return new OwnhandError('bad-checkpoint', `${what}; ${remedy}.`, { cause });
}
