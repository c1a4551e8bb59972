// Learning looks at digits that are the same for everyone. Where samples have yet to be read from files, another thread does that
// meanwhile.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { HandStore } from '../hand/store.js';
import type { Ahead, Recollection } from '../learn/seen.js';

/** What the thread tells as soon as it has looked at a part. */
export interface Told {
  readonly part: Parameters<Ahead>[0];
  readonly seen: Recollection;
}

/**
 * Starts a thread that looks at the rehearsal as learning samples with these labels, beside those that the hand has, will ask for
 * it; for `LearnOptions.ahead`. The thread does not keep its process alive before it is asked.
 */
export function lookAhead(store: Pick<HandStore, 'samples'>, labels: readonly string[]): Ahead {
  if (availableParallelism() < 2) return async () => undefined;
  // Whatever goes wrong here goes wrong, or does not, where learning looks for itself.
  const started = store.samples().then(
    (earlier) => start([...earlier.map(({ label }) => label), ...labels]),
    () => undefined,
  );
  return async (part) => (await started)?.(part);
}

function start(labels: readonly string[]): Ahead {
  const worker = new Worker(new URL('./look-ahead-thread.js', import.meta.url), { workerData: labels, execArgv: [] });
  const answer = (part: Told['part']): Promise<Recollection | undefined> =>
    new Promise((resolve) => {
      worker.on('message', (told: Told) => told.part === part && resolve(told.seen));
      for (const event of ['error', 'exit']) worker.once(event, () => resolve(undefined));
    });
  const answers = { replay: answer('replay'), guard: answer('guard') };
  worker.unref();
  return (part) => {
    worker.ref();
    return answers[part];
  };
}
