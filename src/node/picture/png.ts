// PNGs of samples and crops. sharp reads everything, but loading it takes longer than learning from a handful of
// digits.
import { deflateSync, inflateSync } from 'node:zlib';
import { parsePng, pngOf, pngRows } from '../../archive/png-format.js';
import type { PageImage } from '../../page/image.js';

/** An 8-bit grey PNG of a plane [height, width]. */
export function encodePng(data: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  return pngOf(width, height, deflateSync(pngRows(data, width, height)));
}

/**
 * Decodes a plain PNG: 8-bit, not interlaced, any colour type, alpha flattened on white. Gives undefined for any other,
 * and for one that is damaged.
 */
export function decodePng(bytes: Uint8Array): PageImage | undefined {
  const png = parsePng(bytes);
  if (png === undefined) return undefined;
  try {
    return png.page(inflateSync(Buffer.concat(png.compressed), { maxOutputLength: png.length }));
  } catch {
    return undefined;
  }
}
