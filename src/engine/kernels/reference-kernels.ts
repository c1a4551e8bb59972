// The oracle: every kernel in plain loops, written to be read and believed, not to be fast. The WASM kernels are tested
// against it.
import type { Kernels } from './kernels.js';
import { referenceConv3 } from './reference-conv3.js';
import { referencePooling } from './reference-pooling.js';
import { referenceProducts } from './reference-products.js';
import { referenceTraining } from './reference-training.js';

/** The kernels on one memory. */
export function referenceKernels(buffer: ArrayBufferLike): Kernels {
  const f = new Float32Array(buffer);
  return { ...referenceProducts(f), ...referenceConv3(f), ...referencePooling(f), ...referenceTraining(f) };
}
