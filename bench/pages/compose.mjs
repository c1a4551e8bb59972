// Composes pages of handwritten numbers from MNIST's digits: one pen, one slant, lines with a baseline and a rhythm,
// on drawn paper, photographed. The truth comes with the picture.
import { anyCamera, photograph } from './camera.mjs';
import { digitField, drawn } from './ink.mjs';
import { anyPaper, anyPen, blankSheet, layInk } from './paper.mjs';
import { between, normal, pick } from './random.mjs';
import { strokeMask } from './strokes.mjs';

/** @typedef {{label: string, box: [number, number, number, number]}} TrueGlyph */
/**
 * @typedef {object} TrueLine
 * @property {string} text numbers joined by one space
 * @property {[number, number, number, number]} box
 * @property {TrueGlyph[]} glyphs
 * @property {number} touching pairs whose ink meets
 */
/** @typedef {import('./camera.mjs').Photo & {truth: {lines: TrueLine[]}}} Page */

/**
 * Who writes: gives the strokes of a label's next digit, and how they lean.
 * @typedef {object} Writer
 * @property {(label: string, random: () => number, pen: number) => import('./ink.mjs').Field} field
 * @property {number} [slant]
 * @property {number} [turn]
 * @property {number} [stretch]
 * @property {(label: string) => ((x: number, y: number) => [number, number]) | undefined} [warp]
 */

/**
 * @typedef {object} PageOptions
 * @property {readonly (readonly string[])[]} lines the numbers of each line; `.`, `,` and `-` are drawn
 * @property {Writer} writer
 * @property {number} [size] height of the digits in pixels
 * @property {number} [width] of the picture; default: as the lines need
 * @property {number} [height]
 * @property {[number, number]} [spacing] between the boxes of neighbours, as a share of the narrower's width
 * @property {number} [touching] the chance that two neighbours touch, overlapping by up to 15 % of the narrower's width
 * @property {[number, number]} [numberGap] between numbers of a line, as a share of the size
 * @property {readonly number[]} [columns] where given, where the numbers of a line start, in sizes, as in a table
 * @property {number} [lineGap] from baseline to baseline, as a share of the size
 * @property {number} [wobble] how much height and baseline vary, as a share of the size
 * @property {number} [penWidth] as a share of the size
 * @property {Partial<import('./paper.mjs').Paper>} [paper]
 * @property {Partial<import('./paper.mjs').Pen>} [pen]
 * @property {Partial<import('./camera.mjs').Camera>} [camera]
 */

/**
 * A writer who takes each digit from a set, all with one slant.
 * @param {import('./digits.mjs').Digits} digits
 * @param {() => number} random
 * @returns {Writer}
 */
export function borrowed(digits, random) {
  return {
    field: (label, next, pen) => digitField(digits.any(next, label).picture, pen),
    slant: between(random, -0.12, 0.22),
    stretch: between(random, 0.88, 1.12),
    turn: between(random, -0.04, 0.04),
  };
}

/** A page with its truth. @param {() => number} random @param {PageOptions} options @returns {Page} */
export function composePage(random, options) {
  const size = options.size ?? between(random, 48, 130);
  const wobble = options.wobble ?? between(random, 0.02, 0.08);
  const penWidth = options.penWidth ?? between(random, 0.06, 0.15);
  const pen = anyPen(random, options.pen);
  const touching = options.touching ?? 0;
  const spacing =
    options.spacing ??
    (touching > 0 ? [0.05, 0.3] : undefined) ??
    pick(
      random,
      /** @type {[number, number][]} */ ([
        [0.1, 0.35],
        [0.2, 0.5],
        [0.4, 1],
      ]),
    );
  const { writer } = options;
  const field = 92; // a digit is about as high in its field

  const rows = options.lines.map((numbers) => {
    /** @type {Placed[]} */
    const placed = [];
    let x = 0;
    let meeting = 0;
    numbers.forEach((number, index) => {
      if (index > 0) x += size * between(random, ...(options.numberGap ?? [1.1, 1.8]));
      if (options.columns) x = size * ((options.columns[index] ?? 0) + between(random, -0.12, 0.12));
      let before = /** @type {Placed | undefined} */ (undefined);
      for (const label of number) {
        const sign = signs[label]?.(random, size, penWidth * size);
        const mask =
          sign?.mask ??
          drawn(writer.field(label, random, penWidth * field), {
            height: size * (1 + wobble * normal(random) * 0.7),
            slant: (writer.slant ?? 0) + 0.03 * normal(random),
            turn: (writer.turn ?? 0) + 0.02 * normal(random),
            stretch: writer.stretch ?? 1,
            ...(writer.warp?.(label) ? { warp: writer.warp(label) } : {}),
          });
        const y = Math.round((sign?.y ?? -mask.height) + wobble * size * normal(random) * 0.6);
        if (before) {
          const narrower = Math.min(before.mask.width, mask.width) - 2;
          const room = inkRoom(before, mask, y);
          let gap = narrower * between(random, ...spacing);
          if (random() < touching) {
            gap = -Math.min(room + between(random, 0, 0.15) * narrower, 0.15 * narrower);
            if (room + gap <= 0) meeting++;
          } else gap = Math.max(gap, 0.07 * size + 2 - room);
          x = before.x + before.mask.width - 2 + Math.round(gap);
        }
        before = { label, mask, x: Math.round(x), y, number: index };
        placed.push(before);
        x = before.x + mask.width;
      }
    });
    return { placed, width: x, meeting };
  });

  const lineGap = size * (options.lineGap ?? between(random, 1.5, 2.2));
  const edge = Math.round(size * between(random, 0.7, 1.3));
  const width = options.width ?? Math.ceil(Math.max(...rows.map((row) => row.width), size * 3) + 2.5 * edge);
  const height = options.height ?? Math.ceil(lineGap * (rows.length - 1) + size * 1.2 + 2 * edge);
  const paper = anyPaper(random, size, options.paper);
  const sheet = blankSheet(width, height, paper);
  const drift = between(random, -0.01, 0.01);
  /** @type {TrueLine[]} */
  const flat = rows.map((row, k) => {
    const left = Math.round(
      edge + (options.columns ? 0 : between(random, 0, Math.max(0, Math.min(edge, width - row.width - 2 * edge)))),
    );
    const baseline = edge + 1.1 * size + k * lineGap;
    const glyphs = row.placed.map(({ label, mask, x, y }) => {
      const [px, py] = [left + x, Math.round(baseline + y + drift * x)];
      layInk(sheet, mask, px, py, pen);
      return { label, box: /** @type {TrueGlyph['box']} */ ([px + 1, py + 1, mask.width - 2, mask.height - 2]) };
    });
    return { text: options.lines[k].join(' '), box: around(glyphs), glyphs, touching: row.meeting };
  });
  const { photo, place } = photograph(sheet, anyCamera(random, options.camera), random);
  const lines = flat.map((line) => {
    const glyphs = line.glyphs.map(({ label, box }) => ({ label, box: place(box) }));
    return { ...line, glyphs, box: around(glyphs) };
  });
  return { ...photo, truth: { lines } };
}

/** @typedef {(random: () => number, size: number, nib: number) => {mask: import('./ink.mjs').Mask, y: number}} Sign */

/** A point, comma or minus sign, and where its top is, from the baseline. @type {Record<string, Sign>} */
const signs = {
  '.': (random, size, nib) =>
    strokeMask([[0, -nib / 2, 0.04 * size * random(), -nib / 2]], nib * between(random, 1, 1.6)),
  ',': (random, size, nib) =>
    strokeMask([[0, -0.1 * size, size * between(random, -0.12, -0.05), size * between(random, 0.2, 0.4)]], nib),
  '-': (random, size, nib) =>
    strokeMask([[0, -0.4 * size, size * between(random, 0.35, 0.6), size * between(random, -0.44, -0.36)]], nib),
};

/** @typedef {{label: string, mask: import('./ink.mjs').Mask, x: number, y: number, number: number}} Placed */

/**
 * How far `next` can move left from where the boxes meet until ink meets ink.
 * @param {Placed} before
 * @param {import('./ink.mjs').Mask} next
 * @param {number} y
 */
function inkRoom(before, next, y) {
  const { mask } = before;
  let room = Math.min(mask.width, next.width);
  const gaps = new Map();
  for (let r = 0; r < mask.height; r++) {
    let k = mask.width - 1;
    while (k >= 0 && mask.alpha[r * mask.width + k] < 0.5) k--;
    if (k >= 0) gaps.set(before.y + r, mask.width - 2 - k);
  }
  for (let r = 0; r < next.height; r++) {
    let k = 0;
    while (k < next.width && next.alpha[r * next.width + k] < 0.5) k++;
    if (k === next.width) continue;
    for (const near of [y + r - 1, y + r, y + r + 1]) {
      const other = gaps.get(near);
      if (other !== undefined) room = Math.min(room, other + k - 1);
    }
  }
  return Math.max(0, room);
}

/** @param {readonly {box: [number, number, number, number]}[]} items @returns {[number, number, number, number]} */
function around(items) {
  const x0 = Math.min(...items.map(({ box }) => box[0]));
  const y0 = Math.min(...items.map(({ box }) => box[1]));
  const x1 = Math.max(...items.map(({ box }) => box[0] + box[2]));
  const y1 = Math.max(...items.map(({ box }) => box[1] + box[3]));
  return [x0, y0, x1 - x0, y1 - y0];
}

/** A number of random digits. @param {() => number} random @param {number} length */
export const anyNumber = (random, length) => Array.from({ length }, () => Math.floor(10 * random())).join('');
