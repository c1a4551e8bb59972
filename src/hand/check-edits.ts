// Edits that a program gives, or that a journal holds, come from outside of the compiler's sight.

import { OwnhandError } from '../error.js';
import type { Box } from '../geometry/box.js';
import type { PageEdit } from './page-edits.js';

/** Throws OwnhandError 'usage' where something is no edit. */
export function checkEdits(edits: readonly unknown[]): void {
  const wrong = edits.findIndex((edit) => !isPageEdit(edit));
  if (wrong >= 0)
    throw new OwnhandError(
      'usage',
      `edit ${wrong} is none: make edits by joinGlyphs, cutGlyph, addGlyph, labelGlyph, …, with boxes { x, y, w, h }`,
    );
}

/** Whether a value has the shape of an edit. */
export function isPageEdit(value: unknown): value is PageEdit {
  const { kind, was, are, box, label, begins } = fieldsOf(value);
  if (kind === 'glyphs')
    return Array.isArray(was) && was.every(isBox) && Array.isArray(are) && are.every(isEditedGlyph);
  if (kind === 'sign') return isBox(box) && ['.', ',', '-', ':'].includes(String(label));
  return kind === 'number' && isBox(box) && typeof begins === 'boolean';
}

function isEditedGlyph(value: unknown): boolean {
  const { box, label } = fieldsOf(value);
  return isBox(box) && (label === undefined || typeof label === 'string');
}

function isBox(value: unknown): value is Box {
  const { x, y, w, h } = fieldsOf(value);
  return [x, y, w, h].every(Number.isFinite) && Number(w) > 0 && Number(h) > 0;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
