// What a program may give as a picture, and what becomes of it: a path, bytes, or pixels. Types of a platform (URL,
// Blob, ReadableStream, ImageData) are named by what is used of them, so that none of them has to be there.
import { fileURLToPath } from 'node:url';
import { OwnhandError } from '../../error.js';
import { type StopSignal, throwIfStopped } from '../../signal.js';

/** Decoded pixels, such as an ImageData. */
export interface Pixels {
  /** Row by row from the top: RGBA, RGB or grey, by how many values there are for each pixel; 0 to 255. */
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
}

/** A URL object; only those of files are read. */
export interface UrlLike {
  /** All of it. */
  readonly href: string;
  /** `file:`, or another one. */
  readonly protocol: string;
}

/** A Blob or a File. */
export interface BlobLike {
  /** All of its bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A ReadableStream of bytes. */
export interface StreamLike {
  /** Begins to read it. */
  getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> };
}

/**
 * A picture: a file's path or `file:` URL; the file's bytes as a Uint8Array, Buffer, ArrayBuffer, Blob, File or stream
 * of bytes; or decoded pixels.
 */
export type PictureInput =
  | string
  | UrlLike
  | Uint8Array
  | ArrayBuffer
  | BlobLike
  | StreamLike
  | AsyncIterable<Uint8Array>
  | Pixels;

/** A picture that can be decoded, and that can be posted to another thread. */
export type Picture = string | Uint8Array | Pixels;

/** A picture and what messages call it. */
export interface NamedPicture {
  /** What messages call it. */
  readonly name: string;
  /** What is decoded. */
  readonly picture: Picture;
}

/** Characters of an input's name that a message shows; longer than any real path that a person has typed. */
const MOST_SHOWN = 200;

/** Streams and Blobs are read to their end. Throws OwnhandError 'not-an-image', 'not-found', 'damaged', 'aborted'. */
export async function toPicture(input: PictureInput, name?: string, signal?: StopSignal): Promise<NamedPicture> {
  const unnamed = name ?? 'the picture';
  if (typeof input === 'string') return { name: name ?? shortened(input), picture: pathOf(input) };
  if (input instanceof Uint8Array) return { name: unnamed, picture: input };
  // An ArrayBuffer of another realm, such as a test runner's, is no instance of this one's.
  if (tagOf(input) === 'ArrayBuffer' || tagOf(input) === 'SharedArrayBuffer')
    return { name: unnamed, picture: new Uint8Array(input as ArrayBuffer) };
  if (typeof input !== 'object' || input === null) throw unreadable(input, unnamed);
  if (isPixels(input)) return { name: unnamed, picture: checkedPixels(input, unnamed) };
  if ('href' in input && 'protocol' in input) return ofUrl(input, name);
  if ('arrayBuffer' in input && typeof input.arrayBuffer === 'function')
    return { name: name ?? fileNameOf(input), picture: new Uint8Array(await input.arrayBuffer()) };
  if ('getReader' in input && typeof input.getReader === 'function')
    return { name: unnamed, picture: await joined(chunksOf(input), unnamed, signal) };
  if (Symbol.asyncIterator in input) return { name: unnamed, picture: await joined(input, unnamed, signal) };
  throw unreadable(input, unnamed);
}

/** A string as the path that it is. */
function pathOf(input: string): string {
  const [, scheme] = /^(data|blob|https?|file):/i.exec(input) ?? [];
  if (scheme === undefined) return input;
  const what = `${shortened(input, 60)} is`;
  switch (scheme.toLowerCase()) {
    case 'file':
      throw new OwnhandError('not-found', `${what} a URL; give new URL('…'), or the path`);
    case 'data':
    case 'blob':
      throw new OwnhandError('not-an-image', `${what} a ${scheme}: URL, not a path; give the picture's bytes`);
    default:
      throw new OwnhandError('not-found', `${what} an address, and nothing is read from a network; download it first`);
  }
}

function ofUrl({ href, protocol }: UrlLike, name: string | undefined): NamedPicture {
  if (protocol !== 'file:') throw pathOfOther(href);
  const path = fileURLToPath(href);
  return { name: name ?? path, picture: path };
}

function pathOfOther(href: string): OwnhandError {
  try {
    pathOf(href);
  } catch (error) {
    if (error instanceof OwnhandError) return error;
  }
  return new OwnhandError('not-found', `${shortened(href, 60)} is no file: URL; give the picture's bytes`);
}

function isPixels(input: object): input is Pixels {
  return 'data' in input && 'width' in input && 'height' in input;
}

function checkedPixels({ data, width, height }: Pixels, name: string): Pixels {
  const values = data instanceof Uint8ClampedArray || data instanceof Uint8Array ? data.length : Number.NaN;
  const each = values / (width * height);
  if (Number.isSafeInteger(width) && Number.isSafeInteger(height) && (each === 1 || each === 3 || each === 4))
    return { data, width, height };
  throw new OwnhandError(
    'damaged',
    `${name} is ${Number.isNaN(values) ? tagOf(data) : `${values} values`} for ${width}×${height} pixels; ` +
      'give 4, 3 or 1 bytes a pixel',
  );
}

async function* chunksOf(stream: StreamLike): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (value !== undefined) yield value;
  }
}

async function joined(chunks: AsyncIterable<Uint8Array>, name: string, signal?: StopSignal): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) {
    throwIfStopped(signal, `Stopped while ${name} was being received.`);
    if (!(chunk instanceof Uint8Array))
      throw new OwnhandError('not-an-image', `${name} is a stream of ${kindOf(chunk)}, not of bytes`);
    all.push(chunk);
  }
  return Buffer.concat(all);
}

function fileNameOf(input: object): string {
  return 'name' in input && typeof input.name === 'string' && input.name !== '' ? input.name : 'the picture';
}

function unreadable(input: unknown, name: string): OwnhandError {
  return new OwnhandError(
    'not-an-image',
    `${name} is ${kindOf(input)}; give a path, a file: URL, bytes, a Blob, a stream of bytes or decoded pixels`,
  );
}

/** What a value is, for a message. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? `an object (${tagOf(value)})` : `a ${typeof value}`;
}

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

function shortened(text: string, most = MOST_SHOWN): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
