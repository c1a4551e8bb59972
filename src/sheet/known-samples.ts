// A sheet photographed twice is learned once: what stands in the same box and looks the same was written once. The second
// picture of it is replaced by the first, which the hand has already, and stores nothing twice.
import type { JournalEntry, NewSample, Sample } from '../hand/store.js';
import { placeOf } from './box-place.js';

/** Cosine between two pictures from which they are of one glyph; bench/sheet.mjs counts how many of one are (`twice`). */
const SAME = 0.92;

/** The samples, with the first picture in place of each further one of a box: the hand's own, or that of a photo among these. */
export function withKnown(
  added: readonly NewSample[],
  earlier: readonly Sample[],
  journal: readonly JournalEntry[],
): readonly NewSample[] {
  const byId = new Map(earlier.map((sample) => [sample.id, sample]));
  const inBox = new Map<string, Uint8Array[]>();
  const seen = (source: string, label: string): Uint8Array[] => {
    const place = placeOf(source);
    const key = place ? `${place.row} ${place.column} ${label}` : '';
    const pictures = inBox.get(key) ?? [];
    // What is from no sheet is compared with nothing.
    if (place) inBox.set(key, pictures);
    return pictures;
  };
  for (const entry of journal) {
    if (entry.event !== 'samples') continue;
    for (const [i, id] of entry.ids.entries()) {
      const sample = byId.get(id);
      if (sample) seen(entry.sources[i] ?? '', sample.label).push(sample.picture);
    }
  }
  return added.map((sample) => {
    const pictures = seen(sample.source, sample.label);
    const there = pictures.find((picture) => cosine(sample.picture, picture) >= SAME);
    if (there === undefined) pictures.push(sample.picture);
    return there === undefined ? sample : { ...sample, picture: there };
  });
}

function cosine(a: Uint8Array, b: Uint8Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}
