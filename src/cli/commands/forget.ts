// `ownhand forget`: some samples of a hand and what was learned from them, or all of the hand.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { learn } from '../../learn/learn-hand.js';
import { messages } from '../../messages/messages.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { shipped } from '../../node/models/shipped.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';
import { canAsk } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('[ids...]', messages.help.forget.ids)
    .option('--all', messages.help.forget.all)
    .option('-y, --yes', messages.help.forget.yes);
  addHandOption(addJsonOption(command)).action((ids: readonly string[], flags: Flags) =>
    withHand(flags, async ({ store }) => {
      if (ids.length > 0 === (flags.all === true)) throw new OwnhandError('usage', messages.forget.samplesOrAll);
      await (flags.all ? forgetAll(store, flags) : forgetSamples(store, ids, flags));
    }),
  );
}

async function forgetAll(store: HandStore, flags: Flags): Promise<void> {
  const [samples, checkpoints] = [(await store.samples()).length, (await store.checkpoints()).length];
  const what = messages.forget.all(samples, checkpoints, store.name);
  if (samples + checkpoints + (await store.journal()).length > 0) {
    if (!flags.yes && !(await confirmed(messages.forget.confirm(what))))
      throw new OwnhandError('refused', messages.forget.nothingDeleted);
    await store.clear();
  }
  if (flags.json) printJson({ event: 'forgot', samples, checkpoints });
  else printLine(messages.forget.forgotAll(what));
}

/** Other checkpoints may know the samples too, so learning starts over from those that are left. */
async function forgetSamples(store: HandStore, ids: readonly string[], flags: Flags): Promise<void> {
  const samples = await store.samples();
  const missing = ids.find((id) => !samples.some((sample) => sample.id === id));
  if (missing !== undefined) throw new OwnhandError('not-found', messages.forget.noSample(store.name, missing));
  await store.exclusively(async () => {
    await store.removeSamples(ids);
    if ((await store.current()) === 0) return;
    await store.setCurrent(0);
    await store.append({ at: new Date().toISOString(), event: 'use', checkpoint: 0, by: 'rebuild' });
    if (samples.length > new Set(ids).size) await learn(store, await shipped(), createEngine, []);
  });
  const checkpoint = await store.current();
  if (flags.json) printJson({ event: 'forgot', ids, checkpoint });
  else printLine(messages.forget.forgotSamples(new Set(ids).size, checkpoint));
}

async function confirmed(question: string): Promise<boolean> {
  if (!canAsk()) throw new OwnhandError('usage', messages.forget.needsTerminal);
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: question, initialValue: false, output: process.stderr });
  return !isCancel(answer) && answer;
}
