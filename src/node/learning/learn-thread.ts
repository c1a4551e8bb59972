// The body of a learning thread: job after job, with a store that stays in the other thread.
import { parentPort, workerData } from 'node:worker_threads';
import { learn, rebuild } from '../../learn/learn-hand.js';
import { prepareLearning } from '../../learn/seen-rehearsal.js';
import { storeWire } from '../../learn/thread/distant-store.js';
import type { FromThread, LearnJob, ToThread } from '../../learn/thread/learn-messages.js';
import { packed } from '../../learn/thread/pass-error.js';
import { createEngine } from '../engine/node-engine.js';
import { type ModelsPlace, setModelsPlace } from '../models/models-place.js';
import { shipped } from '../models/shipped.js';

setModelsPlace(workerData as ModelsPlace);

const say = (message: FromThread) => parentPort?.postMessage(message);
const wire = storeWire(say);

parentPort?.on('message', (message: ToThread) => {
  if ('job' in message) {
    work(message.job).then(
      (result) => say({ result }),
      (error: unknown) => say({ failed: packed(error) }),
    );
    return;
  }
  if ('prepare' in message) {
    // Learning itself says what is wrong.
    const done = () => say({ prepared: true });
    void shipped()
      .then((models) => prepareLearning(models, createEngine, async () => {}))
      .then(done, done);
    return;
  }
  wire.hear(message);
});

async function work({ samples, name, options, callbacks }: LearnJob) {
  const heard = callbacks.map((callback) => [callback, (...args: unknown[]) => say({ callback, args })]);
  const all = { ...options, ...Object.fromEntries(heard) };
  const store = wire.storeOf(name);
  return samples === undefined
    ? rebuild(store, await shipped(), createEngine, all)
    : learn(store, await shipped(), createEngine, samples, all);
}
