// A batch on its way into an engine's memory, where all threads find it. Everything about it is checked here.
import { OwnhandError } from '../error.js';
import { type Batch, ignored } from './engine.js';
import { floatsAt, type Workspace } from './tasks/pass.js';
import { field, writeAugmentation } from './threads/job.js';

/** Where rows of a batch come from: 8-bit pictures [count, ...input]. */
export interface Loaded {
  /** [count, height, width, channels], 0 to 255. */
  readonly pictures: Uint8Array;
  /** How many there are. */
  readonly count: number;
}

/**
 * Writes a batch and what is wanted of it. `step`: the number of the step, from 0, which stands in for seeds that are
 * not given.
 * @returns how many values `correct` is out of: samples, or labelled pixels
 * @throws OwnhandError `failed` where the batch does not fit the network.
 */
export function placeBatch(space: Workspace, batch: Batch, loaded: Loaded, step: number): number {
  const { maxBatch } = space.plan;
  if (!(batch.size >= 1 && batch.size <= maxBatch))
    throw refusal(`A batch of ${batch.size} where the engine takes 1 to ${maxBatch}; set maxBatch.`);
  const total = batch.labels ? placeLabels(space, batch, batch.labels) : placeTargets(space, batch);
  placeSeeds(space, batch, step);
  placeInputs(space, batch, loaded);
  space.job[field.count] = batch.size;
  return total;
}

const refusal = (message: string): OwnhandError => new OwnhandError('failed', message);

/** A distribution for each sample. */
function placeTargets(space: Workspace, { targets, size }: Batch): number {
  const { output, classes, targets: at } = space.plan;
  if (output.height * output.width > 1)
    throw refusal(
      'Training with targets needs a network that ends in one value a class, dense or average; pixels need labels.',
    );
  if (!targets || targets.length < size * classes)
    throw refusal(`${size} samples need ${size * classes} targets, not ${targets?.length ?? 0}.`);
  floatsAt(space, at, size * classes).set(targets.subarray(0, size * classes));
  space.job[field.pixelScale] = -1;
  return size;
}

/** A class for each pixel, and how much the classes count. */
function placeLabels(space: Workspace, { size, classWeights, augmentation }: Batch, labels: Uint8Array): number {
  const { network, output, labels: at, classWeights: weightsAt } = space.plan;
  const pixels = size * output.height * output.width;
  const classes = output.channels;
  const last = network.layers.at(-1);
  if (last && 'activation' in last && last.activation !== 'none')
    throw refusal('Training with labels needs a network whose last layer has no activation.');
  if (labels.length < pixels || (classWeights && classWeights.length < classes))
    throw refusal(`${size} samples need ${pixels} labels, not ${labels.length}, and ${classes} class weights if any.`);
  if (augmentation) throw refusal('Augmentation would move pixels from under their labels; leave it out.');
  const counts = new Int32Array(256);
  for (let i = 0; i < pixels; i++) counts[labels[i]!]!++;
  const wrong = counts.findIndex((count, label) => count > 0 && label >= classes && label !== ignored);
  if (wrong >= 0) throw refusal(`A pixel's label is ${wrong} where the network has ${classes} classes.`);
  space.bytes.set(labels.subarray(0, pixels), at);
  const weights = floatsAt(space, weightsAt, classes).fill(1);
  if (classWeights) weights.set(classWeights.subarray(0, classes));
  const sum = weights.reduce((before, weight, label) => before + weight * counts[label]!, 0);
  space.job[field.pixelScale] = sum > 0 ? 1 / sum : 0;
  return pixels - counts[ignored]!;
}

/** Seeds for augmentation and dropout: those given, or others for every step. */
function placeSeeds({ plan, integers }: Workspace, { seeds, size }: Batch, step: number): void {
  const start = plan.seeds >> 2;
  if (seeds) integers.set(seeds.subarray(0, size), start);
  else for (let i = 0; i < size; i++) integers[start + i] = Math.imul(step + 1, 0x9e3779b1) + i;
}

function placeInputs(space: Workspace, batch: Batch, loaded: Loaded): void {
  const { plan, job, bytes } = space;
  const { rows, pictures, inputs, size } = batch;
  const length = inputLength(space);
  job[field.fromPictures] = rows || pictures ? 1 : 0;
  writeAugmentation(job, batch.augmentation);
  if (rows) {
    // Copying the chosen pictures is cheaper than keeping a whole data set where the threads can reach it.
    for (let i = 0; i < size; i++) {
      const row = rows[i]!;
      if (!(row >= 0 && row < loaded.count)) throw refusal(`Row ${row} of ${loaded.count} pictures given to load.`);
      bytes.set(loaded.pictures.subarray(row * length, (row + 1) * length), plan.pictures + i * length);
    }
  } else if (pictures) {
    if (pictures.length < size * length)
      throw refusal(`${size} pictures need ${size * length} bytes, not ${pictures.length}.`);
    bytes.set(pictures.subarray(0, size * length), plan.pictures);
  } else if (inputs) floatsAt(space, plan.inputs, size * length).set(inputs.subarray(0, size * length));
  else throw refusal('A batch needs inputs, pictures or rows.');
}

/** Values of one input. */
export function inputLength({ plan }: Workspace): number {
  const [height, width, channels] = plan.network.input;
  return height * width * channels;
}
