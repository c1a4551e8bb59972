// Brings a network to life: memory, kernels and threads behind the Engine's five calls.
import { OwnhandError } from '../error.js';
import {
  type Batch,
  type Engine,
  type EngineOptions,
  ignored,
  type Network,
  type StepOptions,
  type StepResult,
  type Weights,
} from './engine.js';
import { canShare, giveBack, type Memory, maximumPages, pageSize, takeMemory } from './memory.js';
import { readWeights, writeWeights } from './plan/parameters.js';
import { type Plan, planOf } from './plan/plan.js';
import { referenceKernels } from './reference/reference.js';
import { field, kind, writeAugmentation } from './threads/job.js';
import { workerOf } from './threads/tasks.js';
import { controlBlock, mostTasks, serve, teamOf } from './threads/team.js';
import { type Build, chooseBuild, wasmKernels } from './wasm.js';

/** What a thread is started with; plain data and shared memory, so it can be posted. */
export interface ThreadStart {
  readonly network: Network;
  readonly threads: number;
  readonly maxBatch: number;
  readonly build: Build;
  readonly memory: Memory;
  readonly control: Int32Array;
  readonly thread: number;
}

/** Starts a thread that calls `runThread` with what it is given, and that never keeps its process alive. */
export type Spawn = (start: ThreadStart) => void;

/** Milliseconds after which a thread that nobody asked anything of ends; it is started again when needed. */
const idle = 20_000;

/** A thread's whole life. Returns when its engine was closed or forgotten. */
export function runThread({ network, threads, maxBatch, build, memory, control, thread }: ThreadStart): void {
  const worker = workerOf(planOf(network, threads, maxBatch), wasmKernels(build, memory, true), memory.buffer);
  serve(control, worker.perform, thread, idle);
}

/**
 * An engine for this network with these weights. Without `spawn`, or where memory can't be shared, one thread does everything;
 * the results for a given `threads` are the same.
 * @throws OwnhandError `bad-checkpoint` if the weights don't fit, `failed` if the network makes no sense.
 */
export function createEngine(network: Network, weights: Weights, options: EngineOptions = {}, spawn?: Spawn): Engine {
  const { threads = 1, maxBatch = 64, backend = 'wasm', reproducible = false } = options;
  if (!(threads >= 1 && threads <= 64 && maxBatch >= 1))
    throw new OwnhandError('usage', 'An engine needs 1 to 64 threads and a batch of at least 1.');
  const plan = planOf(network, threads, maxBatch);
  if (plan.end > maximumPages * pageSize)
    throw new OwnhandError(
      'failed',
      `The network needs ${Math.ceil(plan.end / 2 ** 20)} MiB for batches of ${maxBatch}, more than 2048; set maxBatch lower.`,
    );
  const build = backend === 'wasm' ? chooseBuild(reproducible) : undefined;
  const shared = canShare;
  let memory: Memory | undefined = takeMemory(plan.end, shared);
  const open = (): Memory => {
    if (!memory) throw new OwnhandError('failed', 'The engine is closed.');
    return memory;
  };
  const buffer = (): ArrayBufferLike => open().buffer;
  const worker = workerOf(
    plan,
    build ? wasmKernels(build, memory, shared) : referenceKernels(memory.buffer),
    memory.buffer,
  );

  const team =
    spawn && shared && build && threads > 1 ? startTeam(plan, memory, build, worker.perform, spawn) : undefined;
  const run = (tasks: number): void => {
    if (team && tasks > 1) team.run(tasks);
    else for (let task = 0; task < tasks; task++) worker.perform(task, 0);
  };
  const floats = (at: number, count: number): Float32Array => new Float32Array(buffer(), at, count);
  const fields = (): Float64Array => new Float64Array(buffer(), plan.job, 32);

  let steps = 0;
  let averaged = false;
  let folded = false;
  let pictures = new Uint8Array(0);

  const setWeights = (given: Weights): void => {
    writeWeights(plan.parameters, given, new Float32Array(buffer()), plan.weights);
    for (const moment of [plan.first, plan.second]) floats(moment, plan.parameters.floats).fill(0);
    [steps, averaged, folded] = [0, false, false];
    worker.prepare();
  };
  try {
    setWeights(weights);
  } catch (error) {
    team?.close();
    giveBack(memory);
    throw error;
  }

  const size = network.input[0] * network.input[1] * network.input[2];

  /** Places what is wanted of `count` samples; returns how many values `correct` is out of. */
  const placeTargets = ({ targets, labels, classWeights, augmentation }: Batch, count: number): number => {
    const { height, width, channels } = plan.output;
    const pixels = count * height * width;
    const job = fields();
    if (!labels) {
      if (height * width > 1)
        throw new OwnhandError(
          'failed',
          'Training with targets needs a network that ends in one value a class, dense or average; pixels need labels.',
        );
      if (!targets || targets.length < count * plan.classes)
        throw new OwnhandError(
          'failed',
          `${count} samples need ${count * plan.classes} targets, not ${targets?.length ?? 0}.`,
        );
      floats(plan.targets, count * plan.classes).set(targets.subarray(0, count * plan.classes));
      job[field.pixelScale] = -1;
      return count;
    }
    const last = network.layers.at(-1);
    if (last && 'activation' in last && last.activation !== 'none')
      throw new OwnhandError('failed', 'Training with labels needs a network whose last layer has no activation.');
    if (labels.length < pixels || (classWeights && classWeights.length < channels))
      throw new OwnhandError(
        'failed',
        `${count} samples need ${pixels} labels, not ${labels.length}, and ${channels} class weights if any.`,
      );
    if (augmentation) throw new OwnhandError('failed', 'Augmentation would move pixels from under their labels.');
    const counts = new Int32Array(256);
    for (let i = 0; i < pixels; i++) counts[labels[i]!]!++;
    const wrong = counts.findIndex((found, label) => found > 0 && label >= channels && label !== ignored);
    if (wrong >= 0) throw new OwnhandError('failed', `Label ${wrong} where the network has ${channels} classes.`);
    new Uint8Array(buffer(), plan.labels, pixels).set(labels.subarray(0, pixels));
    const weights = floats(plan.classWeights, channels).fill(1);
    if (classWeights) weights.set(classWeights.subarray(0, channels));
    const sum = weights.reduce((before, weight, label) => before + weight * counts[label]!, 0);
    job[field.pixelScale] = sum > 0 ? 1 / sum : 0;
    return pixels - counts[ignored]!;
  };

  /** Places a batch; returns how many values `correct` is out of. */
  const place = (batch: Batch): number => {
    const { inputs, rows, seeds, size: count } = batch;
    if (!(count >= 1 && count <= maxBatch))
      throw new OwnhandError('failed', `A batch of ${count} where the engine takes 1 to ${maxBatch}; set maxBatch.`);
    const total = placeTargets(batch, count);
    const drawn = new Uint32Array(buffer(), plan.seeds, count);
    if (seeds) drawn.set(seeds.subarray(0, count));
    else
      drawn.forEach((_, i) => {
        drawn[i] = Math.imul(steps + 1, 0x9e3779b1) + i;
      });
    const job = fields();
    if (rows) {
      // Copying the bytes is cheaper than keeping a whole data set where the threads can reach it.
      const chosen = new Uint8Array(buffer(), plan.pictures, count * size);
      for (let i = 0; i < count; i++) {
        const from = rows[i]! * size;
        if (!(from >= 0 && from < pictures.length))
          throw new OwnhandError('failed', `Row ${rows[i]} of ${pictures.length / size} pictures given to load.`);
        chosen.set(pictures.subarray(from, from + size), i * size);
      }
      job[field.fromPictures] = 1;
      writeAugmentation(job, batch.augmentation);
    } else if (batch.pictures) {
      if (batch.pictures.length < count * size)
        throw new OwnhandError('failed', `${count} pictures need ${count * size} bytes, not ${batch.pictures.length}.`);
      new Uint8Array(buffer(), plan.pictures, count * size).set(batch.pictures.subarray(0, count * size));
      job[field.fromPictures] = 1;
      writeAugmentation(job, batch.augmentation);
    } else if (inputs) {
      floats(plan.inputs, count * size).set(inputs.subarray(0, count * size));
      job[field.fromPictures] = 0;
    } else throw new OwnhandError('failed', 'A batch needs inputs, pictures or rows.');
    job[field.count] = count;
    return total;
  };

  const step = (batch: Batch, { rate, decay = 0, beta1 = 0.9, beta2 = 0.999, ema }: StepOptions): StepResult => {
    const total = place(batch);
    steps++;
    const job = fields();
    job[field.kind] = kind.gradients;
    run(threads);
    // The first average is the weights themselves.
    const average = ema === undefined ? -1 : averaged ? ema : 0;
    averaged ||= ema !== undefined;
    job.set([rate, decay, beta1, beta2, 1 / (1 - beta1 ** steps), 1 / (1 - beta2 ** steps), average], field.rate);
    job[field.kind] = kind.update;
    run(worker.updates);
    folded = false;
    let [loss, correct] = [0, 0];
    for (let s = 0; s < threads; s++) {
      const result = floats(plan.shares + s * plan.shareSize + plan.result, 2);
      loss += result[0]!;
      correct += result[1]!;
    }
    return { loss, correct, total };
  };

  /** Logits of `count` samples; `place` brings those from `from` on into memory. */
  const predictPlaced = (count: number, place: (from: number, part: number) => void): Float32Array => {
    const logits = new Float32Array(count * plan.classes);
    if (!folded) worker.fold();
    folded = true;
    const most = Math.min(maxBatch, mostTasks * plan.predictGroup);
    const job = fields();
    job[field.kind] = kind.predict;
    for (let from = 0; from < count; from += most) {
      const part = Math.min(most, count - from);
      place(from, part);
      job[field.count] = part;
      run(Math.ceil(part / plan.predictGroup));
      logits.set(floats(plan.logits, part * plan.classes), from * plan.classes);
    }
    return logits;
  };

  const predict: Engine['predict'] = (inputs, count) => {
    if (inputs.length < count * size)
      throw new OwnhandError('failed', `${count} inputs need ${count * size} values, not ${inputs.length}.`);
    fields()[field.fromPictures] = 0;
    return predictPlaced(count, (from, part) =>
      floats(plan.inputs, part * size).set(inputs.subarray(from * size, (from + part) * size)),
    );
  };

  const predictPictures: Engine['predictPictures'] = (bytes, count, change) => {
    if (bytes.length < count * size || (change && change.seeds.length < count))
      throw new OwnhandError('failed', `${count} pictures need ${count * size} bytes, and a seed each if any.`);
    const job = fields();
    job[field.fromPictures] = 1;
    writeAugmentation(job, change?.augmentation);
    return predictPlaced(count, (from, part) => {
      new Uint8Array(buffer(), plan.pictures, part * size).set(bytes.subarray(from * size, (from + part) * size));
      const drawn = new Uint32Array(buffer(), plan.seeds, part);
      if (change) drawn.set(change.seeds.subarray(from, from + part));
      else drawn.fill(0);
    });
  };

  return {
    network,
    classes: plan.classes,
    threads,
    simd: build ?? 'none',
    predict,
    predictPictures,
    step,
    load(data, count) {
      if (data.length < count * size)
        throw new OwnhandError('failed', `${count} pictures need ${count * size} bytes, not ${data.length}.`);
      open();
      pictures = data.slice(0, count * size);
    },
    weights(which = 'current') {
      if (which === 'average' && !averaged) throw new OwnhandError('failed', 'No average was kept; give step an ema.');
      return readWeights(
        plan.parameters,
        new Float32Array(buffer()),
        which === 'average' ? plan.average : plan.weights,
      );
    },
    setWeights,
    close() {
      if (!memory) return;
      team?.close();
      giveBack(memory);
      memory = undefined;
      pictures = new Uint8Array(0);
    },
  };
}

function startTeam(
  plan: Plan,
  memory: Memory,
  build: Build,
  perform: (task: number, thread: number) => void,
  spawn: Spawn,
): ReturnType<typeof teamOf> {
  const control = controlBlock(plan.threads);
  const { network, threads, maxBatch } = plan;
  return teamOf(control, threads, perform, (thread) =>
    spawn({ network, threads, maxBatch, build, memory, control, thread }),
  );
}
