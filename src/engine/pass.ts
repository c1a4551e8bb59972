// A group of samples on its way through the layers: where its values and gradients lie.

import type { Kernels } from './kernels.js';
import type { Area } from './plan/area.js';
import type { Plan } from './plan/plan.js';

/** What batch normalisation adds to the variance before the root. */
export const normEpsilon = 1e-5;

/** `count` samples of a batch; `base`: the region they are worked in, `first`: their place in it, `index`: their place in the batch. */
export interface Pass {
  readonly plan: Plan;
  readonly kernels: Kernels;
  readonly base: number;
  readonly first: number;
  readonly index: number;
  readonly count: number;
}

/** Address of the first sample's first pixel. */
export function values(pass: Pass, area: Area): number {
  return pass.base + area.values + (area.whole ? 4 * pass.first * area.image : 0);
}

export function gradients(pass: Pass, area: Area): number {
  return pass.base + area.gradients + (area.whole ? 4 * pass.first * area.image : 0);
}

/** The mask that a gradient written for this area needs. */
export function maskOf(pass: Pass, area: Area): number {
  return area.relu ? values(pass, area) : 0;
}
