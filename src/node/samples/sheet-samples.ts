// Before a sheet's glyphs are learned: those that the hand has already from another photo, and symbols of which too few
// are there to be learned. The rest of a sheet that is half filled in must not fail with them.
import type { HandStore, NewSample } from '../../hand/store.js';
import { leastOfNewLabel } from '../../learn/check-labels.js';
import { placeOf } from '../../sheet/box-place.js';
import { withKnown } from '../../sheet/known-samples.js';

export interface SheetSamples {
  /** What to learn: of glyphs that were photographed before the picture that the hand has. */
  readonly samples: readonly NewSample[];
  /** How many glyphs were on a photo before: one of an earlier session, or one of these. */
  readonly known: number;
  /** New symbols of a sheet that are left out, and how many of each were written. */
  readonly tooFew: readonly { readonly label: string; readonly count: number }[];
}

/** The samples, of sheets and of folders, as this hand should learn them; `alphabet`: what its reader can read without having learned it. */
export async function fitToHand(
  store: HandStore,
  added: readonly NewSample[],
  alphabet: readonly string[],
): Promise<SheetSamples> {
  const earlier = await store.samples();
  const samples = withKnown(added, earlier, await store.journal());
  const counts = new Map<string, number>();
  const counted = new Set<Uint8Array>();
  for (const { label, picture } of [...earlier, ...samples]) {
    if (!counted.has(picture)) counts.set(label, (counts.get(label) ?? 0) + 1);
    counted.add(picture);
  }
  const isOut = ({ label, source }: NewSample) =>
    placeOf(source) !== undefined && !alphabet.includes(label) && (counts.get(label) ?? 0) < leastOfNewLabel;
  const out = samples.filter(isOut);
  const pictures = samples.map((sample) => sample.picture);
  return {
    samples: samples.filter((sample, i) => !isOut(sample) && pictures.indexOf(sample.picture) === i),
    known: samples.filter((sample, i) => sample !== added[i]).length,
    tooFew: [...new Set(out.map((sample) => sample.label))].map((label) => ({ label, count: counts.get(label)! })),
  };
}
