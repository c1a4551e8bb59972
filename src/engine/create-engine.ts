// An engine: memory, kernels and threads behind the few calls of the `Engine` interface.
import { OwnhandError } from '../error.js';
import type { Batch, Engine, EngineOptions, EngineState, Network, StepOptions, StepResult, Weights } from './engine.js';
import { referenceKernels } from './kernels/reference-kernels.js';
import { wasmKernels } from './kernels/wasm-kernels.js';
import { chooseBuild } from './kernels/wasm-module.js';
import { canShare, giveBack, type Memory, maximumPages, pageSize, takeMemory } from './memory.js';
import { inputLength, type Loaded, placeBatch } from './place-batch.js';
import { readWeights, writeWeights } from './plan/parameters.js';
import { type Plan, planOf } from './plan/plan.js';
import { floatsAt, type Workspace, workspaceOf } from './tasks/pass.js';
import { foldStatistics, prepareAll } from './tasks/prepare-weights.js';
import { type Worker, workerOf } from './tasks/worker.js';
import { field, kind, writeAugmentation } from './threads/job.js';
import type { Spawn } from './threads/run-thread.js';
import { controlBlock, mostTasks, type Team, teamOf } from './threads/team.js';

/**
 * An engine for this network with these weights. Without `spawn`, or where memory can't be shared, one thread does
 * everything; the results for a given `threads` are the same.
 * @throws OwnhandError `bad-checkpoint` if the weights don't fit, `failed` if the network makes no sense or needs too
 * much memory.
 */
export function createEngine(network: Network, weights: Weights, options: EngineOptions = {}, spawn?: Spawn): Engine {
  const { threads = 1, maxBatch = 64, trains = true } = options;
  if (!(threads >= 1 && threads <= 64 && maxBatch >= 1))
    throw new OwnhandError('usage', 'An engine needs 1 to 64 threads and a batch of at least 1.');
  const plan = planOf(network, threads, maxBatch, trains);
  if (plan.end > maximumPages * pageSize)
    throw new OwnhandError(
      'failed',
      `The network needs ${Math.ceil(plan.end / 2 ** 20)} MiB for batches of ${maxBatch}, more than 2048; ` +
        'set maxBatch lower.',
    );
  const engine = new LocalEngine(plan, options, spawn);
  try {
    engine.setWeights(weights);
  } catch (error) {
    engine.close();
    throw error;
  }
  return engine;
}

class LocalEngine implements Engine {
  readonly network: Network;
  readonly classes: number;
  readonly threads: number;
  readonly simd: Engine['simd'];
  readonly #plan: Plan;
  readonly #trains: boolean;
  readonly #worker: Worker;
  readonly #team: Team | undefined;
  /** Undefined once the engine is closed. */
  #memory: Memory | undefined;
  #workspace: Workspace | undefined;
  #loaded: Loaded = { pictures: new Uint8Array(0), count: 0 };
  #steps = 0;
  /** Whether a running average of the weights is kept. */
  #averaged = false;
  /** Whether the running statistics are folded into the weights that predict. */
  #folded = false;

  constructor(
    plan: Plan,
    { backend = 'wasm', reproducible = false, trains = true, startsThreads = false }: EngineOptions,
    spawn: Spawn | undefined,
  ) {
    const build = backend === 'wasm' ? chooseBuild(reproducible) : undefined;
    const memory = takeMemory(plan.end, canShare);
    const kernels = build ? wasmKernels(build, memory, canShare) : referenceKernels(memory.buffer);
    this.network = plan.network;
    this.classes = plan.classes;
    this.threads = plan.threads;
    this.simd = build ?? 'none';
    this.#plan = plan;
    this.#trains = trains;
    this.#memory = memory;
    this.#workspace = workspaceOf(plan, kernels, memory.buffer);
    this.#worker = workerOf(this.#workspace);
    if (spawn && canShare && build && plan.threads > 1) {
      const { network, threads, maxBatch } = plan;
      const control = controlBlock(threads);
      this.#team = teamOf(control, threads, this.#worker.perform, (thread) =>
        spawn({ network, threads, maxBatch, trains, build, memory, control, thread }),
      );
      if (startsThreads) this.#team.start();
    }
  }

  setWeights(weights: Weights): void {
    const space = this.#open();
    const { parameters, weights: at, first, second } = this.#plan;
    writeWeights(parameters, weights, space.floats, at);
    for (const moment of [first, second]) floatsAt(space, moment, parameters.floats).fill(0);
    this.#steps = 0;
    this.#averaged = false;
    this.#folded = false;
    prepareAll(space);
  }

  state(): EngineState {
    const { parameters, weights, average, first, second } = this.#plan;
    const { floats } = this.#open();
    const at = (place: number) => readWeights(parameters, floats, place);
    return {
      steps: this.#steps,
      weights: at(weights),
      ...(this.#averaged && { average: at(average) }),
      firstMoments: at(first),
      secondMoments: at(second),
    };
  }

  restore(state: EngineState): void {
    this.setWeights(state.weights);
    const { parameters, average, first, second } = this.#plan;
    const { floats } = this.#open();
    writeWeights(parameters, state.firstMoments, floats, first);
    writeWeights(parameters, state.secondMoments, floats, second);
    if (state.average) writeWeights(parameters, state.average, floats, average);
    this.#steps = state.steps;
    this.#averaged = state.average !== undefined;
  }

  weights(which: 'current' | 'average' = 'current'): Weights {
    if (which === 'average' && !this.#averaged)
      throw new OwnhandError('failed', 'No average was kept; give step an ema.');
    const { parameters, weights, average } = this.#plan;
    return readWeights(parameters, this.#open().floats, which === 'average' ? average : weights);
  }

  load(pictures: Uint8Array, count: number): void {
    const length = inputLength(this.#open());
    if (pictures.length < count * length)
      throw new OwnhandError('failed', `${count} pictures need ${count * length} bytes, not ${pictures.length}.`);
    this.#loaded = { pictures: pictures.slice(0, count * length), count };
  }

  step(batch: Batch, { rate, decay = 0, beta1 = 0.9, beta2 = 0.999, ema }: StepOptions): StepResult {
    if (!this.#trains) throw new OwnhandError('failed', 'This engine was made to predict only.');
    const space = this.#open();
    const { job } = space;
    const total = placeBatch(space, batch, this.#loaded, this.#steps);
    this.#steps++;
    job[field.kind] = kind.gradients;
    this.#run(this.threads);
    // The first average is the weights themselves.
    const average = ema === undefined ? -1 : this.#averaged ? ema : 0;
    this.#averaged ||= ema !== undefined;
    const [correction1, correction2] = [1 / (1 - beta1 ** this.#steps), 1 / (1 - beta2 ** this.#steps)];
    job.set([rate, decay, beta1, beta2, correction1, correction2, average], field.rate);
    job[field.kind] = kind.update;
    this.#run(this.#worker.updates);
    this.#folded = false;
    let [loss, correct] = [0, 0];
    for (let share = 0; share < this.threads; share++) {
      const { shares, shareSize, result } = this.#plan;
      const [itsLoss, itsCorrect] = floatsAt(space, shares + share * shareSize + result, 2);
      loss += itsLoss!;
      correct += itsCorrect!;
    }
    return { loss, correct, total };
  }

  predict(inputs: Float32Array, count: number): Float32Array {
    const space = this.#open();
    const length = inputLength(space);
    if (inputs.length < count * length)
      throw new OwnhandError('failed', `${count} inputs need ${count * length} values, not ${inputs.length}.`);
    space.job[field.fromPictures] = 0;
    return this.#logitsOf(space, count, (from, part) =>
      floatsAt(space, this.#plan.inputs, part * length).set(inputs.subarray(from * length, (from + part) * length)),
    );
  }

  predictPictures(
    pictures: Uint8Array,
    count: number,
    change?: Parameters<Engine['predictPictures']>[2],
  ): Float32Array {
    const space = this.#open();
    return this.#logitsOf(space, count, this.#placePictures(space, pictures, count, change));
  }

  predictChances(pictures: Uint8Array, count: number): Uint8Array {
    const space = this.#open();
    const { classes, logits: at } = this.#plan;
    const chances = new Uint8Array(count * classes);
    space.job[field.asChances] = 1;
    this.#predictPlaced(space, count, this.#placePictures(space, pictures, count), (from, part) =>
      chances.set(space.bytes.subarray(at, at + part * classes), from * classes),
    );
    return chances;
  }

  close(): void {
    if (!this.#memory) return;
    this.#team?.close();
    giveBack(this.#memory);
    this.#memory = undefined;
    this.#workspace = undefined;
    this.#loaded = { pictures: new Uint8Array(0), count: 0 };
  }

  #open(): Workspace {
    if (!this.#workspace) throw new OwnhandError('failed', 'The engine is closed.');
    return this.#workspace;
  }

  /** Does so many tasks of the job in memory, with all threads. */
  #run(tasks: number): void {
    if (this.#team && tasks > 1) this.#team.run(tasks);
    else for (let task = 0; task < tasks; task++) this.#worker.perform(task, 0);
  }

  /** Says how `part` of some pictures, those from `from` on, are brought into memory. */
  #placePictures(
    space: Workspace,
    pictures: Uint8Array,
    count: number,
    change?: Parameters<Engine['predictPictures']>[2],
  ): Place {
    const length = inputLength(space);
    if (pictures.length < count * length || (change && change.seeds.length < count))
      throw new OwnhandError('failed', `${count} pictures need ${count * length} bytes, and a seed each if any.`);
    space.job[field.fromPictures] = 1;
    writeAugmentation(space.job, change?.augmentation);
    const seeds = this.#plan.seeds >> 2;
    return (from, part) => {
      space.bytes.set(pictures.subarray(from * length, (from + part) * length), this.#plan.pictures);
      if (change) space.integers.set(change.seeds.subarray(from, from + part), seeds);
      else space.integers.fill(0, seeds, seeds + part);
    };
  }

  #logitsOf(space: Workspace, count: number, place: Place): Float32Array {
    const { classes, logits: at } = this.#plan;
    const logits = new Float32Array(count * classes);
    space.job[field.asChances] = 0;
    this.#predictPlaced(space, count, place, (from, part) =>
      logits.set(floatsAt(space, at, part * classes), from * classes),
    );
    return logits;
  }

  /** Predicts `count` samples, a part at a time: `place` brings it into memory, and `take` takes what comes out. */
  #predictPlaced(space: Workspace, count: number, place: Place, take: Place): void {
    const { maxBatch, predictGroup } = this.#plan;
    if (!this.#folded) foldStatistics(space);
    this.#folded = true;
    const most = Math.min(maxBatch, mostTasks * predictGroup);
    space.job[field.kind] = kind.predict;
    for (let from = 0; from < count; from += most) {
      const part = Math.min(most, count - from);
      place(from, part);
      space.job[field.count] = part;
      this.#run(Math.ceil(part / predictGroup));
      take(from, part);
    }
  }
}

/** Does something for `part` of some samples, those from `from` on. */
type Place = (from: number, part: number) => void;
