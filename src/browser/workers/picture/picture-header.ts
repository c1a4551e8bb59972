// What the first bytes of a picture's file say: its format, and how large it is, before anything of it is decoded.

/** What a file's beginning tells. */
export interface PictureHeader {
  /** The format; undefined where it is none that is known. */
  readonly format: 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'pdf' | 'tiff' | 'bmp' | undefined;
  /** Pixels across, and down, as they are stored; 0 where that is not told. */
  readonly width: number;
  /** The other of them. */
  readonly height: number;
}

/** So many bytes hold the size, even behind a camera's notes and thumbnail. */
export const HEADER_BYTES = 1 << 19;

/** What the first bytes of a file tell. */
export function pictureHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
  const sized = (format: PictureHeader['format'], width = 0, height = 0) => ({ format, width, height });
  if (bytes.length < 30) return sized(undefined);
  if (text(0, 4) === '%PDF') return sized('pdf');
  if (text(1, 3) === 'PNG') return sized('png', view.getUint32(16), view.getUint32(20));
  if (text(0, 3) === 'GIF') return sized('gif', view.getUint16(6, true), view.getUint16(8, true));
  if (text(0, 2) === 'BM') return sized('bmp', view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return sized('tiff');
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { format: 'jpeg', ...jpegSize(view) };
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return { format: 'webp', ...webpSize(view, text(12, 4)) };
  if (text(4, 4) === 'ftyp') {
    const brands = text(8, 24);
    const format = /avif|avis/.test(brands)
      ? 'avif'
      : /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands)
        ? 'heic'
        : undefined;
    return { format, ...largestExtent(bytes, view) };
  }
  return sized(undefined);
}

/** The size in a JPEG's start-of-frame marker (ITU T.81, B.2.2). */
function jpegSize(view: DataView): { readonly width: number; readonly height: number } {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return { width: 0, height: 0 };
}

/** The size in a WebP's first chunk (RFC 9649). */
function webpSize(view: DataView, chunk: string): { readonly width: number; readonly height: number } {
  const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (chunk === 'VP8X') return { width: 1 + three(24), height: 1 + three(27) };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** The largest of the sizes ('ispe' properties) that an AVIF or HEIC file names (ISO/IEC 23008-12). */
function largestExtent(bytes: Uint8Array, view: DataView): { readonly width: number; readonly height: number } {
  let largest = { width: 0, height: 0 };
  for (let at = bytes.indexOf(0x69); at >= 0 && at + 16 <= bytes.length; at = bytes.indexOf(0x69, at + 1)) {
    if (view.getUint32(at) !== 0x69_73_70_65) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
