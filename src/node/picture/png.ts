// A small PNG codec for samples and crops. sharp reads everything, but loading it takes longer than learning from a
// handful of digits; the plain 8-bit PNGs that samples and crops are need only zlib and 80 lines.
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { PageImage } from '../../page/image.js';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Larger pictures are sharp's to decode: it works in strips. */
const MAX_PIXELS = 1 << 22;

/** An 8-bit grey PNG of a plane [height, width]. */
export function encodePng(data: Uint8Array, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bit depth; colour type 0 (grey), no interlace
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/**
 * Decodes a plain PNG: 8-bit, not interlaced, any colour type, alpha flattened on white. Gives undefined for any other,
 * and for one that is damaged.
 */
export function decodePng(bytes: Uint8Array): PageImage | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 57 || !file.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, colour, , , interlace] = file.subarray(24, 29);
  const samples = [1, 0, 3, 1, 2, 0, 4][colour ?? 1];
  if (depth !== 8 || interlace !== 0 || !samples || !width || !height || width * height > MAX_PIXELS) return undefined;
  const data: Buffer[] = [];
  let palette: Uint8Array = new Uint8Array(0);
  let alpha: Uint8Array | undefined;
  let ended = false;
  for (let at = 8; at + 12 <= file.length && !ended; ) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (file.readUInt32BE(at + 8 + length) !== crc32(file.subarray(at + 4, at + 8 + length))) return undefined;
    if (type === 'IDAT') data.push(body);
    else if (type === 'PLTE') palette = body;
    else if (type === 'tRNS') alpha = body;
    else if (type === 'IEND') ended = true;
    at += 12 + length;
  }
  if (!ended || (alpha && colour !== 3)) return undefined;
  const raw = unfilter(data, width * samples, height, samples);
  return raw && toPage(raw, width, height, colour ?? 0, palette, alpha ?? new Uint8Array(0));
}

/** Inflates and undoes the row filters (PNG specification, section 9); [height, stride] samples. */
function unfilter(data: Buffer[], stride: number, height: number, step: number): Uint8Array | undefined {
  let rows: Buffer;
  try {
    rows = inflateSync(Buffer.concat(data), { maxOutputLength: (stride + 1) * height });
  } catch {
    return undefined;
  }
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
