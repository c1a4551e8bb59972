// Pictures of few greys in few bytes: each pixel is told by those around it, and only what that leaves open is written,
// by an arithmetic coder. MNIST's digits take three fifths of what gzip makes of them.
// Witten, Neal, Cleary 1987 (arithmetic coding); Mahoney 2005 (coding bits between two numbers, without carries).
import { pictureSize, pictureSide as side } from '../glyph/picture.js';

/** The brightest of the 16 greys. */
const WHITE = 15;
/** What is told apart of the greys of neighbours: black, dark, light, nearly white and white. */
const KINDS = Uint8Array.of(0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4);
const kinds = 5;
/** What tells a bit: around a pixel that is black or not, white or not; around a grey one; the edges of the ink. */
const greyOnes = 2 * kinds ** 5;
const edges = greyOnes + 16 * 16 * kinds ** 2;
const surroundings = edges + 4 * 32;
/** Bits that a chance is the mean of, at most, so that it follows what changes. Set by trying 127 and 255. */
const MEMORY = 255;
/** How many bits the chance of a half counts for. Set by trying 0.4, 0.8 and 1. */
const FIRST = 0.8;
/** How sure a chance may be. */
const SUREST = 1 / 65536;

/** The greys, 0 to 15, of whole pictures [n, 28, 28], as bytes. */
export function packGreys(greys: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  let [low, high] = [0, 0xffffffff];
  visit(greys.slice(), (chance, bit) => {
    const middle = low + Math.floor((high - low) * chance);
    if (bit) high = middle;
    else low = middle + 1;
    for (; low >>> 24 === high >>> 24; low = (low << 8) >>> 0, high = ((high << 8) | 255) >>> 0) bytes.push(low >>> 24);
    return bit;
  });
  for (let rest = 0; rest < 4; rest++) bytes.push((low >>> (24 - 8 * rest)) & 255);
  return Uint8Array.from(bytes);
}

/** The greys of so many pictures that `packGreys` made bytes of; of damaged bytes other greys. */
export function unpackGreys(bytes: Uint8Array, count: number): Uint8Array {
  const greys = new Uint8Array(count * pictureSize);
  let [low, high, at, here] = [0, 0xffffffff, 0, 0];
  const take = (): void => {
    here = ((here << 8) | (bytes[at++] ?? 0)) >>> 0;
  };
  for (let first = 0; first < 4; first++) take();
  visit(greys, (chance) => {
    const middle = low + Math.floor((high - low) * chance);
    const bit = here <= middle;
    if (bit) high = middle;
    else low = middle + 1;
    for (; low >>> 24 === high >>> 24; low = (low << 8) >>> 0, high = ((high << 8) | 255) >>> 0) take();
    return bit;
  });
  return greys;
}

/** Goes through the pixels, has the bits of each coded by their chances, and lays down what they say. */
function visit(greys: Uint8Array, code: (chance: number, bit: boolean) => boolean): void {
  const chances = new Float64Array(surroundings).fill(0.5);
  const seen = new Uint8Array(surroundings);
  const next = (where: number, wanted: boolean): boolean => {
    const bit = code(chances[where]!, wanted);
    seen[where] = Math.min(MEMORY, seen[where]! + 1);
    const chance = chances[where]! + ((bit ? 1 : 0) - chances[where]!) / (seen[where]! + FIRST);
    chances[where] = Math.min(1 - SUREST, Math.max(SUREST, chance));
    return bit;
  };
  /** A number of so many bits, each told by those before it. */
  const number = (where: number, bits: number, wanted: number): number => {
    let told = 1;
    for (let bit = bits - 1; bit >= 0; bit--)
      told = 2 * told + (next(where + told, ((wanted >> bit) & 1) === 1) ? 1 : 0);
    return told - 2 ** bits;
  };
  for (let from = 0; from < greys.length; from += pictureSize) {
    const picture = greys.subarray(from, from + pictureSize);
    const [top, bottom, left, right] = inkOf(picture).map((edge, k) => number(edges + 32 * k, 5, edge));
    for (let y = top!; y < bottom!; y++) {
      for (let x = left!; x < right!; x++) {
        const at = y * side + x;
        const west = x > 0 ? picture[at - 1]! : 0;
        const north = y > 0 ? picture[at - side]! : 0;
        const northWest = y > 0 && x > 0 ? picture[at - side - 1]! : 0;
        const northEast = y > 0 && x < side - 1 ? picture[at - side + 1]! : 0;
        const farWest = x > 1 ? picture[at - 2]! : 0;
        const beside = KINDS[west]! * kinds + KINDS[north]!;
        const around = ((beside * kinds + KINDS[northWest]!) * kinds + KINDS[northEast]!) * kinds + KINDS[farWest]!;
        const grey = picture[at]!;
        if (next(2 * around, grey === 0)) picture[at] = 0;
        else if (next(2 * around + 1, grey === WHITE)) picture[at] = WHITE;
        else {
          const slope = Math.min(WHITE, Math.max(0, west + north - northWest));
          picture[at] = number(greyOnes + 16 * (16 * beside + slope), 4, grey);
        }
      }
    }
  }
}

/** The rows and columns that hold all ink: first row, behind the last, first column, behind the last. */
function inkOf(picture: Uint8Array): readonly number[] {
  let [top, bottom, left, right] = [side, 0, side, 0];
  for (let at = 0; at < pictureSize; at++) {
    if (picture[at] === 0) continue;
    const [x, y] = [at % side, Math.floor(at / side)];
    top = Math.min(top, y);
    bottom = y + 1;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
  }
  return [top, bottom, left, right];
}
