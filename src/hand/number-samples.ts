// Samples that are to be added, as a store keeps them: with ids, each glyph once, and with what they replace.
import { OwnhandError } from '../error.js';
import { type Outcome, standsFor } from './same-glyph.js';
import type { NewSample, Replacement, Sample } from './store.js';

/** What `numberSamples` makes of samples that are to be added. */
export interface NumberedSamples {
  /** One for each sample that was to be added, in order: the stored one where the hand has it already. */
  readonly stored: readonly Sample[];
  /** Those that the hand does not have yet. */
  readonly fresh: readonly Sample[];
  /** Where each fresh one came from. */
  readonly sources: readonly string[];
  /** Samples of the hand that no longer count, each with the one that takes its place. */
  readonly replaced: readonly Replacement[];
}

/** Gives new samples ids that rise from `highest`; `outcomes` says which of them the hand has already. */
export function numberSamples(
  added: readonly NewSample[],
  outcomes: readonly Outcome[],
  highest: number,
): NumberedSamples {
  const fresh: Sample[] = [];
  const sources: string[] = [];
  const replaced: Replacement[] = [];
  const byRow = added.map(({ label, picture, source }, row): Sample | undefined => {
    if (label === '') throw new OwnhandError('no-label', `a sample from ${source} has no label`);
    const outcome = outcomes[row]!;
    if (outcome.kind === 'same') return undefined;
    const id = String(highest + fresh.length + 1).padStart(6, '0');
    const stored = outcome.kind === 'known' ? outcome.as : { id, label, picture: Uint8Array.from(picture) };
    if (outcome.kind === 'new') {
      fresh.push(stored);
      sources.push(source);
    }
    replaced.push(...outcome.replaces.map((older) => ({ id: older.id, by: stored.id })));
    return stored;
  });
  const stored = added.map((_, row) => byRow[standsFor(outcomes, row)]!);
  return { stored, fresh, sources, replaced };
}
