// The models that help to read a page, opened once in a thread when the first page is read.
import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { Helpers } from '../../model/classifier.js';
import { Model } from '../../model/model.js';
import { openPageModel } from '../../model/sight/page-model.js';
import { openSymbolModel } from '../../model/sight/symbol-model.js';
import { ZERO } from '../../page/contrast.js';
import { createEngine } from '../engine/node-engine.js';
import { letteringFile, pageFile, readShippedCheckpoint, strokesFile, symbolsFile, wholesFile } from './shipped.js';

/**
 * Looks at a page that are taken at once. Each takes 52 MB. A thread that is not the first is one of several that read
 * pages at once.
 */
const LOOKS = isMainThread ? Math.min(2, availableParallelism()) : 1;

let opened: Promise<Helpers> | undefined;

/** Throws OwnhandError 'bad-checkpoint' where a file is missing or damaged. */
export function shippedHelpers(): Promise<Helpers> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Helpers> {
  const [[lettering, wholes, strokes], page, symbols] = await Promise.all([
    Promise.all([letteringFile, wholesFile, strokesFile].map(modelOf)),
    readShippedCheckpoint(pageFile).then((checkpoint) => openPageModel(checkpoint, createEngine, ZERO, LOOKS)),
    readShippedCheckpoint(symbolsFile).then((checkpoint) => openSymbolModel(checkpoint, createEngine, ZERO)),
  ]);
  const letters = (pictures: Uint8Array, count: number): Float32Array => {
    const chances = lettering!.classify(pictures, count);
    return Float32Array.from({ length: count }, (_, k) => chances[2 * k]!);
  };
  return { lettering: { letters }, wholes: wholes!, strokes: strokes!, page, symbols };
}

/** One thread: it is asked little, and never closed. */
async function modelOf(file: string): Promise<Model> {
  return Model.open(await readShippedCheckpoint(file), createEngine, { threads: 1 });
}
