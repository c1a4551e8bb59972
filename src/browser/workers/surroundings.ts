// What the tasks of a worker find there.
import type { HandStore } from '../../hand/store.js';
import type { Task } from './worker-messages.js';
import type { WorkerModels } from './worker-models.js';

/** What a worker can do besides computing. */
export interface Surroundings {
  /** The shipped models. */
  readonly models: WorkerModels;
  /** The store of the hand at hand, which the page holds. */
  store(hand: string): HandStore;
  /** Calls a function that the page has given. */
  call(callback: string, args: readonly unknown[]): void;
}

/** Does tasks, one after the other; what it has loaded and decoded stays for the next. */
export type Performer = (surroundings: Surroundings) => (task: Task) => Promise<unknown>;

/** The failure of a task that another kind of worker does. */
export function notMine({ kind }: Task): Error {
  return new Error(`this worker does not do '${kind}'`);
}
