// A picture's file, or pixels → an upright page of bounded size, by the browser's own decoders.
import { OwnhandError } from '../../../error.js';
import type { PageImage } from '../../../page/image.js';
import { imageOfPixels } from '../../image-of-pixels.js';
import type { PostedPicture } from '../worker-messages.js';
import { HEADER_BYTES, pictureHeader } from './picture-header.js';

/** A decoded page and what it was before it was shrunk. */
export interface DecodedPage {
  /** Upright, of bounded size. */
  readonly page: PageImage;
  /** Pixels of the full upright page, across. */
  readonly width: number;
  /** Pixels of the full upright page, down. */
  readonly height: number;
}

/** What bounds the memory of decoding; as in Node, but for JPEGs, which browsers decode whole. */
const LIMITS = {
  /** Pixels of a decoded page. */
  workingPixels: 16_000_000,
  /** Pixels of a picture: 400 MB of them while it is decoded. */
  pixels: 100_000_000,
  /** Bytes of a file. */
  bytes: 500_000_000,
  /** Pixels on a side; no written symbol can be told on fewer. */
  leastSide: 8,
} as const;

/** Decodes a picture: EXIF orientation applied, alpha flattened on white. Throws OwnhandError as `read` does. */
export async function decodePicture({ source, name }: PostedPicture): Promise<DecodedPage> {
  if (source instanceof Blob) return ofBitmap(await bitmapOf(source, name), name);
  if (source instanceof ImageBitmap) return ofBitmap(source, name);
  if (source.width * source.height > LIMITS.pixels) throw tooLarge(name, source.width, source.height);
  return ofBitmap(await createImageBitmap(imageOfPixels(source, name)), name);
}

async function bitmapOf(file: Blob, name: string): Promise<ImageBitmap> {
  if (file.size === 0) throw new OwnhandError('empty', `${name} is empty`);
  if (file.size > LIMITS.bytes)
    throw new OwnhandError('too-large', `${name} has ${file.size} bytes; at most ${LIMITS.bytes} are read`);
  const { format, width, height } = pictureHeader(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  if (format === undefined)
    throw new OwnhandError('not-an-image', `${name} is not an image that can be read; save it as PNG or JPEG`);
  if (width * height > LIMITS.pixels) throw tooLarge(name, width, height);
  try {
    return await createImageBitmap(file);
  } catch (cause) {
    if (format === 'pdf' || format === 'heic') throw needsDecoder(format, name, cause);
    if (format === 'tiff')
      throw new OwnhandError('not-an-image', `${name} is a TIFF, which browsers do not read; save it as PNG`, {
        cause,
      });
    throw new OwnhandError('damaged', `${name} is damaged or cut off and cannot be decoded`, { cause });
  }
}

function needsDecoder(format: 'pdf' | 'heic', name: string, cause: unknown): OwnhandError {
  const [what, as] = format === 'pdf' ? ['a PDF', 'PNG or JPEG'] : ['HEIC', 'JPEG'];
  return new OwnhandError(
    'needs-install',
    `${name} is ${what}, which this browser does not decode; give useDecoders({ ${format} }) a decoder, or save it ` +
      `as ${as}`,
    { cause },
  );
}

function ofBitmap(bitmap: ImageBitmap, name: string): DecodedPage {
  const { width, height } = bitmap;
  try {
    if (Math.min(width, height) < LIMITS.leastSide)
      throw new OwnhandError('too-small', `${name} is ${width}×${height} pixels: too small to hold writing`);
    if (width * height > LIMITS.pixels) throw tooLarge(name, width, height);
    // A whole number, so that each working pixel is the mean of a square.
    const factor = Math.max(1, Math.ceil(Math.sqrt((width * height) / LIMITS.workingPixels)));
    const [w, h] = [Math.floor(width / factor), Math.floor(height / factor)];
    const context = canvasOf(w, h);
    context.drawImage(bitmap, 0, 0, w, h);
    const { data } = context.getImageData(0, 0, w, h);
    const rgb = new Uint8Array(w * h * 3);
    for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
      rgb[to] = data[from]!;
      rgb[to + 1] = data[from + 1]!;
      rgb[to + 2] = data[from + 2]!;
    }
    return { page: { width: w, height: h, channels: 3, data: rgb }, width, height };
  } finally {
    bitmap.close();
  }
}

/** A white canvas that pixels can be read from. */
export function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new OwnhandError('failed', `this browser has no canvas of ${width}×${height} pixels`);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  return context;
}

function tooLarge(name: string, width: number, height: number): OwnhandError {
  return new OwnhandError(
    'too-large',
    `${name} has ${width}×${height} pixels; at most ${LIMITS.pixels / 1e6} million are read, make it smaller`,
  );
}
