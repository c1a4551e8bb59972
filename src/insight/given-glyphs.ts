// Labels that a person has given on a page, held against a reading of it: what is read otherwise.
import type { Box } from '../geometry/box.js';
import type { PageEdit } from '../hand/page-edits.js';
import type { ReadGlyph, Reading } from '../reading.js';

/** A label that a person has given. */
export interface GivenGlyph {
  /** Where it stands, in pixels of the reading. */
  readonly box: Box;
  /** What it is. */
  readonly label: string;
}

/** A glyph that is not read as it was given. */
export interface ReadOtherwise extends GivenGlyph {
  /** What it is read as; empty where nothing is found there. */
  readonly readAs: string;
}

/** Boxes are of one glyph from this share of what they cover together on. Set by eye. */
const SAME = 0.5;

/** The glyph of a reading that stands in a box; undefined where none does. */
export function glyphAt(reading: Reading, box: Box): ReadGlyph | undefined {
  for (const { numbers } of reading.lines)
    for (const { glyphs } of numbers)
      for (const glyph of glyphs) if (!glyph.sign && shareCommon(glyph.box, box) >= SAME) return glyph;
  return undefined;
}

/** Those of the given glyphs that a reading has otherwise. */
export function readOtherwise(reading: Reading, given: readonly GivenGlyph[]): ReadOtherwise[] {
  return given.flatMap((each) => {
    const readAs = glyphAt(reading, each.box)?.label ?? '';
    return readAs === each.label ? [] : [{ ...each, readAs }];
  });
}

/** The labels that edits give, the later one of each box; a glyph that was cut or joined since has none. */
export function givenIn(edits: readonly PageEdit[]): GivenGlyph[] {
  let given: GivenGlyph[] = [];
  for (const edit of edits) {
    if (edit.kind === 'number') continue;
    const gone = edit.kind === 'sign' ? [edit.box] : [...edit.was, ...edit.are.map(({ box }) => box)];
    given = given.filter(({ box }) => !gone.some((other) => shareCommon(box, other) >= SAME));
    if (edit.kind === 'glyphs')
      given.push(...edit.are.flatMap(({ box, label }) => (label === undefined ? [] : [{ box, label }])));
  }
  return given;
}

/** The edits without their labels: what the reader makes of a page whose glyphs are where a person says. */
export function withoutLabels(edits: readonly PageEdit[]): readonly PageEdit[] {
  return edits.map((edit) => (edit.kind === 'glyphs' ? { ...edit, are: edit.are.map(({ box }) => ({ box })) } : edit));
}

function shareCommon(a: Box, b: Box): number {
  const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  const common = Math.max(0, across) * Math.max(0, down);
  return common / (a.w * a.h + b.w * b.h - common);
}
