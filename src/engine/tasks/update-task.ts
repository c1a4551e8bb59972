// The task of the optimiser: one AdamW step of some of the weights, which are made ready for the kernels at once.
import type { AdamwNumbers } from '../kernels/kernels.js';
import { isProduct, type Product } from '../plan/operations.js';
import type { Parameter } from '../plan/parameters.js';
import type { Plan } from '../plan/plan.js';
import { field } from '../threads/job.js';
import type { Workspace } from './pass.js';
import { prepareWeights } from './prepare-weights.js';

const numbers = {
  /** Weight of the newest batch in the running statistics (PyTorch's default). */
  momentum: 0.1,
  /** Added to the root of AdamW's second moment (Loshchilov & Hutter 2019). */
  epsilon: 1e-8,
  /** Rows of a dense layer's weights that one task takes; a multiple of 8. Set by eye. */
  rows: 256,
} as const;

/** A layer's vectors and rows of its weights. */
export interface Update {
  /** The operation whose weights are changed. */
  readonly op: Product;
  /** The first row of its weights. */
  readonly firstRow: number;
  /** The row after the last. */
  readonly lastRow: number;
}

/** All updates of one step. */
export function updatesOf(plan: Plan): readonly Update[] {
  return plan.ops.filter(isProduct).flatMap((op): Update[] => {
    const { rows } = op.weight;
    if (op.kind === 'conv') return [{ op, firstRow: 0, lastRow: rows }];
    return Array.from({ length: Math.ceil(rows / numbers.rows) }, (_, i) => ({
      op,
      firstRow: i * numbers.rows,
      lastRow: Math.min(rows, (i + 1) * numbers.rows),
    }));
  });
}

/** Does one update from the sum of all shares' gradients. The layer's vectors go with its first rows. */
export function update(space: Workspace, { op, firstRow, lastRow }: Update): void {
  optimise(space, op.weight, firstRow, lastRow);
  if (firstRow === 0) {
    if (op.bias) optimise(space, op.bias, 0, 1);
    if (op.norm) {
      optimise(space, op.norm.gain, 0, 1);
      optimise(space, op.norm.shift, 0, 1);
      follow(space, op.norm.mean);
      follow(space, op.norm.variance);
    }
  }
  prepareWeights(space, op, firstRow, lastRow);
}

/** One AdamW step of rows of a parameter. */
function optimise({ plan, kernels, job }: Workspace, parameter: Parameter, firstRow: number, lastRow: number): void {
  const offset = parameter.offset + 4 * firstRow * parameter.outputs;
  const step: AdamwNumbers = {
    rate: job[field.rate]!,
    decay: parameter.role === 'weight' ? job[field.decay]! : 0,
    beta1: job[field.beta1]!,
    beta2: job[field.beta2]!,
    correction1: job[field.correction1]!,
    correction2: job[field.correction2]!,
    epsilon: numbers.epsilon,
    ema: job[field.ema]!,
  };
  const places = {
    weights: plan.weights + offset,
    gradients: plan.shares + plan.gradients + offset,
    shares: plan.threads,
    stride: plan.shareSize / 4,
    first: plan.first + offset,
    second: plan.second + offset,
    average: step.ema >= 0 ? plan.average + offset : 0,
  };
  kernels.adamw((lastRow - firstRow) * parameter.outputs, places, step);
}

/** Moves a running statistic towards the batch's. */
function follow({ plan, floats, job }: Workspace, statistic: Parameter): void {
  const running = (plan.weights + statistic.offset) >> 2;
  const average = (plan.average + statistic.offset) >> 2;
  const ema = job[field.ema]!;
  for (let c = 0; c < statistic.realOutputs; c++) {
    let batch = 0;
    for (let share = 0; share < plan.threads; share++)
      batch += floats[((plan.shares + share * plan.shareSize + plan.gradients + statistic.offset) >> 2) + c]!;
    floats[running + c]! += numbers.momentum * (batch - floats[running + c]!);
    if (ema >= 0) floats[average + c] = ema * floats[average + c]! + (1 - ema) * floats[running + c]!;
  }
}
