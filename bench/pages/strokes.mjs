// Pen paths as masks: words, scribbles, boxes. Letters here are the bench's own, not those the reader trains on.
import { between, normal } from './random.mjs';

/** @typedef {readonly number[]} Path the points' x and y in turn */

/**
 * The paths drawn with a round nib of `width` pixels, and where the mask's corner is in the paths' own places.
 * @param {readonly Path[]} paths in pixels
 * @param {number} width
 * @returns {{mask: import('./ink.mjs').Mask, x: number, y: number}}
 */
export function strokeMask(paths, width) {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (let k = 0; k < path.length; k += 2) {
      [x0, x1] = [Math.min(x0, path[k]), Math.max(x1, path[k])];
      [y0, y1] = [Math.min(y0, path[k + 1]), Math.max(y1, path[k + 1])];
    }
  }
  const edge = Math.ceil(width / 2 + 2);
  const [left, top] = [Math.floor(x0) - edge, Math.floor(y0) - edge];
  const mask = { width: Math.ceil(x1) + edge - left, height: Math.ceil(y1) + edge - top, alpha: new Float32Array(0) };
  mask.alpha = new Float32Array(mask.width * mask.height);
  for (const path of paths) {
    for (let k = 0; k + 1 < path.length; k += 2) {
      const next = k + 3 < path.length ? k + 2 : k;
      segment(mask, path[k] - left, path[k + 1] - top, path[next] - left, path[next + 1] - top, width / 2);
    }
  }
  return { mask, x: left, y: top };
}

/**
 * @param {import('./ink.mjs').Mask} mask
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 * @param {number} radius
 */
function segment(mask, x0, y0, x1, y1, radius) {
  const reach = radius + 1;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  for (
    let y = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    y < Math.min(mask.height, Math.max(y0, y1) + reach);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
      x < Math.min(mask.width, Math.max(x0, x1) + reach);
      x++
    ) {
      const t = length ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length)) : 0;
      const ink = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x - x0 - t * dx, y - y0 - t * dy)));
      const at = y * mask.width + x;
      if (ink > mask.alpha[at]) mask.alpha[at] = ink;
    }
  }
}

/** A smooth curve through the points (Catmull & Rom 1974); a point given twice is a corner. @param {Path} points */
export function smooth(points) {
  const n = points.length / 2;
  if (n < 3) return [...points];
  const out = [];
  const at = (/** @type {number} */ k, /** @type {number} */ axis) =>
    points[2 * Math.min(n - 1, Math.max(0, k)) + axis];
  for (let k = 0; k < n - 1; k++) {
    for (let t = 0; t < 1; t += 0.125) {
      for (const axis of [0, 1]) {
        const [a, b, c, d] = [at(k - 1, axis), at(k, axis), at(k + 1, axis), at(k + 2, axis)];
        out.push(b + (t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))) / 2);
      }
    }
  }
  out.push(at(n - 1, 0), at(n - 1, 1));
  return out;
}

// Ascender at 0, x-height at 46, baseline at 100, descender at 140; a bar lifts the pen.
/** @type {Record<string, string>} */
const LETTERS = {
  a: '44 52 26 44 8 60 10 92 28 100 44 80 46 46 46 46 48 92 58 97',
  b: '8 92 14 50 16 4 16 4 14 60 14 94 34 100 46 78 38 54 14 66',
  c: '46 56 30 44 10 60 10 90 30 100 52 88',
  d: '44 56 26 46 8 64 12 96 32 98 46 70 48 2 48 2 48 92 60 96',
  e: '10 74 36 70 42 52 26 44 10 60 12 92 32 100 54 86',
  f: '4 100 22 60 34 10 26 0 18 12 18 110 18 136 | 6 54 36 52',
  g: '44 52 26 44 8 60 14 90 34 88 44 60 46 46 46 46 44 120 26 140 8 126',
  h: '10 100 12 0 12 0 12 98 16 62 34 46 44 62 44 92 54 98',
  i: '10 48 10 88 20 98 | 11 24 12 26',
  j: '16 48 16 118 4 138 -4 128 | 17 24 18 26',
  k: '10 0 10 100 | 42 48 14 72 20 72 46 98',
  l: '4 70 22 20 16 0 8 20 10 86 22 98',
  m: '6 46 8 100 8 100 12 60 24 46 32 60 32 100 32 100 36 60 48 46 58 60 58 92 66 98',
  n: '6 46 8 100 8 100 12 62 28 46 40 60 40 90 50 98',
  o: '30 46 10 58 10 90 30 100 46 86 46 58 30 46 40 50',
  p: '8 46 10 140 10 140 10 60 30 44 46 62 40 92 20 100 10 90',
  q: '44 50 26 44 8 62 12 94 30 96 44 66 46 46 46 46 46 138 58 122',
  r: '6 46 10 100 10 100 12 64 24 48 36 50',
  s: '40 52 24 44 12 56 24 70 38 82 28 100 8 94',
  t: '20 14 18 84 30 100 42 92 | 4 46 38 44',
  u: '6 46 8 84 22 100 38 86 42 46 42 46 44 92 54 98',
  v: '4 46 22 98 22 98 42 46',
  w: '4 46 14 98 14 98 28 58 28 58 40 98 40 98 56 46',
  x: '6 46 44 98 | 42 46 6 98',
  y: '6 46 22 88 | 42 46 22 110 6 138',
  z: '6 48 40 48 40 48 8 98 8 98 44 96',
  A: '2 100 30 0 30 0 58 100 | 12 66 50 66',
  B: '8 100 8 0 8 0 36 4 44 24 32 46 8 48 8 48 40 54 50 76 36 98 8 100',
  C: '56 14 36 0 10 24 8 70 32 100 58 86',
  D: '8 100 8 0 8 0 38 8 56 44 44 88 8 100',
  E: '52 0 8 0 8 0 8 100 8 100 54 100 | 8 48 44 48',
  F: '54 0 8 0 8 0 8 100 | 8 46 44 46',
  G: '56 14 34 0 8 30 10 76 34 100 56 80 56 56 56 56 36 56',
  H: '8 0 8 100 | 54 0 54 100 | 8 50 54 50',
  I: '20 0 20 100 | 6 0 34 0 | 6 100 34 100',
  J: '36 0 36 76 22 100 6 84',
  K: '8 0 8 100 | 52 0 10 54 10 54 54 100',
  L: '8 0 8 100 8 100 50 100',
  M: '6 100 10 0 10 0 36 64 36 64 62 0 62 0 66 100',
  N: '8 100 8 0 8 0 52 100 52 100 52 0',
  P: '8 100 8 0 8 0 40 4 50 26 38 48 8 50',
  R: '8 100 8 0 8 0 40 4 48 26 36 46 8 48 8 48 52 100',
  S: '50 12 30 0 10 18 28 46 50 72 34 100 6 90',
  T: '0 0 60 0 | 30 0 30 100',
  U: '6 0 8 70 30 100 50 72 52 0',
  V: '2 0 30 100 30 100 58 0',
  W: '0 0 18 100 18 100 38 24 38 24 58 100 58 100 76 0',
};

/** @typedef {{joined: boolean, slant: number, shake: number, stretch: number, tracking: number}} Script */

/** Cursive, separate letters or print. @param {() => number} random @param {boolean} printed @returns {Script} */
export function anyScript(random, printed) {
  return printed
    ? { joined: false, slant: 0, shake: 0, stretch: between(random, 0.85, 1.1), tracking: between(random, 8, 18) }
    : {
        joined: random() < 0.5,
        slant: between(random, -0.1, 0.35),
        shake: between(random, 1.5, 4),
        stretch: between(random, 0.8, 1.25),
        tracking: between(random, 0, 14),
      };
}

/**
 * The paths of a word, its capital `height` pixels high, on a baseline at y = 0.
 * @param {string} word
 * @param {number} height
 * @param {Script} script
 * @param {() => number} random
 * @returns {{paths: number[][], width: number}}
 */
export function wordPaths(word, height, script, random) {
  const scale = height / 100;
  /** @type {number[][]} */
  const raw = [];
  let from = 0;
  for (const letter of word) {
    const form = LETTERS[letter];
    if (!form) continue;
    let right = from;
    const strokes = form.split(' | ').map((text) => {
      const points = text.split(' ').map(Number);
      for (let k = 0; k < points.length; k += 2) {
        const corner =
          k > 0 && text.split(' ')[k] === text.split(' ')[k - 2] && text.split(' ')[k + 1] === text.split(' ')[k - 1];
        points[k] = corner ? points[k - 2] : from + points[k] + script.shake * normal(random);
        points[k + 1] = corner ? points[k - 1] : points[k + 1] + script.shake * normal(random);
        right = Math.max(right, points[k]);
      }
      return points;
    });
    const main = raw.findLast((path) => path.length > 4);
    // In a joined hand the pen goes on from the last letter's end to this one's beginning.
    if (script.joined && from > 0 && main && letter === letter.toLowerCase()) main.push(...strokes.shift());
    raw.push(...strokes);
    from = right + script.tracking * (script.joined ? 0.4 : 1);
  }
  const paths = raw.map((points) =>
    smooth(points).map((value, k, all) =>
      k % 2 ? (value - 100) * scale : scale * (script.stretch * value + script.slant * (100 - all[k + 1])),
    ),
  );
  return { paths, width: from * scale * script.stretch };
}
