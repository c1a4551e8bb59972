// One backend at work on a network, opened up so that a test sees the gradients that `step` uses.
import type { Network, Weights } from '../../src/engine/engine.js';
import { referenceKernels } from '../../src/engine/kernels/reference-kernels.js';
import { wasmKernels } from '../../src/engine/kernels/wasm-kernels.js';
import { takeMemory } from '../../src/engine/memory.js';
import { readWeights, writeWeights } from '../../src/engine/plan/parameters.js';
import { planOf } from '../../src/engine/plan/plan.js';
import { workspaceOf } from '../../src/engine/tasks/pass.js';
import { prepareAll } from '../../src/engine/tasks/prepare-weights.js';
import { workerOf } from '../../src/engine/tasks/worker.js';
import { field, kind } from '../../src/engine/threads/job.js';

export type Backend = 'reference' | 'wasm';
export const backends: readonly Backend[] = ['reference', 'wasm'];

export interface Session {
  /**
   * Loss and gradients by the weights' names, of samples in `threads` shares; targets are distributions or labels of
   * pixels.
   */
  gradients(
    weights: Weights,
    inputs: Float32Array,
    targets: Float32Array | Uint8Array,
    count: number,
  ): { loss: number; gradients: Weights };
}

export function sessionOf(network: Network, backend: Backend, maxBatch: number, threads = 1): Session {
  const plan = planOf(network, threads, maxBatch);
  const memory = takeMemory(plan.end, true);
  const kernels = backend === 'wasm' ? wasmKernels('plain', memory, true) : referenceKernels(memory.buffer);
  const space = workspaceOf(plan, kernels, memory.buffer);
  const worker = workerOf(space);
  const { floats, job } = space;
  return {
    gradients(weights, inputs, targets, count) {
      writeWeights(plan.parameters, weights, floats, plan.weights);
      prepareAll(space);
      floats.set(inputs, plan.inputs >> 2);
      job[field.pixelScale] = -1;
      if (targets instanceof Uint8Array) {
        // The weights of classes that the tests of gradients are made with.
        const weights = Float32Array.from({ length: plan.output.channels }, (_, c) => 1 + (c % 3));
        new Uint8Array(memory.buffer, plan.labels, targets.length).set(targets);
        floats.set(weights, plan.classWeights >> 2);
        job[field.pixelScale] = 1 / targets.reduce((sum, label) => sum + (weights[label] ?? 0), 0);
      } else floats.set(targets, plan.targets >> 2);
      const seeds = new Uint32Array(memory.buffer, plan.seeds, count);
      seeds.forEach((_, i) => {
        seeds[i] = i + 1;
      });
      job[field.kind] = kind.gradients;
      job[field.count] = count;
      job[field.fromPictures] = 0;
      for (let share = 0; share < threads; share++) worker.perform(share, 0);
      const sum = new Float32Array(plan.parameters.floats);
      let loss = 0;
      for (let share = 0; share < threads; share++) {
        const base = (plan.shares + share * plan.shareSize) >> 2;
        loss += floats[base + (plan.result >> 2)]!;
        for (let i = 0; i < sum.length; i++) sum[i]! += floats[base + (plan.gradients >> 2) + i]!;
      }
      return { loss, gradients: readWeights(plan.parameters, sum, 0) };
    },
  };
}
