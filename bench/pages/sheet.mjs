// A printed sheet, filled in by a writer who does not keep to the boxes, and photographed lying on a table.
import sharp from 'sharp';
import { anyCamera, photograph } from './camera.mjs';
import { drawn } from './ink.mjs';
import { anyPen, layInk, noiseTile, smoothNoise } from './paper.mjs';
import { between, normal, pick } from './random.mjs';

/** Pixels of the flat sheet a millimetre. */
const FLAT = 6;

/** @typedef {{x: number, y: number, label: string, row: number, column: number}} Box */
/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {readonly Box[]} boxes
 * @property {number} side
 * @property {readonly {x: number, y: number}[]} marks
 */
/** @typedef {{box: Box, mask: import('./ink.mjs').Mask | undefined}} Filled no mask where nothing was written */

/**
 * The sheet as a printer leaves it: paper colour, toner that is not quite black.
 * @param {() => number} random
 * @param {string} svg
 * @param {Layout} layout
 */
export async function printed(random, svg, layout) {
  const [width, height] = [Math.round(layout.width * FLAT), Math.round(layout.height * FLAT)];
  const { data, info } = await sharp(Buffer.from(svg), { density: 25.4 * FLAT })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = new Float32Array(width * height * 3);
  const paper = [0.96, 0.96, 0.95].map((v) => v * between(random, 0.93, 1.02));
  const [black, light] = [between(random, 0.03, 0.2), between(random, -0.1, 0.06)];
  for (let k = 0; k < width * height; k++) {
    const value = data[k * info.channels] / 255;
    // Printers render light grey lines lighter or darker than asked for.
    const toner = black + (1 - black) * Math.min(1, value + (value > 0.4 && value < 1 ? light : 0));
    const fibre = 1 + 0.008 * (smoothNoise((k % width) / 2.5, k / width / 2.5) + noiseTile[(k * 7) & 65535]);
    for (let c = 0; c < 3; c++) rgb[3 * k + c] = paper[c] * toner * fibre;
  }
  return { width, height, rgb };
}

/**
 * Writes into the boxes; some stay empty.
 * @param {() => number} random
 * @param {import('./paper.mjs').Sheet} sheet
 * @param {Layout} layout
 * @param {import('./compose.mjs').Writer} writer
 * @param {{empty?: number, pen?: Partial<import('./paper.mjs').Pen>}} [options] `empty` is the share of boxes left so
 * @returns {Filled[]}
 */
export function fillIn(random, sheet, layout, writer, { empty = 0.1, pen: given = {} } = {}) {
  const pen = anyPen(random, given);
  // From a fine ballpoint's 0.45 mm to a felt tip's 1.4 mm, whatever the size of the digit.
  const thick = between(random, 0.45, 1.4);
  const size = layout.side * between(random, 0.45, 0.8);
  return layout.boxes.map((box) => {
    if (random() < empty) return { box, mask: undefined };
    const height = Math.min(layout.side * 1.02, size * (1 + 0.1 * normal(random)));
    const field = writer.field(box.label, random, Math.min(26, Math.max(4, (92 * thick) / height)));
    const mask = drawn(field, {
      height: height * FLAT,
      slant: (writer.slant ?? 0) + 0.04 * normal(random),
      turn: (writer.turn ?? 0) + 0.03 * normal(random),
      stretch: writer.stretch ?? 1,
      ...(writer.warp?.(box.label) ? { warp: writer.warp(box.label) } : {}),
    });
    // One in twelve runs over the edge of its box.
    const over = random() < 1 / 12;
    const room = (/** @type {number} */ length) => (layout.side * FLAT - length) / 2;
    const stray = (/** @type {number} */ length) =>
      over
        ? Math.sign(random() - 0.5) * (Math.max(0, room(length)) + between(random, 0, 1.2) * FLAT)
        : Math.min(1, Math.max(-1, 0.45 * normal(random))) * Math.max(0, room(length) - 0.3 * FLAT);
    const along = random() < 0.5;
    const [x, y] = [box.x * FLAT + room(mask.width), box.y * FLAT + room(mask.height)];
    const px = Math.round(x + (over && !along ? 0 : stray(mask.width)));
    const py = Math.round(y + (over && along ? 0 : stray(mask.height)));
    layInk(sheet, mask, px, py, pen);
    return { box, mask };
  });
}

/**
 * The sheet bent by up to `by` millimetres, its edge staying where it was.
 * @param {import('./paper.mjs').Sheet} sheet
 * @param {number} across
 * @param {number} down
 */
function bent({ width, height, rgb }, across, down) {
  const out = new Float32Array(rgb.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = Math.min(width - 2, Math.max(0, x + across * FLAT * Math.sin((Math.PI * y) / height)));
      const v = Math.min(height - 2, Math.max(0, y + down * FLAT * Math.sin((Math.PI * x) / width)));
      const [ix, iy] = [Math.floor(u), Math.floor(v)];
      const [fx, fy] = [u - ix, v - iy];
      const at = 3 * (iy * width + ix);
      for (let c = 0; c < 3; c++)
        out[3 * (y * width + x) + c] =
          (rgb[at + c] * (1 - fx) + rgb[at + 3 + c] * fx) * (1 - fy) +
          (rgb[at + 3 * width + c] * (1 - fx) + rgb[at + 3 * width + 3 + c] * fx) * fy;
    }
  }
  return { width, height, rgb: out };
}

/**
 * A phone's photo of the sheet on a table: slanted, turned by any quarter, shadowed; all four corner marks in view.
 * @param {() => number} random
 * @param {import('./paper.mjs').Sheet} sheet
 * @param {Layout} layout
 * @param {Partial<import('./camera.mjs').Camera>} [given]
 */
export function snapshot(random, sheet, layout, given = {}) {
  const flat = bent(sheet, between(random, -1.5, 1.5), between(random, -1.5, 1.5));
  for (;;) {
    const { photo, place } = photograph(
      flat,
      anyCamera(random, {
        turn: between(random, -0.25, 0.25),
        keystone: between(random, 0, 0.14),
        zoom: between(random, 0.72, 0.98),
        surround: 'table',
        blur: between(random, 0.4, 1.3),
        shadow: random() < 0.5 ? between(random, 0.15, 0.5) : 0,
        ...given,
      }),
      random,
    );
    const inView = layout.cornerMarks.every(({ x, y }) => {
      const [left, top, w, h] = place([(x - 7) * FLAT, (y - 7) * FLAT, 14 * FLAT, 14 * FLAT]);
      return left > 0 && top > 0 && left + w < photo.width && top + h < photo.height;
    });
    if (inView) return quarterTurned(photo, pick(random, [0, 1, 2, 3]));
  }
}

/**
 * A photo turned by quarters.
 * @param {import('./camera.mjs').Photo} photo
 * @param {number} turns clockwise
 * @returns {import('./camera.mjs').Photo}
 */
function quarterTurned(photo, turns) {
  let { width, height, data } = photo;
  for (let k = 0; k < turns; k++) {
    const out = new Uint8Array(data.length);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < 3; c++) out[3 * (x * height + height - 1 - y) + c] = data[3 * (y * width + x) + c];
    [width, height, data] = [height, width, out];
  }
  return { width, height, channels: 3, data };
}
