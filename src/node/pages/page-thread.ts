// The body of a thread of page-reader.ts: one model, page after page.
import { parentPort, workerData } from 'node:worker_threads';
import { Model } from '../../model/model.js';
import { createEngine } from '../engine/node-engine.js';
import { setModelsPlace } from '../models/models-place.js';
import { asOwnhandError, type PageJob, type PageThreadStart, type ThreadAnswer } from './page-reader.js';
import { type PageReading, readPicture } from './read-picture.js';

const { checkpoint, models } = workerData as PageThreadStart;
setModelsPlace(models);
const model = Model.open(checkpoint, createEngine, { threads: 1 });

parentPort?.on('message', async ({ name, picture, pixels, edits }: PageJob) => {
  let answer: ThreadAnswer;
  try {
    const page = await readPicture(picture, await model, { name, edits });
    answer = { page: pixels ? page : withoutPixels(page) };
  } catch (error) {
    const { code, message } = asOwnhandError(name, error);
    answer = { error: { code, message } };
  }
  parentPort?.postMessage(answer);
});

/** The page without its pixels: tens of megabytes that would wait for their turn in the other thread. */
function withoutPixels(page: PageReading): PageReading {
  const { decoded } = page;
  return { ...page, decoded: { ...decoded, page: { ...decoded.page, data: new Uint8Array(0) } } };
}
