// `ownhand forget`: some samples of a hand and what was learned from them, or all of the hand.

import type { Command } from 'commander';
import type { Sample } from '../../hand/store.js';
import { messages } from '../../messages/messages.js';
import type { Hand } from '../../node/hand/open-hand.js';
import { forget, suspects } from '../../node/hand-functions.js';
import { editPage } from '../../node/page-functions.js';
import { keptEdits } from '../../node/pages/kept-edits.js';
import { CommandError } from '../command-error.js';
import { wholeNumber } from '../number-options.js';
import { addHandOption, addJsonOption, type HandFlags, withHand } from '../options.js';
import { printJson, printLine } from '../output.js';
import { lastSession, samplesById, samplesFrom, samplesLabelled, samplesOfSession } from '../select-samples.js';
import { canAsk } from '../standard-input.js';

interface Flags extends HandFlags {
  readonly all?: boolean;
  readonly last?: boolean;
  readonly session?: number;
  readonly source?: string;
  readonly label?: string;
  readonly page?: string;
  readonly suspects?: boolean;
  readonly yes?: boolean;
}

/** Declares the command's arguments and options, and what it does. */
export function configure(command: Command): void {
  command
    .argument('[ids...]', messages.help.forget.ids)
    .option('--last', messages.help.forget.last)
    .option('--session <n>', messages.help.forget.session, wholeNumber(1))
    .option('--source <file>', messages.help.forget.source)
    .option('--label <label>', messages.help.forget.label)
    .option('--page <file>', messages.help.forget.page)
    .option('--suspects', messages.help.forget.suspects)
    .option('--all', messages.help.forget.all)
    .option('-y, --yes', messages.help.forget.yes);
  addHandOption(addJsonOption(command)).action((ids: readonly string[], flags: Flags) =>
    withHand(flags, async (hand) => {
      const { all, last, session, source, label, page } = flags;
      const ways = [
        ids.length > 0,
        all,
        last,
        session !== undefined,
        source !== undefined,
        label !== undefined,
        page !== undefined,
        flags.suspects,
      ];
      if (ways.filter(Boolean).length !== 1) throw new CommandError('usage', messages.forget.oneWay);
      if (page !== undefined) await forgetPage(hand, page, flags);
      else await (all ? forgetAll(hand, flags) : forgetSome(hand, ids, flags));
    }),
  );
}

async function forgetAll({ store }: Hand, flags: Flags): Promise<void> {
  const [samples, checkpoints] = [(await store.samples()).length, (await store.checkpoints()).length];
  const what = messages.forget.all(samples, checkpoints, store.name);
  if (samples + checkpoints + (await store.journal()).length > 0) {
    await confirm(what, flags);
    await store.clear();
  }
  if (flags.json) printJson<'forget'>({ event: 'forgot', samples, checkpoints });
  else printLine(messages.forget.forgotAll(what));
}

/** Takes back what was put right on a photo; the samples of it stay. Throws OwnhandError 'not-found'. */
async function forgetPage(hand: Hand, file: string, { json }: Flags): Promise<void> {
  const edits = await (await keptEdits(hand.store)).of(file);
  if (edits.length === 0) throw new CommandError('not-found', messages.forget.nothingOfPage(hand.name, file));
  await editPage(hand, file, []);
  if (json) printJson<'forget'>({ event: 'page', file, edits: 0 });
  else printLine(messages.forget.forgotPage(file, edits.length));
}

/** Samples that are to be forgotten. */
interface Chosen {
  readonly samples: readonly Sample[];
  /** Whether the labels that they have replaced count again: a whole session is taken back as if it had not been. */
  readonly restore: boolean;
  /** Whether they were named one by one, so that nobody need be asked. */
  readonly named: boolean;
}

async function forgetSome(hand: Hand, ids: readonly string[], flags: Flags): Promise<void> {
  const { store } = hand;
  const { samples, restore, named } = await chosen(hand, ids, flags);
  if (samples.length === 0) {
    if (flags.json) printJson<'forget'>({ event: 'forgot', ids: [], checkpoint: await store.current() });
    else printLine(messages.forget.noSuspects);
    return;
  }
  if (!named) await confirm(messages.forget.some(samples.length, store.name, countsByLabel(samples)), flags);
  const wanted = samples.map(({ id }) => id);
  const { ids: gone, restored, checkpoint } = await forget(hand, wanted, { restore });
  if (flags.json)
    printJson<'forget'>({ event: 'forgot', ids: gone, ...(restored.length > 0 && { restored }), checkpoint });
  else printLine(messages.forget.forgotSamples(gone.length, restored.length, checkpoint));
}

async function chosen(hand: Hand, ids: readonly string[], flags: Flags): Promise<Chosen> {
  const { store } = hand;
  const [samples, journal] = [await store.samples(), await store.journal()];
  const { last, session, source, label } = flags;
  if (ids.length > 0) return { samples: samplesById(samples, ids, store.name), restore: false, named: true };
  if (last || session !== undefined) {
    const number = session ?? lastSession(samples, journal, store.name);
    return { samples: samplesOfSession(samples, journal, number, store.name), restore: true, named: false };
  }
  if (source !== undefined) return { samples: samplesFrom(samples, journal, source), restore: false, named: false };
  if (label !== undefined) return { samples: samplesLabelled(samples, label), restore: false, named: false };
  const found = flags.suspects ? await suspects(hand) : [];
  for (const { id, label: given, looksLike, chance } of found) {
    if (flags.json) printJson<'forget'>({ event: 'suspect', id: id ?? '', label: given, looksLike, chance });
    else printLine(messages.forget.suspect(id ?? '', given, looksLike, chance));
  }
  const wanted = new Set(found.map(({ id }) => id));
  return { samples: samples.filter(({ id }) => wanted.has(id)), restore: false, named: false };
}

/** How many samples there are of each label, in the order in which the labels occur. */
function countsByLabel(samples: readonly Sample[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of samples) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Asks before anything is deleted. Throws OwnhandError 'refused' after a no, 'usage' where nobody can be asked. */
async function confirm(what: string, { yes }: Flags): Promise<void> {
  if (yes) return;
  if (!canAsk()) throw new CommandError('usage', messages.forget.needsTerminal(what));
  const prompts = await import('@clack/prompts');
  const answer = await prompts.confirm({
    message: messages.forget.confirm(what),
    initialValue: false,
    output: process.stderr,
  });
  if (prompts.isCancel(answer) || !answer) throw new CommandError('refused', messages.forget.nothingDeleted);
}
