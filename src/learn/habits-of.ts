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

/** A cut counts as much as so many samples of others. Set by eye. */
const CUTS = 2;

/** What samples and the journal say of how a hand puts its glyphs together; undefined where that is nothing unusual. */
export function habitsOf(samples: readonly Sample[], journal: readonly JournalEntry[]): Habits | undefined {
  const apart = apartByLabel(samples);
  const touching = 1 + cutsIn(journal) / CUTS;
  return Object.keys(apart).length > 0 || touching > 1 ? { apart, touching } : undefined;
}

function apartByLabel(samples: readonly Sample[]): Record<string, number> {
  const counts = new Map<string, { all: number; apart: number }>();
  for (const { label, picture } of samples) {
    const { all, apart } = counts.get(label) ?? { all: 0, apart: 0 };
    counts.set(label, { all: all + 1, apart: apart + (strokesOf(picture) > 1 ? 1 : 0) });
  }
  return Object.fromEntries(
    [...counts].flatMap(([label, { all, apart }]) => {
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

/** How many strokes of the hand's pages a person has cut in two. */
function cutsIn(journal: readonly JournalEntry[]): number {
  const edits = [...editsByPhoto(journal).values()].flat();
  return edits.filter((edit) => edit.kind === 'glyphs' && edit.was.length === 1 && edit.are.length > 1).length;
}
