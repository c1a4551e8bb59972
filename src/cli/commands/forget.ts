// `ownhand forget`: some samples of a hand and what was learned from them, or all of the hand.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { learn } from '../../learn/learn-hand.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { shipped } from '../../node/models/shipped.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../hand-option.js';
import { printJson, printLine } from '../output.js';
import { plural } from '../render.js';
import { canAsk } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly all?: boolean;
  readonly yes?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('[ids...]', 'samples: what the names of their files in the hand begin with, such as 000012')
    .option('--all', 'everything: all samples, all checkpoints, the journal')
    .option('-y, --yes', 'do not ask');
  addHandOption(addJsonOption(command)).action((ids: readonly string[], flags: Flags) =>
    withHand(flags, async ({ store }) => {
      if (ids.length > 0 === (flags.all === true))
        throw new OwnhandError('usage', 'give the samples to forget, or --all, one of the two');
      await (flags.all ? forgetAll(store, flags) : forgetSamples(store, ids, flags));
    }),
  );
}

async function forgetAll(store: HandStore, flags: Flags): Promise<void> {
  const [samples, checkpoints] = [(await store.samples()).length, (await store.checkpoints()).length];
  const what = `${plural(samples, 'sample')} and ${plural(checkpoints, 'checkpoint')} of the hand ${store.name}`;
  if (samples + checkpoints + (await store.journal()).length > 0) {
    if (!flags.yes && !(await confirmed(`Delete ${what} for ever?`)))
      throw new OwnhandError('refused', 'nothing was deleted');
    await store.clear();
  }
  if (flags.json) printJson({ event: 'forgot', samples, checkpoints });
  else printLine(`forgot ${what}`);
}

/** Other checkpoints may know the samples too, so learning starts over from those that are left. */
async function forgetSamples(store: HandStore, ids: readonly string[], flags: Flags): Promise<void> {
  const samples = await store.samples();
  const missing = ids.find((id) => !samples.some((sample) => sample.id === id));
  if (missing !== undefined)
    throw new OwnhandError('not-found', `the hand ${store.name} has no sample ${missing}; nothing was deleted`);
  await store.exclusively(async () => {
    await store.removeSamples(ids);
    if ((await store.current()) === 0) return;
    await store.setCurrent(0);
    await store.append({ at: new Date().toISOString(), event: 'use', checkpoint: 0, by: 'rebuild' });
    if (samples.length > new Set(ids).size) await learn(store, await shipped(), createEngine, []);
  });
  const checkpoint = await store.current();
  if (flags.json) printJson({ event: 'forgot', ids, checkpoint });
  else
    printLine(
      `forgot ${plural(new Set(ids).size, 'sample')}; ${checkpoint === 0 ? 'the shipped reader' : `checkpoint ${checkpoint}, learned from the others,`} is in use`,
    );
}

async function confirmed(question: string): Promise<boolean> {
  if (!canAsk()) throw new OwnhandError('usage', 'add --yes to confirm; there is no terminal to ask on');
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: question, initialValue: false, output: process.stderr });
  return !isCancel(answer) && answer;
}
