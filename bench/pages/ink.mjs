// From a 28×28 digit to pen strokes of any size: the outline is made smooth and the pen's width is set,
// so that digits of different writers look written with one pen.

import { dilated, euler, FIELD, pieces, strokeWidth, thinned, total, UP } from './shape.mjs';

/** @typedef {Float32Array} Field  [112, 112], 0 to 1; the outline of the strokes is where it passes 0.5 */
/** @typedef {{width: number, height: number, alpha: Float32Array}} Mask how much of each pixel is inked, and no rim */

const SPREAD = 1.6;

/**
 * The strokes of a digit with a pen `width` pixels of the field wide (MNIST's own are 8 to 18).
 * @param {Uint8Array} picture
 * @param {number} width
 * @returns {Field}
 */
export function digitField(picture, width) {
  return penned(enlarged(picture), width);
}

/** @param {Uint8Array} bits [112, 112], 0 or 1 @param {number} width @returns {Field} */
function penned(bits, width) {
  let shape = bits;
  for (let k = Math.round((strokeWidth(bits) - width) / 2); k > 0; k--) shape = thinned(shape);
  // A pen has a least width everywhere: where the stroke is thinner, its skeleton is drawn with it.
  let skeleton = shape;
  for (let before = 0; before !== total(skeleton); ) {
    before = total(skeleton);
    skeleton = thinned(skeleton);
  }
  const least = dilated(skeleton);
  shape = shape.map((bit, k) => bit | least[k]);
  for (let k = 0; k < Math.round((width - strokeWidth(shape)) / 2) && k < 3; k++) {
    const thicker = dilated(shape);
    // Loops must stay open, and strokes apart.
    if (euler(thicker) !== euler(shape)) break;
    shape = thicker;
  }
  return blurred(Float32Array.from(shape), FIELD, FIELD, SPREAD);
}

/** Enlarged by Mitchell & Netravali's cubic (1988), and cut where it holds together. @param {Uint8Array} picture */
function enlarged(picture) {
  const plane = new Float32Array(FIELD * FIELD);
  const weights = Array.from({ length: UP }, (_, k) => {
    const t = (k + 0.5) / UP - 0.5;
    const f = t < 0 ? t + 1 : t;
    const near = (/** @type {number} */ a) => (7 * a ** 3 - 12 * a ** 2 + 16 / 3) / 6;
    const far = (/** @type {number} */ a) => ((-7 / 3) * a ** 3 + 12 * a ** 2 - 20 * a + 32 / 3) / 6;
    return { from: t < 0 ? -2 : -1, w: [far(1 + f), near(f), near(1 - f), far(2 - f)] };
  });
  // The rim stays free, so that what looks at neighbours need not look for the end of a row.
  for (let y = 4; y < FIELD - 4; y++) {
    const wy = weights[y % UP];
    for (let x = 4; x < FIELD - 4; x++) {
      const wx = weights[x % UP];
      let sum = 0;
      for (let j = 0; j < 4; j++) {
        const sy = Math.floor(y / UP) + wy.from + j;
        if (sy < 0 || sy > 27) continue;
        for (let i = 0; i < 4; i++) {
          const sx = Math.floor(x / UP) + wx.from + i;
          if (sx >= 0 && sx < 28) sum += wy.w[j] * wx.w[i] * picture[sy * 28 + sx];
        }
      }
      plane[y * FIELD + x] = sum;
    }
  }
  const cut = (/** @type {number} */ level) => {
    const above = new Uint8Array(plane.length);
    for (let k = 0; k < plane.length; k++) if (plane[k] > level) above[k] = 1;
    return above;
  };
  let bits = cut(95);
  // A faint scan comes apart there; lower down it may hold together, as long as no loop fills.
  for (const level of [65, 40]) {
    const lower = cut(level);
    const [had, has] = [pieces(bits).length, pieces(lower).length];
    if (has < had && has - euler(lower) >= had - euler(bits)) bits = lower;
  }
  // Specks of the scanner would be decimal points here.
  for (const piece of pieces(bits)) if (piece.length < 0.06 * total(bits)) for (const at of piece) bits[at] = 0;
  return bits;
}

/**
 * @typedef {object} How
 * @property {number} height
 * @property {number} [slant] shift to the right per unit of height
 * @property {number} [turn] radians
 * @property {number} [stretch] width against height
 * @property {(x: number, y: number) => [number, number]} [warp] of places in the field, -1 to 1
 */

/**
 * Draws a field so that its ink is `height` pixels high (at most 1.2 times that wide, shrunk if need be).
 * @param {Field} field
 * @param {How} how
 * @returns {Mask}
 */
export function drawn(field, { height, slant = 0, turn = 0, stretch = 1, warp }) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  /**
   * Forward: field to sheet, both about their middles.
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]}
   */
  const forward = (x, y) => {
    const sx = stretch * x - slant * y;
    return [cos * sx - sin * y, sin * sx + cos * y];
  };
  const middle = (FIELD - 1) / 2;
  /** @param {number} x @param {number} y @returns {[number, number]} */
  const back = (x, y) => {
    const fy = cos * y - sin * x;
    const fx = (cos * x + sin * y + slant * fy) / stretch;
    if (!warp) return [fx + middle, fy + middle];
    const [wx, wy] = warp(fx / middle, fy / middle);
    return [(wx + 1) * middle, (wy + 1) * middle];
  };
  const box = extent(field, forward, back, warp !== undefined);
  const scale = Math.min(height / (box.y1 - box.y0), (1.2 * height) / (box.x1 - box.x0));
  const [width, rows] = [Math.ceil((box.x1 - box.x0) * scale) + 2, Math.ceil((box.y1 - box.y0) * scale) + 2];
  const alpha = new Float32Array(width * rows);
  const fine = Math.max(1, Math.ceil(1 / scale));
  const sharp = (scale * fine * SPREAD) / 0.4;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < fine * fine; k++) {
        const u = box.x0 + (x - 1 + ((k % fine) + 0.5) / fine) / scale;
        const v = box.y0 + (y - 1 + (Math.floor(k / fine) + 0.5) / fine) / scale;
        const [fx, fy] = back(u, v);
        sum += Math.min(1, Math.max(0, (sample(field, fx, fy) - 0.5) * sharp + 0.5));
      }
      alpha[y * width + x] = sum / (fine * fine);
    }
  }
  return { width, height: rows, alpha };
}

/**
 * Where the ink falls, in field pixels about the middle.
 * @param {Field} field
 * @param {(x: number, y: number) => [number, number]} forward
 * @param {(x: number, y: number) => [number, number]} back
 * @param {boolean} warped
 */
function extent(field, forward, back, warped) {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  const grow = (/** @type {number} */ x, /** @type {number} */ y) => {
    [box.x0, box.x1] = [Math.min(box.x0, x - 0.5), Math.max(box.x1, x + 0.5)];
    [box.y0, box.y1] = [Math.min(box.y0, y - 0.5), Math.max(box.y1, y + 0.5)];
  };
  const middle = (FIELD - 1) / 2;
  if (warped) {
    for (let y = -110; y <= 110; y++)
      for (let x = -110; x <= 110; x++) if (sample(field, ...back(x, y)) > 0.5) grow(x, y);
  } else {
    for (let k = 0; k < field.length; k++)
      if (field[k] > 0.5) grow(...forward((k % FIELD) - middle, Math.floor(k / FIELD) - middle));
  }
  return Number.isFinite(box.x0) ? box : { x0: -1, y0: -1, x1: 1, y1: 1 };
}

/** Bilinear. @param {Field} field @param {number} x @param {number} y */
function sample(field, x, y) {
  const [ix, iy] = [Math.floor(x), Math.floor(y)];
  if (ix < 0 || iy < 0 || ix >= FIELD - 1 || iy >= FIELD - 1) return 0;
  const [fx, fy, at] = [x - ix, y - iy, iy * FIELD + ix];
  return (
    (field[at] * (1 - fx) + field[at + 1] * fx) * (1 - fy) +
    (field[at + FIELD] * (1 - fx) + field[at + FIELD + 1] * fx) * fy
  );
}

/**
 * Gaussian blur of a plane.
 * @param {Float32Array} plane
 * @param {number} width
 * @param {number} height
 * @param {number} sigma
 */
export function blurred(plane, width, height, sigma) {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((a, b) => a + b);
  const across = new Float32Array(plane.length);
  const out = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = 0;
      for (let k = -reach; k <= reach; k++)
        value += kernel[k + reach] * plane[y * width + Math.min(width - 1, Math.max(0, x + k))];
      across[y * width + x] = value / sum;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let k = -reach; k <= reach; k++) {
      const row = Math.min(height - 1, Math.max(0, y + k)) * width;
      const weight = kernel[k + reach] / sum;
      for (let x = 0; x < width; x++) out[y * width + x] += weight * across[row + x];
    }
  }
  return out;
}
