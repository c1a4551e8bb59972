// A photo as another camera, another light or another program would have given it. A person would read it the same.
import sharp from 'sharp';
import { linearCongruential } from '../pages/random.mjs';

/** @typedef {import('sharp').Sharp} Picture */
/** @typedef {{data: Buffer, width: number, height: number}} Pixels three bytes a pixel, rows from the top */

/** @param {string} file @returns {Promise<Pixels>} */
async function pixelsOf(file) {
  const upright = sharp(file).rotate().flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** @param {Pixels} pixels */
const pictureOf = ({ data, width, height }) => sharp(data, { raw: { width, height, channels: 3 } });

/** @param {string} file */
async function sizeOf(file) {
  const { info } = await sharp(file).rotate().toBuffer({ resolveWithObject: true });
  return info;
}

/**
 * Every value through a function of itself, its place (0 to 1) and its channel.
 * @param {string} file
 * @param {(value: number, x: number, y: number, channel: number) => number} change
 */
async function everyValue(file, change) {
  const pixels = await pixelsOf(file);
  const { data, width, height } = pixels;
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++, k++) {
        const value = change(data[k] ?? 0, x / width, y / height, channel);
        data[k] = Math.max(0, Math.min(255, Math.round(value)));
      }
    }
  }
  return pictureOf(pixels);
}

/** The median colour of the first and the last row. @param {Pixels} pixels */
function borderColour({ data, width, height }) {
  return [0, 1, 2].map((channel) => {
    const values = [];
    for (let x = 0; x < width; x++) {
      values.push(data[x * 3 + channel] ?? 0, data[((height - 1) * width + x) * 3 + channel] ?? 0);
    }
    return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  });
}

/**
 * The eight numbers of the homography that takes four points to four others, by elimination.
 * @param {readonly (readonly number[])[]} from
 * @param {readonly (readonly number[])[]} to
 */
function homography(from, to) {
  const rows = from.flatMap(([x, y], k) => {
    const [u, v] = to[k];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let i = 0; i < 8; i++) {
    let pivot = i;
    for (let j = i; j < 8; j++) if (Math.abs(rows[j][i]) > Math.abs(rows[pivot][i])) pivot = j;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let j = 0; j < 8; j++) {
      if (j === i) continue;
      const factor = rows[j][i] / rows[i][i];
      for (let k = i; k < 9; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  return rows.map((row, i) => row[8] / row[i]);
}

/**
 * The picture seen askew: its corners are moved, and the rest of the frame has the border's colour.
 * @param {string} file
 * @param {readonly (readonly number[])[]} corners clockwise from the top left, as shares of the sides
 */
async function askew(file, corners) {
  const pixels = await pixelsOf(file);
  const { data, width, height } = pixels;
  const out = Buffer.alloc(data.length);
  const edge = borderColour(pixels);
  const moved = corners.map(([x, y]) => [x * width, y * height]);
  const [a, b, c, d, e, f, g, h] = homography(moved, [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const depth = g * x + h * y + 1;
      const [u, v] = [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
      const at = (y * width + x) * 3;
      if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) {
        for (let channel = 0; channel < 3; channel++) out[at + channel] = edge[channel];
        continue;
      }
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const [right, low] = [u - left, v - top];
      for (let channel = 0; channel < 3; channel++) {
        const from = (top * width + left) * 3 + channel;
        const above = data[from] * (1 - right) + data[from + 3] * right;
        const below = data[from + width * 3] * (1 - right) + data[from + width * 3 + 3] * right;
        out[at + channel] = Math.round(above * (1 - low) + below * low);
      }
    }
  }
  return pictureOf({ data: out, width, height });
}

/** A table of another colour around the photo, a quarter of its shorter side wide. @param {string} file */
async function onTable(file) {
  const pixels = await pixelsOf(file);
  const rim = Math.round(Math.min(pixels.width, pixels.height) * 0.25);
  return pictureOf(pixels).extend({ top: rim, bottom: rim, left: rim, right: rim, background: '#5d4a3a' });
}

/** @param {string} file */
function noisy(file) {
  const random = linearCongruential(7);
  return everyValue(file, (value) => value + (random() + random() + random() - 1.5) * 24);
}

/** @param {string} file */
async function softened(file) {
  const { width, height } = await pixelsOf(file);
  return sharp(file)
    .rotate()
    .blur(Math.max(0.6, Math.min(width, height) / 700));
}

const onWhite = (/** @type {string} */ file) => sharp(file).rotate().flatten({ background: '#fff' });
const stepShade = (/** @type {number} */ across) => 1 - 0.45 / (1 + Math.exp(-60 * (across - 0.55)));
const WARM = [1, 0.88, 0.66];

/**
 * Each way to take the photo again, by name; `same` only decodes and encodes it. All amounts are set by eye.
 * @type {Readonly<Record<string, (file: string) => Picture | Promise<Picture>>>}
 */
export const retakes = {
  same: (file) => sharp(file).rotate(),
  jpeg30: (file) => onWhite(file).jpeg({ quality: 30 }),
  half: async (file) =>
    sharp(file)
      .rotate()
      .resize({ width: Math.max(40, Math.round((await sizeOf(file)).width / 2)) }),
  double: async (file) =>
    sharp(file)
      .rotate()
      .resize({ width: Math.min(6000, (await sizeOf(file)).width * 2) }),
  lean5: async (file) => sharp(await onWhite(file).toBuffer()).rotate(5, { background: '#ddd' }),
  quarter: async (file) => sharp(await sharp(file).rotate().toBuffer()).rotate(90),
  askew: (file) =>
    askew(file, [
      [0.08, 0.05],
      [0.96, 0],
      [1, 0.98],
      [0, 0.92],
    ]),
  dim: (file) => everyValue(file, (value) => 20 + value * 0.45),
  shade: (file) => everyValue(file, (value, x, y) => value * stepShade(x * 0.7 + y * 0.5)),
  vignette: (file) => everyValue(file, (value, x, y) => value * (1 - 0.9 * ((x - 0.5) ** 2 + (y - 0.5) ** 2))),
  warm: (file) => everyValue(file, (value, _x, _y, channel) => value * (WARM[channel] ?? 1)),
  noise: noisy,
  soft: softened,
  table: onTable,
  negative: (file) => everyValue(file, (value) => 255 - value),
};
