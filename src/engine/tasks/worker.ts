// One thread's work on an engine's jobs. Every thread, and the oracle too, runs this same code on the same plan.
import { field, kind } from '../threads/job.js';
import { forward } from './forward.js';
import { gradientsOfShare } from './gradient-task.js';
import { fetchOutputs, loadInputs } from './load-inputs.js';
import { type Pass, valuesOf, type Workspace } from './pass.js';
import { update, updatesOf } from './update-task.js';

export interface Worker {
  /** How many tasks an update of the weights has. */
  readonly updates: number;
  /** Does one task of the job in memory, in the region of `thread`. */
  perform(task: number, thread: number): void;
}

/** What a thread does: every task of every kind of job, on one workspace. */
export function workerOf(space: Workspace): Worker {
  const updates = updatesOf(space.plan);
  return {
    updates: updates.length,
    perform(task, thread) {
      const job = space.job[field.kind];
      if (job === kind.predict) predict(space, task, thread);
      else if (job === kind.gradients) gradientsOfShare(space, task);
      else update(space, updates[task]!);
    },
  };
}

/** Leaves the logits of one group of samples in their place, or the chances of its pixels. */
function predict(space: Workspace, task: number, thread: number): void {
  const { plan, job } = space;
  const index = task * plan.predictGroup;
  const count = Math.min(plan.predictGroup, job[field.count]! - index);
  const pass: Pass = { ...space, base: plan.shares + thread * plan.shareSize, first: 0, index, count };
  loadInputs(pass);
  forward(pass, false);
  if (job[field.asChances]) {
    const { height, width, channels } = plan.output;
    space.kernels.chances(
      { images: count, height, width, channels },
      valuesOf(pass, plan.output),
      plan.logits + index * plan.classes,
    );
  } else fetchOutputs(pass, plan.logits + 4 * index * plan.classes);
}
