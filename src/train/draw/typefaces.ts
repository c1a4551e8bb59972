// Letters and digits of open typefaces, written and printed, as small pictures. The lettering model learns words from
// them, and more forms of the digits than MNIST has. scripts/make-typefaces.mjs makes them and names the typefaces.
import { OwnhandError } from '../../error.js';

/** One symbol of a typeface. All lengths are pixels, of which a capital is about 28 high. */
export interface TypefaceGlyph {
  /** The character. */
  readonly symbol: string;
  /** From the pen's place to the picture's left edge. */
  readonly left: number;
  /** From the baseline to the picture's top edge; negative above it. */
  readonly top: number;
  /** Of the picture. */
  readonly width: number;
  /** Of the picture. */
  readonly height: number;
  /** How far the pen moves on. */
  readonly advance: number;
  /** [height, width], white (255) on black. */
  readonly ink: Uint8Array;
}

/** The symbols of one typeface. */
export interface Typeface {
  /** Looks written by hand. */
  readonly written: boolean;
  /** By their characters. */
  readonly glyphs: ReadonlyMap<string, TypefaceGlyph>;
}

/** Bytes before a symbol's ink. */
const HEADER = 8;

/**
 * The typefaces as bytes, little-endian: for each its count of symbols and whether it looks written, then each symbol
 * as code point, place, size, advance and ink.
 */
export function encodeTypefaces(typefaces: readonly Typeface[]): Uint8Array {
  const size = typefaces.reduce(
    (sum, { glyphs }) => [...glyphs.values()].reduce((inner, { ink }) => inner + HEADER + ink.length, sum + 3),
    0,
  );
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { written, glyphs } of typefaces) {
    view.setUint16(at, glyphs.size, true);
    view.setUint8(at + 2, written ? 1 : 0);
    at += 3;
    for (const { symbol, left, top, width, height, advance, ink } of glyphs.values()) {
      view.setUint16(at, symbol.codePointAt(0)!, true);
      view.setInt8(at + 2, left);
      view.setInt8(at + 3, top);
      view.setUint8(at + 4, width);
      view.setUint8(at + 5, height);
      view.setInt16(at + 6, Math.round(advance), true);
      bytes.set(ink, at + HEADER);
      at += HEADER + ink.length;
    }
  }
  return bytes;
}

/**
 * The typefaces that `encodeTypefaces` made bytes of.
 * @throws OwnhandError 'bad-checkpoint' where the bytes are not whole.
 */
export function decodeTypefaces(bytes: Uint8Array): Typeface[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const typefaces: Typeface[] = [];
  try {
    for (let at = 0; at < bytes.length; ) {
      const count = view.getUint16(at, true);
      const written = view.getUint8(at + 2) === 1;
      at += 3;
      const glyphs = new Map<string, TypefaceGlyph>();
      for (let k = 0; k < count; k++) {
        const symbol = String.fromCodePoint(view.getUint16(at, true));
        const [left, top] = [view.getInt8(at + 2), view.getInt8(at + 3)];
        const [width, height] = [view.getUint8(at + 4), view.getUint8(at + 5)];
        const advance = view.getInt16(at + 6, true);
        at += HEADER;
        if (at + width * height > bytes.length) throw new RangeError('cut off');
        glyphs.set(symbol, { symbol, left, top, width, height, advance, ink: bytes.subarray(at, at + width * height) });
        at += width * height;
      }
      typefaces.push({ written, glyphs });
    }
  } catch (cause) {
    throw new OwnhandError('bad-checkpoint', 'The typefaces for training are damaged; install ownhand again.', {
      cause,
    });
  }
  return typefaces;
}
