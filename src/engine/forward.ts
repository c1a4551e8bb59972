// The way forward, one operation after the other, for one group of samples.

import { normEpsilon, type Pass, values } from './pass.js';
import { type Area, corner } from './plan/area.js';
import type { Norm, Op, Product } from './plan/operations.js';

/** Copies compact inputs [count, height, width, channels] at `inputs` to where the first layer reads them. */
export function feed(pass: Pass, inputs: number): void {
  const { kernels: k, count } = pass;
  const { input } = pass.plan;
  const row = input.width * input.channels;
  const to = values(pass, input);
  if (input.channels === input.stride) {
    k.copy(count, input.height, row, inputs, input.height * row, row, to, input.image, input.row, 0);
    return;
  }
  for (let i = 0; i < count; i++) {
    const from = inputs + 4 * i * input.height * row;
    for (let r = 0; r < input.height; r++)
      k.copy(
        1,
        input.width,
        input.channels,
        from + 4 * r * row,
        0,
        input.channels,
        to + 4 * (i * input.image + r * input.row),
        0,
        input.stride,
        0,
      );
  }
}

/** The outputs, compact [count, height, width, channels]. */
export function fetch(pass: Pass, to: number): void {
  const { kernels: k, count } = pass;
  const { output } = pass.plan;
  const row = output.width * output.channels;
  if (output.channels === output.stride) {
    const from = values(pass, output);
    k.copy(count, output.height, row, from, output.image, output.row, to, output.height * row, row, 0);
    return;
  }
  for (let i = 0; i < count; i++) {
    const from = values(pass, output) + 4 * i * output.image;
    for (let r = 0; r < output.height; r++)
      k.copy(
        1,
        output.width,
        output.channels,
        from + 4 * r * output.row,
        0,
        output.stride,
        to + 4 * (i * output.height + r) * row,
        0,
        output.channels,
        0,
      );
  }
}

export function forward(pass: Pass, training: boolean): void {
  for (const op of pass.plan.ops) step(pass, op, training);
}

function step(pass: Pass, op: Op, training: boolean): void {
  const { kernels: k, count: n, plan } = pass;
  const { from, to } = op;
  switch (op.kind) {
    case 'conv':
    case 'dense':
      if (training) product(pass, op, to, op.relu, op.prepared, op.bias ? plan.weights + op.bias.offset : 0);
      else product(pass, op, op.norm?.to ?? to, op.norm?.relu ?? op.relu, op.folded, op.foldedBias);
      break;
    case 'norm':
      if (training) normalise(pass, op);
      break;
    case 'maxpool':
      k.maxpool(
        n,
        from.height,
        from.width,
        from.stride,
        values(pass, from),
        from.image,
        from.row,
        values(pass, to),
        to.image,
        to.row,
      );
      break;
    case 'upsample':
      k.upsample(
        ...([n, from.height, from.width, from.stride, values(pass, from), from.image, from.row] as const),
        ...([values(pass, to), to.image, to.row] as const),
      );
      break;
    case 'add': {
      const [h, length] = [from.height, from.width * from.stride];
      const y = values(pass, to);
      if (to !== from) k.copy(n, h, length, values(pass, from), from.image, from.row, y, to.image, to.row, 0);
      k.add(n, h, length, values(pass, op.other), op.other.image, op.other.row, y, to.image, to.row, 0);
      break;
    }
    case 'skip':
      break;
    case 'average':
      k.average(
        n,
        from.height,
        from.width,
        from.stride,
        values(pass, from),
        from.image,
        from.row,
        values(pass, to),
        to.image,
      );
      break;
    case 'flatten':
      k.copy(
        n,
        from.height,
        from.width * from.stride,
        values(pass, from),
        from.image,
        from.row,
        values(pass, to),
        to.image,
        to.row,
        0,
      );
      break;
    case 'dropout': {
      const [x, y] = [values(pass, from) - corner(from), values(pass, to) - corner(to)];
      if (training) k.dropout(n, from.image, x, y, from.image, op.rate, plan.seeds + 4 * pass.index, op.salt, 0);
      else k.copy(n, 1, from.image, x, from.image, 0, y, to.image, 0, 0);
    }
  }
}

function product(pass: Pass, op: Product, to: Area, relu: boolean, prepared: number, bias: number): void {
  const { kernels: k, count: n } = pass;
  const { from } = op;
  const { inputs, outputs, rows } = op.weight;
  const [x, y] = [values(pass, from), values(pass, to)];
  if (op.kind === 'dense')
    k.matmul(1, 1, n, rows, 1, outputs, x, 0, 0, from.image, 0, prepared, bias, y, 0, 0, to.image, relu, 0);
  else if (op.sum)
    k.conv3(
      n,
      from.height,
      from.width,
      inputs,
      outputs,
      x,
      from.image,
      from.row,
      prepared,
      bias,
      y,
      to.image,
      to.row,
      relu,
      0,
      pass.base + pass.plan.scratch,
    );
  else {
    const reach = op.size === 3 ? 4 * (from.row + inputs) : 0;
    const [h, w] = [from.height, from.width];
    k.matmul(
      n,
      h,
      w,
      op.size * inputs,
      op.size,
      outputs,
      x - reach,
      from.image,
      from.row,
      inputs,
      from.row,
      prepared,
      bias,
      y,
      to.image,
      to.row,
      to.stride,
      relu,
      0,
    );
  }
}

/** Normalises the group by its own statistics, and notes them for the running ones. */
function normalise(pass: Pass, op: Norm): void {
  const { kernels: k, count: n, plan } = pass;
  const { from, to } = op;
  const base = plan.weights;
  const saved = pass.base + op.saved;
  k.norm(
    ...([n, from.height, from.width, from.stride, values(pass, from), from.image, from.row] as const),
    ...([
      base + op.gain.offset,
      base + op.shift.offset,
      normEpsilon,
      saved,
      values(pass, to),
      to.image,
      to.row,
      op.relu,
    ] as const),
  );
}
