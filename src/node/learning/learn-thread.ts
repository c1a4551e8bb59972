// The body of a learning thread: job after job, with a store that stays in the other thread.
import { parentPort, workerData } from 'node:worker_threads';
import type { HandStore } from '../../hand/store.js';
import { learn, rebuild } from '../../learn/learn-hand.js';
import { createEngine } from '../engine/node-engine.js';
import { type ModelsPlace, setModelsPlace } from '../models/models-place.js';
import { shipped } from '../models/shipped.js';
import type { FromThread, LearnJob, StoreMethod, ToThread } from './learn-messages.js';
import { packed, unpacked } from './pass-error.js';

setModelsPlace(workerData as ModelsPlace);

const say = (message: FromThread) => parentPort?.postMessage(message);
const asked = new Map<
  number,
  { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
>();
let last = 0;

parentPort?.on('message', (message: ToThread) => {
  if ('job' in message) {
    work(message.job).then(
      (result) => say({ result }),
      (error: unknown) => say({ failed: packed(error) }),
    );
    return;
  }
  const waiting = asked.get(message.answer);
  asked.delete(message.answer);
  if (message.failed) waiting?.reject(unpacked(message.failed));
  else waiting?.resolve(message.value);
});

async function work({ samples, name, options, callbacks }: LearnJob) {
  const heard = callbacks.map((callback) => [callback, (...args: unknown[]) => say({ callback, args })]);
  const all = { ...options, ...Object.fromEntries(heard) };
  const store = distantStore(name);
  return samples === undefined
    ? rebuild(store, await shipped(), createEngine, all)
    : learn(store, await shipped(), createEngine, samples, all);
}

/** A store whose every method is called in the other thread, which has the hand to itself already. */
function distantStore(name: string): HandStore {
  const method = (method: StoreMethod) => {
    return (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const ask = ++last;
        asked.set(ask, { resolve, reject });
        say({ ask, method, args });
      });
  };
  const own = { name, exclusively: <T>(work: () => Promise<T>) => work() };
  return new Proxy(own, {
    get: (target, key) => Reflect.get(target, key) ?? method(key as StoreMethod),
  }) as unknown as HandStore;
}
