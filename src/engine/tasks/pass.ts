// What a thread works on: one engine's memory, and in it a group of samples on its way through the layers.
import { splineWeights } from '../augment.js';
import type { Extent, Kernels, Pixels, RowExtent } from '../kernels/kernels.js';
import { type Area, corner } from '../plan/area.js';
import type { Parameter } from '../plan/parameters.js';
import type { Plan } from '../plan/plan.js';

/** One engine's memory with its plan and the kernels that work on it. Every thread has its own, of the same memory. */
export interface Workspace {
  /** Where everything lies. */
  readonly plan: Plan;
  /** The backend. */
  readonly kernels: Kernels;
  /** The whole memory, as bytes, as floats and as 32-bit integers. */
  readonly bytes: Uint8Array;
  /** The memory as floats. */
  readonly floats: Float32Array;
  /** The memory as 32-bit integers. */
  readonly integers: Int32Array;
  /** The job at hand; threads/job.ts names its fields. */
  readonly job: Float64Array;
  /** The weights of augmentation's splines for the columns and the rows of an input. */
  readonly splines: { readonly across: Float32Array; readonly down: Float32Array };
}

/** Room for the fields of a job. */
const jobFields = 32;

/** The memory with its views, for a plan and a backend. */
export function workspaceOf(plan: Plan, kernels: Kernels, buffer: ArrayBufferLike): Workspace {
  return {
    plan,
    kernels,
    bytes: new Uint8Array(buffer),
    floats: new Float32Array(buffer),
    integers: new Int32Array(buffer),
    job: new Float64Array(buffer, plan.job, jobFields),
    splines: { across: splineWeights(plan.input.width), down: splineWeights(plan.input.height) },
  };
}

/** `count` floats at an address. */
export function floatsAt({ floats }: Workspace, at: number, count: number): Float32Array {
  return floats.subarray(at >> 2, (at >> 2) + count);
}

/** A group of samples of a batch. */
export interface Pass extends Workspace {
  /** Address of the region that the thread works in: a share. */
  readonly base: number;
  /** The group's place in the share, in samples. */
  readonly first: number;
  /** The group's place in the batch, in samples. */
  readonly index: number;
  /** Samples of the group. */
  readonly count: number;
}

/** Where the group's values of an area lie. */
export function valuesOf(pass: Pass, area: Area): Pixels {
  return pixelsAt(pass, area, area.values);
}

/** Where the gradients of the group's values lie. */
export function gradientsOf(pass: Pass, area: Area): Pixels {
  return pixelsAt(pass, area, area.gradients);
}

function pixelsAt({ base, first }: Pass, { image, row, stride, whole }: Area, offset: number): Pixels {
  return { at: base + offset + (whole ? 4 * first * image : 0), image, row, pixel: stride };
}

/** The same samples, each as one pixel of a single row: what a dense layer multiplies. */
export function asSamples({ at, image }: Pixels): Pixels {
  return { at, image: 0, row: 0, pixel: image };
}

/** The mask that a gradient written for this area needs; 0: none. */
export function maskOf(pass: Pass, area: Area): number {
  return area.relu ? valuesOf(pass, area).at : 0;
}

/** The group's pictures in an area, with their padding of channels. */
export function extentOf({ count }: Pass, { height, width, stride }: Area): Extent {
  return { images: count, height, width, channels: stride };
}

/** The same pictures as rows of floats. */
export function rowsOf({ count }: Pass, { height, width, stride }: Area): RowExtent {
  return { images: count, rows: height, length: width * stride };
}

/** The same pictures as one row each, border and all. */
export function wholePictures({ count }: Pass, { image }: Area): RowExtent {
  return { images: count, rows: 1, length: image };
}

/** Where a picture starts with its border. */
export function withBorder({ at, image, row, pixel }: Pixels, area: Area): Pixels {
  return { at: at - corner(area), image, row, pixel };
}

/** Address of a parameter's weights. */
export function weightsOf({ plan }: Workspace, parameter: Parameter): number {
  return plan.weights + parameter.offset;
}

/** Address of a parameter's gradient in the pass's share. */
export function weightGradientOf({ plan, base }: Pass, parameter: Parameter): number {
  return base + plan.gradients + parameter.offset;
}
