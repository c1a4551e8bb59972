// A sheet's plan as bits, printed on it as black and white cells, so that a photo alone says which symbols it is for.
//   version and flags (1 byte) · boxes each (1) · bytes of the labels (1) · labels in UTF-8 · CRC-32 of all before (4)
import { decodeText, encodeText } from '../utf8.js';

/** Sizes of paper that a sheet can be printed on. */
export type PaperSize = 'a4' | 'letter';

/** All that a sheet follows from. */
export interface SheetPlan {
  /** The size of the paper. */
  readonly paper: PaperSize;
  /** The symbols to be written, one after the other. */
  readonly labels: readonly string[];
  /** Boxes for each label, 1 to 255. */
  readonly each: number;
}

/** Cells stand in columns of this many, filled from the top. */
export const CELL_ROWS = 6;

/** The first byte: a version, and flags in its last bits. */
const VERSION = 0x50;
/** Flag: the paper is US letter, not A4. */
const LETTER = 1;
/** Flag: labels of several characters, parted by line ends. Where all labels have one character, nothing parts them. */
const PARTED = 2;
/** Bytes before the labels. */
const HEADER = 3;
/** Bytes of the CRC. */
const CHECK = 4;
/** Bytes of the labels, at most. */
const MOST_TEXT = 255;

/** How many bits the plan takes; Infinity where no code can hold it. */
export function codeLength(plan: SheetPlan): number {
  const text = encodeText(textOf(plan.labels)).length;
  return text > MOST_TEXT ? Infinity : 8 * (HEADER + text + CHECK);
}

/** The plan's bits, 0 or 1. */
export function encodePlan(plan: SheetPlan): Uint8Array {
  const text = encodeText(textOf(plan.labels));
  const flags = (plan.paper === 'letter' ? LETTER : 0) | (areParted(plan.labels) ? PARTED : 0);
  const body = Uint8Array.from([VERSION | flags, plan.each, text.length, ...text]);
  const check = crc32(body);
  const bytes = [...body, check >>> 24, (check >>> 16) & 255, (check >>> 8) & 255, check & 255];
  return Uint8Array.from({ length: 8 * bytes.length }, (_, i) => (bytes[i >> 3]! >> (7 - (i & 7))) & 1);
}

/** How many of the first bits tell whether there can be a plan at all. */
export const PLAN_START = 8;

/** Whether a plan begins with these bits. */
export function startsPlan(bits: Uint8Array): boolean {
  const first = bits.subarray(0, PLAN_START).reduce((byte, bit) => (byte << 1) | bit, 0);
  return (first & ~(LETTER | PARTED)) === VERSION;
}

/** The plan that these bits begin with; undefined where there is none. */
export function decodePlan(bits: Uint8Array): SheetPlan | undefined {
  const bytes = Uint8Array.from({ length: bits.length >> 3 }, (_, i) =>
    bits.subarray(8 * i, 8 * i + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
  const [flags, each, length] = bytes;
  if (flags === undefined || each === undefined || length === undefined) return undefined;
  const end = HEADER + length;
  if ((flags & ~(LETTER | PARTED)) !== VERSION || each === 0 || length === 0 || end + CHECK > bytes.length)
    return undefined;
  const check = bytes.subarray(end, end + CHECK).reduce((sum, byte) => ((sum << 8) | byte) >>> 0, 0);
  if (crc32(bytes.subarray(0, end)) !== check) return undefined;
  const text = decodeText(bytes.subarray(HEADER, end));
  const labels = flags & PARTED ? text.split('\n') : [...text];
  return { paper: flags & LETTER ? 'letter' : 'a4', labels, each };
}

const areParted = (labels: readonly string[]) => labels.some((label) => [...label].length !== 1);
const textOf = (labels: readonly string[]) => labels.join(areParted(labels) ? '\n' : '');

/** CRC-32 (ISO 3309), as in PNG and zip. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
