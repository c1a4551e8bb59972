// The labels that are about to be learned, together with those learned earlier: which of them look wrong, and which are
// new and too few.

import type { EngineFactory } from '../../engine/engine.js';
import { OwnhandError } from '../../error.js';
import type { NewSample, Sample } from '../../hand/store.js';
import { type Checkpoint, haveSameWeights } from '../../model/checkpoint.js';
import { blend, gateView, oddsOf, ownLogits } from '../../model/learned/own-head.js';
import { argmax } from '../../model/logits.js';
import { lookAt } from '../glyph-memory.js';
import { findSuspects, type Suspect } from './suspects.js';

/** A label that looks wrong, and whose it is. */
export interface SuspectLabel extends Omit<Suspect, 'index'> {
  /** Where it came from; undefined where it is not among the samples being learned now. */
  readonly source?: string;
  /** The hand's sample; undefined where it is not yet in the hand. */
  readonly id?: string;
}

/** Labels that look wrong among a hand's samples and those about to be added, in order of suspicion. */
export async function checkLabels(
  base: Checkpoint,
  earlier: readonly Sample[],
  added: readonly NewSample[],
  engines: EngineFactory,
): Promise<readonly SuspectLabel[]> {
  const byKey = new Map<string, { label: string; picture: Uint8Array; id?: string; source?: string }>();
  const known = [...base.alphabet, ...added.map(({ label }) => label)];
  for (const { id, label, picture } of learnable(earlier, known))
    byKey.set(keyOf(label, picture), { id, label, picture });
  for (const { source, label, picture } of added) {
    const same = byKey.get(keyOf(label, picture));
    byKey.set(keyOf(label, picture), { ...same, label, picture, source });
  }
  const samples = [...byKey.values()];
  return (await findSuspects(base, samples, engines)).map(({ index, ...suspect }) => {
    const { id, source } = samples[index]!;
    return { ...(source !== undefined && { source }), ...(id !== undefined && { id }), ...suspect };
  });
}

/**
 * Whether a reader, looking at each picture alone, reads every sample as its label says.
 * @param base the shipped reader, whose looks are remembered
 */
export async function areReadSo(
  reader: Checkpoint,
  base: Checkpoint,
  samples: readonly NewSample[],
  engines: EngineFactory,
): Promise<boolean> {
  const { alphabet, own } = reader;
  const columns = alphabet.length + 1;
  const outputs = await lookAt(haveSameWeights(reader, base) ? base : reader, engines, samples);
  const logits = own
    ? blend(outputs.logits, ownLogits(own, outputs, alphabet), oddsOf(gateView(outputs), own.gate))
    : outputs.logits;
  return samples.every(({ label }, row) => alphabet[argmax(logits, row * columns, columns - 1)] === label);
}

/** Samples with the same key are one. */
const keyOf = (label: string, picture: Uint8Array): string => `${label}\n${picture.join()}`;

/** A label that the base does not know is learned from this many samples on: fewer teach nothing but mistakes. */
export const leastOfNewLabel = 5;

/** Throws where there are too few samples of a label that the reader does not know. */
export function checkNewLabels(
  added: readonly NewSample[],
  earlier: readonly Sample[],
  known: readonly string[],
): void {
  for (const { label, source } of added) {
    if (known.includes(label)) continue;
    const count = [...earlier, ...added].filter((sample) => sample.label === label).length;
    if (count >= leastOfNewLabel) continue;
    const tooFew = `${count} of it ${count === 1 ? 'is' : 'are'} too few to learn it`;
    const remedy = `rename the file, or give at least ${leastOfNewLabel}.`;
    throw new OwnhandError(
      'unknown-label',
      `${source}: the label "${label}" is new to this reader, and ${tooFew}; ${remedy}`,
    );
  }
}

/**
 * The samples that a reader can learn: those of a label that it does not know, and of which there are too few, are kept
 * for other readers only.
 */
export function learnable(samples: readonly Sample[], known: readonly string[]): readonly Sample[] {
  const counts = new Map<string, number>();
  for (const { label } of samples) counts.set(label, (counts.get(label) ?? 0) + 1);
  const isLearned = (label: string) => known.includes(label) || (counts.get(label) ?? 0) >= leastOfNewLabel;
  return samples.every(({ label }) => isLearned(label)) ? samples : samples.filter(({ label }) => isLearned(label));
}

/** Throws where a label among the samples to be added looks wrong. */
export function refuseSuspects(suspects: readonly SuspectLabel[]): void {
  const wrong = suspects.filter((suspect) => suspect.source !== undefined).length;
  if (wrong === 0) return;
  const labels = wrong === 1 ? 'a label looks' : `${wrong} labels look`;
  throw new OwnhandError(
    'refused',
    `${labels} wrong, so nothing was saved or learned; rename the files, or leave out --strict.`,
  );
}
