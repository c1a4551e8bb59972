// The way back: each operation's gradient, in reverse order, for one group of samples. What is written for a ReLU's output is masked on the way.

import { gradients, maskOf, normEpsilon, type Pass, values } from './pass.js';
import { corner } from './plan/area.js';
import type { Op, Product } from './plan/operations.js';

export function backward(pass: Pass): void {
  for (let i = pass.plan.ops.length - 1; i >= 0; i--) step(pass, pass.plan.ops[i]!);
}

function step(pass: Pass, op: Op): void {
  const { kernels: k, count: n, plan } = pass;
  const { from, to } = op;
  const dy = gradients(pass, to);
  if (op.kind === 'conv' || op.kind === 'dense') {
    product(pass, op);
    return;
  }
  if (!from.gradients) return;
  const dx = gradients(pass, from);
  const mask = maskOf(pass, from);
  switch (op.kind) {
    case 'norm': {
      const [weights, grads] = [plan.weights, pass.base + plan.gradients];
      k.normGradient(
        ...([n, from.height, from.width, from.stride, values(pass, from), from.image, from.row] as const),
        ...([weights + op.gain.offset, normEpsilon, pass.base + op.saved, dy, to.image, to.row] as const),
        ...([grads + op.gain.offset, grads + op.shift.offset, dx] as const),
      );
      break;
    }
    case 'maxpool':
      k.maxpoolGradient(
        n,
        from.height,
        from.width,
        from.stride,
        values(pass, from),
        from.image,
        from.row,
        dy,
        to.image,
        to.row,
        dx,
        from.relu,
      );
      break;
    case 'upsample':
      k.upsampleGradient(
        ...([n, from.height, from.width, from.stride, dy, to.image, to.row] as const),
        ...([dx, from.image, from.row, mask] as const),
      );
      break;
    case 'add':
      if (to !== from)
        k.copy(n, from.height, from.width * from.stride, dy, to.image, to.row, dx, from.image, from.row, mask);
      break;
    case 'skip': {
      const { sum } = op;
      const more = gradients(pass, sum);
      k.add(n, from.height, from.width * from.stride, more, sum.image, sum.row, dx, from.image, from.row, mask);
      break;
    }
    case 'average':
      k.averageGradient(n, from.height, from.width, from.stride, dy, to.image, dx, from.image, from.row, mask);
      break;
    case 'flatten':
      k.copy(n, from.height, from.width * from.stride, dy, to.image, to.row, dx, from.image, from.row, mask);
      break;
    case 'dropout': {
      const edge = corner(from);
      k.dropout(
        n,
        from.image,
        dy - edge,
        dx - edge,
        from.image,
        op.rate,
        plan.seeds + 4 * pass.index,
        op.salt,
        mask && mask - edge,
      );
    }
  }
}

function product(pass: Pass, op: Product): void {
  const { kernels: k, count: n, plan } = pass;
  const { from, to } = op;
  const { inputs, outputs, rows } = op.weight;
  const [h, w] = [from.height, from.width];
  const dy = gradients(pass, to);
  const dx = gradients(pass, from);
  const mask = maskOf(pass, from);
  // A dense layer's weights wait for the end of the share: their gradient is too large to be gone through for every group.
  if (op.kind === 'dense') {
    if (op.back)
      k.matmul(1, 1, n, outputs, 1, rows, dy, 0, 0, to.image, 0, op.back, 0, dx, 0, 0, from.image, false, mask);
    return;
  }
  const grads = pass.base + plan.gradients;
  const scratch = pass.base + plan.scratch;
  const x = values(pass, from);
  if (op.bias) k.biasGradient(n, h, w, outputs, dy, to.image, to.row, grads + op.bias.offset);
  if (op.sum) {
    k.conv3Gradient(
      n,
      h,
      w,
      inputs,
      outputs,
      x,
      from.image,
      from.row,
      dy,
      to.image,
      to.row,
      pass.base + op.sum,
      scratch,
    );
    if (op.back)
      k.conv3(
        n,
        h,
        w,
        outputs,
        inputs,
        dy,
        to.image,
        to.row,
        op.back,
        0,
        dx,
        from.image,
        from.row,
        false,
        mask,
        scratch,
      );
    return;
  }
  for (let r = 0; r < op.size; r++) {
    const start = op.size === 3 ? x + 4 * ((r - 1) * from.row - inputs) : x;
    const gradient = grads + op.weight.offset + 4 * r * op.size * inputs * outputs;
    k.matmulGradient(
      n,
      h,
      w,
      op.size * inputs,
      outputs,
      start,
      from.image,
      from.row,
      inputs,
      dy,
      to.image,
      to.row,
      outputs,
      gradient,
    );
  }
  if (op.back)
    k.matmul(
      n,
      h,
      w,
      outputs,
      1,
      inputs,
      dy,
      to.image,
      to.row,
      outputs,
      0,
      op.back,
      0,
      dx,
      from.image,
      from.row,
      inputs,
      false,
      mask,
    );
}

/** What is left when a share's `count` samples are through: dense layers' weights, and the convolutions' sums. */
export function finishShare(pass: Pass, count: number): void {
  const { kernels: k, plan } = pass;
  const grads = pass.base + plan.gradients;
  for (const op of plan.ops) {
    if (op.kind !== 'conv' && op.kind !== 'dense') continue;
    const { rows, inputs, outputs } = op.weight;
    if (op.kind === 'conv') {
      if (op.sum) k.conv3GradientEnd(pass.base + op.sum, inputs, outputs, grads + op.weight.offset);
      continue;
    }
    const [x, dy] = [pass.base + op.from.values, pass.base + op.to.gradients];
    k.matmulGradient(
      1,
      1,
      count,
      rows,
      outputs,
      x,
      0,
      0,
      op.from.image,
      dy,
      0,
      0,
      op.to.image,
      grads + op.weight.offset,
    );
    if (op.bias) k.biasGradient(1, count, 1, outputs, dy, 0, op.to.image, grads + op.bias.offset);
  }
}
