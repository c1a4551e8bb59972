// The task of training: the gradients of one share of a batch, group by group.
import type { Area } from '../plan/area.js';
import { field } from '../threads/job.js';
import { backward, finishShare } from './backward.js';
import { forward } from './forward.js';
import { loadInputs } from './load-inputs.js';
import { gradientsOf, type Pass, valuesOf, type Workspace } from './pass.js';

/**
 * Leaves the sums of share `task` in its region: gradients, statistics of the batch, loss and how many were correct.
 */
export function gradientsOfShare(space: Workspace, task: number): void {
  const { plan, kernels, job } = space;
  const batch = job[field.count]!;
  const base = plan.shares + task * plan.shareSize;
  const start = Math.floor((batch * task) / plan.threads);
  const size = Math.floor((batch * (task + 1)) / plan.threads) - start;
  kernels.fill(base + plan.gradients, plan.parameters.floats);
  kernels.fill(base + plan.result, 2);
  kernels.fill(base + plan.sums, plan.sumsCount);
  // Groups of even sizes: a last one of a single sample would have no statistics to be normalised by.
  const groups = Math.ceil(size / plan.group);
  for (let g = 0; g < groups; g++) {
    const first = Math.floor((size * g) / groups);
    const count = Math.floor((size * (g + 1)) / groups) - first;
    const pass: Pass = { ...space, base, first, index: start + first, count };
    loadInputs(pass);
    forward(pass, true);
    addStatistics(pass, count / batch);
    addLoss(pass, batch);
    backward(pass);
  }
  finishShare({ ...space, base, first: 0, index: start, count: size });
}

/** Adds the group's loss to the share's, and writes the gradient that the backward pass begins with. */
function addLoss(pass: Pass, batch: number): void {
  const { plan, kernels, job, count } = pass;
  const { height, width, channels } = plan.output;
  const [logits, gradient] = [valuesOf(pass, plan.output), gradientsOf(pass, plan.output)];
  const result = pass.base + plan.result;
  const pixelScale = job[field.pixelScale]!;
  if (pixelScale < 0) {
    const targets = plan.targets + 4 * pass.index * plan.classes;
    kernels.loss(count, plan.classes, logits.at, logits.image, targets, 1 / batch, gradient.at, result);
  } else {
    const labels = plan.labels + pass.index * height * width;
    const extent = { images: count, height, width, channels };
    kernels.pixelLoss(extent, logits, labels, plan.classWeights, pixelScale, gradient.at, result);
  }
}

/**
 * Adds the group's mean and unbiased variance, weighted by its part of the batch, where the gradients of the running
 * statistics would be: these have none.
 */
function addStatistics(pass: Pass, part: number): void {
  const { plan, base, floats, count } = pass;
  for (const op of plan.ops) {
    if (op.kind !== 'norm') continue;
    const saved = (base + op.saved) >> 2;
    const mean = (base + plan.gradients + op.mean.offset) >> 2;
    const variance = (base + plan.gradients + op.variance.offset) >> 2;
    const unbiased = unbiasing(op.from, count);
    for (let c = 0; c < op.from.channels; c++) {
      floats[mean + c]! += part * floats[saved + c]!;
      floats[variance + c]! += part * unbiased * floats[saved + op.from.stride + c]!;
    }
  }
}

function unbiasing({ height, width }: Area, count: number): number {
  const values = count * height * width;
  return values / Math.max(1, values - 1);
}
