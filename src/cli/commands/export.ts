// `ownhand export`: a whole hand as one file.
import type { Command } from 'commander';
import { messages } from '../../messages/messages.js';
import { exportHand } from '../../node/hand/export-hand.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine } from '../output.js';

interface Flags extends HandFlags {
  readonly pictures: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command.argument('<file>', messages.help.export.file).option('--no-pictures', messages.help.export.noPictures);
  addHandOption(addJsonOption(command)).action((file: string, flags: Flags) =>
    withHand(flags, async ({ store }) => {
      const exported = await exportHand(store, file, flags.pictures, note);
      const { samples, checkpoints, bytes } = exported;
      if (flags.json) printJson({ event: 'exported', ...exported });
      else printLine(messages.export.wrote(file, samples, checkpoints, store.name, Math.ceil(bytes / 1000)));
    }),
  );
}
