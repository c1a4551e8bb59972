// The labels that are about to be learned, together with those learned earlier: which of them look wrong.

import type { EngineFactory } from '../engine/engine.js';
import type { NewSample, Sample } from '../hand/store.js';
import type { Checkpoint } from '../model/checkpoint.js';
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
  const all = new Map<string, { label: string; picture: Uint8Array; id?: string; source?: string }>();
  for (const { id, label, picture } of earlier) all.set(key(label, picture), { id, label, picture });
  for (const { source, label, picture } of added) {
    const there = all.get(key(label, picture));
    all.set(key(label, picture), { ...there, label, picture, source });
  }
  const samples = [...all.values()];
  return (await findSuspects(base, samples, engines)).map(({ index, ...suspect }) => {
    const { id, source } = samples[index]!;
    return { ...(source !== undefined && { source }), ...(id !== undefined && { id }), ...suspect };
  });
}

const key = (label: string, picture: Uint8Array): string => `${label}\n${picture.join()}`;
