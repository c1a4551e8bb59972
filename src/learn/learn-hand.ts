// The whole of learning a hand, top to bottom: samples are held against those that are there, saved, and learned in one
// step that the guard may refuse (learn-step.ts).
import type { EngineFactory } from '../engine/engine.js';
import { OwnhandError } from '../error.js';
import { checkSamples } from '../hand/check-samples.js';
import { isPageCrop } from '../hand/page-place.js';
import { madeBy } from '../hand/parent.js';
import { outcomesOf } from '../hand/same-glyph.js';
import type { Change, HandStore, JournalEntry, NewSample, Sample } from '../hand/store.js';
import { type Checkpoint, decodeCheckpoint } from '../model/checkpoint.js';
import { throwIfStopped } from '../signal.js';
import { foldsOf } from './folds.js';
import { guardDefaults, suspectVerdict } from './guard.js';
import { areReadSo, checkLabels, checkNewLabels, learnable, refuseSuspects } from './labels/check-labels.js';
import {
  type EarlierSamples,
  type LearnOptions,
  type LearnResult,
  learnStep,
  type SavedSamples,
  type Shipped,
  type Step,
} from './learn-step.js';

/**
 * Saves the samples and learns from all of the hand's; what the guard refuses changes nothing but the samples. Samples
 * whose labels mostly look wrong are not saved either. Where nothing is new, the reader that is in use stays.
 * @throws OwnhandError 'usage' (a sample of the wrong kind), 'unknown-label' (nothing saved), 'refused' (`strict`;
 * nothing saved), 'empty' (no samples at all), 'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function learn(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  added: readonly NewSample[],
  options: LearnOptions = {},
): Promise<LearnResult> {
  checkSamples(added);
  const throwIfUnsaved = () => throwIfStopped(options.signal, 'Stopped; nothing was saved or learned.');
  throwIfUnsaved();
  return hand.exclusively(async () => {
    const before = await hand.samples();
    const { earlier, fresh, once, replaced } = settled(added, before, await hand.journal());
    checkNewLabels(fresh, earlier, shipped.base.alphabet);
    const suspects = added.length > 0 ? await checkLabels(shipped.base, earlier, once, engines) : [];
    options.onSuspects?.(suspects);
    if (options.strict) refuseSuspects(suspects);
    throwIfUnsaved();
    const wrong = suspects.filter(({ source, id }) => source !== undefined && id === undefined).length;
    const { accepted, reason } = suspectVerdict(fresh.length, wrong, { ...guardDefaults, ...options.guard });
    if (!accepted && !options.force) return { ...(await asItWas(hand, before)), reason, suspects, unsaved: true };
    // Crops of a page that nobody has put right would teach the reader its own mistakes.
    const areCrops = fresh.length > 0 && fresh.every(({ source }) => isPageCrop(source));
    if (areCrops && !options.force && (await areReadSo(await readerOf(hand, shipped.base), fresh, engines)))
      return { ...(await asItWas(hand, before)), reason: OWN_READING, suspects, unsaved: true };
    throwIfUnsaved();
    const stored = added.length > 0 ? await hand.addSamples(added) : [];
    const samples = learnable(await hand.samples(), shipped.base.alphabet);
    const told: Pick<SavedSamples, 'added' | 'replaced' | 'known'> = {
      added: fresh.length,
      replaced,
      known: added.length - fresh.length,
    };
    if (added.length > 0) options.onSaved?.({ ...told, stored, ...earlierSessions(earlier, await hand.journal()) });
    if (samples.length === 0)
      throw new OwnhandError('empty', 'This hand has no samples to learn from; give a folder of labelled PNGs.');
    if (fresh.length + replaced === 0 && (await hasLearned(hand, shipped, samples, options)))
      return { ...(await asItWas(hand, samples)), ...told, suspects, unchanged: true };

    const earlierIds = new Set(before.map((sample) => sample.id));
    const step: Step = {
      samples,
      parent: await hand.current(),
      isNew: ({ id }) => !earlierIds.has(id),
      suspects: new Set(suspects.map(({ source, id }) => source ?? id)).size,
    };
    const result = await learnStep(hand, shipped, engines, step, options);
    return { ...result, ...told, suspects };
  });
}

const OWN_READING = 'every label is as this reader reads it itself, so none of these crops has been put right';

/** The reader in use. */
async function readerOf(hand: HandStore, base: Checkpoint): Promise<Checkpoint> {
  const current = await hand.current();
  if (current === 0) return base;
  return decodeCheckpoint(await hand.readCheckpoint(current), `checkpoint ${current} of ${hand.name}`);
}

/** Samples that are to be added, held against those of the hand. */
interface Settled {
  /** Those that the hand does not have yet. */
  readonly fresh: readonly NewSample[];
  /** Each glyph once, the known ones too. */
  readonly once: readonly NewSample[];
  /** The hand's samples that still count then. */
  readonly earlier: readonly Sample[];
  /** How many of the hand's samples do not. */
  readonly replaced: number;
}

function settled(added: readonly NewSample[], before: readonly Sample[], journal: readonly JournalEntry[]): Settled {
  const outcomes = outcomesOf(added, before, journal);
  const gone = new Set(outcomes.flatMap((each) => (each.kind === 'same' ? [] : each.replaces)));
  return {
    fresh: added.filter((_, row) => outcomes[row]!.kind === 'new'),
    once: added.filter((_, row) => outcomes[row]!.kind !== 'same'),
    earlier: before.filter((sample) => !gone.has(sample)),
    replaced: gone.size,
  };
}

/** When the samples that were there before were saved. */
function earlierSessions(
  earlier: readonly Sample[],
  journal: readonly JournalEntry[],
): { readonly earlier?: EarlierSamples } {
  if (earlier.length === 0) return {};
  const ids = new Set(earlier.map(({ id }) => id));
  const times = journal.flatMap((entry) =>
    entry.event === 'samples' && entry.ids.some((id) => ids.has(id)) ? entry.at : [],
  );
  const [from, to] = [times[0] ?? '', times.at(-1) ?? ''];
  return { earlier: { samples: earlier.length, sessions: times.length, from, to } };
}

/**
 * Whether the checkpoint in use was learned from just these samples, by the base that is shipped, so that the same step
 * would make it again.
 */
async function hasLearned(
  hand: HandStore,
  { base }: Shipped,
  samples: readonly Sample[],
  { seed, tune, guard }: LearnOptions,
): Promise<boolean> {
  const current = await hand.current();
  const journal = await hand.journal();
  const made = madeBy(journal, current);
  if (current === 0 || made?.samples !== samples.length || seed !== undefined || tune || guard) return false;
  const since = journal.slice(journal.lastIndexOf(made) + 1);
  if (since.some(({ event }) => event === 'samples' || event === 'forgot')) return false;
  const { weights } = decodeCheckpoint(await hand.readCheckpoint(current), `checkpoint ${current} of ${hand.name}`);
  const [name, first] = [...base.weights][0]!;
  const there = weights.get(name)?.data;
  return there?.length === first.data.length && first.data.every((value, i) => value === there[i]);
}

/** What a step comes to that leaves everything as it was: the scores are those of the step that made the reader. */
async function asItWas(hand: HandStore, samples: readonly Sample[]): Promise<Omit<LearnResult, 'suspects'>> {
  const checkpoint = await hand.current();
  const made = madeBy(await hand.journal(), checkpoint);
  const none: Change = { samples: 0, before: 0, after: 0 };
  const labels = [...new Set(samples.map(({ label }) => label))];
  return {
    learned: false,
    checkpoint,
    parent: checkpoint,
    samples: samples.length,
    added: 0,
    replaced: 0,
    known: 0,
    notTaken: [],
    own: made?.own ?? none,
    heldOut: foldsOf(Uint8Array.from(samples, ({ label }) => labels.indexOf(label))).length > 0,
    rehearsal: made?.rehearsal ?? none,
    reason: '',
    forced: made?.forced ?? false,
  };
}

/**
 * Remakes the current checkpoint from the hand's samples alone: bit for bit the same where they are those it was
 * learned
 * from, a new one where they are not or where its file is damaged; what the guard refuses changes nothing.
 * @throws OwnhandError 'empty' (no samples), 'busy', 'read-only', 'disk-full', 'aborted'
 */
export async function rebuild(
  hand: HandStore,
  shipped: Shipped,
  engines: EngineFactory,
  options: LearnOptions = {},
): Promise<LearnResult> {
  throwIfStopped(options.signal, 'Stopped; nothing was rebuilt.');
  return hand.exclusively(async () => {
    const samples = learnable(await hand.samples(), shipped.base.alphabet);
    if (samples.length === 0) throw new OwnhandError('empty', `The hand ${hand.name} has no samples to rebuild from.`);
    const replaces = await hand.current();
    const made = madeBy(await hand.journal(), replaces);
    const force = options.force ?? made?.forced === true;
    const parent = made?.parent ?? Math.max(0, replaces - 1);
    const step: Step = { samples, parent, isNew: () => false, suspects: 0, replaces };
    return learnStep(hand, shipped, engines, step, { ...options, force });
  });
}
