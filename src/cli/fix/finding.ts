// Keys that put finding right: two glyphs are one, one is two, one was missed, one is a sign. Pure, as state.ts is.
import { type Box, union } from '../../geometry/box.js';
import {
  addGlyph,
  cutGlyph,
  joinGlyphs,
  markSign,
  mergeNumber,
  type PageEdit,
  splitNumber,
  withEdits,
} from '../../hand/page-edits.js';
import { messages } from '../../messages/messages.js';
import type { Key, Question } from './question.js';

/** What the keys are about; `label` is the label of the glyph as it was found. */
export type Mode =
  | { readonly kind: 'label' }
  /** The next label is that of the glyph and the next one together. */
  | { readonly kind: 'join' }
  /** Arrows move the cut, in pixels from the left of the photo. */
  | { readonly kind: 'cut'; readonly at: number }
  /** The next labels are those of the left and the right half. */
  | { readonly kind: 'halves'; readonly at: number; readonly left?: { readonly label: string | undefined } }
  /** Arrows move a box around what was missed. */
  | { readonly kind: 'box'; readonly box: Box }
  /** The next label is that of what was missed. */
  | { readonly kind: 'missed'; readonly box: Box }
  /** The next key is a point, comma, minus sign or colon. */
  | { readonly kind: 'sign' };

/** What a key does: it changes the mode, corrects something beside the glyph, or answers for the glyph. */
export type Found =
  | { readonly mode: Mode; readonly message?: string }
  | { readonly pending: readonly PageEdit[]; readonly message?: string }
  | { readonly edit: PageEdit }
  | { readonly message: string };

/** A step of an arrow key, in the box's widths or heights. */
const STEP = 0.05;

/** The keys that begin to correct finding, by what they begin; undefined for any other. */
export function begin(question: Question, char: string, pending: readonly PageEdit[]): Found | undefined {
  const { box, next, follows, begins } = question;
  const texts = messages.finding;
  switch (char) {
    case 'j':
      return next ? { mode: { kind: 'join' } } : { message: texts.noNext };
    case 'c':
      return { mode: { kind: 'cut', at: Math.round(box.x + box.w / 2) } };
    case 'm':
      return { mode: { kind: 'box', box: { ...box, x: Math.round(box.x + 1.2 * box.w) } } };
    case 's':
      return { mode: { kind: 'sign' } };
    case 'n': {
      if (!follows) return { message: texts.nothingBefore };
      const said = pending.findLast((edit) => edit.kind === 'number');
      const parted = !(said ? said.begins : begins);
      return {
        pending: withEdits(pending, [parted ? splitNumber(box) : mergeNumber(box)]),
        message: parted ? texts.parted : texts.together,
      };
    }
    default:
      return undefined;
  }
}

/** What a key does while finding is corrected. `alphabet` are the labels that can be given. */
export function stepFinding(
  mode: Exclude<Mode, { kind: 'label' }>,
  question: Question,
  key: Key,
  alphabet: readonly string[],
  pending: readonly PageEdit[],
): Found {
  const char = typeof key === 'object' ? key.char : undefined;
  if (key === 'backspace' || (char === 'u' && !alphabet.includes('u'))) return { mode: { kind: 'label' } };
  const { box } = question;
  if (mode.kind === 'cut') {
    if (key === 'enter') return { mode: { kind: 'halves', at: mode.at } };
    const by = key === 'left' ? -1 : key === 'right' ? 1 : 0;
    const at = mode.at + by * Math.max(1, Math.round(STEP * box.w));
    return { mode: { kind: 'cut', at: Math.min(box.x + box.w - 1, Math.max(box.x + 1, at)) } };
  }
  if (mode.kind === 'box') {
    if (key === 'enter') return { mode: { kind: 'missed', box: mode.box } };
    return { mode: { kind: 'box', box: moved(mode.box, key) } };
  }
  if (mode.kind === 'sign') {
    if (char === '.' || char === ',' || char === '-' || char === ':') return { edit: markSign(box, char) };
    return { message: messages.finding.whichSign };
  }
  // What is left are labels; Enter leaves them to the reader.
  if (key !== 'enter' && (char === undefined || !alphabet.includes(char)))
    return { message: messages.fix.unknownLabel(char ?? String(key), alphabet) };
  if (mode.kind === 'join') return { edit: joinGlyphs([box, question.next ?? box], char) };
  if (mode.kind === 'missed')
    return { pending: [...pending, addGlyph(mode.box, char)], message: messages.finding.added };
  if (!mode.left) return { mode: { ...mode, left: { label: char } } };
  return { edit: cutGlyph(box, mode.at, [mode.left.label, char]) };
}

/** A box moved by an arrow, or made larger or smaller by one with Shift, or by `+` and `-`. */
function moved(box: Box, key: Key): Box {
  const [dx, dy] = [Math.max(1, Math.round(STEP * box.w)), Math.max(1, Math.round(STEP * box.h))];
  const grown = (w: number, h: number): Box => ({
    x: box.x - w,
    y: box.y - h,
    w: Math.max(2, box.w + 2 * w),
    h: Math.max(2, box.h + 2 * h),
  });
  switch (typeof key === 'object' ? key.char : key) {
    case 'left':
      return { ...box, x: box.x - dx };
    case 'right':
      return { ...box, x: box.x + dx };
    case 'up':
      return { ...box, y: box.y - dy };
    case 'down':
      return { ...box, y: box.y + dy };
    case 'shift-left':
      return grown(-dx, 0);
    case 'shift-right':
      return grown(dx, 0);
    case 'shift-up':
      return grown(0, dy);
    case 'shift-down':
      return grown(0, -dy);
    case '+':
      return grown(dx, dy);
    case '-':
      return grown(-dx, -dy);
    default:
      return box;
  }
}

/** The part of the photo that a mode is about, marked on the screen; a cut is a line. */
export function markedBy(mode: Mode, { box, next }: Question): Box {
  switch (mode.kind) {
    case 'join':
      return next ? union([box, next]) : box;
    case 'cut':
      return { ...box, x: mode.at, w: 0 };
    case 'halves':
      return mode.left ? { ...box, x: mode.at, w: box.x + box.w - mode.at } : { ...box, w: mode.at - box.x };
    case 'box':
    case 'missed':
      return mode.box;
    default:
      return box;
  }
}
