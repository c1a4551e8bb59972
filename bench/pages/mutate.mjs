// Pictures in the three formats, and ways to break them: bytes flipped, cut, spliced, headers that lie.
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { anyNumber, borrowed, composePage } from './compose.mjs';
import { mnist } from './digits.mjs';
import { pick, seeded, whole } from './random.mjs';

/** @typedef {() => number} Random */

/**
 * Small sound pictures: PNG (grey, RGB, RGBA, palette, interlaced, 16 bits), JPEG (baseline, progressive, grey, EXIF),
 * WebP (lossy, lossless, alpha).
 * @param {number} seed
 */
export async function seedPictures(seed) {
  const random = seeded(seed + 77);
  const digits = mnist('t10k');
  const pictures = [];
  for (let k = 0; k < 2; k++) {
    const page = composePage(random, {
      lines: [[anyNumber(random, 4)], [anyNumber(random, 3)]],
      writer: borrowed(digits, random),
      size: 36,
    });
    const image = () => sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } });
    pictures.push(
      image().png(),
      image().greyscale().png(),
      image().png({ progressive: true }),
      image().png({ palette: true, colours: 32 }),
      image().ensureAlpha(0.7).png(),
      image().toColourspace('rgb16').png(),
      image().jpeg(),
      image().jpeg({ progressive: true }),
      image().greyscale().jpeg({ quality: 60 }),
      image().withMetadata({ orientation: 6 }).jpeg(),
      image().jpeg({ chromaSubsampling: '4:4:4', restartInterval: 4 }),
      image().webp(),
      image().webp({ lossless: true }),
      image().ensureAlpha(0.7).webp(),
    );
  }
  return Promise.all(pictures.map((picture) => picture.toBuffer()));
}

/**
 * One broken picture: one to three mutations of one of the sound ones.
 * @param {readonly Buffer[]} seeds
 * @param {Random} random
 * @returns {Buffer}
 */
export function mutated(seeds, random) {
  /** @type {Buffer} */
  let bytes = Buffer.from(pick(random, seeds));
  for (let k = whole(random, 1, 3); k > 0; k--) bytes = pick(random, MUTATIONS)(bytes, random, seeds);
  return bytes;
}

/** A place in the file, the header more often than its share. @param {Buffer} bytes @param {Random} random */
const place = (bytes, random) =>
  Math.floor(random() * Math.max(1, random() < 0.4 ? Math.min(64, bytes.length) : bytes.length));

/** @type {((bytes: Buffer, random: Random, seeds: readonly Buffer[]) => Buffer)[]} */
const MUTATIONS = [
  flipped,
  overwritten,
  cutShort,
  cutOut,
  repeated,
  spliced,
  zeroed,
  lyingSize,
  lyingSize,
  brokenChunk,
  padded,
];

/** @param {Buffer} bytes @param {Random} random */
function flipped(bytes, random) {
  for (let k = whole(random, 1, 20); k > 0; k--) bytes[place(bytes, random)] ^= 1 << whole(random, 0, 7);
  return bytes;
}

/** @param {Buffer} bytes @param {Random} random */
function overwritten(bytes, random) {
  const from = place(bytes, random);
  for (let k = from; k < Math.min(bytes.length, from + whole(random, 1, 60)); k++)
    bytes[k] = random() < 0.3 ? pick(random, [0, 0xff, 0x7f, 0x80]) : whole(random, 0, 255);
  return bytes;
}

/** @param {Buffer} bytes @param {Random} random */
function cutShort(bytes, random) {
  return bytes.subarray(0, Math.floor(random() * bytes.length));
}

/** @param {Buffer} bytes @param {Random} random */
function cutOut(bytes, random) {
  const from = place(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + whole(random, 1, 200))]);
}

/** @param {Buffer} bytes @param {Random} random */
function repeated(bytes, random) {
  const from = place(bytes, random);
  const piece = bytes.subarray(from, from + whole(random, 1, 400));
  return Buffer.concat([bytes.subarray(0, from), ...new Array(whole(random, 1, 6)).fill(piece), bytes.subarray(from)]);
}

/** @param {Buffer} bytes @param {Random} random @param {readonly Buffer[]} seeds */
function spliced(bytes, random, seeds) {
  const other = pick(random, seeds);
  return Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]);
}

/** @param {Buffer} bytes @param {Random} random */
function zeroed(bytes, random) {
  const from = place(bytes, random);
  return bytes.fill(0, from, Math.min(bytes.length, from + whole(random, 1, 500)));
}

/** @param {Buffer} bytes @param {Random} random */
function padded(bytes, random) {
  return Buffer.concat([
    bytes,
    Buffer.from(Array.from({ length: whole(random, 1, 300) }, () => whole(random, 0, 255))),
  ]);
}

/**
 * Another width and height than the picture has, with checksums that agree.
 * @param {Buffer} bytes
 * @param {Random} random
 */
function lyingSize(bytes, random) {
  const side = () =>
    pick(random, [
      0,
      1,
      2,
      7,
      whole(random, 1, 500),
      10_000,
      16_383,
      20_000,
      60_000,
      65_535,
      1_000_000,
      0x7fffffff,
      0xffffffff,
    ]);
  if (bytes.length < 40) return bytes;
  if (bytes.readUInt32BE(0) === 0x89504e47) {
    bytes.writeUInt32BE(side() >>> 0, 16);
    if (random() < 0.8) bytes.writeUInt32BE(side() >>> 0, 20);
    if (random() < 0.3) bytes[24] = pick(random, [1, 2, 4, 8, 16, 3, 200]);
    if (random() < 0.3) bytes[25] = pick(random, [0, 2, 3, 4, 6, 7]);
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  } else if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    for (let k = 2; k + 9 < bytes.length; k++) {
      if (bytes[k] !== 0xff || bytes[k + 1] < 0xc0 || bytes[k + 1] > 0xc2) continue;
      bytes.writeUInt16BE(side() & 0xffff, k + 5);
      if (random() < 0.8) bytes.writeUInt16BE(side() & 0xffff, k + 7);
      break;
    }
  } else if (bytes.toString('latin1', 12, 15) === 'VP8') {
    const at = { 'VP8 ': 26, VP8L: 21, VP8X: 24 }[bytes.toString('latin1', 12, 16)] ?? 24;
    for (let k = at; k < at + 6 && k < bytes.length; k++) if (random() < 0.6) bytes[k] = whole(random, 0, 255);
  }
  return bytes;
}

/**
 * A PNG chunk, JPEG segment or WebP chunk whose length lies, or a PNG's pixels broken under a right checksum.
 * @param {Buffer} bytes
 * @param {Random} random
 */
function brokenChunk(bytes, random) {
  if (bytes.length < 60) return bytes;
  if (bytes.readUInt32BE(0) === 0x89504e47) {
    for (let at = 8; at + 12 < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      if (at + 12 + length > bytes.length) break;
      if (random() < 0.4) {
        if (random() < 0.3)
          bytes.writeUInt32BE(pick(random, [0, 1, length + 1, length * 2 + 5, 0x7fffffff, 0xffffffff]) >>> 0, at);
        else {
          for (let k = whole(random, 1, 8); k > 0 && length > 0; k--)
            bytes[at + 8 + Math.floor(random() * length)] = whole(random, 0, 255);
          bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, at + 8 + length)), at + 8 + length);
        }
        break;
      }
      at += 12 + length;
    }
  } else if (bytes[0] === 0xff) {
    const markers = [];
    for (let k = 2; k + 4 < bytes.length; k++)
      if (bytes[k] === 0xff && bytes[k + 1] >= 0xc0 && bytes[k + 1] !== 0xff) markers.push(k);
    if (markers.length > 0)
      bytes.writeUInt16BE(pick(random, [0, 1, 2, 0xffff, whole(random, 0, 2000)]), pick(random, markers) + 2);
  } else
    bytes.writeUInt32LE(
      pick(random, [0, 1, 0xffffffff, 0x7fffffff, whole(random, 0, 1e6)]) >>> 0,
      pick(random, [4, 16]),
    );
  return bytes;
}
