// A sheet that is photographed twice is learned once: what stands in the same box and looks the same was written once.
// Its second picture is replaced by the first, which the hand has already, so that nothing is stored twice.
import { pictureCosine } from '../glyph/cosine.js';
import type { JournalEntry, NewSample, Sample } from '../hand/store.js';
import { placeOf } from './box-place.js';

/**
 * Two pictures with this cosine are of one glyph. bench/sheet.mjs counts how many pictures of one glyph have it
 * (`twice`).
 */
const SAME_GLYPH = 0.92;

/**
 * The samples, where the first picture of a box replaces each further one. The first may be the hand's, or that of
 * another
 * photo among these.
 */
export function withKnown(
  added: readonly NewSample[],
  earlier: readonly Sample[],
  journal: readonly JournalEntry[],
): readonly NewSample[] {
  const byId = new Map(earlier.map((sample) => [sample.id, sample]));
  const inBox = new Map<string, Uint8Array[]>();
  const picturesOf = (source: string, label: string): Uint8Array[] => {
    const place = placeOf(source);
    const key = place ? `${place.row} ${place.column} ${label}` : '';
    const pictures = inBox.get(key) ?? [];
    // A sample that is from no sheet is compared with nothing.
    if (place) inBox.set(key, pictures);
    return pictures;
  };
  for (const entry of journal) {
    if (entry.event !== 'samples') continue;
    for (const [i, id] of entry.ids.entries()) {
      const sample = byId.get(id);
      if (sample) picturesOf(entry.sources[i] ?? '', sample.label).push(sample.picture);
    }
  }
  return added.map((sample) => {
    const pictures = picturesOf(sample.source, sample.label);
    const first = pictures.find((picture) => pictureCosine(sample.picture, picture) >= SAME_GLYPH);
    if (first === undefined) pictures.push(sample.picture);
    return first === undefined ? sample : { ...sample, picture: first };
  });
}
