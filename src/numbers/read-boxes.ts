// What some boxes of a page hold, each taken as one glyph: a person has joined, cut or drawn them, so nothing is
// doubted but the label.
import type { Box } from '../geometry/box.js';
import { normalise } from '../glyph/normalise.js';
import { pictureSize } from '../glyph/picture.js';
import type { Classifier } from '../model/classifier.js';
import { argmax } from '../model/logits.js';
import type { PageImage, Plane } from '../page/image.js';
import { INK_EDGE } from '../page/ink.js';
import type { ReadGlyph } from '../reading.js';
import { type Components, findComponents } from '../strokes/components.js';
import { closeUp } from './close-up.js';
import { darkOnLight } from './dark-on-light.js';

/** A stroke of which this share lies in the box belongs to it as a whole; of any other, what lies in the box. */
const MOSTLY = 0.6;
/** Alternatives that are less likely are not worth naming, and no more than so many are named. */
const ALTERNATIVES = { least: 0.001, most: 5 };

/** What each box holds, null where there is no ink in it. Boxes are pixels of the page, upright as it is. */
export function readBoxes(
  page: PageImage,
  boxes: readonly Box[],
  classifier: Classifier,
): readonly (ReadGlyph | null)[] {
  const { ink, onPage } = closeUp(darkOnLight(page));
  const origin = onPage({ x: 0, y: 0, w: 0, h: 0 });
  const strokes = findComponents(ink.plane, INK_EDGE);
  const glyphs = boxes.map(({ x, y, w, h }) => {
    const [left, top] = [Math.round((x - origin.x) / ink.factor), Math.round((y - origin.y) / ink.factor)];
    const [right, bottom] = [Math.round((x + w - origin.x) / ink.factor), Math.round((y + h - origin.y) / ink.factor)];
    return glyphIn(ink.plane, strokes, { x: left, y: top, w: right - left, h: bottom - top });
  });
  const found = glyphs.filter((glyph) => glyph !== undefined);
  const pictures = new Uint8Array(found.length * pictureSize);
  for (const [i, picture] of found.entries()) pictures.set(picture, i * pictureSize);
  const chances = classifier.classify(pictures, found.length);
  const columns = classifier.alphabet.length + 1;
  let row = 0;
  return glyphs.map((picture, k) => {
    if (!picture) return null;
    const from = row++ * columns;
    return { ...answer(chances.subarray(from, from + columns), classifier.alphabet), box: boxes[k]!, picture };
  });
}

function answer(
  chances: Float32Array,
  alphabet: readonly string[],
): Pick<ReadGlyph, 'label' | 'confidence' | 'alternatives'> {
  const best = argmax(chances, 0, alphabet.length);
  const alternatives = alphabet
    .map((label, column) => ({ label, confidence: chances[column]! }))
    .filter(({ confidence }, column) => column !== best && confidence >= ALTERNATIVES.least)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, ALTERNATIVES.most);
  return { label: alphabet[best]!, confidence: chances[best]!, alternatives };
}

/** The 28×28 picture of the ink that belongs to a box of the plane; undefined where there is none. */
function glyphIn(plane: Plane, { labels, list }: Components, box: Box): Uint8Array | undefined {
  const { width, height } = plane;
  const [left, right] = [Math.max(0, box.x), Math.min(width, box.x + box.w)];
  const [top, bottom] = [Math.max(0, box.y), Math.min(height, box.y + box.h)];
  const inside = new Map<number, number>();
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const label = labels[y * width + x]!;
      if (label !== 0) inside.set(label, (inside.get(label) ?? 0) + 1);
    }
  }
  const whole = new Set(
    [...inside].filter(([label, area]) => area >= MOSTLY * list[label - 1]!.area).map(([label]) => label),
  );
  const around = [...inside.keys()].filter((label) => whole.has(label)).map((label) => list[label - 1]!.box);
  const [x0, x1] = [Math.min(left, ...around.map(({ x }) => x)), Math.max(right, ...around.map(({ x, w }) => x + w))];
  const [y0, y1] = [Math.min(top, ...around.map(({ y }) => y)), Math.max(bottom, ...around.map(({ y, h }) => y + h))];
  // A rim of one pixel keeps the soft edges of strokes.
  const crop = { left: Math.max(0, x0 - 1), top: Math.max(0, y0 - 1), w: 0, h: 0 };
  crop.w = Math.min(width, x1 + 1) - crop.left;
  crop.h = Math.min(height, y1 + 1) - crop.top;
  const data = new Uint8Array(Math.max(0, crop.w * crop.h));
  const ink = { left: crop.w, right: -1, top: crop.h, bottom: -1 };
  for (let y = 0; y < crop.h; y++) {
    for (let x = 0; x < crop.w; x++) {
      const [u, v] = [crop.left + x, crop.top + y];
      const at = v * width + u;
      const label = labels[at]!;
      const isInside = u >= left && u < right && v >= top && v < bottom;
      if (label === 0) data[y * crop.w + x] = Math.min(plane.data[at]!, INK_EDGE - 1);
      else if (whole.has(label) || (inside.has(label) && isInside)) {
        data[y * crop.w + x] = plane.data[at]!;
        ink.left = Math.min(ink.left, x);
        ink.right = Math.max(ink.right, x);
        ink.top = Math.min(ink.top, y);
        ink.bottom = y;
      }
    }
  }
  if (ink.right < 0) return undefined;
  const { left: x, top: y } = ink;
  return normalise(
    { width: crop.w, height: crop.h, data },
    { x, y, w: ink.right - x + 1, h: ink.bottom - y + 1 },
    INK_EDGE,
  );
}
