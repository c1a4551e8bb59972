// How Node starts the engine's threads.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createEngine as create, type Spawn } from '../engine/create.js';
import type { Engine, EngineOptions, Network, Weights } from '../engine/engine.js';

/** A worker thread that never keeps the process alive, and ends with its engine. */
const spawn: Spawn = (start) => {
  new Worker(new URL('./engine-thread.js', import.meta.url), { workerData: start, stdin: false, execArgv: [] }).unref();
};

/** An engine on all of the machine's cores unless `threads` says otherwise. Throws as the core's `createEngine` does. */
export async function createEngine(network: Network, weights: Weights, options: EngineOptions = {}): Promise<Engine> {
  return create(network, weights, { threads: Math.min(16, availableParallelism()), ...options }, spawn);
}
