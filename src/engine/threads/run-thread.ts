// What an engine's thread is started with, and its whole life.

import type { Network } from '../engine.js';
import { wasmKernels } from '../kernels/wasm-kernels.js';
import type { Build } from '../kernels/wasm-module.js';
import type { Memory } from '../memory.js';
import { planOf } from '../plan/plan.js';
import { workspaceOf } from '../tasks/pass.js';
import { workerOf } from '../tasks/worker.js';
import { serve } from './team.js';

/** What a thread is started with; plain data and shared memory, so that it can be posted. */
export interface ThreadStart {
  /** The network, from which the thread makes the same plan. */
  readonly network: Network;
  /** How many threads there are. */
  readonly threads: number;
  /** The largest batch of a step. */
  readonly maxBatch: number;
  /** Whether there is room for gradients. */
  readonly trains: boolean;
  /** Which build of the kernels runs. */
  readonly build: Build;
  /** The memory that all share. */
  readonly memory: Memory;
  /** The team's control block. */
  readonly control: Int32Array;
  /** The thread's number, from 1; 0 is the engine's owner. */
  readonly thread: number;
}

/** Starts a thread that calls `runThread` with what it is given, and that never keeps its process alive. */
export type Spawn = (start: ThreadStart) => void;

/** Milliseconds without a job after which a thread ends; it is started again when it is needed. Set by eye. */
const idle = 20_000;

/** A thread's whole life. Returns when its engine was closed or forgotten. */
export function runThread({ network, threads, maxBatch, trains, build, memory, control, thread }: ThreadStart): void {
  const space = workspaceOf(
    planOf(network, threads, maxBatch, trains),
    wasmKernels(build, memory, true),
    memory.buffer,
  );
  serve(control, workerOf(space).perform, thread, idle);
}
