// Samples on their way into the first layer, and outputs on their way out of the last.
import { changeSize, drawChange } from '../augment.js';
import type { Pixels } from '../kernels/kernels.js';
import type { PictureSize } from '../plan/area.js';
import { field, readAugmentation } from '../threads/job.js';
import { type Pass, valuesOf } from './pass.js';

/** Brings the group's inputs to where the first layer reads them. */
export function loadInputs(pass: Pass): void {
  const { height, width, channels } = pass.plan.input;
  const inputs = pass.plan.inputs + 4 * pass.index * height * width * channels;
  if (pass.job[field.fromPictures]) changePictures(pass, inputs);
  feed(pass, inputs);
}

/** The group's 8-bit pictures as floats at `inputs`, each changed as its seed says. */
function changePictures(pass: Pass, inputs: number): void {
  const { plan, kernels, base, index, count, job, floats, integers } = pass;
  const { across, down } = pass.splines;
  const { height, width, channels } = plan.input;
  const size = height * width * channels;
  const augmentation = readAugmentation(job);
  const change = base + plan.scratch;
  const acrossAt = change + 4 * changeSize;
  const downAt = acrossAt + 4 * across.length;
  const scratch = downAt + 4 * down.length;
  floats.set(across, acrossAt >> 2);
  floats.set(down, downAt >> 2);
  for (let i = 0; i < count; i++) {
    const picture = plan.pictures + (index + i) * size;
    drawChange(augmentation, integers[(plan.seeds >> 2) + index + i]!, height, width, floats, change >> 2);
    const extent = { images: 1, height, width, channels };
    kernels.warp(extent, picture, change, acrossAt, downAt, inputs + 4 * i * size, scratch);
  }
}

/** Copies compact inputs [count, height, width, channels] at `inputs` to where the first layer reads them. */
function feed(pass: Pass, inputs: number): void {
  const { input } = pass.plan;
  copyPixels(pass, input, compact(inputs, input), valuesOf(pass, input));
}

/** Copies the outputs to `to`, compact, [count, height, width, channels]. */
export function fetchOutputs(pass: Pass, to: number): void {
  const { output } = pass.plan;
  copyPixels(pass, output, valuesOf(pass, output), compact(to, output));
}

/** Pictures without borders or padding of channels. */
const compact = (at: number, { height, width, channels }: PictureSize): Pixels => ({
  at,
  image: height * width * channels,
  row: width * channels,
  pixel: channels,
});

/** Copies the channels of every pixel; by whole rows where neither layout pads them. */
function copyPixels({ kernels, count }: Pass, size: PictureSize, from: Pixels, to: Pixels): void {
  const { height, width, channels } = size;
  if (from.pixel === to.pixel) {
    kernels.copy({ images: count, rows: height, length: width * channels }, from, to, 0);
    return;
  }
  const extent = { images: 1, rows: width, length: channels };
  for (let i = 0; i < count; i++)
    for (let r = 0; r < height; r++) kernels.copy(extent, pixelRow(from, i, r), pixelRow(to, i, r), 0);
}

/** One row's pixels, as rows of their channels. */
const pixelRow = ({ at, image, row, pixel }: Pixels, i: number, r: number): Pixels => ({
  at: at + 4 * (i * image + r * row),
  image: 0,
  row: pixel,
  pixel,
});
