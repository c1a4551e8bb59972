// From what a person says about a number to a pin, and from pins to samples that the hand learns.
import { type Box, type NewSample, type Reading, readingDifferences, sourceOnPage } from 'ownhand/browser';
import { around, isSamePlace } from './boxes.js';
import type { Page, Pin, PinGlyph, Shown } from './page.js';

let counter = 0;
const newId = (): string => `${Date.now().toString(36)}-${(counter++).toString(36)}`;

/** What a person said: this number reads `text`. Its glyphs are known where there are as many as letters in it. */
export function pinOf({ box, glyphs }: Pick<Shown, 'box' | 'glyphs'>, text: string): Pin {
  const labels = [...text];
  const known = labels.length === glyphs.length;
  return {
    id: newId(),
    box,
    text,
    kind: 'number',
    glyphs: known ? glyphs.map((glyph, k) => pinGlyph(glyph, labels[k]!)) : [],
  };
}

/** What a person said: these two numbers are one. */
export const pinJoined = (left: Shown, right: Shown): Pin =>
  pinOf({ box: around([left.box, right.box]), glyphs: [...left.glyphs, ...right.glyphs] }, left.text + right.text);

/** What a person said: this number is two, and the second begins with the glyph at this place, counted from 0. */
export function pinsOfSplit({ text, glyphs }: Shown, at: number): readonly Pin[] {
  const labels = [...text];
  return [
    [0, at],
    [at, glyphs.length],
  ].map(([from, to]) => {
    const own = glyphs.slice(from, to);
    return pinOf({ box: around(own.map(({ box }) => box)), glyphs: own }, labels.slice(from, to).join(''));
  });
}

/** What a person said: this is no number. */
export const pinAway = (box: Box): Pin => ({ id: newId(), box, text: '', glyphs: [], kind: 'none' });

/** What a person typed where nothing was read. */
export const pinTyped = (box: Box, text: string): Pin => ({ id: newId(), box, text, glyphs: [], kind: 'typed' });

function pinGlyph(glyph: Shown['glyphs'][number], label: string): PinGlyph {
  const { box, picture, sign } = glyph;
  // A sign whose label a person changed is no sign any more, and its picture was never a glyph's.
  return { label, box, picture, ...(sign && { sign }) };
}

/** The page with a pin; what was said of the same place before is gone. */
export const withPin = (page: Page, pin: Pin): Page => ({
  ...page,
  pins: [...page.pins.filter(({ box }) => !isSamePlace(box, pin.box)), pin],
});

/** A sample that a pin gives, and which pin gave it. */
export interface PinSample {
  /** What the hand learns. */
  readonly sample: NewSample;
  /** The page's id. */
  readonly page: string;
  /** The pin's id. */
  readonly pin: string;
}

/** What pins that nobody has taught yet would teach. */
export const untaught = (pages: readonly Page[]): readonly PinSample[] =>
  pages.flatMap((page) =>
    page.pins
      .filter(({ kind, taught }) => kind === 'number' && taught === undefined)
      .flatMap((pin) =>
        pin.glyphs
          .filter(({ sign }) => !sign)
          .map(({ label, picture, box }) => ({
            sample: { label, picture, source: sourceOnPage(page.name, box) },
            page: page.id,
            pin: pin.id,
          })),
      ),
  );

/** Glyphs that were read as one label before, and as another one now. */
export interface Changed {
  /** Before; empty where nothing was read there. */
  readonly from: string;
  /** Now; empty where nothing is read there any more. */
  readonly to: string;
  /** How many of them there are. */
  readonly count: number;
}

/** What reading a page again has changed, but for what a person has pinned; what changed most often comes first. */
export function changes(before: Reading, after: Reading, pins: readonly Pin[]): readonly Changed[] {
  const counts = new Map<string, Changed>();
  for (const { box, before: old, after: now } of readingDifferences(before, after)) {
    if (pins.some((pin) => isSamePlace(pin.box, box))) continue;
    const from = old?.label ?? '';
    const to = now?.label ?? '';
    const key = `${from}→${to}`;
    counts.set(key, { from, to, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
