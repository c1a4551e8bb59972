// The size of a glyph's picture, as MNIST has it: what every sample, crop and reader of single glyphs shares.

/** Side of a glyph picture, pixels. */
export const pictureSide = 28;
/** Values in a glyph picture. */
export const pictureSize = pictureSide * pictureSide;
