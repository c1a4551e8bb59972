// Threads at work on one memory, without a message between them. The owner writes a job and raises the generation. Then
// every thread, the owner too, takes the next task until none is left. If a thread starts late, or never, the others
// take its tasks, so the outcome does not depend on who did what. No thread spins: all waiting is Atomics.wait.
import { OwnhandError } from '../../error.js';

/** The words of the control block, int32 each; from `alive` on there is one for each thread. */
const word = { ticket: 0, done: 1, closed: 2, failed: 3, alive: 4 } as const;
/**
 * The ticket holds the generation (12 bits), the number of tasks (10) and the next task to take (10): one word, so that
 * one exchange takes a task.
 */
const bits = 10;
const mask = (1 << bits) - 1;
const nextTask = (ticket: number): number => ticket & mask;
const taskCount = (ticket: number): number => (ticket >>> bits) & mask;
const generationOf = (ticket: number): number => ticket >>> (2 * bits);

/** Most tasks of one job. */
export const mostTasks = mask;
/** A task takes milliseconds; a thread that is silent for so many milliseconds has died. Set by eye. */
const patience = 60_000;

/** Does one task of the job at hand; `thread` is the number of the thread that does it. */
export type Perform = (task: number, thread: number) => void;

export interface Team {
  /** Starts the threads that do not run, so that they are there when there is work. */
  start(): void;
  /** Does all tasks, `perform` on this thread and the same on the others, and returns when the last is done. */
  run(tasks: number): void;
  /** Lets the threads end by themselves. */
  close(): void;
}

/**
 * The control block of a team. It has a shared memory of its own: late threads of a closed engine must not read another
 * engine's.
 */
export function controlBlock(threads: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * (word.alive + threads)));
}

/**
 * A team of `threads`, the caller included. `spawn` starts thread number `thread`, and again if it has ended for want
 * of work.
 */
export function teamOf(control: Int32Array, threads: number, perform: Perform, spawn: (thread: number) => void): Team {
  let generation = 0;
  const start = (): void => {
    for (let thread = 1; thread < threads; thread++) {
      if (!Atomics.exchange(control, word.alive + thread, 1)) spawn(thread);
    }
  };
  return {
    start,
    run(tasks) {
      start();
      generation = (generation + 1) & 0xfff;
      Atomics.store(control, word.done, 0);
      Atomics.store(control, word.ticket, (generation << (2 * bits)) | (tasks << bits));
      Atomics.notify(control, word.ticket);
      take(control, generation, perform, 0);
      for (let done = Atomics.load(control, word.done); done < tasks; done = Atomics.load(control, word.done)) {
        if (Atomics.wait(control, word.done, done, patience) === 'timed-out')
          throw new OwnhandError('failed', 'A worker thread of the engine died.');
      }
      if (Atomics.exchange(control, word.failed, 0))
        throw new OwnhandError('failed', 'A worker thread of the engine failed.');
    },
    close() {
      Atomics.store(control, word.closed, 1);
      Atomics.notify(control, word.ticket);
    },
  };
}

/** Takes tasks of this generation until none is left. */
function take(control: Int32Array, generation: number, perform: Perform, thread: number): void {
  for (;;) {
    const ticket = Atomics.load(control, word.ticket);
    if (generationOf(ticket) !== generation || nextTask(ticket) >= taskCount(ticket)) return;
    if (Atomics.compareExchange(control, word.ticket, ticket, ticket + 1) !== ticket) continue;
    try {
      perform(nextTask(ticket), thread);
    } catch {
      Atomics.store(control, word.failed, 1);
    }
    Atomics.add(control, word.done, 1);
    Atomics.notify(control, word.done);
  }
}

/** A thread's life: it takes tasks until the team is closed, or until it had none for `idle` milliseconds. */
export function serve(control: Int32Array, perform: Perform, thread: number, idle: number): void {
  while (!Atomics.load(control, word.closed)) {
    const ticket = Atomics.load(control, word.ticket);
    if (nextTask(ticket) < taskCount(ticket)) take(control, generationOf(ticket), perform, thread);
    else if (Atomics.wait(control, word.ticket, ticket, idle) === 'timed-out') break;
  }
  Atomics.store(control, word.alive + thread, 0);
}
