// The sheet written on, seen flat and in even light: colour, fibre, printed ruling; and ink laid on it.
import { between, normal, pick, seeded } from './random.mjs';

/** @typedef {[number, number, number]} Colour  red, green, blue, 0 to 1 */
/** @typedef {{width: number, height: number, rgb: Float32Array}} Sheet  [height, width, 3], 0 to 1 */

/**
 * @typedef {object} Paper
 * @property {'plain' | 'ruled' | 'squared' | 'textured'} kind
 * @property {Colour} colour
 * @property {Colour} ruling
 * @property {number} strength of the ruling, 0 to 1
 * @property {number} pitch of the ruling, in pixels
 * @property {number} thickness of its lines, in pixels
 * @property {number} offset of its first line, as a share of the pitch
 * @property {boolean} margin whether a margin is ruled
 * @property {number} grain
 */

const TILE = 256;
/**
 * Standard normal noise to index at random offsets: drawing one for each pixel of a 12-megapixel page would take
 * seconds.
 */
export const noiseTile = (() => {
  const random = seeded(20161116);
  return Float32Array.from({ length: TILE * TILE }, () => normal(random));
})();
/** Smooth noise, about -1 to 1, `x` and `y` in units of its grain. @param {number} x @param {number} y */
export function smoothNoise(x, y) {
  const [ix, iy] = [Math.floor(x), Math.floor(y)];
  const [tx, ty] = [x - ix, y - iy];
  const [fx, fy] = [tx * tx * (3 - 2 * tx), ty * ty * (3 - 2 * ty)];
  const at = (/** @type {number} */ a, /** @type {number} */ b) => noiseTile[((b & 255) << 8) | (a & 255)];
  return (
    ((at(ix, iy) * (1 - fx) + at(ix + 1, iy) * fx) * (1 - fy) +
      (at(ix, iy + 1) * (1 - fx) + at(ix + 1, iy + 1) * fx) * fy) *
    0.6
  );
}

/**
 * A paper as one finds it.
 * @param {() => number} random
 * @param {number} size the digits' height, for the ruling's pitch
 * @param {Partial<Paper>} [given]
 * @returns {Paper}
 */
export function anyPaper(random, size, given = {}) {
  const kind = given.kind ?? pick(random, /** @type {const} */ (['plain', 'plain', 'ruled', 'squared', 'textured']));
  const tint = pick(
    random,
    /** @type {Colour[]} */ ([
      [0.96, 0.96, 0.95],
      [0.93, 0.93, 0.94],
      [0.95, 0.93, 0.87],
      [0.97, 0.95, 0.8],
      [0.86, 0.87, 0.88],
      [0.88, 0.92, 0.96],
      [0.96, 0.89, 0.87],
    ]),
  );
  return {
    kind,
    colour: /** @type {Colour} */ (tint.map((v) => v * between(random, 0.92, 1.02))),
    ruling: pick(
      random,
      /** @type {Colour[]} */ ([
        [0.45, 0.6, 0.85],
        [0.6, 0.65, 0.7],
        [0.5, 0.72, 0.75],
        [0.75, 0.55, 0.6],
      ]),
    ),
    strength: between(random, 0.25, 0.7),
    pitch: kind === 'squared' ? size * between(random, 0.45, 0.9) : size * between(random, 1.35, 1.9),
    thickness: Math.max(0.8, size * between(random, 0.012, 0.03)),
    offset: random(),
    margin: random() < 0.3,
    grain: kind === 'textured' ? between(random, 0.03, 0.07) : between(random, 0.004, 0.015),
    ...given,
  };
}

/**
 * A sheet before it is written on.
 * @param {number} width
 * @param {number} height
 * @param {Paper} paper
 * @returns {Sheet}
 */
export function blankSheet(width, height, paper) {
  const rgb = new Float32Array(width * height * 3);
  const down = rulingProfile(height, paper, paper.kind === 'ruled' || paper.kind === 'squared');
  const across = rulingProfile(width, paper, paper.kind === 'squared');
  const edge = Math.round(width * 0.12);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fibre =
        1 +
        paper.grain *
          (smoothNoise(x / 2.3, y / 2.9) +
            1.2 * smoothNoise(x / 23, y / 31) +
            0.5 * noiseTile[((y * 7) & 255) * 256 + ((x + y * 31) & 255)]);
      let ruled = Math.max(down[y], across[x]);
      const red = paper.margin && paper.kind === 'ruled' && Math.abs(x - edge) < paper.thickness ? paper.strength : 0;
      if (red > 0) ruled = 0;
      const at = 3 * (y * width + x);
      for (let c = 0; c < 3; c++) {
        const printed = paper.colour[c] * (1 - ruled + ruled * paper.ruling[c]);
        rgb[at + c] = fibre * (printed * (1 - red) + red * [0.85, 0.45, 0.45][c]);
      }
    }
  }
  return { width, height, rgb };
}

/** @param {number} length @param {Paper} paper @param {boolean} on */
function rulingProfile(length, paper, on) {
  const profile = new Float32Array(length);
  if (!on) return profile;
  for (let k = 0; k < length; k++) {
    const phase = (k / paper.pitch + paper.offset) % 1;
    const away = Math.min(phase, 1 - phase) * paper.pitch;
    profile[k] = paper.strength * Math.min(1, Math.max(0, paper.thickness / 2 + 0.5 - away));
  }
  return profile;
}

/** @typedef {{colour: Colour, density: number, grain: number}} Pen */

/**
 * Ballpoint, pencil, felt tip, fountain pen.
 * @param {() => number} random
 * @param {Partial<Pen>} [given]
 * @returns {Pen}
 */
export function anyPen(random, given = {}) {
  const [colour, density, grain] = pick(
    random,
    /** @type {[Colour, number, number][]} */ ([
      [[0.1, 0.1, 0.13], 0.95, 0.08],
      [[0.13, 0.17, 0.5], 0.92, 0.12],
      [[0.13, 0.17, 0.5], 0.85, 0.2],
      [[0.72, 0.12, 0.14], 0.9, 0.1],
      [[0.3, 0.3, 0.32], 0.75, 0.35],
      [[0.1, 0.35, 0.2], 0.9, 0.1],
    ]),
  );
  return { colour, density: density * between(random, 0.85, 1.02), grain, ...given };
}

/**
 * Lays the mask's ink on the sheet with its top left corner at x, y.
 * @param {Sheet} sheet
 * @param {import('./ink.mjs').Mask} mask
 * @param {number} x0
 * @param {number} y0
 * @param {Pen} pen
 */
export function layInk(sheet, mask, x0, y0, pen) {
  for (let y = Math.max(0, -y0); y < mask.height && y0 + y < sheet.height; y++) {
    for (let x = Math.max(0, -x0); x < mask.width && x0 + x < sheet.width; x++) {
      const alpha = mask.alpha[y * mask.width + x];
      if (alpha <= 0) continue;
      const [px, py] = [x0 + x, y0 + y];
      const skip = pen.grain * (0.5 + 0.6 * smoothNoise(px / 1.7, py / 1.7) + 0.7 * smoothNoise(px / 9, py / 11));
      const a = alpha * Math.min(1, Math.max(0.15, pen.density * (1 - Math.max(0, skip))));
      const at = 3 * (py * sheet.width + px);
      for (let c = 0; c < 3; c++)
        sheet.rgb[at + c] = sheet.rgb[at + c] * (1 - a) + a * Math.min(sheet.rgb[at + c], pen.colour[c]);
    }
  }
}
