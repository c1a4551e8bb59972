// What the judge of strokes learns from: the strokes of drawn documents, found and described as reading does it, each
// with what it really is.
import type { Classifier, Helpers } from '../../model/classifier.js';
import { strokeKinds } from '../../model/classifier.js';
import { closeUp } from '../../numbers/close-up.js';
import { kindsIn } from '../../numbers/evidence/ink-kinds.js';
import { describeStrokes } from '../../numbers/evidence/judged-strokes.js';
import { strokeFeatureCount } from '../../numbers/evidence/stroke-features.js';
import { classifyStrokes, strokesIn } from '../../numbers/hypotheses/classified-strokes.js';
import { seenInk } from '../../numbers/seen-ink.js';
import { isLightOnDark, negative } from '../../page/polarity.js';
import { unreduced } from '../../page/reduce.js';
import { type DrawnDocument, pixelClass } from '../draw/documents/drawn-document.js';

/** Described strokes, and what each is. */
export interface StrokeSamples {
  /** How many. */
  readonly count: number;
  /** [count, strokeFeatureCount] */
  readonly pictures: Uint8Array;
  /** [count] places in `strokeKinds`. */
  readonly labels: Uint8Array;
}

/** When it is clear what a stroke is: shares of its pixels. Set by eye. */
const CLEAR = {
  /** Less of it is known ink, and so much is paper: it is nothing written. */
  ink: 0.15,
  paper: 0.6,
  /** So much of its known ink is of one kind. */
  kind: 0.7,
} as const;

/** The strokes of a document, but for those of which it is not clear what they are. */
export function strokeSamples(drawn: DrawnDocument, classifier: Classifier, helpers: Helpers): StrokeSamples {
  const nothing = { count: 0, pictures: new Uint8Array(0), labels: new Uint8Array(0) };
  const grey = { width: drawn.width, height: drawn.height, channels: 1 as const, data: drawn.grey };
  const { view, ink: found, onPage } = closeUp(isLightOnDark(grey) ? negative(grey) : grey);
  if (found.pen === 0 || !helpers.page) return nothing;
  const strokes = classifyStrokes(seenInk(found, helpers.page, strokesIn(found, classifier)), classifier);
  const { ink, labels, alone } = strokes;
  if (!ink.sight || alone.size === 0) return nothing;
  const { width } = ink.plane;
  const rows = describeStrokes(
    strokes,
    kindsIn(() => labels, width, ink.sight),
    ink.sight,
    ink.darkness,
    helpers,
  );
  if (!rows) return nothing;
  const kept: { row: Uint8Array; label: number }[] = [];
  let next = 0;
  for (const { label, box } of alone.keys()) {
    const row = rows.subarray(next * strokeFeatureCount, ++next * strokeFeatureCount);
    const counts = new Float64Array(pixelClass.cell + 1);
    let all = 0;
    for (let y = box.y; y < box.y + box.h; y++)
      for (let x = box.x; x < box.x + box.w; x++) {
        if (labels[y * width + x] !== label) continue;
        const at = onPage(unreduced({ x, y, w: 1, h: 1 }, view, ink.factor));
        const truth = drawn.labels[Math.min(drawn.height - 1, Math.round(at.y)) * drawn.width + Math.round(at.x)]!;
        all++;
        if (truth <= pixelClass.cell) counts[truth]!++;
      }
    const kind = kindOf(counts, all);
    if (kind !== undefined) kept.push({ row, label: strokeKinds.indexOf(kind) });
  }
  const pictures = new Uint8Array(kept.length * strokeFeatureCount);
  for (const [k, { row }] of kept.entries()) pictures.set(row, k * strokeFeatureCount);
  return { count: kept.length, pictures, labels: Uint8Array.from(kept, ({ label }) => label) };
}

/** What a stroke is that has so many pixels of each class, of `all`; undefined where that is not clear. */
function kindOf(counts: Float64Array, all: number): (typeof strokeKinds)[number] | undefined {
  const kinds = {
    number: counts[pixelClass.number]!,
    writing: counts[pixelClass.writing]!,
    print: counts[pixelClass.print]!,
    other: counts[pixelClass.rule]!,
  };
  const known = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  const paper = counts[pixelClass.paper]! + counts[pixelClass.cell]!;
  if (known < CLEAR.ink * all) return paper > CLEAR.paper * all ? 'other' : undefined;
  return strokeKinds.find((kind) => kinds[kind] > CLEAR.kind * known);
}
