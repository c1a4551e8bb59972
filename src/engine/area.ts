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
  /** Offsets in a share of the first picture's first pixel, bytes. Gradients have the same layout; 0: none. */
  readonly values: number;
  readonly gradients: number;
}

/** Channels with their padding. */
export const padded = (channels: number): number => (channels + 7) & ~7;

/** Takes room for `count` pictures. */
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
  const corner = how.bordered ? 4 * (row + stride) : 0;
  const take = (): number => allocate(count * image) + corner;
  return {
    ...{ height, width, channels, stride, row, image },
    ...{ bordered: how.bordered, whole: how.whole, relu: how.relu },
    values: take(),
    gradients: how.differentiated ? take() : 0,
  };
}
