// A photo's file or bytes → an upright page of bounded size. sharp (libvips) does the decoding, in strips; it is
// loaded only when a picture is really read, since that alone takes longer than reading a small one.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { OwnhandError } from '../../error.js';
import type { PageImage } from '../../page/image.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';
import { isSystemError, systemError } from '../files.js';
import { foreignKind, rasterise } from './foreign.js';
import { loadSharp, type SharpModule } from './load-sharp.js';
import { type Picture, type PictureInput, type Pixels, toPicture } from './picture-input.js';

/** A decoded page and what it was before it was shrunk. */
export interface DecodedPage {
  /** Upright, of bounded size. */
  readonly page: PageImage;
  /** Pixels of the full upright page, across. */
  readonly width: number;
  /** Pixels of the full upright page, down. */
  readonly height: number;
  /** Pixels of `page` per pixel of the full page, at most 1. */
  readonly scale: number;
}

/** How a picture is decoded. */
export interface DecodeOptions {
  /** Pictures with more pixels are shrunk, by a whole factor, to no more than this. Default 16,000,000. */
  readonly maxPixels?: number;
  /** What messages call the picture. Default: the file's name. */
  readonly name?: string;
  /** The page of a PDF or TIFF, counted from 1. Default: what follows `.pdf#` in the file's name, or 1. */
  readonly page?: number;
  /** Stops between two steps of decoding. */
  readonly signal?: StopSignal;
}

/** What bounds the memory of decoding. */
const LIMITS = {
  /** Pixels of a decoded page: 48 MB in RGB. Reading shrinks pages further as it needs. */
  workingPixels: 16_000_000,
  /**
   * Pixels of a picture; beyond this, even libvips' strips would not bound the memory (interlaced PNGs are held whole).
   */
  pixels: 100_000_000,
  /** Pixels of a JPEG that is not progressive: it is shrunk while it is decoded, so the largest phone cameras' fit. */
  jpegPixels: 250_000_000,
  /** Pixels on a side, which a strip of decoding is as wide as: what a JPEG can have. */
  side: 65_535,
  /** Bytes of a file. */
  bytes: 500_000_000,
} as const;
/** What a caller is told that stops before a page is read. */
export const NOTHING_READ = 'Stopped; nothing was read.';
/** Pixels on a side; no written symbol can be told on fewer. */
const LEAST_SIDE = 8;
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'avif', 'jp2', 'jxl']);

/**
 * Decodes a picture: EXIF orientation applied, alpha flattened on white, 8 bits, grey or RGB.
 * Large photos come shrunk; `scale` leads back to the full page. Throws OwnhandError where there is no usable picture.
 */
export async function decode(input: PictureInput, options: DecodeOptions = {}): Promise<DecodedPage> {
  const { signal } = options;
  throwIfStopped(signal, NOTHING_READ);
  const { name, picture } = await toPicture(input, options.name, signal);
  const { sharp, metadata } = await inspect(picture, name, options.page);
  throwIfStopped(signal, NOTHING_READ);
  const { width, height } = metadata.autoOrient;
  if (Math.min(width, height) < LEAST_SIDE) {
    throw new OwnhandError('too-small', `${name} is ${width}×${height} pixels: too small to hold writing`);
  }
  const factor = shrinkFactor(width * height, options.maxPixels ?? LIMITS.workingPixels);
  let pipeline = sharp.flatten({ background: '#fff' });
  if (factor > 1) pipeline = pipeline.resize(Math.floor(width / factor), Math.floor(height / factor), { fit: 'fill' });
  const grey = metadata.space === 'b-w' || metadata.space === 'grey16';
  try {
    const { data, info } = await pipeline
      .toColourspace(grey ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    throwIfStopped(signal, NOTHING_READ);
    const page = { width: info.width, height: info.height, ...withoutExtraChannels(data, info.channels) };
    return { page, width, height, scale: page.width / width };
  } catch (error) {
    if (error instanceof OwnhandError) throw error;
    throw new OwnhandError('damaged', `${name} is damaged or cut off and cannot be decoded`, { cause: error });
  }
}

/** `scan.pdf#3` names the third page of scan.pdf, and `scan.tif#3` that of scan.tif. */
export function pdfPageOf(file: string): { path: string; page: number | undefined } {
  const [, path, page] = /^(.*\.(?:pdf|tiff?))#([1-9]\d*)$/i.exec(file) ?? [];
  return path === undefined ? { path: file, page: undefined } : { path, page: Number(page) };
}

/** An upright sharp pipeline over a picture that has passed the checks. */
async function inspect(picture: Picture, name: string, page?: number): Promise<{ sharp: Sharp; metadata: Metadata }> {
  const sharp = await loadSharp();
  if (typeof picture === 'object' && 'data' in picture) return ofPixels(sharp, picture, name);
  const { path, page: named } = typeof picture === 'string' ? pdfPageOf(picture) : { path: '', page: undefined };
  const bytes = typeof picture === 'string' ? await readBytes(path, name) : picture;
  if (bytes.length === 0) throw new OwnhandError('empty', `${name} is empty`);
  const wanted = page ?? named;
  const kind = foreignKind(bytes);
  if (kind) {
    const { data, ...size } = await rasterise(kind, bytes, name, wanted);
    const image = sharp(data, { raw: { ...size, channels: 4 } });
    return { sharp: image, metadata: await image.metadata() };
  }
  // Small warnings of old cameras' files are let pass; a picture cut short is not.
  const options: SharpOptions = {
    autoOrient: true,
    failOn: 'error',
    limitInputPixels: LIMITS.jpegPixels,
    sequentialRead: true,
    ...(wanted !== undefined && isTiff(bytes) && { page: await tiffPage(bytes, name, wanted) }),
  };
  let metadata: Metadata;
  const image = sharp(bytes, options);
  try {
    metadata = await image.metadata();
  } catch (error) {
    throw notDecoded(error, bytes, name);
  }
  if (!FORMATS.has(metadata.format)) {
    throw new OwnhandError(
      'not-an-image',
      `${name} is ${metadata.format.toUpperCase()}, not a photo; save it as PNG or JPEG`,
    );
  }
  const { width, height } = metadata;
  const pixels = width * height;
  const strips = metadata.format === 'jpeg' && !metadata.isProgressive;
  if (!strips && pixels > LIMITS.pixels) throw tooLarge(name, `${width}×${height} pixels`);
  if (Math.max(width, height) > LIMITS.side)
    throw new OwnhandError(
      'too-large',
      `${name} is ${width}×${height} pixels; at most ${LIMITS.side} on a side are read, cut it into pages`,
    );
  return { sharp: image, metadata };
}

/** How many pages a TIFF has; 1 for anything else, and for one that cannot be read. */
export async function tiffPages(bytes: Uint8Array): Promise<number> {
  if (!isTiff(bytes)) return 1;
  const sharp = await loadSharp();
  const metadata = await sharp(bytes)
    .metadata()
    .catch(() => undefined);
  return metadata?.pages ?? 1;
}

const isTiff = (bytes: Uint8Array): boolean => /^(II\*\0|MM\0\*)/.test(String.fromCharCode(...bytes.subarray(0, 4)));

/** A TIFF's page as sharp counts it. Throws OwnhandError 'not-found'. */
async function tiffPage(bytes: Uint8Array, name: string, page: number): Promise<number> {
  const count = await tiffPages(bytes);
  if (page <= count) return page - 1;
  throw new OwnhandError('not-found', `${name}: the TIFF has ${count === 1 ? 'one page' : `${count} pages`}`);
}

async function ofPixels(
  sharp: SharpModule,
  { data, width, height }: Pixels,
  name: string,
): Promise<{ sharp: Sharp; metadata: Metadata }> {
  if (width * height > LIMITS.pixels) throw tooLarge(name, `${width}×${height} pixels`);
  const channels = (data.length / (width * height)) as 1 | 3 | 4;
  const image = sharp(data, { raw: { width, height, channels } });
  return { sharp: image, metadata: await image.metadata() };
}

function notDecoded(error: unknown, bytes: Uint8Array, name: string): OwnhandError {
  const said = error instanceof Error ? error.message : '';
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('latin1');
  if (/pixel limit/i.test(said)) return tooLarge(name, 'too many pixels');
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|II\*\0|MM\0\*)/s.test(start)) {
    return new OwnhandError('damaged', `${name} is damaged or cut off and cannot be decoded`, { cause: error });
  }
  return new OwnhandError(
    'not-an-image',
    `${name} is not an image that can be read; PNG, JPEG, WebP, TIFF, GIF and AVIF can`,
    { cause: error },
  );
}

function tooLarge(name: string, size: string): OwnhandError {
  return new OwnhandError(
    'too-large',
    `${name} has ${size}; at most ${LIMITS.pixels / 1e6} million are read, make it smaller`,
  );
}

/** How much smaller a side becomes: a whole number, so that each working pixel is the mean of a square. */
function shrinkFactor(pixels: number, most: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(pixels / most)));
}

/** sharp may keep a channel that is neither grey nor RGB (a leftover of CMYK or two-band pictures). */
function withoutExtraChannels(data: Uint8Array, channels: number): Pick<PageImage, 'channels' | 'data'> {
  if (channels === 1 || channels === 3) return { channels, data };
  const kept = channels === 2 ? 1 : 3;
  const count = data.length / channels;
  const out = new Uint8Array(count * kept);
  for (let i = 0; i < count; i++) for (let c = 0; c < kept; c++) out[i * kept + c] = data[i * channels + c]!;
  return { channels: kept, data: out };
}

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw new OwnhandError('not-an-image', `${name} is a folder, not a picture`);
    if (about.size > LIMITS.bytes) throw tooLarge(name, `${Math.round(about.size / 1e6)} megabytes`);
    return await readFile(path);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG'))
      throw new OwnhandError('not-found', `${name} does not exist`);
    if (isSystemError(error, 'EACCES', 'EPERM'))
      throw new OwnhandError('read-only', `${basename(name)} may not be read; check its permissions`);
    throw systemError(error, path);
  }
}
