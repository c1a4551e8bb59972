// `ownhand export`: a whole hand as one file, or its samples as a data set.

import { type Command, Option } from 'commander';
import type { HandStore } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import { type DataSetKind, dataSetKinds, exportSamples } from '../../node/data-sets/export-samples.js';
import { exportHand } from '../../node/hand/export-hand.js';
import { CommandError } from '../command-error.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine } from '../output.js';

interface Flags extends HandFlags {
  readonly pictures: boolean;
  readonly as?: DataSetKind;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('<file>', messages.help.export.file)
    .addOption(new Option('--as <kind>', messages.help.export.as).choices(dataSetKinds))
    .option('--no-pictures', messages.help.export.noPictures);
  addHandOption(addJsonOption(command)).action((file: string, flags: Flags) =>
    withHand(flags, async ({ store }) => {
      if (flags.as !== undefined) return exportAs(store, file, flags.as, flags);
      const exported = await exportHand(store, file, flags.pictures, note);
      const { samples, checkpoints, bytes } = exported;
      if (flags.json) printJson<'export'>({ event: 'exported', ...exported });
      else printLine(messages.export.wrote(file, samples, checkpoints, store.name, Math.ceil(bytes / 1000)));
    }),
  );
}

async function exportAs(store: HandStore, to: string, kind: DataSetKind, flags: Flags): Promise<void> {
  if (!flags.pictures) throw new CommandError('usage', messages.export.needsPictures);
  const samples = await exportSamples(store, to, kind);
  if (flags.json) printJson<'export'>({ event: 'exported', file: to, as: kind, samples });
  else printLine(messages.export.wroteSamples(to, samples, store.name));
}
