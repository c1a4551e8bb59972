// The pixel containers every stage shares. Decoding fills a PageImage; everything after works on planes.

/**
 * A decoded, upright picture: interleaved 8-bit samples, row by row, no padding. Alpha is already flattened on white.
 */
export interface PageImage {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** 1 = grey, 3 = RGB. */
  readonly channels: 1 | 3;
  /** [height, width, channels] */
  readonly data: Uint8Array;
}

/** One 8-bit plane. What the values mean (grey, ink, mask) is the producer's to say. */
export interface Plane {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** [height, width] */
  readonly data: Uint8Array;
}
