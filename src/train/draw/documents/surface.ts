// The sheet before it is photographed: its grey, the class of each pixel, and which number inked it. Every mark is laid
// onto it as a mask of coverage; where marks cross, handwritten digits outrank writing, writing print, and print rules.
import type { Box } from '../../../geometry/box.js';
import { between } from '../pen.js';
import { pixelClass, unsure } from './drawn-document.js';

export interface Surface {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** [height, width], 0 black to 1 white. */
  readonly grey: Float32Array;
  /** [height, width]: a `pixelClass`, or `unsure`. */
  readonly labels: Uint8Array;
  /** [height, width]: 1 + the index of the number that inked a pixel. */
  readonly owners: Uint16Array;
  /** [height, width]: the symbol of a number that inked a pixel, as `DrawnDocument.symbols` has it. */
  readonly symbols: Uint8Array;
}

/** How a mark shows, and what it makes of the pixels that it covers. */
export interface Ink {
  /** 0 black to 1 white. */
  readonly tone: number;
  /** How much of the paper it hides, 0 to 1. */
  readonly opacity: number;
  /** How much its cover varies from pixel to pixel, 0 to 1. */
  readonly grain: number;
  /** The `pixelClass` that it gives to pixels. */
  readonly kind: number;
  /** 1 + the index of the number that it writes; left out for other marks. */
  readonly owner?: number;
  /** The symbol of a number that it writes, as `DrawnDocument.symbols` has it; left out for other marks. */
  readonly symbol?: number;
}

/** Coverage of a part of the sheet, [height, width], 0 to 1. */
export interface Mask {
  /** Left edge on the sheet, pixels. */
  readonly x: number;
  /** Upper edge on the sheet, pixels. */
  readonly y: number;
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** [height, width], 0 for untouched paper to 1 for a pixel that is wholly covered. */
  readonly cover: Float32Array;
}

/** Coverage from which on a pixel is of the mark, and from which on it is no longer plain paper. */
const MARKED = 0.42;
const TOUCHED = 0.12;

const RANK = new Uint8Array(256);
RANK[unsure] = 1;
RANK[pixelClass.rule] = 2;
RANK[pixelClass.print] = 3;
RANK[pixelClass.writing] = 4;
RANK[pixelClass.number] = 5;

/** A tile of noise, [TILE, TILE], −1 to 1, the same in every run; documents look at it from different places. */
const TILE = 128;
const noise: Float32Array = noiseTile();

function noiseTile(): Float32Array {
  const tile = new Float32Array(TILE * TILE);
  let state = 0x2f6e2b1;
  for (let i = 0; i < tile.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    tile[i] = state / 2147483648;
  }
  return tile;
}

/** Without the creases that a straight mixture leaves. */
const eased = (t: number): number => t * t * (3 - 2 * t);

/** Smooth noise, −1 to 1, whose features are `grain` pixels wide. */
export function cloud(x: number, y: number, grain: number, from: number): number {
  const [u, v] = [x / grain + (from & (TILE - 1)), y / grain + (from >> 7)];
  const [iu, iv] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [eased(u - iu), eased(v - iv)];
  const [l, r] = [iu & (TILE - 1), (iu + 1) & (TILE - 1)];
  const [t, b] = [(iv & (TILE - 1)) * TILE, ((iv + 1) & (TILE - 1)) * TILE];
  const upper = noise[t + l]! * (1 - fu) + noise[t + r]! * fu;
  const lower = noise[b + l]! * (1 - fu) + noise[b + r]! * fu;
  return upper * (1 - fv) + lower * fv;
}

/** Side of the tiles of `grained`, pixels: a power of two. */
export const WIDE = 256;
/** Tiles of smooth noise, [WIDE, WIDE], for textures, as `cloud` would give them; they repeat without a seam. */
const GRAINS = [1.6, 2.2, 3, 4.2, 6, 9, 32, 64] as const;
const grains = new Map<number, Float32Array>();

/** The tile whose features are about `grain` pixels wide. */
export function grained(grain: number): Float32Array {
  const nearest = GRAINS.reduce((best, each) =>
    Math.abs(Math.log(each / grain)) < Math.abs(Math.log(best / grain)) ? each : best,
  );
  let tile = grains.get(nearest);
  if (!tile) {
    tile = new Float32Array(WIDE * WIDE);
    // The grid of the noise comes round after a whole number of features.
    const features = Math.round(WIDE / nearest);
    const at = (u: number, v: number): number =>
      noise[((v % features) & (TILE - 1)) * TILE + ((u % features) & (TILE - 1))]!;
    for (let i = 0; i < tile.length; i++) {
      const [u, v] = [((i & (WIDE - 1)) * features) / WIDE, ((i >> 8) * features) / WIDE];
      const [iu, iv] = [Math.floor(u), Math.floor(v)];
      const [fu, fv] = [eased(u - iu), eased(v - iv)];
      tile[i] =
        (at(iu, iv) * (1 - fu) + at(iu + 1, iv) * fu) * (1 - fv) +
        (at(iu, iv + 1) * (1 - fu) + at(iu + 1, iv + 1) * fu) * fv;
    }
    grains.set(nearest, tile);
  }
  return tile;
}

/** A black sheet without marks, in pixels; paper is laid onto it first. */
export function surface(width: number, height: number): Surface {
  const size = width * height;
  return {
    width,
    height,
    grey: new Float32Array(size),
    labels: new Uint8Array(size),
    owners: new Uint16Array(size),
    symbols: new Uint8Array(size),
  };
}

/** Lays a mark onto the sheet. */
export function lay(on: Surface, mask: Mask, ink: Ink): void {
  const left = Math.max(0, -mask.x);
  const right = Math.min(mask.width, on.width - mask.x);
  const top = Math.max(0, -mask.y);
  const bottom = Math.min(mask.height, on.height - mask.y);
  const rank = RANK[ink.kind]!;
  for (let y = top; y < bottom; y++) {
    const row = (y + mask.y) * on.width + mask.x;
    const grainRow = ((y + mask.y) & (TILE - 1)) * TILE;
    for (let x = left; x < right; x++) {
      const cover = mask.cover[y * mask.width + x]!;
      if (cover < 0.02) continue;
      const at = row + x;
      let share = cover * ink.opacity;
      if (ink.grain > 0) share *= 1 - ink.grain * Math.abs(noise[grainRow + ((x + mask.x) & (TILE - 1))]!);
      on.grey[at] = on.grey[at]! + (ink.tone - on.grey[at]!) * share;
      if (ink.kind !== pixelClass.paper) mark(on, at, cover, ink, rank);
    }
  }
}

function mark(on: Surface, at: number, cover: number, ink: Ink, rank: number): void {
  const before = RANK[on.labels[at]!]!;
  if (cover >= MARKED) {
    if (rank >= before) on.labels[at] = ink.kind;
    if (ink.owner) on.owners[at] = ink.owner;
    if (ink.symbol) on.symbols[at] = ink.symbol;
  } else if (cover > TOUCHED && before < rank) on.labels[at] = unsure;
}

/** A straight line of an even width, solid, or broken into dashes (`on` and `off` pixels long). */
export function line(
  sheet: Surface,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  width: number,
  ink: Ink,
  dash?: { readonly on: number; readonly off: number },
): void {
  const reach = width / 2 + 1;
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(sheet.width - 1, Math.ceil(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(sheet.height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (right < left || bottom < top || length === 0) return;
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const rank = RANK[ink.kind]!;
  const steep = Math.abs(dy) > Math.abs(dx);
  // Along the longer axis one strip of a few pixels across is looked at.
  const half = reach / Math.max(0.7, steep ? Math.abs(dy) : Math.abs(dx));
  const [from, to] = steep ? [top, bottom] : [left, right];
  for (let a = from; a <= to; a++) {
    const centre = steep ? x0 + ((a - y0) * dx) / dy : y0 + ((a - x0) * dy) / dx;
    const low = Math.max(steep ? left : top, Math.floor(centre - half));
    const high = Math.min(steep ? right : bottom, Math.ceil(centre + half));
    for (let b = low; b <= high; b++) {
      const [x, y] = steep ? [b, a] : [a, b];
      const along = (x - x0) * dx + (y - y0) * dy;
      if (along < -0.5 || along > length + 0.5) continue;
      if (dash && along % (dash.on + dash.off) > dash.on) continue;
      const cover = Math.min(1, Math.max(0, width / 2 + 0.5 - Math.abs((x - x0) * dy - (y - y0) * dx)));
      if (cover < 0.02) continue;
      const at = y * sheet.width + x;
      const grain = ink.grain > 0 ? 1 - ink.grain * Math.abs(noise[(y & (TILE - 1)) * TILE + (x & (TILE - 1))]!) : 1;
      sheet.grey[at] = sheet.grey[at]! + (ink.tone - sheet.grey[at]!) * cover * ink.opacity * grain;
      // A hairline covers no pixel wholly; it is a rule all the same.
      if (ink.kind !== pixelClass.paper) mark(sheet, at, Math.min(1, cover / Math.min(1, width)), ink, rank);
    }
  }
}

/** A filled rectangle; with `kind` paper it is a tint and marks nothing. */
export function fill(sheet: Surface, x: number, y: number, w: number, h: number, ink: Ink): void {
  const [left, right] = [Math.max(0, Math.round(x)), Math.min(sheet.width, Math.round(x + w))];
  const [top, bottom] = [Math.max(0, Math.round(y)), Math.min(sheet.height, Math.round(y + h))];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = row * sheet.width + column;
      sheet.grey[at] = sheet.grey[at]! + (ink.tone - sheet.grey[at]!) * ink.opacity;
      if (ink.kind !== pixelClass.paper && RANK[ink.kind]! >= RANK[sheet.labels[at]!]!) sheet.labels[at] = ink.kind;
    }
  }
}

/** Marks the paper in a box or cell for one digit or one number. */
export function markCell(on: Surface, { x, y, w, h }: Box): void {
  const [left, right] = [Math.max(0, Math.round(x)), Math.min(on.width, Math.round(x + w))];
  const [top, bottom] = [Math.max(0, Math.round(y)), Math.min(on.height, Math.round(y + h))];
  for (let row = top; row < bottom; row++)
    for (let at = row * on.width + left; at < row * on.width + right; at++)
      if (on.labels[at] === pixelClass.paper) on.labels[at] = pixelClass.cell;
}

/** A random place in the tile of noise. */
export const anywhere = (random: () => number): number => Math.floor(between(random, 0, TILE * TILE));
