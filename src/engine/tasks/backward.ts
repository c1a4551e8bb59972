// The backward pass: each operation's gradient, in reverse order, for one group of samples. A gradient that is written
// for the output of a ReLU is masked at once.
import { type Norm, normEpsilon, type Op, type Product } from '../plan/operations.js';
import {
  asSamples,
  extentOf,
  gradientsOf,
  maskOf,
  type Pass,
  rowsOf,
  valuesOf,
  weightGradientOf,
  weightsOf,
  wholePictures,
  withBorder,
} from './pass.js';

/** Runs all operations' gradients, from that of the output on. */
export function backward(pass: Pass): void {
  for (let i = pass.plan.ops.length - 1; i >= 0; i--) run(pass, pass.plan.ops[i]!);
}

function run(pass: Pass, op: Op): void {
  if (op.kind === 'conv' || op.kind === 'dense') {
    multiply(pass, op);
    return;
  }
  const { kernels, plan } = pass;
  const { from, to } = op;
  if (!from.gradients) return;
  const [dy, dx] = [gradientsOf(pass, to), gradientsOf(pass, from)];
  const mask = maskOf(pass, from);
  switch (op.kind) {
    case 'norm':
      normalise(pass, op);
      break;
    case 'maxpool':
      kernels.maxpoolGradient(extentOf(pass, from), valuesOf(pass, from), dy, dx.at, from.relu);
      break;
    case 'upsample':
      kernels.upsampleGradient(extentOf(pass, from), dy, dx, mask);
      break;
    case 'add':
      if (to !== from) kernels.copy(rowsOf(pass, from), dy, dx, mask);
      break;
    case 'skip':
      kernels.add(rowsOf(pass, from), gradientsOf(pass, op.sum), dx, mask);
      break;
    case 'average':
      kernels.averageGradient(extentOf(pass, from), dy, dx, mask);
      break;
    case 'flatten':
      kernels.copy(rowsOf(pass, from), dy, dx, mask);
      break;
    case 'dropout': {
      const [before, after] = [withBorder(dy, to), withBorder(dx, from)];
      const masked = mask && withBorder(valuesOf(pass, from), from).at;
      const seeds = plan.seeds + 4 * pass.index;
      kernels.dropout(wholePictures(pass, from), before, after.at, op.rate, seeds, op.salt, masked);
    }
  }
}

function normalise(pass: Pass, op: Norm): void {
  const { from, to, gain, shift } = op;
  const parameters = {
    gain: weightsOf(pass, gain),
    shift: weightsOf(pass, shift),
    epsilon: normEpsilon,
    saved: pass.base + op.saved,
  };
  pass.kernels.normGradient(
    extentOf(pass, from),
    valuesOf(pass, from),
    parameters,
    gradientsOf(pass, to),
    weightGradientOf(pass, gain),
    weightGradientOf(pass, shift),
    gradientsOf(pass, from).at,
  );
}

/**
 * The gradients of a convolution's weights, bias and inputs; of a dense layer, whose weights wait for `finishShare`, of
 * its inputs.
 */
function multiply(pass: Pass, op: Product): void {
  const { kernels, count } = pass;
  const { from, to } = op;
  const { height, width } = from;
  const { inputs, outputs, rows } = op.weight;
  const [dy, dx, x] = [gradientsOf(pass, to), gradientsOf(pass, from), valuesOf(pass, from)];
  const mask = maskOf(pass, from);
  if (op.kind === 'dense') {
    const extent = { images: 1, height: 1, width: count, depth: outputs, segments: 1, outputs: rows };
    if (op.back) kernels.matmul(extent, asSamples(dy), 0, op.back, 0, asSamples(dx), false, mask);
    return;
  }
  const scratch = pass.base + pass.plan.scratch;
  if (op.bias) kernels.biasGradient(extentOf(pass, to), dy, weightGradientOf(pass, op.bias));
  if (op.sum) {
    const extent = { images: count, height, width, inputs, outputs };
    kernels.conv3Gradient(extent, x, dy, pass.base + op.sum, scratch);
    const back = { ...extent, inputs: outputs, outputs: inputs };
    if (op.back) kernels.conv3(back, dy, op.back, 0, dx, false, mask, scratch);
    return;
  }
  const extent = { images: count, height, width, depth: op.size * inputs, segments: 1, outputs };
  for (let r = 0; r < op.size; r++) {
    const start = op.size === 3 ? x.at + 4 * ((r - 1) * from.row - inputs) : x.at;
    const gradient = weightGradientOf(pass, op.weight) + 4 * r * op.size * inputs * outputs;
    kernels.matmulGradient(extent, { ...x, at: start, pixel: inputs }, dy, gradient);
  }
  const back = { ...extent, depth: outputs, outputs: inputs };
  if (op.back) kernels.matmul(back, dy, 0, op.back, 0, dx, false, mask);
}

/**
 * What is left when all samples of a share are through: the gradients of dense layers' weights, which are too large to
 * be gone through for every group, and the sums of the convolutions'.
 */
export function finishShare(share: Pass): void {
  for (const op of share.plan.ops) {
    if (op.kind === 'dense') finishDense(share, op);
    else if (op.kind === 'conv' && op.sum) {
      const { inputs, outputs } = op.weight;
      share.kernels.conv3GradientEnd(share.base + op.sum, inputs, outputs, weightGradientOf(share, op.weight));
    }
  }
}

function finishDense(share: Pass, op: Product): void {
  const { kernels, count } = share;
  const { rows, outputs } = op.weight;
  const [x, dy] = [valuesOf(share, op.from), gradientsOf(share, op.to)];
  const extent = { images: 1, height: 1, width: count, depth: rows, segments: 1, outputs };
  kernels.matmulGradient(extent, asSamples(x), asSamples(dy), weightGradientOf(share, op.weight));
  const column = { images: 1, height: count, width: 1, channels: outputs };
  if (op.bias)
    kernels.biasGradient(
      column,
      { at: dy.at, image: 0, row: dy.image, pixel: outputs },
      weightGradientOf(share, op.bias),
    );
}
