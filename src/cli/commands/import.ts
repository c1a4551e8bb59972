// `ownhand import`: an exported hand becomes one of this machine, or its samples are learned by one that is there.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import { importHand, readExportedHand, samplesToLearn } from '../../node/hand/export-hand.js';
import { openHandStore } from '../../node/hand/hand-place.js';
import { addHandOption, addJsonOption, type HandFlags } from '../hand-option.js';
import { note, printJson, printLine } from '../output.js';
import { plural } from '../render.js';
import { learnInto } from './learn.js';

interface Flags extends HandFlags {
  readonly merge?: boolean;
  readonly force?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<file>', 'what `ownhand export` wrote')
    .option('--merge', 'let a hand that is not empty learn the samples of the file')
    .option('--force', 'with --merge: learn even where the guard finds it harmful');
  addHandOption(addJsonOption(command)).action(run);
}

async function run(file: string, flags: Flags): Promise<void> {
  const contents = await readExportedHand(file);
  const store = openHandStore(flags.hand, { warn: note });
  if (flags.merge) {
    const samples = samplesToLearn(contents, file);
    if (samples.length === 0)
      throw new OwnhandError('empty', `${file} was exported without pictures; there is nothing to merge`);
    return learnInto(store, samples, flags);
  }
  await importHand(store, contents);
  const [samples, checkpoints] = [contents.samples.length, contents.checkpoints.size];
  if (flags.json)
    printJson({ event: 'imported', hand: store.name, samples, checkpoints, checkpoint: contents.current });
  else
    printLine(`the hand ${store.name} now holds ${plural(samples, 'sample')} and ${plural(checkpoints, 'checkpoint')}`);
}
