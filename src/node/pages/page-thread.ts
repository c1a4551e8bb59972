// The body of a thread of page-reader.ts: one model at a time, page after page.
import { parentPort, workerData } from 'node:worker_threads';
import type { Checkpoint } from '../../model/checkpoint.js';
import { Model } from '../../model/model.js';
import { createEngine } from '../engine/node-engine.js';
import { setModelsPlace } from '../models/models-place.js';
import { keptPages } from './kept-pages.js';
import { asOwnhandError, type PageThreadStart, type ThreadAnswer, type ToThread } from './page-reader.js';
import { type PageReading, readDecoded } from './read-picture.js';

setModelsPlace((workerData as PageThreadStart).models);
const decoded = keptPages();
let model: Promise<Model> | undefined;

/** Reads with another checkpoint from now on. */
async function use(checkpoint: Checkpoint): Promise<Model> {
  (await model?.catch(() => undefined))?.close();
  return Model.open(checkpoint, createEngine, { threads: 1 });
}

parentPort?.on('message', async ({ checkpoint, job }: ToThread) => {
  let answer: ThreadAnswer;
  try {
    if (checkpoint) model = use(checkpoint);
    const page = await readDecoded(await decoded(job), await model!, job);
    answer = { page: job.pixels ? page : withoutPixels(page) };
  } catch (error) {
    const { code, message } = asOwnhandError(job.name, error);
    answer = { error: { code, message } };
  }
  parentPort?.postMessage(answer);
});

/** The page without its pixels: tens of megabytes that would wait for their turn in the other thread. */
function withoutPixels(page: PageReading): PageReading {
  const { decoded: full } = page;
  return { ...page, decoded: { ...full, page: { ...full.page, data: new Uint8Array(0) } } };
}
