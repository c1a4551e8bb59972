// What a person has put right on a photo: where glyphs are and what they are, and where numbers begin. Boxes are pixels
// of the full upright photo, as readings have them.
import { type Box, union } from '../geometry/box.js';

/** A glyph as a person says that it is. */
export interface EditedGlyph {
  /** Where it stands. */
  readonly box: Box;
  /** What it is; where it is missing, the reader says. */
  readonly label?: string;
}

/** One correction of what was found on a photo. */
export type PageEdit =
  /** The ink of the glyphs `was`, or what else is in the boxes, makes the glyphs `are`. None of either is fine. */
  | { readonly kind: 'glyphs'; readonly was: readonly Box[]; readonly are: readonly EditedGlyph[] }
  /** What stands in a box is a point, comma, minus sign or colon of the digit that follows. */
  | { readonly kind: 'sign'; readonly box: Box; readonly label: '.' | ',' | '-' | ':' }
  /** The glyph in a box begins a number, or goes on with the number before it. */
  | { readonly kind: 'number'; readonly box: Box; readonly begins: boolean };

const glyphOf = (box: Box, label: string | undefined): EditedGlyph => ({ box, ...(label !== undefined && { label }) });

/** The glyph in a box has this label. */
export function labelGlyph(box: Box, label: string): PageEdit {
  return { kind: 'glyphs', was: [box], are: [{ box, label }] };
}

/** The glyphs in these boxes are one. */
export function joinGlyphs(boxes: readonly Box[], label?: string): PageEdit {
  return { kind: 'glyphs', was: boxes, are: [glyphOf(union(boxes), label)] };
}

/** The glyph in a box is two, which meet `at` so many pixels from the left of the photo. */
export function cutGlyph(box: Box, at: number, labels: readonly (string | undefined)[] = []): PageEdit {
  const left = { ...box, w: at - box.x };
  const right = { ...box, x: at, w: box.x + box.w - at };
  return { kind: 'glyphs', was: [box], are: [glyphOf(left, labels[0]), glyphOf(right, labels[1])] };
}

/** What is written in a box is a glyph that was missed. */
export function addGlyph(box: Box, label?: string): PageEdit {
  return { kind: 'glyphs', was: [], are: [glyphOf(box, label)] };
}

/** What stands in a box is no symbol. */
export function removeGlyph(box: Box): PageEdit {
  return { kind: 'glyphs', was: [box], are: [] };
}

/** What stands in a box is a point, comma, minus sign or colon of the digit that follows. */
export function markSign(box: Box, label: '.' | ',' | '-' | ':'): PageEdit {
  return { kind: 'sign', box, label };
}

/** The glyph in a box begins a number: what was one number is two. */
export function splitNumber(box: Box): PageEdit {
  return { kind: 'number', box, begins: true };
}

/** The glyph in a box goes on with the number before it: what were two numbers are one. */
export function mergeNumber(box: Box): PageEdit {
  return { kind: 'number', box, begins: false };
}

/** An edit with each of its boxes put elsewhere by `place`. */
export function placedEdit(edit: PageEdit, place: (box: Box) => Box): PageEdit {
  if (edit.kind !== 'glyphs') return { ...edit, box: place(edit.box) };
  return { ...edit, was: edit.was.map(place), are: edit.are.map((glyph) => ({ ...glyph, box: place(glyph.box) })) };
}

/** Earlier edits with newer ones behind them; a new label of a box takes the place of an earlier one. */
export function withEdits(earlier: readonly PageEdit[], newer: readonly PageEdit[]): readonly PageEdit[] {
  return newer.reduce<readonly PageEdit[]>(
    (edits, edit) => [...edits.filter((each) => aboutOf(each) !== aboutOf(edit)), edit],
    earlier,
  );
}

/** What an edit is about: two of one thing would overrule each other. */
function aboutOf(edit: PageEdit): string {
  if (edit.kind !== 'glyphs') return JSON.stringify([edit.kind, edit.box]);
  return JSON.stringify([edit.kind, edit.was, edit.are.map(({ box }) => box)]);
}
