// Options that many commands have: `--hand NAME|DIR` of every command that touches a hand, and `--json`.
import { type Command, Option } from 'commander';
import { messages } from '../messages/messages.js';
import { type Hand, openHand } from '../node/hand/open-hand.js';
import { note } from './output.js';

export interface HandFlags {
  readonly hand?: string;
  readonly json?: boolean;
}

export function addHandOption(command: Command): Command {
  return command.addOption(new Option('--hand <name|dir>', messages.help.hand));
}

export function addJsonOption(command: Command): Command {
  return command.option('--json', messages.help.json);
}

/** Runs `work` with the hand the flags name, and frees it afterwards. */
export async function withHand<T>(flags: HandFlags, work: (hand: Hand) => Promise<T>, threads?: number): Promise<T> {
  const hand = openHand(flags.hand, { warn: note, ...(threads !== undefined && { threads }) });
  try {
    return await work(hand);
  } finally {
    await hand.close();
  }
}
