// What was written once is learned once, under the newest label that it was given. New samples are held against those
// of the hand and against each other: equal pictures are of one glyph, and so are pictures much alike of one place.
import { pictureCosine } from '../glyph/cosine.js';
import { type PagePlace, pagePlaceOf } from './page-place.js';
import type { JournalEntry, NewSample, Sample } from './store.js';

/** When two pictures are of one place on one photo. Set by eye. */
const SAME_PLACE = {
  /** Pixels of the photo by which the corner of a box may move when the page is read again. */
  shift: 6,
  /** The least cosine of the pictures. Photos of one name may be different ones, so a place alone says little. */
  cosine: 0.9,
} as const;

/** What becomes of a sample that is to be added. */
export type Outcome =
  /** The hand does not have it; it is stored. */
  | { readonly kind: 'new'; readonly replaces: readonly Sample[] }
  /** The hand has the glyph under this label already. */
  | { readonly kind: 'known'; readonly as: Sample; readonly replaces: readonly Sample[] }
  /** Another one of those to be added, at this place among them, is the same glyph and stands for it. */
  | { readonly kind: 'same'; readonly as: number };

/** What becomes of each of the samples that are to be added, in their order. The newest label of a glyph holds. */
export function outcomesOf(
  added: readonly NewSample[],
  earlier: readonly Sample[],
  journal: readonly JournalEntry[],
): readonly Outcome[] {
  const pool = new GlyphPool();
  const sources = sourcesOf(journal);
  for (const sample of earlier) pool.add({ ...sample, sample, rows: [] }, sources.get(sample.id));
  const outcomes: Outcome[] = [];
  for (const [row, { label, picture, source }] of added.entries()) {
    const alike = pool.alike(picture, source);
    const replaces: Sample[] = [];
    for (const held of alike.filter((each) => each.label !== label)) {
      pool.remove(held);
      if (held.sample) replaces.push(held.sample);
      for (const older of held.rows) {
        const overruled = outcomes[older]!;
        if (overruled.kind !== 'same') replaces.push(...overruled.replaces);
        outcomes[older] = { kind: 'same', as: row };
      }
    }
    const there = alike.find((each) => each.label === label);
    const [first] = there?.rows ?? [];
    if (there === undefined) {
      outcomes.push({ kind: 'new', replaces });
      pool.add({ label, picture, rows: [row] }, source);
    } else if (first === undefined) {
      outcomes.push({ kind: 'known', as: there.sample!, replaces });
      there.rows.push(row);
    } else {
      const standing = outcomes[first]!;
      if (standing.kind !== 'same') outcomes[first] = { ...standing, replaces: [...standing.replaces, ...replaces] };
      outcomes.push({ kind: 'same', as: first });
    }
  }
  return outcomes;
}

/** The row whose outcome holds for the sample in `row`. */
export function standsFor(outcomes: readonly Outcome[], row: number): number {
  let at = row;
  for (let outcome = outcomes[at]!; outcome.kind === 'same'; outcome = outcomes[at]!) at = outcome.as;
  return at;
}

/** Where each of a hand's samples came from, by its id. */
export function sourcesOf(journal: readonly JournalEntry[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const entry of journal) {
    if (entry.event !== 'samples') continue;
    for (const [i, id] of entry.ids.entries()) sources.set(id, entry.sources[i] ?? '');
  }
  return sources;
}

interface Held {
  readonly label: string;
  readonly picture: Uint8Array;
  /** The hand's sample. */
  readonly sample?: Sample;
  /** The samples to be added that are this glyph, by their places; the first stands for it. */
  readonly rows: number[];
}

/** Glyphs that can be found again by their picture and by their place. */
class GlyphPool {
  private readonly byPicture = new Map<string, Held[]>();
  private readonly byPhoto = new Map<string, { readonly held: Held; readonly place: PagePlace }[]>();
  private readonly gone = new Set<Held>();

  add(held: Held, source: string | undefined): void {
    append(this.byPicture, keyOf(held.picture), held);
    const place = source === undefined ? undefined : pagePlaceOf(source);
    if (place) append(this.byPhoto, place.photo, { held, place });
  }

  remove(held: Held): void {
    this.gone.add(held);
  }

  alike(picture: Uint8Array, source: string): readonly Held[] {
    const place = pagePlaceOf(source);
    const near = place ? (this.byPhoto.get(place.photo) ?? []) : [];
    const same = near.filter(
      (each) => isNear(each.place, place!) && pictureCosine(each.held.picture, picture) >= SAME_PLACE.cosine,
    );
    const all = new Set([...(this.byPicture.get(keyOf(picture)) ?? []), ...same.map((each) => each.held)]);
    return [...all].filter((held) => !this.gone.has(held));
  }
}

const isNear = ({ box: a }: PagePlace, { box: b }: PagePlace): boolean =>
  Math.abs(a.x - b.x) <= SAME_PLACE.shift && Math.abs(a.y - b.y) <= SAME_PLACE.shift;

/** A key that equal pictures share. */
const keyOf = (picture: Uint8Array): string => String.fromCharCode(...picture);

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}
