// `ownhand serve`: the web app on this machine's own address, working on a hand's very folder.

import type { Command } from 'commander';
import { messages } from '../../messages/messages.js';
import { serveHand } from '../../node/serve/serve-hand.js';
import { CommandError } from '../command-error.js';
import { expandInputs } from '../inputs.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { note, printJson, printLine, untilInterrupted } from '../output.js';

interface Flags extends HandFlags {
  readonly folder?: string;
  readonly port: number;
}

/** "hand" on a telephone's keys. */
const PORT = 4263;
const MOST_PORT = 65_535;

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .option('--folder <dir>', messages.help.serve.folder)
    .option('--port <n>', messages.help.serve.port, portOf, PORT);
  addHandOption(addJsonOption(command)).action((flags: Flags) =>
    withHand(flags, async (hand) => {
      const photos = flags.folder === undefined ? [] : await photosIn(flags.folder);
      const stop = untilInterrupted();
      const server = await serveHand({ hand, photos, port: flags.port, warn: note });
      if (!server.hasApp) note(messages.serve.noApp);
      if (flags.json)
        printJson<'serve'>({ event: 'serving', address: server.address, hand: hand.name, photos: photos.length });
      else printLine(messages.serve.serving(server.address, hand.name, photos.length));
      await new Promise<void>((stopped) => stop.addEventListener('abort', () => stopped(), { once: true }));
      await server.close();
    }),
  );
}

async function photosIn(folder: string): Promise<readonly string[]> {
  const inputs = await expandInputs([folder]);
  for (const { error } of inputs) if (error) throw error;
  return inputs.map(({ file }) => file);
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= MOST_PORT) return Number(text);
  throw new CommandError('usage', messages.serve.portWanted(text));
}
