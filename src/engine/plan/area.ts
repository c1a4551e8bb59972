// One layer's values in memory: NHWC, with channels padded to a multiple of 8 and, where a 3×3 convolution needs it, a border of zeros.

/** Sizes of one picture; `stride`: floats a pixel, channels with their padding. */
export interface Form {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly stride: number;
}

export interface Area extends Form {
  /** Floats from one row, and from one picture, to the next. */
  readonly row: number;
  readonly image: number;
  readonly bordered: boolean;
  /** Holds a thread's whole share of the batch rather than one group, because a dense layer's weights' gradient is summed over the share at its end. */
  readonly whole: boolean;
  /** The values came out of a ReLU: gradients written for them are zeroed where they are zero. */
  readonly relu: boolean;
  /** Whether the way back needs the gradient of these values. */
  readonly differentiated: boolean;
  /** Offset in a share of the first picture's first pixel, bytes. */
  readonly values: number;
  /** The same of the gradient, which has the same layout; 0: none, or not placed yet. */
  gradients: number;
}

/** Channels with their padding. */
export const padded = (channels: number): number => (channels + 7) & ~7;

/** Floats a pixel of a network's input: a narrow one stays as it is. */
export const strideOf = (channels: number): number => (channels < 8 ? channels : padded(channels));

/** Takes room for the values of `count` pictures. */
export function areaOf(
  form: Form,
  how: {
    readonly bordered: boolean;
    readonly whole: boolean;
    readonly relu: boolean;
    readonly differentiated: boolean;
  },
  count: number,
  allocate: (floats: number) => number,
): Area {
  const { height, width, channels, stride } = form;
  // Winograd's tiles read 6×6 pixels, 4 apart: blocks of 4×4 must be whole, with one pixel around.
  const blocks = (n: number): number => 4 * Math.ceil(n / 4) + 2;
  const row = how.bordered ? blocks(width) * stride : width * stride;
  const image = ((how.bordered ? blocks(height) : height) * row + 3) & ~3;
  const layout = { height, width, channels, stride, row, image, ...how };
  return { ...layout, values: allocate(count * image) + corner(layout), gradients: 0 };
}

/** Bytes from a picture's start to its first pixel. */
export function corner({ bordered, row, stride }: Pick<Area, 'bordered' | 'row' | 'stride'>): number {
  return bordered ? 4 * (row + stride) : 0;
}
