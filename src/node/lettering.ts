// The model that tells letters from digits, opened once in a thread when the first page is read.
import type { Lettering } from '../model/classifier.js';
import { Model } from '../model/model.js';
import { createEngine } from './engine.js';
import { checkpointOf, letteringFile } from './shipped.js';

let opened: Promise<Lettering> | undefined;

/** Throws OwnhandError 'bad-checkpoint' where the file is missing or damaged. */
export function shippedLettering(): Promise<Lettering> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Lettering> {
  // One thread: it is asked little, and never closed.
  const model = await Model.open(await checkpointOf(letteringFile), createEngine, { threads: 1 });
  return {
    letters(pictures, count) {
      const chances = model.classify(pictures, count);
      return Float32Array.from({ length: count }, (_, k) => chances[2 * k]!);
    },
  };
}
