// A whole hand as bytes: a tar of what its folder holds. What is read may come from anywhere, so all of it is checked
// before any of it is used. The platform compresses the whole, and the pictures in it.
import { OwnhandError } from '../error.js';
import type { HandContents, JournalEntry, Sample } from '../hand/store.js';
import { decodeCheckpoint } from '../model/checkpoint.js';
import { CURRENT_FILE, checkpointFile, JOURNAL_FILE, sampleFile } from './file-names.js';
import { formatEntry, parseEntry } from './journal-lines.js';
import type { NamedBytes } from './named-bytes.js';
import { decodeTar, encodeTar } from './tar.js';

/** Raised when an older ownhand could not read the archive rightly. */
const FORMAT = 1;
const MANIFEST = 'ownhand.json';
/** Bytes of an archive, far beyond any hand; what is larger is refused before it fills the memory. */
export const MOST_ARCHIVE_BYTES = 400_000_000;
const SAMPLE = /^samples\/(?![.\s])[^/\\:*?"<>|\p{Cc}]+\.png$/u;
const CHECKPOINT = /^checkpoints\/(\d{4,9})\.safetensors$/;
const PLAIN: ReadonlySet<string> = new Set([MANIFEST, JOURNAL_FILE, CURRENT_FILE]);

/**
 * A hand as an archive that is to be gzipped.
 * @param png makes a PNG of a sample; without it samples are left out
 * @param hand how the user named it, for messages
 * @throws OwnhandError 'too-large', 'failed' where a sample's name is one that not every system can hold
 */
export function encodeHand(
  contents: HandContents,
  png: ((sample: Sample) => Uint8Array) | undefined,
  hand: string,
): Uint8Array<ArrayBuffer> {
  const { checkpoints, journal, current } = contents;
  const samples = png
    ? contents.samples.map((sample) => ({ name: `samples/${sampleFile(sample)}`, bytes: png(sample) }))
    : [];
  const manifest = {
    format: FORMAT,
    pictures: png !== undefined,
    samples: samples.length,
    checkpoints: checkpoints.size,
  };
  const archive = encodeTar([
    textEntry(MANIFEST, `${JSON.stringify(manifest)}\n`),
    ...samples,
    ...[...checkpoints].map(([number, bytes]) => ({ name: `checkpoints/${checkpointFile(number)}`, bytes })),
    textEntry(JOURNAL_FILE, journal.map(formatEntry).join('')),
    textEntry(CURRENT_FILE, `${current}\n`),
  ]);
  if (archive.length > MOST_ARCHIVE_BYTES)
    throw new OwnhandError('too-large', `the hand ${hand} is too large for one file; copy its folder instead`);
  return archive;
}

function textEntry(name: string, text: string): NamedBytes {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** Throws OwnhandError 'failed' where a sample's name is one that not every system can hold. */
export function checkSampleNames(samples: readonly Sample[]): void {
  const odd = samples.map((sample) => `samples/${sampleFile(sample)}`).find((name) => !SAMPLE.test(name));
  if (odd !== undefined)
    throw new OwnhandError('failed', `${odd}: not every system can hold this name; rename the file in the hand`);
}

/** The sample in a PNG file of a name; undefined where it is no 28×28 picture, or the name holds no label. */
export type SampleDecoder = (file: string, bytes: Uint8Array) => Sample | undefined | Promise<Sample | undefined>;

/**
 * The hand in an archive that was gunzipped.
 * @param file how the user named it, for messages
 * @throws OwnhandError 'too-large', 'damaged' where anything is missing, cut short, or not what a hand holds
 */
export async function decodeHand(
  archive: Uint8Array,
  file: string,
  decodeSample: SampleDecoder,
): Promise<HandContents> {
  const files = filesOf(archive, file);
  const text = (name: string) => {
    const there = files.get(name);
    if (there === undefined) throw damaged(file, `${name} is missing`);
    return new TextDecoder().decode(there.bytes);
  };
  const manifest = parseObject(text(MANIFEST));
  if (manifest?.['format'] !== FORMAT) throw damaged(file, 'it was made by another version of ownhand; update ownhand');
  const sampleFiles = [...files.values()].filter(({ name }) => SAMPLE.test(name));
  const checkpointFiles = [...files.values()].filter(({ name }) => CHECKPOINT.test(name));
  if (manifest['samples'] !== sampleFiles.length || manifest['checkpoints'] !== checkpointFiles.length)
    throw damaged(file, 'some of its files are missing');
  const samples: Sample[] = [];
  for (const { name, bytes } of sampleFiles) {
    const sample = await decodeSample(name.slice(name.indexOf('/') + 1), bytes);
    if (sample === undefined) throw damaged(file, `${name} is no labelled 28×28 PNG`);
    samples.push(sample);
  }
  const checkpoints = new Map(
    checkpointFiles.map(({ name, bytes }) => {
      decodeCheckpoint(bytes, `${file}: ${name}`);
      return [Number(CHECKPOINT.exec(name)?.[1]), bytes] as const;
    }),
  );
  const journal = journalOf(text(JOURNAL_FILE), file);
  const current = text(CURRENT_FILE).trim();
  if (!/^\d{1,9}$/.test(current) || (current !== '0' && !checkpoints.has(Number(current))))
    throw damaged(file, 'its current checkpoint is missing');
  return { samples, checkpoints, journal, current: Number(current) };
}

/** The failure of reading what is no gzip file, or only the beginning of one. */
export function notZipped(file: string, cause: unknown): OwnhandError {
  return damaged(file, 'it is damaged, cut short, or no gzip file', cause);
}

/** The archive's files by their names; only files that a hand can hold, and each once. */
function filesOf(archive: Uint8Array, file: string): ReadonlyMap<string, NamedBytes> {
  const files = new Map<string, NamedBytes>();
  for (const each of decodeTar(archive, file)) {
    // Two names that a file system may take for one are one too many.
    const key = each.name.normalize('NFC').toLowerCase();
    if (files.has(key)) throw damaged(file, `it holds ${JSON.stringify(each.name)} twice`);
    if (!SAMPLE.test(each.name) && !CHECKPOINT.test(each.name) && !PLAIN.has(each.name))
      throw damaged(file, `it holds ${JSON.stringify(each.name)}, which no hand does`);
    files.set(key, each);
  }
  return files;
}

function journalOf(text: string, file: string): readonly JournalEntry[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = parseEntry(line);
      if (entry === undefined) throw damaged(file, 'its journal is damaged');
      return entry;
    });
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The failure of reading an archive larger than `MOST_ARCHIVE_BYTES`. */
export function archiveTooLarge(file: string): OwnhandError {
  return new OwnhandError('too-large', `${file} is larger than any hand; it was not read`);
}

function damaged(file: string, what: string, cause?: unknown): OwnhandError {
  return new OwnhandError('damaged', `${file} is no exported hand: ${what}`, { cause });
}
