// Weights made ready for the kernels: to train with, and, with the running statistics folded in, to predict with.
import { isProduct, normEpsilon, type Product } from '../plan/operations.js';
import type { Parameter } from '../plan/parameters.js';
import type { Workspace } from './pass.js';

/** Makes rows of a layer's weights ready to train with; of a 3×3 convolution always all. */
export function prepareWeights({ plan, kernels }: Workspace, op: Product, firstRow: number, lastRow: number): void {
  const { rows, inputs, outputs, offset } = op.weight;
  const from = plan.weights + offset;
  if (op.sum) {
    kernels.prepareConv3(from, inputs, outputs, op.prepared);
    if (op.back) kernels.prepareConv3Back(from, inputs, outputs, op.back);
    return;
  }
  kernels.pack(from, rows, outputs, firstRow, lastRow, op.prepared);
  if (op.back) kernels.packTransposed(from, outputs, firstRow, lastRow, op.back);
}

/** Makes all weights ready to train with. */
export function prepareAll(space: Workspace): void {
  for (const op of space.plan.ops) if (isProduct(op)) prepareWeights(space, op, 0, op.weight.rows);
}

/**
 * Makes all weights ready to predict with: a normalisation by running statistics is a factor and a bias of the layer
 * before it.
 */
export function foldStatistics({ plan, kernels, floats }: Workspace): void {
  const indexOf = (parameter: Parameter): number => (plan.weights + parameter.offset) >> 2;
  const folded = plan.shares + plan.scratch;
  for (const op of plan.ops) {
    if (!isProduct(op) || !op.norm) continue;
    const { weight } = op;
    const { gain, shift, mean, variance } = op.norm;
    for (let c = 0; c < weight.outputs; c++) {
      const scale = floats[indexOf(gain) + c]! / Math.sqrt(floats[indexOf(variance) + c]! + normEpsilon);
      for (let r = 0; r < weight.rows; r++)
        floats[(folded >> 2) + r * weight.outputs + c] = floats[indexOf(weight) + r * weight.outputs + c]! * scale;
      floats[(op.foldedBias >> 2) + c] = floats[indexOf(shift) + c]! - floats[indexOf(mean) + c]! * scale;
    }
    if (op.sum) kernels.prepareConv3(folded, weight.inputs, weight.outputs, op.folded);
    else kernels.pack(folded, weight.rows, weight.outputs, 0, weight.rows, op.folded);
  }
}
