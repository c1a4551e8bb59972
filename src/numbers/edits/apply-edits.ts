// What a person has put right on a page, applied to what is found there: the ink of glyphs is taken apart and put
// together anew, and classified as any other.

import { type Box, union } from '../../geometry/box.js';
import type { EditedGlyph, PageEdit } from '../../hand/page-edits.js';
import type { Classifier } from '../../model/classifier.js';
import type { LeftOut } from '../../reading.js';
import type { FoundGlyph, PlacedPage } from '../found.js';
import { classifyPieces } from '../hypotheses/classify-pieces.js';
import type { Sign } from '../signs/sign.js';
import { inkInBoxes } from './ink-in-boxes.js';

/** What is on a page once it was put right. */
export type EditedPage = Pick<PlacedPage, 'lines' | 'leftOut'>;

/** When boxes mean the same, as shares of what two cover together, and of a box itself. Set by eye. */
const SAME = {
  /** Nothing has changed since the edit was made. */
  box: 0.7,
  /** A glyph most of which lies in the area of an edit belongs to it, however it is cut by now. */
  within: 0.6,
  /** A box names the glyph that it covers best, from here on. */
  named: 0.3,
};

/** A glyph that is added stands in the line whose next glyph it overlaps by this share of the lower one. Set by eye. */
const IN_LINE = 0.4;

/** The page with the edits applied in their order. One whose glyph is no longer there changes nothing. */
export function applyEdits(found: PlacedPage, edits: readonly PageEdit[], classifier: Classifier): EditedPage {
  // Ink that is taken apart anew gets new labels; those that were found stay for when the page is read again.
  const { strokes } = found;
  const page: PlacedPage = { ...found, ...(strokes && { strokes: { ...strokes, labels: strokes.labels.slice() } }) };
  let { lines, leftOut }: EditedPage = page;
  for (const edit of edits) {
    if (edit.kind === 'number') {
      const named = namedBy(edit.box, lines.flat(), page);
      lines = mapGlyphs(lines, (glyph) => (glyph === named ? { ...glyph, begins: edit.begins } : glyph));
    } else if (edit.kind === 'sign') {
      ({ lines, leftOut } = withSign(edit, { lines, leftOut }, page, classifier));
    } else {
      ({ lines, leftOut } = withGlyphs(edit, { lines, leftOut }, page, classifier));
    }
  }
  return { lines, leftOut };
}

type EditOf<K extends PageEdit['kind']> = Extract<PageEdit, { kind: K }>;

function withGlyphs(
  { was, are }: EditOf<'glyphs'>,
  { lines, leftOut }: EditedPage,
  page: PlacedPage,
  classifier: Classifier,
): EditedPage {
  const gone = targetsOf(was, are, lines.flat(), page);
  const [only, as] = [gone[0], are[0]];
  if (gone.length === 1 && are.length === 1 && shareCommon(page.onPage(only!.box), as!.box) >= SAME.box) {
    // It stays where it is, and needs no other ink.
    const given = withLabel(only!, as!.label, classifier.alphabet);
    return { lines: mapGlyphs(lines, (glyph) => (glyph === only ? given : glyph)), leftOut };
  }
  if (was.length > 0 && gone.length === 0 && are.length === 0) return { lines, leftOut };
  const added = glyphsIn(are, gone, { lines, leftOut }, page, classifier);
  if (added.length < are.length) return { lines, leftOut };
  // A sign before the first of the glyphs stays before what they become.
  const sign = gone[0]?.sign;
  const first = added[0];
  if (sign && first) added[0] = { ...first, sign };
  if (gone[0]?.begins !== undefined && added[0]) added[0] = { ...added[0], begins: gone[0].begins };
  const home = lines.findIndex((line) => line.some((glyph) => gone.includes(glyph)));
  const kept = lines.map((line) => line.filter((glyph) => !gone.includes(glyph)));
  const at = home >= 0 ? () => home : (glyph: FoundGlyph) => lineOf(glyph.box, kept);
  for (const glyph of added) {
    const line = at(glyph);
    if (line >= 0) kept[line] = leftToRight([...kept[line]!, glyph]);
    else kept.splice(placeOf(glyph.box, kept), 0, [glyph]);
  }
  const covers = (box: Box) => added.some((glyph) => shareWithin(box, glyph.box) >= SAME.within);
  return {
    lines: kept.filter((line) => line.length > 0),
    leftOut: [
      ...leftOut.filter(({ box }) => !covers(box)),
      ...(are.length === 0 ? gone.map(({ box }): LeftOut => ({ box, reason: 'unread' })) : []),
    ],
  };
}

/** Makes what stands in a box the sign before the glyph that follows. */
function withSign(
  { box, label }: EditOf<'sign'>,
  { lines, leftOut }: EditedPage,
  page: PlacedPage,
  classifier: Classifier,
): EditedPage {
  const owner = lines.flat().find(({ sign }) => sign && shareCommon(page.onPage(sign.box), box) >= SAME.named);
  if (owner?.sign) {
    const sign: Sign = { ...owner.sign, label, chance: 1, others: [] };
    return { lines: mapGlyphs(lines, (glyph) => (glyph === owner ? { ...glyph, sign } : glyph)), leftOut };
  }
  const gone = targetsOf([box], [], lines.flat(), page);
  const [drawn] = glyphsIn([{ box }], gone, { lines, leftOut }, page, classifier);
  if (!drawn) return { lines, leftOut };
  const kept = lines.map((line) => line.filter((glyph) => !gone.includes(glyph)));
  const home = lines.findIndex((line) => line.some((glyph) => gone.includes(glyph)));
  const line = home >= 0 ? home : lineOf(drawn.box, kept, 0);
  const follows = kept[line]?.find((glyph) => middle(glyph.box) > middle(drawn.box));
  if (!follows) return { lines, leftOut };
  const sign: Sign = { label, chance: 1, box: drawn.box, others: [], picture: drawn.candidate.picture };
  return {
    lines: mapGlyphs(kept, (glyph) => (glyph === follows ? { ...glyph, sign } : glyph)).filter(
      (each) => each.length > 0,
    ),
    leftOut: leftOut.filter((each) => shareWithin(each.box, drawn.box) < SAME.within),
  };
}

/** The glyphs that an edit is about: those in its boxes, or, where they are cut otherwise by now, in its area. */
function targetsOf(
  was: readonly Box[],
  are: readonly EditedGlyph[],
  glyphs: readonly FoundGlyph[],
  { onPage }: PlacedPage,
): readonly FoundGlyph[] {
  if (was.length === 0) return [];
  const exact = was.map((box) => glyphs.find((glyph) => shareCommon(onPage(glyph.box), box) >= SAME.box));
  if (exact.every((glyph) => glyph !== undefined)) return exact;
  const area = union([...was, ...are.map(({ box }) => box)]);
  return glyphs.filter((glyph) => shareWithin(onPage(glyph.box), area) >= SAME.within);
}

/** The glyphs in these boxes, of the ink of those that are gone, or of ink that belongs to no glyph. */
function glyphsIn(
  are: readonly EditedGlyph[],
  gone: readonly FoundGlyph[],
  { lines }: EditedPage,
  { strokes, onPage }: PlacedPage,
  classifier: Classifier,
): FoundGlyph[] {
  if (!strokes || are.length === 0) return [];
  const labelsOf = (glyphs: readonly FoundGlyph[]): ReadonlySet<number> =>
    new Set(glyphs.flatMap(({ candidate }) => candidate.pieces.map(({ label }) => label)));
  const own = labelsOf(gone);
  const others = labelsOf(lines.flat().filter((glyph) => !gone.includes(glyph)));
  const pieces = inkInBoxes(
    strokes,
    are.map(({ box }) => box),
    onPage,
    (label) => (own.size > 0 ? own.has(label) : !others.has(label)),
  );
  if (pieces.some((each) => each === undefined)) return [];
  const sets = pieces.flatMap((piece) => (piece ? [[piece]] : []));
  return classifyPieces(sets, strokes.ink.plane, () => strokes.labels, classifier).map((candidate, k) =>
    withLabel({ candidate, box: candidate.box, cut: 1, chance: 1 }, are[k]!.label, classifier.alphabet),
  );
}

/** A glyph with the label that a person has given it; as it is where none was given, or one that the reader lacks. */
function withLabel(glyph: FoundGlyph, label: string | undefined, alphabet: readonly string[]): FoundGlyph {
  const best = label === undefined ? -1 : alphabet.indexOf(label);
  if (label === undefined || best < 0) return glyph;
  const verdict = new Float32Array(alphabet.length + 1);
  verdict[best] = 1;
  return { ...glyph, cut: 1, given: true, candidate: { ...glyph.candidate, verdict, symbol: 1, best, label } };
}

/** The glyph that a box names. */
function namedBy(box: Box, glyphs: readonly FoundGlyph[], { onPage }: PlacedPage): FoundGlyph | undefined {
  let [best, most]: [FoundGlyph | undefined, number] = [undefined, SAME.named];
  for (const glyph of glyphs) {
    const share = shareCommon(onPage(glyph.box), box);
    if (share > most) [best, most] = [glyph, share];
  }
  return best;
}

/** The line in which a box stands beside other glyphs; -1 where it stands in none. */
function lineOf(box: Box, lines: readonly (readonly FoundGlyph[])[], least = IN_LINE): number {
  let [best, nearest] = [-1, Number.POSITIVE_INFINITY];
  for (const [k, line] of lines.entries()) {
    for (const { box: other } of line) {
      const overlap = Math.min(box.y + box.h, other.y + other.h) - Math.max(box.y, other.y);
      if (overlap <= least * Math.min(box.h, other.h)) continue;
      const away = Math.abs(middle(box) - middle(other));
      if (away < nearest) [best, nearest] = [k, away];
    }
  }
  return best;
}

/** Before which line, top to bottom, a line with this box alone stands. */
function placeOf(box: Box, lines: readonly (readonly FoundGlyph[])[]): number {
  const below = lines.findIndex((line) => line.length > 0 && union(line.map((glyph) => glyph.box)).y > box.y);
  return below < 0 ? lines.length : below;
}

const middle = ({ x, w }: Box): number => x + w / 2;

const leftToRight = (line: readonly FoundGlyph[]): FoundGlyph[] =>
  [...line].sort((a, b) => middle(a.box) - middle(b.box));

const mapGlyphs = (
  lines: readonly (readonly FoundGlyph[])[],
  change: (glyph: FoundGlyph) => FoundGlyph,
): readonly (readonly FoundGlyph[])[] => lines.map((line) => line.map(change));

function common(a: Box, b: Box): number {
  const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** The share of what two boxes cover together that both cover. */
const shareCommon = (a: Box, b: Box): number => common(a, b) / (a.w * a.h + b.w * b.h - common(a, b));

/** The share of a box that lies in another one. */
const shareWithin = (a: Box, b: Box): number => common(a, b) / Math.max(1, a.w * a.h);
