// How a browser starts the engine's threads. The engine belongs in a worker: its calls block for a batch, and a page
// must not block.
import { createEngine as create } from '../engine/create-engine.js';
import type { Engine, EngineOptions, Network, Weights } from '../engine/engine.js';
import type { Spawn } from '../engine/threads/run-thread.js';

/** A nested worker; the browser ends it with its owner, and it ends itself with its engine. */
const spawn: Spawn = (start) => {
  new Worker(new URL('./browser-engine-thread.js', import.meta.url), { type: 'module' }).postMessage(start);
};

/**
 * An engine on all cores, where the page is cross-origin isolated and the caller is a worker; on one thread otherwise.
 * Threads that are still loading miss nothing: the caller does their share meanwhile. Throws as the core's
 * `createEngine` does.
 */
export async function createEngine(network: Network, weights: Weights, options: EngineOptions = {}): Promise<Engine> {
  const mayWait = !('document' in globalThis) && globalThis.crossOriginIsolated;
  const threads = mayWait ? Math.min(16, navigator.hardwareConcurrency || 1) : 1;
  return create(network, weights, { threads, ...options }, mayWait ? spawn : undefined);
}
