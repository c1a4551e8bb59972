// `ownhand export`: a whole hand as one file.
import type { Command } from 'commander';
import { exportHand } from '../../node/hand/export-hand.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../hand-option.js';
import { note, printJson, printLine } from '../output.js';
import { plural } from '../render.js';

interface Flags extends HandFlags {
  readonly pictures: boolean;
}

export function configure(command: Command): void {
  command
    .argument('<file>', 'the file to write, a gzipped tar: ada.tar.gz')
    .option('--no-pictures', 'leave the samples out: the hand reads as before, but cannot be rebuilt from them');
  addHandOption(addJsonOption(command)).action((file: string, flags: Flags) =>
    withHand(flags, async ({ store }) => {
      const exported = await exportHand(store, file, flags.pictures, note);
      if (flags.json) printJson({ event: 'exported', ...exported });
      else
        printLine(
          `${file}: ${plural(exported.samples, 'sample')} and ${plural(exported.checkpoints, 'checkpoint')} of the hand ${store.name}, ${Math.ceil(exported.bytes / 1000)} kB`,
        );
    }),
  );
}
