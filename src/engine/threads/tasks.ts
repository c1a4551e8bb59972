// The work itself, cut into tasks that any thread can take: every thread, and the oracle, runs this same code on the same plan.
import { changeSize, drawChange, splineWeights } from '../augment.js';
import { backward, finishShare } from '../backward.js';
import { feed, fetch, forward } from '../forward.js';
import type { Kernels } from '../kernels.js';
import { gradients, normEpsilon, type Pass, values } from '../pass.js';
import type { Product } from '../plan/operations.js';
import type { Parameter } from '../plan/parameters.js';
import type { Plan } from '../plan/plan.js';
import { field, kind, readAugmentation } from './job.js';

/** Weight of the newest batch in the running statistics. */
const momentum = 0.1;
/** Rows of a dense layer's weights that one update task takes; a multiple of 8. */
const updateRows = 256;

/** One piece of the optimiser's work: a layer's vectors and rows of its weights, made ready for the kernels at once. */
interface Update {
  readonly op: Product;
  readonly firstRow: number;
  readonly lastRow: number;
}

export interface Worker {
  readonly plan: Plan;
  /** Number of update tasks. */
  readonly updates: number;
  /** Does one task of the job in memory, in the region of `thread`. */
  perform(task: number, thread: number): void;
  /** Makes all weights ready to train with. */
  prepare(): void;
  /** Makes all weights ready to predict with: running statistics folded in. */
  fold(): void;
}

export function workerOf(plan: Plan, kernels: Kernels, buffer: ArrayBufferLike): Worker {
  const f = new Float32Array(buffer);
  const fields = new Float64Array(buffer, plan.job, 32);
  const products = plan.ops.filter((op): op is Product => op.kind === 'conv' || op.kind === 'dense');
  const updates = products.flatMap((op): Update[] => {
    if (op.kind === 'conv') return [{ op, firstRow: 0, lastRow: op.weight.rows }];
    const pieces = Math.ceil(op.weight.rows / updateRows);
    return Array.from({ length: pieces }, (_, i) => ({
      op,
      firstRow: i * updateRows,
      lastRow: Math.min(op.weight.rows, (i + 1) * updateRows),
    }));
  });
  const [down, across] = [splineWeights(plan.input.height), splineWeights(plan.input.width)];

  /** The inputs of samples `index` to `index + count` of the batch, ready for the first layer. */
  const load = (pass: Pass): void => {
    const { height, width, channels } = plan.input;
    const size = height * width * channels;
    const inputs = plan.inputs + 4 * pass.index * size;
    if (fields[field.fromPictures]) {
      const how = readAugmentation(fields);
      const integers = new Int32Array(f.buffer);
      const change = pass.base + plan.scratch;
      const acrossAt = change + 4 * changeSize;
      const downAt = acrossAt + 4 * across.length;
      const scratch = downAt + 4 * down.length;
      f.set(across, acrossAt >> 2);
      f.set(down, downAt >> 2);
      for (let i = 0; i < pass.count; i++) {
        const picture = plan.pictures + (pass.index + i) * size;
        drawChange(how, integers[(plan.seeds >> 2) + pass.index + i]!, height, width, f, change >> 2);
        kernels.warp(picture, height, width, channels, change, acrossAt, downAt, inputs + 4 * i * size, scratch);
      }
    }
    feed(pass, inputs);
  };

  const predict = (task: number, thread: number): void => {
    const index = task * plan.predictGroup;
    const count = Math.min(plan.predictGroup, fields[field.count]! - index);
    const pass: Pass = { plan, kernels, base: plan.shares + thread * plan.shareSize, first: 0, index, count };
    load(pass);
    forward(pass, false);
    fetch(pass, plan.logits + 4 * index * plan.classes);
  };

  const share = (task: number): void => {
    const batch = fields[field.count]!;
    const base = plan.shares + task * plan.shareSize;
    const start = Math.floor((batch * task) / plan.threads);
    const size = Math.floor((batch * (task + 1)) / plan.threads) - start;
    kernels.fill(base + plan.gradients, plan.parameters.floats);
    kernels.fill(base + plan.result, 2);
    kernels.fill(base + plan.sums, plan.sumsCount);
    // Even groups: a last one of a single sample would have no statistics to normalise by.
    const groups = Math.ceil(size / plan.group);
    for (let g = 0; g < groups; g++) {
      const first = Math.floor((size * g) / groups);
      const count = Math.floor((size * (g + 1)) / groups) - first;
      const pass: Pass = { plan, kernels, base, first, index: start + first, count };
      load(pass);
      forward(pass, true);
      noteStatistics(pass, count / batch);
      lossOf(pass, batch);
      backward(pass);
    }
    finishShare({ plan, kernels, base, first: 0, index: start, count: size }, size);
  };

  /** The group's loss, and the gradient that it begins the way back with. */
  const lossOf = (pass: Pass, batch: number): void => {
    const { output } = plan;
    const { height, width, channels, image, row, stride } = output;
    const [logits, gradient, result] = [values(pass, output), gradients(pass, output), pass.base + plan.result];
    const scale = fields[field.pixelScale]!;
    if (scale < 0) {
      const targets = plan.targets + 4 * pass.index * plan.classes;
      kernels.loss(pass.count, plan.classes, logits, image, targets, 1 / batch, gradient, result);
      return;
    }
    const labels = plan.labels + pass.index * height * width;
    kernels.pixelLoss(
      ...([pass.count, height, width, channels, logits, image, row, stride] as const),
      ...([labels, plan.classWeights, scale, gradient, result] as const),
    );
  };

  /** Adds the group's mean and unbiased variance where the gradients of the running ones would be, weighted by the group's part of the batch. */
  const noteStatistics = (pass: Pass, part: number): void => {
    for (const op of plan.ops) {
      if (op.kind !== 'norm') continue;
      const saved = (pass.base + op.saved) >> 2;
      const [mean, variance] = [op.mean, op.variance].map((p) => (pass.base + plan.gradients + p.offset) >> 2) as [
        number,
        number,
      ];
      const values = pass.count * op.from.height * op.from.width;
      const unbiased = values / Math.max(1, values - 1);
      for (let c = 0; c < op.from.channels; c++) {
        f[mean + c]! += part * f[saved + c]!;
        f[variance + c]! += part * unbiased * f[saved + op.from.stride + c]!;
      }
    }
  };

  const update = (task: number): void => {
    const { op, firstRow, lastRow } = updates[task]!;
    const optimise = (p: Parameter, from: number, to: number): void => {
      const at = p.offset + 4 * from * p.outputs;
      const averaged = fields[field.ema]! >= 0;
      kernels.adamw(
        ...([
          (to - from) * p.outputs,
          plan.weights + at,
          plan.shares + plan.gradients + at,
          plan.threads,
          plan.shareSize / 4,
        ] as const),
        ...([
          plan.first + at,
          plan.second + at,
          averaged ? plan.average + at : 0,
          fields[field.rate]!,
          p.role === 'weight' ? fields[field.decay]! : 0,
        ] as const),
        ...([
          fields[field.beta1]!,
          fields[field.beta2]!,
          fields[field.correction1]!,
          fields[field.correction2]!,
          1e-8,
          fields[field.ema]!,
        ] as const),
      );
    };
    optimise(op.weight, firstRow, lastRow);
    if (firstRow === 0) {
      if (op.bias) optimise(op.bias, 0, 1);
      if (op.norm) {
        optimise(op.norm.gain, 0, 1);
        optimise(op.norm.shift, 0, 1);
        follow(op.norm.mean, fields[field.ema]!);
        follow(op.norm.variance, fields[field.ema]!);
      }
    }
    ready(op, firstRow, lastRow);
  };

  /** Moves a running statistic towards the batch's. */
  const follow = (p: Parameter, ema: number): void => {
    const at = (plan.weights + p.offset) >> 2;
    const average = (plan.average + p.offset) >> 2;
    for (let c = 0; c < p.realOutputs; c++) {
      let batch = 0;
      for (let s = 0; s < plan.threads; s++)
        batch += f[((plan.shares + s * plan.shareSize + plan.gradients + p.offset) >> 2) + c]!;
      f[at + c]! += momentum * (batch - f[at + c]!);
      if (ema >= 0) f[average + c] = ema * f[average + c]! + (1 - ema) * f[at + c]!;
    }
  };

  const ready = (op: Product, firstRow: number, lastRow: number): void => {
    const { rows, inputs, outputs, offset } = op.weight;
    const from = plan.weights + offset;
    if (op.sum) {
      kernels.prepareConv3(from, inputs, outputs, op.prepared);
      if (op.back) kernels.prepareConv3Back(from, inputs, outputs, op.back);
      return;
    }
    kernels.pack(from, rows, outputs, firstRow, lastRow, op.prepared);
    if (op.back) kernels.packTransposed(from, outputs, firstRow, lastRow, op.back);
  };

  const fold = (): void => {
    for (const op of products) {
      const { norm, weight } = op;
      if (!norm) continue;
      const at = (p: Parameter): number => (plan.weights + p.offset) >> 2;
      const folded = (plan.shares + plan.scratch) >> 2;
      for (let c = 0; c < weight.outputs; c++) {
        const scale = f[at(norm.gain) + c]! / Math.sqrt(f[at(norm.variance) + c]! + normEpsilon);
        for (let r = 0; r < weight.rows; r++)
          f[folded + r * weight.outputs + c] = f[at(weight) + r * weight.outputs + c]! * scale;
        f[(op.foldedBias >> 2) + c] = f[at(norm.shift) + c]! - f[at(norm.mean) + c]! * scale;
      }
      if (op.sum) kernels.prepareConv3(folded << 2, weight.inputs, weight.outputs, op.folded);
      else kernels.pack(folded << 2, weight.rows, weight.outputs, 0, weight.rows, op.folded);
    }
  };

  return {
    plan,
    updates: updates.length,
    perform(task, thread) {
      const what = fields[field.kind];
      if (what === kind.predict) predict(task, thread);
      else if (what === kind.gradients) share(task);
      else update(task);
    },
    prepare() {
      for (const op of products) ready(op, 0, op.weight.rows);
    },
    fold,
  };
}
