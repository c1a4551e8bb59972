// How Node starts the engine's threads.
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { createEngine as create } from '../../engine/create-engine.js';
import type { Engine, EngineOptions, Network, Weights } from '../../engine/engine.js';
import type { Spawn } from '../../engine/threads/run-thread.js';
import { threadFile } from './thread-file.js';

// Node 20's V8 has relaxed SIMD behind a flag. The flag has to be set before the first module is compiled, and it holds
// for the process. Later versions have relaxed SIMD on.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

/**
 * A worker thread that never keeps the process alive, and ends with its engine. One that cannot start, as where a
 * program was bundled without its file, is done without: the others take its tasks.
 */
const spawn: Spawn = (start) => {
  const file = threadFile('./node-engine-thread.js', import.meta.url);
  if (!file) return;
  const worker = new Worker(file, {
    workerData: start,
    stdin: false,
    execArgv: [],
  });
  worker.on('error', () => {});
  worker.unref();
};

/**
 * An engine on all of the machine's cores unless `threads` says otherwise. Throws as the core's `createEngine` does.
 */
export async function createEngine(network: Network, weights: Weights, options: EngineOptions = {}): Promise<Engine> {
  return create(network, weights, { threads: Math.min(16, availableParallelism()), ...options }, spawn);
}
