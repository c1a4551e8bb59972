// What the relation model learns from: the boxes of written symbols, each with its nearest ones, and how it hangs on
// them. No picture is needed for that.

import type { Random } from '../../engine/random.js';
import { usualSize } from '../../equations/finding/equation-ink.js';
import { nearestTo } from '../../equations/finding/pair-chances.js';
import {
  type PlacedSymbol,
  relationFeatureCount,
  relationFeatures,
} from '../../equations/finding/relation-features.js';
import { relations } from '../../equations/finding/relations.js';
import { between, pick } from '../draw/pen.js';
import { boxOfStrokes, type InkExpression } from './crohme.js';

/** Pairs of symbols with their relations. */
export interface RelationSamples {
  /** How many. */
  readonly count: number;
  /** [count, relationFeatureCount] */
  readonly pictures: Uint8Array;
  /** [count] places in `relations`. */
  readonly labels: Uint8Array;
}

/** So often a second expression stands below. */
const SECOND = 0.15;

/** Pens, in sizes of a symbol: a box is as much larger than the strokes' middles. */
const PEN = [0.03, 0.13] as const;

interface Placed {
  readonly symbols: PlacedSymbol[];
  readonly layout: InkExpression['layout'];
}

/** Samples of expressions, each written a little otherwise than it was. */
export function relationSamples(expressions: readonly InkExpression[], random: Random): RelationSamples {
  const rows: Uint8Array[] = [];
  const labels: number[] = [];
  for (const expression of expressions) {
    const written = place(expression, random);
    const { symbols, layout } =
      random() < SECOND ? twoOf(written, place(pick(random, expressions), random), random) : written;
    const usual = Math.max(1e-6, usualSize(symbols, 0));
    const pen = between(random, ...PEN) * usual;
    const thick = symbols.map(({ label, box }) => ({
      label,
      box: { x: box.x - pen / 2, y: box.y - pen / 2, w: box.w + pen, h: box.h + pen },
    }));
    const scale = Math.max(1e-6, usualSize(thick, pen));
    for (const [child, { parent, relation }] of layout.entries()) {
      const near = nearestTo(thick, child);
      if (parent >= 0 && !near.includes(parent)) near.push(parent);
      for (const other of near) {
        const features = new Uint8Array(relationFeatureCount);
        relationFeatures(thick, other, child, scale, features, 0);
        rows.push(features);
        labels.push(other === parent ? relations.indexOf(relation) : relations.length - 1);
      }
    }
  }
  const pictures = new Uint8Array(labels.length * relationFeatureCount);
  for (const [k, row] of rows.entries()) pictures.set(row, k * relationFeatureCount);
  return { count: labels.length, pictures, labels: Uint8Array.from(labels) };
}

/** The boxes of an expression, slanted and stretched. */
function place({ symbols, layout }: InkExpression, random: Random): Placed {
  const [slant, stretch] = [between(random, -0.15, 0.15), between(random, 0.88, 1.14)];
  const placed = symbols.map(({ label, strokes }) => ({
    label,
    box: boxOfStrokes(
      strokes.map((points) => points.map((v, k) => (k % 2 ? v / stretch : v * stretch - slant * points[k + 1]!))),
    ),
  }));
  return { symbols: placed, layout };
}

/** Two expressions, the second one below. */
function twoOf(upper: Placed, lower: Placed, random: Random): Placed {
  const [size, other] = [usualSize(upper.symbols, 0) || 1, usualSize(lower.symbols, 0) || 1];
  const scale = size / other;
  const [bottom, left] = [
    Math.max(...upper.symbols.map(({ box }) => box.y + box.h)),
    Math.min(...upper.symbols.map(({ box }) => box.x)),
  ];
  const [top, from] = [
    Math.min(...lower.symbols.map(({ box }) => box.y)),
    Math.min(...lower.symbols.map(({ box }) => box.x)),
  ];
  const [dx, dy] = [left + size * between(random, -0.6, 1.4), bottom + size * between(random, 0.5, 1.5)];
  const below = lower.symbols.map(({ label, box }) => ({
    label,
    box: { x: (box.x - from) * scale + dx, y: (box.y - top) * scale + dy, w: box.w * scale, h: box.h * scale },
  }));
  const count = upper.symbols.length;
  return {
    symbols: [...upper.symbols, ...below],
    layout: [
      ...upper.layout,
      ...lower.layout.map(({ parent, relation }) => ({ parent: parent < 0 ? -1 : parent + count, relation })),
    ],
  };
}
