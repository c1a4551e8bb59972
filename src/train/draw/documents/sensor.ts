// What light, lens, sensor and file format do to a picture of a document; labels are left as they are.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';
import { blocks, blurred, boxed, enlarged, motion, sharpen } from './lens.js';
import { anywhere, cloud } from './surface.js';

interface Exposure {
  /** Height of the digits and the width of their pen, pixels: nothing may wipe them out. */
  readonly size: number;
  readonly pen: number;
  /** Darkness of the writing against its paper, 0 to 1. */
  readonly contrast: number;
  readonly dark: boolean;
  /** Tone of the paper, 0 to 1. */
  readonly paper: number;
}

/** Takes the picture, [height, width] of 0 to 1, and returns it as bytes. */
export function expose(
  random: Random,
  picture: Float32Array,
  width: number,
  height: number,
  exposure: Exposure,
): Uint8Array {
  const { size, pen, contrast, dark } = exposure;
  let grey = picture;
  const scanner = random() < 0.22;
  // Most people take a fair photo; what is harder on the eye than that comes less often.
  const fair = random() < 0.5;
  if (!scanner) light(random, grey, width, height, fair);
  // The blur keeps the gaps of digits open: about a tenth of their height at most.
  const most = Math.min(0.07 * size + 0.35, 0.5 * pen + 0.4) * (fair ? 0.5 : 1);
  const way = random();
  if (way < 0.7) grey = blurred(grey, width, height, most * random() ** 1.3);
  else if (!fair && way < 0.85) grey = motion(random, grey, width, height, Math.min(0.13 * size, 1.2 * pen) * random());
  if (size > 14 && random() < (fair ? 0.06 : 0.2))
    grey = enlarged(grey, width, height, Math.min(4, between(random, 1.2, size / 9)));
  if (!fair && random() < 0.06) moire(random, grey, width, height);
  const strength = scanner ? 0 : pick(random, fair ? [0, 0.006, 0.012] : [0.01, 0.02, 0.04, 0.06]);
  if (strength > 0)
    sensorNoise(random, grey, width, height, Math.min(0.25 * contrast, strength * between(random, 0.5, 1.3)));
  if (scanner) tone(random, grey, exposure);
  else if (random() < 0.15) sharpen(grey, width, height, between(random, 0.3, 1.2));
  if (!dark && contrast > 0.3 && (scanner || fair) && random() < 0.1) binarise(random, grey, width, height, exposure);
  if (random() < 0.25) blocks(grey, width, height, between(random, 0.01, 0.08 * Math.min(1, contrast + 0.3)));
  const negative = random() < (dark ? 0.1 : 0.04);
  const bytes = new Uint8Array(width * height);
  for (let i = 0; i < bytes.length; i++) {
    const value = Math.min(1, Math.max(0, grey[i]!)) * 255 + 0.5;
    bytes[i] = negative ? 255 - value : value;
  }
  return bytes;
}

/** Uneven light: a slope, a falling off to the corners, a lamp's spot, shadows with hard or soft edges. */
function light(random: Random, grey: Float32Array, width: number, height: number, fair: boolean): void {
  const gain = !fair && random() < 0.4 ? between(random, 0.45, 0.85) : between(random, 0.8, 1.05);
  const [sx, sy] = random() < 0.6 ? [between(random, -0.25, 0.25), between(random, -0.25, 0.25)] : [0, 0];
  const vignette = random() < 0.3 ? between(random, 0, 0.7) : 0;
  const [cx, cy] = [between(random, 0.3, 0.7), between(random, 0.3, 0.7)];
  const shadows = Array.from({ length: !fair && random() < 0.5 ? pick(random, [1, 1, 2]) : 0 }, () => {
    const angle = between(random, 0, 6.28);
    return {
      nx: Math.cos(angle),
      ny: Math.sin(angle),
      at: between(random, 0.1, 0.9),
      depth: between(random, 0.12, 0.6),
      hard: 1 / (random() < 0.5 ? between(random, 0.004, 0.02) : between(random, 0.03, 0.25)),
      wave: random() < 0.4 ? between(random, 0.01, 0.08) : 0,
      from: anywhere(random),
    };
  });
  for (let y = 0; y < height; y++) {
    const v = y / height;
    for (let x = 0; x < width; x++) {
      const u = x / width;
      let value = gain * (1 + sx * (u - 0.5) + sy * (v - 0.5));
      if (vignette > 0) value *= 1 - vignette * ((u - cx) ** 2 + (v - cy) ** 2);
      for (const { nx, ny, at, depth, hard, wave, from } of shadows) {
        const far =
          ((u - 0.5) * nx + (v - 0.5) * ny + 0.5 - at + (wave > 0 ? wave * cloud(u * 6, v * 6, 1, from) : 0)) * hard;
        value *= 1 - depth * (far > 3 ? 1 : far < -3 ? 0 : 0.5 + far * (0.25 - (far * far) / 108));
      }
      grey[y * width + x]! *= value;
    }
  }
}

function moire(random: Random, grey: Float32Array, width: number, height: number): void {
  const [fu, fv, depth, bend] = [
    between(random, -0.5, 0.5),
    between(random, -0.5, 0.5),
    between(random, 0.01, 0.05),
    between(random, 0, 0.002),
  ];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      grey[y * width + x]! *= 1 + depth * Math.sin(fu * x + fv * y + bend * (x - y) * (x + y) * 0.3);
}

/** Noise of the sensor: even or stronger in the dark, of single pixels or of small grains. */
function sensorNoise(random: Random, grey: Float32Array, width: number, height: number, strength: number): void {
  let state = Math.floor(random() * 4294967296) | 0;
  const coarse = random() < 0.4;
  let before = 0;
  const above = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const one = state / 2147483648;
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      let value = one + state / 2147483648;
      if (coarse) {
        value = 0.6 * value + 0.45 * before + 0.45 * above[x]!;
        before = value;
        above[x] = value;
      }
      grey[y * width + x]! += 1.2 * strength * value;
    }
  }
}

/** A scanner's contrast: paper to white, ink towards black. */
function tone(random: Random, grey: Float32Array, { contrast, paper }: Exposure): void {
  const white = paper * between(random, 0.93, 1.04);
  const black = Math.max(0, paper - contrast * between(random, 0.9, 1.8));
  const gain = 1 / Math.max(0.15, white - black);
  const [top, bottom] = [between(random, 0.9, 1), between(random, 0, 0.25)];
  for (let i = 0; i < grey.length; i++)
    grey[i] = bottom + (top - bottom) * Math.min(1, Math.max(0, (grey[i]! - black) * gain));
}

/** Black and white, each pixel judged by the mean around it, as scanning apps do. */
function binarise(
  random: Random,
  grey: Float32Array,
  width: number,
  height: number,
  { contrast, paper, size }: Exposure,
): void {
  const reach = Math.round(size * between(random, 0.8, 2));
  const across = boxed(grey, width, height, reach, 1);
  const mean = boxed(across, width, height, reach, width);
  const edge = 1 - Math.max(0.13, Math.min(0.6, (contrast / paper) * between(random, 0.25, 0.45)));
  for (let i = 0; i < grey.length; i++) grey[i] = grey[i]! > mean[i]! * edge ? 1 : 0;
}
