// The same page as other photos of it would show it. What a reading owes to chance, to where a stroke happens to fall
// among the pixels or how dark the picture happens to be, it does not find again there.
import type { Box } from '../../geometry/box.js';
import type { PageImage } from '../../page/image.js';
import { turn } from '../../page/turn.js';

/** A page, and where a box on it lies on the page that it was made from. */
export interface Retake {
  /** The page as another photo would show it. */
  readonly page: PageImage;
  /** Pixels of the original page, for a box of this one. */
  readonly onPage: (box: Box) => Box;
}

/**
 * How pages are retaken: at this share of their size; and at this share of their light, out of focus by a pixel. Set by
 * eye before anything was read with them.
 */
const RETAKES = { smaller: 0.85, light: 0.72 } as const;

/** Photos are shrunk by whole factors for a retake as far as it keeps this many pixels; reading needs no more. */
const ENOUGH_PIXELS = 2e6;

/** The page farther away. */
export function smaller(page: PageImage): Retake {
  return shrunk(page, wholeFactor(page) / RETAKES.smaller);
}

/** The page in less light, and a little out of focus. */
export function dimmer(page: PageImage): Retake {
  const retake = shrunk(page, wholeFactor(page));
  return { ...retake, page: softened(retake.page, RETAKES.light) };
}

const wholeFactor = ({ width, height }: PageImage): number =>
  Math.max(1, Math.floor(Math.sqrt((width * height) / ENOUGH_PIXELS)));

function shrunk(page: PageImage, factor: number): Retake {
  const { page: taken, back } = turn(page, 0, factor);
  return { page: taken, onPage: back };
}

/** The page smoothed by the binomial 1 2 1 across and down, and this share of its light. */
function softened({ width, height, channels, data }: PageImage, light: number): PageImage {
  const across = new Uint16Array(data.length);
  const stride = width * channels;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i;
      const before = i < channels ? at : at - channels;
      const behind = i + channels < stride ? at + channels : at;
      across[at] = data[before]! + 2 * data[at]! + data[behind]!;
    }
  }
  const soft = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const above = y > 0 ? -stride : 0;
    const below = y + 1 < height ? stride : 0;
    for (let at = y * stride; at < (y + 1) * stride; at++)
      soft[at] = ((across[at + above]! + 2 * across[at]! + across[at + below]!) * light) / 16 + 0.5;
  }
  return { width, height, channels, data: soft };
}
