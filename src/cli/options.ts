// Options that many commands have: `--hand NAME|DIR` of every command that touches a hand, and `--json`.
import { type Command, Option } from 'commander';
import { messages } from '../messages/messages.js';
import { type Hand, openHand } from '../node/hand/open-hand.js';
import { note } from './output.js';

/** Flags of commands that use a hand. */
export interface HandFlags {
  /** A name, or a folder; the default hand where it is missing. */
  readonly hand?: string;
  /** Print one JSON object a line. */
  readonly json?: boolean;
}

/** Gives a command `--hand`. */
export function addHandOption(command: Command): Command {
  return command.addOption(new Option('--hand <name|dir>', messages.help.hand));
}

/** Gives a command `--json`. */
export function addJsonOption(command: Command): Command {
  return command.option('--json', messages.help.json);
}

/** `--labels-from`, of commands that take labelled pictures. */
export function labelsFromOption(): Option {
  return new Option('--labels-from <place>', messages.help.labelsFrom).choices(['folders', 'names']);
}

/** The hand that the flags name, or the variable OWNHAND_HAND; undefined for the default one. */
export function handOf({ hand }: HandFlags): string | undefined {
  return hand ?? (process.env['OWNHAND_HAND'] || undefined);
}

/** Runs `work` with the hand the flags name, and frees it afterwards. */
export async function withHand<T>(flags: HandFlags, work: (hand: Hand) => Promise<T>, threads?: number): Promise<T> {
  const hand = openHand(handOf(flags), { warn: note, ...(threads !== undefined && { threads }) });
  try {
    return await work(hand);
  } finally {
    await hand.close();
  }
}
