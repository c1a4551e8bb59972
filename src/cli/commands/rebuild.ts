// `ownhand rebuild`: the current checkpoint remade from the hand's samples alone.
import type { Command } from 'commander';
import { rebuild } from '../../learn/learn-hand.js';
import type { LearnResult } from '../../learn/learn-step.js';
import { messages } from '../../messages/messages.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { shipped } from '../../node/models/shipped.js';
import { endWith, exitCode } from '../exit-code.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine, untilInterrupted } from '../output.js';

interface Flags extends HandFlags {
  readonly force?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.option('--force', messages.help.rebuild.force);
  addHandOption(addJsonOption(command)).action((flags: Flags) => withHand(flags, ({ store }) => run(store, flags)));
}

async function run(store: Parameters<typeof rebuild>[0], flags: Flags): Promise<void> {
  const before = await store.current();
  const signal = untilInterrupted();
  const result = await rebuild(store, await shipped(), createEngine, { signal, ...(flags.force && { force: true }) });
  if (flags.json) printJson<'rebuild'>({ event: result.learned ? 'rebuilt' : 'refused', ...result });
  else if (result.learned) printLine(rebuildText(result, before));
  if (result.learned) return;
  note(messages.rebuild.notRebuilt(result.reason));
  endWith(exitCode.failed);
}

function rebuildText({ same, checkpoint, samples, own }: LearnResult, before: number): string {
  if (same) return messages.rebuild.same(checkpoint, samples);
  const back = before === checkpoint ? '' : messages.rebuild.goesBack(before);
  return `${messages.rebuild.rebuilt(checkpoint, samples, own)}${back}`;
}
