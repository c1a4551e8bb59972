// Labels that a person has given on a photo are kept with the hand; when the photo is read again, they hold.
import type { Box } from '../geometry/box.js';
import type { PageEdit } from '../hand/page-edits.js';
import type { EquationHypothesis, EquationSymbol, Expression, FoundEquation } from './expression.js';

/** A symbol is where a label was given if their boxes share so much of the area that both cover. Set by eye. */
const SAME_PLACE = 0.5;

/** Found equations with the labels that were given; boxes of both are pixels of one page. */
export function withGivenLabels(found: readonly FoundEquation[], edits: readonly PageEdit[]): FoundEquation[] {
  const given = edits.flatMap((edit) => {
    const [glyph] = edit.kind === 'glyphs' && edit.was.length === 1 && edit.are.length === 1 ? edit.are : [];
    return glyph?.label === undefined ? [] : [{ box: glyph.box, label: glyph.label }];
  });
  if (given.length === 0) return [...found];
  return found.map((equation) => ({
    ...equation,
    ...relabelled(equation, given),
    others: equation.others.map((other) => relabelled(other, given)),
  }));
}

/** A label and where it was given. */
interface GivenLabel {
  readonly box: Box;
  readonly label: string;
}

function relabelled({ expression, confidence }: EquationHypothesis, given: readonly GivenLabel[]): EquationHypothesis {
  let sureness = confidence;
  const symbols = expression.symbols.map((symbol): EquationSymbol => {
    const label = given.find(({ box }) => sharedShare(box, symbol.box) >= SAME_PLACE)?.label;
    if (label === undefined) return symbol;
    // What was in doubt about this symbol is in doubt no more.
    sureness = Math.min(1, sureness / Math.max(symbol.confidence, confidence));
    const alternatives = [{ label: symbol.label, confidence: 0 }, ...symbol.alternatives];
    return {
      ...symbol,
      label,
      confidence: 1,
      given: true,
      alternatives: alternatives.filter((a) => a.label !== label),
    };
  });
  const labelled: Expression = { ...expression, symbols };
  return { expression: labelled, confidence: sureness };
}

/** The area that two boxes share, over the area that they cover. */
function sharedShare(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
}
