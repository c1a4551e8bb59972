// The models that help to read a page, opened once in a thread when the first page is read.
import type { Helpers } from '../model/classifier.js';
import { Model } from '../model/model.js';
import { createEngine } from './engine.js';
import { checkpointOf, letteringFile, wholesFile } from './shipped.js';

let opened: Promise<Helpers> | undefined;

/** Throws OwnhandError 'bad-checkpoint' where a file is missing or damaged. */
export function shippedHelpers(): Promise<Helpers> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Helpers> {
  const [letters, whole] = await Promise.all([letteringFile, wholesFile].map(firstChance));
  return { lettering: { letters: letters! }, wholes: { whole: whole! } };
}

/** What the model in a file gives as the chance of its first answer of two. */
async function firstChance(file: string): Promise<(pictures: Uint8Array, count: number) => Float32Array> {
  // One thread: it is asked little, and never closed.
  const model = await Model.open(await checkpointOf(file), createEngine, { threads: 1 });
  return (pictures, count) => {
    const chances = model.classify(pictures, count);
    return Float32Array.from({ length: count }, (_, k) => chances[2 * k]!);
  };
}
