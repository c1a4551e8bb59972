// Before the glyphs of a sheet are learned, some are set aside: those that the hand has already from another photo, and
// new symbols of which too few are written. A sheet that is half filled in is learned without them.
import type { HandStore, NewSample } from '../../hand/store.js';
import { leastOfNewLabel } from '../../learn/labels/check-labels.js';
import { placeOf } from '../../sheet/box-place.js';
import { withKnown } from '../../sheet/known-samples.js';

/** What `samplesToLearn` has chosen. */
export interface SheetSamples {
  /** What to learn. A glyph that was photographed before comes as the picture that the hand has of it. */
  readonly samples: readonly NewSample[];
  /** How many glyphs are known from another photo: of an earlier session, or among these. */
  readonly known: number;
  /** New symbols of a sheet that are left out, and how many of each were written. */
  readonly tooFew: readonly { readonly label: string; readonly count: number }[];
}

/**
 * The samples, of sheets and of folders, as this hand should learn them. `alphabet` is what its reader can read without
 * having learned it.
 */
export async function samplesToLearn(
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
