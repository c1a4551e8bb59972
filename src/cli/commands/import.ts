// `ownhand import`: an exported hand becomes one of this machine, or its samples are learned by one that is there.

import type { Command } from 'commander';
import { archivedSamples, importHand } from '../../archive/settled-hand.js';
import { messages } from '../../messages/messages.js';
import { readExportedHand } from '../../node/hand/export-hand.js';
import { openHandStore } from '../../node/hand/hand-place.js';
import { CommandError } from '../command-error.js';
import { learnAndTell } from '../learning/learn-and-tell.js';
import { addHandOption, addJsonOption, type HandFlags, handOf } from '../options.js';
import { note, printJson, printLine } from '../output.js';

interface Flags extends HandFlags {
  readonly merge?: boolean;
  readonly force?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('<file>', messages.help.import.file)
    .option('--merge', messages.help.import.merge)
    .option('--force', messages.help.import.force);
  addHandOption(addJsonOption(command)).action(run);
}

async function run(file: string, flags: Flags): Promise<void> {
  const contents = await readExportedHand(file);
  const store = openHandStore(handOf(flags), { warn: note });
  if (flags.merge) {
    const samples = archivedSamples(contents, file);
    if (samples.length === 0) throw new CommandError('empty', messages.import.noPictures(file));
    await learnAndTell(store, samples, flags);
    return;
  }
  await importHand(store, contents);
  const [samples, checkpoints] = [contents.samples.length, contents.checkpoints.size];
  if (flags.json)
    printJson<'import'>({ event: 'imported', hand: store.name, samples, checkpoints, checkpoint: contents.current });
  else printLine(messages.import.imported(store.name, samples, checkpoints));
}
