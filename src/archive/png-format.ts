// PNG as far as samples and crops need it: 8-bit grey is written, any plain 8-bit PNG is read (PNG specification,
// second edition). What compresses is the platform's.
import type { PageImage } from '../page/image.js';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Larger pictures are for the platform's own decoder. */
const MAX_PIXELS = 1 << 22;

/** The rows of a grey plane [height, width], none of them filtered, as they are to be compressed. */
export function pngRows(data: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return rows;
}

/** An 8-bit grey PNG of rows that have been compressed (zlib). */
export function pngOf(width: number, height: number, compressed: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8; // bit depth; colour type 0 (grey), no interlace
  const chunks = [chunk('IHDR', header), chunk('IDAT', compressed), chunk('IEND', new Uint8Array(0))];
  const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, SIGNATURE.length));
  file.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const each of chunks) {
    file.set(each, at);
    at += each.length;
  }
  return file;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** A plain PNG whose pixels are still compressed. */
export interface ParsedPng {
  /** The pixels, compressed (zlib). */
  readonly compressed: readonly Uint8Array[];
  /** The number of bytes that they are when they are not. */
  readonly length: number;
  /** The picture, alpha flattened on white; undefined where the bytes are not its rows. */
  page(rows: Uint8Array): PageImage | undefined;
}

/** A PNG that is 8-bit and not interlaced. Gives undefined for any other, and for one that is damaged. */
export function parsePng(file: Uint8Array): ParsedPng | undefined {
  if (file.length < 57 || !SIGNATURE.every((byte, i) => file[i] === byte)) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [depth, colour, , , interlace] = file.subarray(24, 29);
  const samples = [1, 0, 3, 1, 2, 0, 4][colour ?? 1];
  if (depth !== 8 || interlace !== 0 || !samples || !width || !height || width * height > MAX_PIXELS) return undefined;
  const compressed: Uint8Array[] = [];
  let palette: Uint8Array = new Uint8Array(0);
  let alpha: Uint8Array | undefined;
  let ended = false;
  for (let at = 8; at + 12 <= file.length && !ended; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > file.length) return undefined;
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const body = file.subarray(at + 8, at + 8 + length);
    if (view.getUint32(at + 8 + length) !== crc32(file.subarray(at + 4, at + 8 + length))) return undefined;
    if (type === 'IDAT') compressed.push(body);
    else if (type === 'PLTE') palette = body;
    else if (type === 'tRNS') alpha = body;
    else if (type === 'IEND') ended = true;
    at += 12 + length;
  }
  if (!ended || (alpha && colour !== 3)) return undefined;
  const stride = width * samples;
  return {
    compressed,
    length: (stride + 1) * height,
    page(rows) {
      const raw = unfiltered(rows, stride, height, samples);
      return raw && toPage(raw, width, height, colour ?? 0, palette, alpha ?? new Uint8Array(0));
    },
  };
}

/** Undoes the row filters (section 9 of the specification); [height, stride] samples. */
function unfiltered(rows: Uint8Array, stride: number, height: number, step: number): Uint8Array | undefined {
  if (rows.length !== (stride + 1) * height) return undefined;
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    const row = y * stride;
    for (let i = 0; i < stride; i++) {
      const left = i >= step ? out[row + i - step]! : 0;
      const up = y > 0 ? out[row + i - stride]! : 0;
      const corner = y > 0 && i >= step ? out[row + i - stride - step]! : 0;
      let guess: number;
      if (filter === 0) guess = 0;
      else if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, corner);
      else return undefined;
      out[row + i] = rows[y * (stride + 1) + 1 + i]! + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const p = left + up - corner;
  const a = Math.abs(p - left);
  const b = Math.abs(p - up);
  const c = Math.abs(p - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function toPage(
  raw: Uint8Array,
  width: number,
  height: number,
  colour: number,
  palette: Uint8Array,
  alpha: Uint8Array,
): PageImage | undefined {
  if (colour === 0) return { width, height, channels: 1, data: raw };
  if (colour === 2) return { width, height, channels: 3, data: raw };
  const channels = colour === 4 ? 1 : 3;
  const count = width * height;
  const data = new Uint8Array(count * channels);
  for (let i = 0; i < count; i++) {
    const from = colour === 3 ? raw[i]! * 3 : i * (channels + 1);
    const source = colour === 3 ? palette : raw;
    const opacity = colour === 3 ? (alpha[raw[i]!] ?? 255) : raw[from + channels]!;
    for (let c = 0; c < channels; c++) {
      const value = source[from + c];
      if (value === undefined) return undefined;
      data[i * channels + c] = Math.round((value * opacity + 255 * (255 - opacity)) / 255);
    }
  }
  return { width, height, channels, data };
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The checksum of a chunk (annex D of the specification). */
function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC_TABLE[(c ^ byte) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
