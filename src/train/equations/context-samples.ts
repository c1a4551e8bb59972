// What the context model learns from: each symbol of an expression, its shape left out.
import type { Random } from '../../engine/random.js';
import { contextFeatureCount, contextFeatures, hangingOn } from '../../equations/finding/context-features.js';
import { usualSize } from '../../equations/finding/equation-ink.js';
import { boxOfStrokes, type InkExpression } from './crohme.js';

/** Contexts with what stands in them. */
export interface ContextSamples {
  /** How many. */
  readonly count: number;
  /** [count, contextFeatureCount] */
  readonly pictures: Uint8Array;
  /** [count] places in the alphabet. */
  readonly labels: Uint8Array;
}

/** How often a symbol around is taken for another, as reading may take it. */
const MISTAKEN = 0.08;

/** How often nothing around is told: what the model says then is how usual labels are. */
const UNTOLD = 0.1;

/** Samples of expressions all of whose labels are in the alphabet. */
export function contextSamples(
  expressions: readonly InkExpression[],
  alphabet: readonly string[],
  random: Random,
): ContextSamples {
  const column = new Map(alphabet.map((label, c) => [label, c]));
  const known = expressions.filter(({ symbols }) => symbols.every(({ label }) => column.has(label)));
  const size = contextFeatureCount(alphabet.length);
  const count = known.reduce((sum, { symbols }) => sum + symbols.length, 0);
  const pictures = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  let k = 0;
  for (const { symbols, layout } of known) {
    const laid = { parents: layout.map(({ parent }) => parent), relations: layout.map(({ relation }) => relation) };
    const hanging = hangingOn(laid);
    const placed = symbols.map(({ label, strokes }) => ({
      label: random() < MISTAKEN ? alphabet[Math.floor(random() * alphabet.length)]! : label,
      box: boxOfStrokes(strokes),
    }));
    const scale = Math.max(1e-6, usualSize(placed, 0));
    for (const [n, { label }] of symbols.entries()) {
      if (random() >= UNTOLD) contextFeatures(placed, laid, hanging, n, scale, column, pictures, k * size);
      labels[k++] = column.get(label)!;
    }
  }
  return { count, pictures, labels };
}
