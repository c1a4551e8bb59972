// How a worker hears what it is to do, and says what came of it.
import { OwnhandError } from '../../error.js';
import { storeWire } from '../../learn/thread/distant-store.js';
import { packed } from '../../learn/thread/pass-error.js';
import type { Performer } from './surroundings.js';
import type { FromWorker, Task, ToWorker, WorkerStart } from './worker-messages.js';
import { workerModels } from './worker-models.js';

/** Does the tasks that the page sends. */
export function serve(performer: Performer): void {
  const say = (message: FromWorker): void => postMessage(message);
  const wire = storeWire(say);
  let perform: ((task: Task) => Promise<unknown>) | undefined;

  function start({ models, lock }: WorkerStart): void {
    perform = performer({
      models: workerModels(models),
      store: (hand) => wire.storeOf(hand),
      call: (callback, args) => say({ callback, args }),
    });
    if (!lock) say({ ready: true });
    // The lock is let go of when this worker ends, however it ends.
    else
      void navigator.locks.request(lock, () => {
        say({ ready: true });
        return new Promise<never>(() => {});
      });
  }

  async function work(task: Task): Promise<void> {
    try {
      throwUnlessAllowed();
      say({ done: await perform!(task) });
    } catch (error) {
      say({ failed: packed(error) });
    }
  }

  addEventListener('message', (event: MessageEvent<ToWorker>) => {
    const message = event.data;
    if ('start' in message) start(message.start);
    else if ('task' in message) void work(message.task);
    else wire.hear(message);
  });
}

/** The smallest module (WebAssembly core specification, 5.5.16). */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Throws OwnhandError where a Content-Security-Policy forbids WebAssembly. */
function throwUnlessAllowed(): void {
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (cause) {
    throw new OwnhandError(
      'failed',
      "this page's Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src, and to " +
        'that of the files of ownhand',
      { cause },
    );
  }
}
