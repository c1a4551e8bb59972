// The photograph of a sheet: perspective, light and shadow, focus, sensor noise.
import { blurred } from './ink.mjs';
import { noiseTile, smoothNoise } from './paper.mjs';
import { between, whole } from './random.mjs';

/**
 * @typedef {object} Camera
 * @property {number} turn radians
 * @property {number} keystone how far each corner may stray, as a share of the page's side
 * @property {number} zoom below 1 the page's surroundings come into view
 * @property {'paper' | 'table'} surround what lies beyond the sheet
 * @property {number} exposure
 * @property {number} slope how much the light falls off across the page
 * @property {number} vignette
 * @property {number} shadow depth of a cast shadow, 0 to 1
 * @property {number} warmth
 * @property {number} blur standard deviation in pixels
 * @property {number} noise standard deviation, 0 to 1
 */

/**
 * A camera held over a page as people do.
 * @param {() => number} random
 * @param {Partial<Camera>} [given]
 * @returns {Camera}
 */
export function anyCamera(random, given = {}) {
  return {
    turn: between(random, -0.035, 0.035),
    keystone: between(random, 0, 0.025),
    zoom: 1.03,
    surround: 'paper',
    exposure: between(random, 0.75, 1),
    slope: between(random, 0, 0.35),
    vignette: between(random, 0, 0.25),
    shadow: random() < 0.35 ? between(random, 0.15, 0.45) : 0,
    warmth: between(random, -0.06, 0.08),
    blur: between(random, 0.4, 1.1),
    noise: between(random, 0.006, 0.022),
    ...given,
  };
}

/** @typedef {{width: number, height: number, channels: 3, data: Uint8Array}} Photo */

/** @typedef {[number, number, number, number]} Box left, top, width and height in pixels */

/**
 * Photographs a sheet; `place` tells where a box of the sheet is in the picture.
 * @param {import('./paper.mjs').Sheet} sheet
 * @param {Camera} camera
 * @param {() => number} random
 * @returns {{photo: Photo, place: (box: Box) => Box}}
 */
export function photograph(sheet, camera, random) {
  const { width, height } = sheet;
  const view = corners(width, height, camera, random);
  const toSheet = homography(
    [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ],
    view,
  );
  const toPhoto = inverse(toSheet);
  const data = new Uint8Array(width * height * 3);
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const colour = new Float32Array(3);
  const light = lighting(width, height, camera, random);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const w = toSheet[6] * (x + 0.5) + toSheet[7] * (y + 0.5) + toSheet[8];
      const u = (toSheet[0] * (x + 0.5) + toSheet[1] * (y + 0.5) + toSheet[2]) / w;
      const v = (toSheet[3] * (x + 0.5) + toSheet[4] * (y + 0.5) + toSheet[5]) / w;
      const lit = light(x, y);
      const at = y * width + x;
      const beyond = camera.surround === 'table' && (u < 0 || v < 0 || u >= width || v >= height);
      const wood = beyond ? 1 + 0.25 * smoothNoise(u / 90, v / 6) + 0.1 * smoothNoise(u / 7, v / 2) : 0;
      if (!beyond) sampled(sheet, u - 0.5, v - 0.5, colour);
      for (let c = 0; c < 3; c++) {
        planes[c][at] = (beyond ? WOOD[c] * wood : colour[c]) * lit * (1 + camera.warmth * (1 - c));
      }
    }
  }
  for (let c = 0; c < 3; c++) {
    const plane = camera.blur > 0.25 ? blurred(planes[c], width, height, camera.blur) : planes[c];
    for (let y = 0; y < height; y++) {
      // Each row starts somewhere else in the noise, so that the tile does not show.
      const start = whole(random, 0, 65535);
      for (let x = 0; x < width; x++) {
        const value = plane[y * width + x] + camera.noise * noiseTile[(start + x) & 65535];
        data[3 * (y * width + x) + c] = Math.round(255 * Math.min(1, Math.max(0, value)));
      }
    }
  }
  return {
    photo: { width, height, channels: 3, data },
    place: ([x, y, w, h]) => {
      const at = [
        [x, y],
        [x + w, y],
        [x, y + h],
        [x + w, y + h],
      ].map(([a, b]) => project(toPhoto, a, b));
      const [xs, ys] = [at.map((p) => p[0]), at.map((p) => p[1])];
      const [left, top] = [Math.round(Math.min(...xs)), Math.round(Math.min(...ys))];
      return [left, top, Math.round(Math.max(...xs)) - left, Math.round(Math.max(...ys)) - top];
    },
  };
}

/**
 * Where on the sheet the photo's corners fall.
 * @param {number} width
 * @param {number} height
 * @param {Camera} camera
 * @param {() => number} random
 */
function corners(width, height, camera, random) {
  const [cos, sin] = [Math.cos(camera.turn), Math.sin(camera.turn)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx, sy]) => {
    const x = ((sx * width) / 2 / camera.zoom) * (1 + between(random, -camera.keystone, camera.keystone));
    const y = ((sy * height) / 2 / camera.zoom) * (1 + between(random, -camera.keystone, camera.keystone));
    return [width / 2 + cos * x - sin * y, height / 2 + sin * x + cos * y];
  });
}

/** @param {number} width @param {number} height @param {Camera} camera @param {() => number} random */
function lighting(width, height, camera, random) {
  const angle = between(random, 0, 2 * Math.PI);
  const [gx, gy] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const edge = between(random, 0, 2 * Math.PI);
  const [ex, ey, away] = [Math.cos(edge), Math.sin(edge), between(random, -0.2, 0.3)];
  const soft = between(random, 0.02, 0.12);
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    const [rx, ry] = [x - width / 2, y - height / 2];
    const far = ((rx / width) ** 2 + (ry / height) ** 2) * 2;
    let lit = camera.exposure * (1 + camera.slope * (gx * rx + gy * ry)) * (1 - camera.vignette * far);
    if (camera.shadow > 0) {
      const depth = ((ex * rx) / width + (ey * ry) / height - away) / soft + 0.5;
      lit *= 1 - camera.shadow * Math.min(1, Math.max(0, depth));
    }
    return lit;
  };
}

/**
 * Bilinear, all three channels into `out`; beyond its edge the sheet is mirrored.
 * @param {import('./paper.mjs').Sheet} sheet
 * @param {number} x
 * @param {number} y
 * @param {Float32Array} out
 */
function sampled({ width, height, rgb }, x, y, out) {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const x0 = 3 * mirrored(ix, width);
  const x1 = 3 * mirrored(ix + 1, width);
  const y0 = 3 * width * mirrored(iy, height);
  const y1 = 3 * width * mirrored(iy + 1, height);
  for (let c = 0; c < 3; c++) {
    const upper = rgb[y0 + x0 + c] * (1 - fx) + rgb[y0 + x1 + c] * fx;
    out[c] = upper * (1 - fy) + (rgb[y1 + x0 + c] * (1 - fx) + rgb[y1 + x1 + c] * fx) * fy;
  }
}

/** @param {number} v @param {number} n */
const mirrored = (v, n) => (v < 0 ? Math.min(n - 1, -v) : v >= n ? Math.max(0, 2 * n - 2 - v) : v);

const WOOD = [0.42, 0.3, 0.21];

/** @param {number[]} h @param {number} x @param {number} y @returns {[number, number]} */
function project(h, x, y) {
  const w = h[6] * x + h[7] * y + h[8];
  return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
}

/**
 * The 3×3 matrix that takes four points to four others: eight linear equations, by elimination.
 * @param {number[][]} from
 * @param {number[][]} to
 */
function homography(from, to) {
  const rows = from.flatMap(([x, y], k) => {
    const [u, v] = to[k];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let k = 0; k < 8; k++) {
    let best = k;
    for (let r = k + 1; r < 8; r++) if (Math.abs(rows[r][k]) > Math.abs(rows[best][k])) best = r;
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let r = 0; r < 8; r++) {
      if (r === k) continue;
      const factor = rows[r][k] / rows[k][k];
      for (let c = k; c < 9; c++) rows[r][c] -= factor * rows[k][c];
    }
  }
  return [...rows.map((row, k) => row[8] / row[k]), 1];
}

/** @param {number[]} m */
function inverse([a, b, c, d, e, f, g, h, i]) {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
