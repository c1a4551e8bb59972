// The pictures of samples as PNGs and back, by the browser's means.
import { parsePng, pngOf, pngRows } from '../../archive/png-format.js';
import { sampleOf } from '../../archive/sample-file.js';
import { pictureSide } from '../../glyph/picture.js';
import type { Sample } from '../../hand/store.js';
import { stored, unpacked } from './compress.js';

/** A 28×28 picture as a PNG. */
export function pngOfPicture(picture: Uint8Array): Uint8Array {
  return pngOf(pictureSide, pictureSide, stored(pngRows(picture, pictureSide, pictureSide)));
}

/** The sample in a PNG file of a name; undefined where it is no 28×28 picture, or the name holds no label. */
export async function decodeSample(file: string, bytes: Uint8Array): Promise<Sample | undefined> {
  const png = parsePng(bytes);
  if (png === undefined) return undefined;
  try {
    const rows = await unpacked(new Blob(png.compressed as Uint8Array<ArrayBuffer>[]), 'deflate', png.length);
    return sampleOf(file, png.page(rows));
  } catch {
    return undefined;
  }
}
