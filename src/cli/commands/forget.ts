// `ownhand forget`: some samples of a hand and what was learned from them, or all of the hand.
import type { Command } from 'commander';
import { OwnhandError } from '../../error.js';
import type { HandStore, Sample } from '../../hand/store.js';
import { checkLabels, learnable } from '../../learn/labels/check-labels.js';
import { learn } from '../../learn/learn-hand.js';
import { messages } from '../../messages/messages.js';
import { createEngine } from '../../node/engine/node-engine.js';
import { shipped, shippedBase } from '../../node/models/shipped.js';
import { keepEdits, keptEdits } from '../../node/pages/kept-edits.js';
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
    withHand(flags, async ({ store }) => {
      const { all, last, session, source, label, page, suspects } = flags;
      const ways = [
        ids.length > 0,
        all,
        last,
        session !== undefined,
        source !== undefined,
        label !== undefined,
        page !== undefined,
        suspects,
      ];
      if (ways.filter(Boolean).length !== 1) throw new OwnhandError('usage', messages.forget.oneWay);
      if (page !== undefined) await forgetPage(store, page, flags);
      else await (all ? forgetAll(store, flags) : forgetSome(store, ids, flags));
    }),
  );
}

async function forgetAll(store: HandStore, flags: Flags): Promise<void> {
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
async function forgetPage(store: HandStore, file: string, { json }: Flags): Promise<void> {
  const edits = await (await keptEdits(store)).of(file);
  if (edits.length === 0) throw new OwnhandError('not-found', messages.forget.nothingOfPage(store.name, file));
  await keepEdits(store, file, file, []);
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

async function forgetSome(store: HandStore, ids: readonly string[], flags: Flags): Promise<void> {
  const { samples, restore, named } = await chosen(store, ids, flags);
  if (samples.length === 0) {
    if (flags.json) printJson<'forget'>({ event: 'forgot', ids: [], checkpoint: await store.current() });
    else printLine(messages.forget.noSuspects);
    return;
  }
  if (!named) await confirm(messages.forget.some(samples.length, store.name, countsByLabel(samples)), flags);
  await forgetSamples(store, samples, restore, flags);
}

async function chosen(store: HandStore, ids: readonly string[], flags: Flags): Promise<Chosen> {
  const [samples, journal] = [await store.samples(), await store.journal()];
  const { last, session, source, label, suspects } = flags;
  if (ids.length > 0) return { samples: samplesById(samples, ids, store.name), restore: false, named: true };
  if (last || session !== undefined) {
    const number = session ?? lastSession(samples, journal, store.name);
    return { samples: samplesOfSession(samples, journal, number, store.name), restore: true, named: false };
  }
  if (source !== undefined) return { samples: samplesFrom(samples, journal, source), restore: false, named: false };
  if (label !== undefined) return { samples: samplesLabelled(samples, label), restore: false, named: false };
  const found = suspects ? await checkLabels(await shippedBase(), samples, [], createEngine) : [];
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

/** Other checkpoints may know the samples too, so learning starts over from those that are left. */
async function forgetSamples(
  store: HandStore,
  samples: readonly Sample[],
  restore: boolean,
  flags: Flags,
): Promise<void> {
  const ids = [...new Set(samples.map(({ id }) => id))];
  let restored: readonly string[] = [];
  await store.exclusively(async () => {
    restored = await store.removeSamples(ids, { restore });
    if ((await store.current()) === 0) return;
    await store.setCurrent(0);
    await store.append({ at: new Date().toISOString(), event: 'use', checkpoint: 0, by: 'rebuild' });
    const models = await shipped();
    if (learnable(await store.samples(), models.base.alphabet).length > 0) await learn(store, models, createEngine, []);
  });
  const checkpoint = await store.current();
  if (flags.json) printJson<'forget'>({ event: 'forgot', ids, ...(restored.length > 0 && { restored }), checkpoint });
  else printLine(messages.forget.forgotSamples(ids.length, restored.length, checkpoint));
}

/** Asks before anything is deleted. Throws OwnhandError 'refused' after a no, 'usage' where nobody can be asked. */
async function confirm(what: string, { yes }: Flags): Promise<void> {
  if (yes) return;
  if (!canAsk()) throw new OwnhandError('usage', messages.forget.needsTerminal(what));
  const prompts = await import('@clack/prompts');
  const answer = await prompts.confirm({
    message: messages.forget.confirm(what),
    initialValue: false,
    output: process.stderr,
  });
  if (prompts.isCancel(answer) || !answer) throw new OwnhandError('refused', messages.forget.nothingDeleted);
}
