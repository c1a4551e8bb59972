// One layer's values in memory: NHWC, with channels padded to a multiple of 8 and, where a 3×3 convolution needs it, a
// border of zeros.

/** The size of one picture. */
export interface PictureSize {
  /** Rows. */
  readonly height: number;
  /** Columns. */
  readonly width: number;
  /** Channels of the network, without padding. */
  readonly channels: number;
  /** Floats from one pixel to the next: channels with their padding. */
  readonly stride: number;
}

/** What an area is used for, which decides its layout. */
export interface AreaUse {
  /** Has a border of zeros, for a 3×3 convolution that reads the values or their gradient. */
  readonly bordered: boolean;
  /**
   * Holds a thread's whole share of a batch rather than one group of samples: the gradient of a dense layer's weights
   * is summed over the share at its end.
   */
  readonly whole: boolean;
  /** The values came out of a ReLU: gradients written for them are zeroed where they are zero. */
  readonly relu: boolean;
  /** The backward pass needs the gradient of these values. */
  readonly differentiated: boolean;
}

export interface Area extends PictureSize, AreaUse {
  /** Floats from one row to the next. */
  readonly row: number;
  /** Floats from one picture to the next. */
  readonly image: number;
  /** Offset in a share of the first picture's first pixel, bytes. */
  readonly values: number;
  /** The same of the gradient, which has the same layout; 0: none, or not placed yet. */
  gradients: number;
}

/** Hands out room for so many floats; gives its address or offset, in bytes. */
export type Allocate = (floats: number) => number;

/** Channels with their padding. */
export const padded = (channels: number): number => (channels + 7) & ~7;

/** Floats a pixel of a network's input: a narrow one is not padded. */
export const strideOf = (channels: number): number => (channels < 8 ? channels : padded(channels));

/** Takes room for the values of `count` pictures. */
export function areaOf(size: PictureSize, use: AreaUse, count: number, allocate: Allocate): Area {
  const { height, width, channels, stride } = size;
  const { bordered, whole, relu, differentiated } = use;
  // Winograd's tiles read 6×6 pixels, 4 apart: blocks of 4×4 must be whole, with one pixel around.
  const blocks = (n: number): number => 4 * Math.ceil(n / 4) + 2;
  const row = bordered ? blocks(width) * stride : width * stride;
  const image = ((bordered ? blocks(height) : height) * row + 3) & ~3;
  const layout = { height, width, channels, stride, row, image, bordered, whole, relu, differentiated };
  return { ...layout, values: allocate(count * image) + corner(layout), gradients: 0 };
}

/** Bytes from a picture's start to its first pixel. */
export function corner({ bordered, row, stride }: Pick<Area, 'bordered' | 'row' | 'stride'>): number {
  return bordered ? 4 * (row + stride) : 0;
}
