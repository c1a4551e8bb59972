// The forward pass, one operation after the other, for one group of samples.
import type { Area } from '../plan/area.js';
import { type Norm, normEpsilon, type Op, type Product } from '../plan/operations.js';
import { asSamples, extentOf, type Pass, rowsOf, valuesOf, weightsOf, wholePictures, withBorder } from './pass.js';

/**
 * Runs all operations. Training, batches are normalised by their own statistics; predicting, the running ones are in
 * the weights.
 */
export function forward(pass: Pass, training: boolean): void {
  for (const op of pass.plan.ops) run(pass, op, training);
}

function run(pass: Pass, op: Op, training: boolean): void {
  const { kernels, plan } = pass;
  const { from, to } = op;
  const [x, y] = [valuesOf(pass, from), valuesOf(pass, to)];
  switch (op.kind) {
    case 'conv':
    case 'dense':
      if (training) multiply(pass, op, to, op.relu, op.prepared, op.bias ? weightsOf(pass, op.bias) : 0);
      else multiply(pass, op, op.norm?.to ?? to, op.norm?.relu ?? op.relu, op.folded, op.foldedBias);
      break;
    case 'norm':
      if (training) normalise(pass, op);
      break;
    case 'maxpool':
      kernels.maxpool(extentOf(pass, from), x, y);
      break;
    case 'upsample':
      kernels.upsample(extentOf(pass, from), x, y);
      break;
    case 'add':
      if (to !== from) kernels.copy(rowsOf(pass, from), x, y, 0);
      kernels.add(rowsOf(pass, from), valuesOf(pass, op.other), y, 0);
      break;
    case 'skip':
      break;
    case 'average':
      kernels.average(extentOf(pass, from), x, y);
      break;
    case 'flatten':
      kernels.copy(rowsOf(pass, from), x, y, 0);
      break;
    case 'dropout': {
      const [whole, before, after] = [wholePictures(pass, from), withBorder(x, from), withBorder(y, to)];
      if (training) kernels.dropout(whole, before, after.at, op.rate, plan.seeds + 4 * pass.index, op.salt, 0);
      else kernels.copy(whole, before, after, 0);
    }
  }
}

/** A convolution or dense layer, with these prepared weights and this bias. */
function multiply(pass: Pass, op: Product, to: Area, relu: boolean, prepared: number, bias: number): void {
  const { kernels, count } = pass;
  const { from, size } = op;
  const { height, width } = from;
  const { inputs, outputs, rows } = op.weight;
  const [x, y] = [valuesOf(pass, from), valuesOf(pass, to)];
  if (op.kind === 'dense') {
    const extent = { images: 1, height: 1, width: count, depth: rows, segments: 1, outputs };
    kernels.matmul(extent, asSamples(x), 0, prepared, bias, asSamples(y), relu, 0);
  } else if (op.sum) {
    const extent = { images: count, height, width, inputs, outputs };
    kernels.conv3(extent, x, prepared, bias, y, relu, 0, pass.base + pass.plan.scratch);
  } else {
    // A window's rows are the segments of a product; it starts one pixel above and to the left.
    const reach = size === 3 ? 4 * (from.row + inputs) : 0;
    const extent = { images: count, height, width, depth: size * inputs, segments: size, outputs };
    kernels.matmul(extent, { ...x, at: x.at - reach, pixel: inputs }, from.row, prepared, bias, y, relu, 0);
  }
}

/** Normalises the group by its own statistics, and leaves them for the running ones. */
function normalise(pass: Pass, op: Norm): void {
  const parameters = {
    gain: weightsOf(pass, op.gain),
    shift: weightsOf(pass, op.shift),
    epsilon: normEpsilon,
    saved: pass.base + op.saved,
  };
  pass.kernels.norm(extentOf(pass, op.from), valuesOf(pass, op.from), parameters, valuesOf(pass, op.to), op.relu);
}
