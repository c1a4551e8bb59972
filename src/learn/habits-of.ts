// A hand's habits, counted: of each label the samples whose strokes stand apart, and the strokes that a person has cut.
import { pictureSide } from '../glyph/picture.js';
import { editsByPhoto } from '../hand/edits-by-photo.js';
import type { JournalEntry, Sample } from '../hand/store.js';
import { type Habits, USUALLY_APART } from '../model/learned/habits.js';
import { findComponents } from '../strokes/components.js';

/** Ink of a sample, 0 to 255, from which on it holds together, and the least pixels of a stroke. Set by eye. */
const STROKE = { edge: 80, area: 4 };

/** So many glyphs of anybody's count beside those of the hand. Set by eye. */
const OTHERS = 5;

/** What a person had to put right counts so many times: the reader is to be moved there. Set by eye. */
const TOLD = 2;

/** What samples and the journal say of how a hand puts its glyphs together; undefined where that is nothing unusual. */
export function habitsOf(samples: readonly Sample[], journal: readonly JournalEntry[]): Habits | undefined {
  const { joined, cuts } = toldOn(journal);
  const apart = apartByLabel(samples, joined);
  const touching = 1 + TOLD * cuts;
  return Object.keys(apart).length > 0 || cuts > 0 ? { apart, touching } : undefined;
}

function apartByLabel(samples: readonly Sample[], joined: ReadonlyMap<string, number>): Record<string, number> {
  const counts = new Map<string, { all: number; apart: number }>();
  for (const { label, picture } of samples) {
    const { all, apart } = counts.get(label) ?? { all: 0, apart: 0 };
    counts.set(label, { all: all + 1, apart: apart + (strokesOf(picture) > 1 ? 1 : 0) });
  }
  return Object.fromEntries(
    [...counts].flatMap(([label, { all, apart: seen }]) => {
      // Strokes may stand too near to each other to be apart in so small a picture.
      const apart = Math.min(all, Math.max(seen, TOLD * (joined.get(label) ?? 0)));
      const share = (apart + OTHERS * USUALLY_APART) / (all + OTHERS);
      return apart > 0 && share > USUALLY_APART ? [[label, share]] : [];
    }),
  );
}

/** How many strokes of a picture [28, 28] stand apart. */
export const strokesOf = (picture: Uint8Array): number =>
  findComponents({ width: pictureSide, height: pictureSide, data: picture }, STROKE.edge).list.filter(
    ({ area }) => area >= STROKE.area,
  ).length;

/** By label the glyphs that a person has joined of several, and how many strokes were cut. */
function toldOn(journal: readonly JournalEntry[]): {
  readonly joined: ReadonlyMap<string, number>;
  readonly cuts: number;
} {
  const joined = new Map<string, number>();
  let cuts = 0;
  for (const edit of [...editsByPhoto(journal).values()].flat()) {
    if (edit.kind !== 'glyphs') continue;
    const { was, are } = edit;
    const label = are[0]?.label;
    if (was.length === 1 && are.length > 1) cuts++;
    else if (was.length > 1 && are.length === 1 && label !== undefined) joined.set(label, (joined.get(label) ?? 0) + 1);
  }
  return { joined, cuts };
}
