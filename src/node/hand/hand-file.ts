// A whole hand as one file, to carry to another machine or to keep: a gzipped tar of what its folder holds.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { OwnhandError } from '../../error.js';
import { pictureSide } from '../../glyph/picture.js';
import { labelOfName, nameOfLabel } from '../../hand/sample-name.js';
import type { HandStore, JournalEntry, NewSample } from '../../hand/store.js';
import { decodeCheckpoint } from '../../model/checkpoint.js';
import { makeFolder, type NamedBytes, systemError, writeDurably } from '../files.js';
import { decodePng, encodePng } from '../picture/png.js';
import { parseEntry } from './journal-file.js';
import { decodeTar, encodeTar } from './tar.js';

/** What an exported hand holds. */
export interface HandContents {
  readonly samples: readonly NamedBytes[];
  readonly checkpoints: readonly NamedBytes[];
  readonly journal: readonly JournalEntry[];
  readonly current: number;
}

export interface Exported {
  readonly file: string;
  readonly bytes: number;
  readonly samples: number;
  readonly checkpoints: number;
}

/** Raised when an older ownhand could not read the file rightly. */
const FORMAT = 1;
const MANIFEST = 'ownhand.json';
/** Far beyond any hand; what is larger is refused before it fills the memory. */
const MOST_BYTES = 400_000_000;
const SAMPLE = /^samples\/(?![.\s])[^/\\:*?"<>|\p{Cc}]+\.png$/u;
const CHECKPOINT = /^checkpoints\/(\d{4,9})\.safetensors$/;

/**
 * Writes a hand into one file; without pictures it can read as before, but not be learned from again.
 * @throws OwnhandError 'empty' (nothing to export), 'bad-checkpoint' (the current one), 'busy', 'read-only', 'disk-full'
 */
export async function exportHand(
  store: HandStore,
  file: string,
  pictures: boolean,
  warn: (line: string) => void,
): Promise<Exported> {
  const contents = await settled(store, warn);
  if (contents.samples.length + contents.checkpoints.length + contents.journal.length === 0)
    throw new OwnhandError('empty', `the hand ${store.name} holds nothing to export`);
  const samples = pictures ? contents.samples : [];
  const { checkpoints, journal, current } = contents;
  const text = (name: string, content: string): NamedBytes => ({ name, bytes: Buffer.from(content) });
  const manifest = { format: FORMAT, pictures, samples: samples.length, checkpoints: checkpoints.length };
  const archive = encodeTar([
    text(MANIFEST, `${JSON.stringify(manifest)}\n`),
    ...samples,
    ...checkpoints,
    text('journal.jsonl', journal.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
    text('current', `${current}\n`),
  ]);
  if (archive.length > MOST_BYTES)
    throw new OwnhandError('too-large', `the hand ${store.name} is too large for one file; copy its folder instead`);
  const bytes = gzipSync(archive);
  await writeDurably(dirname(resolve(file)), [{ name: basename(file), bytes }]);
  return { file, bytes: bytes.length, samples: samples.length, checkpoints: checkpoints.length };
}

/** All of a hand as it is between two writes of other processes; looking must not need the right to write. */
async function settled(store: HandStore, warn: (line: string) => void): Promise<HandContents> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await store.journal();
    const current = await store.current();
    const checkpoints: NamedBytes[] = [];
    for (const number of await store.checkpoints()) {
      const bytes = await store.readCheckpoint(number);
      const name = `checkpoints/${String(number).padStart(4, '0')}.safetensors`;
      if (isWhole(bytes)) checkpoints.push({ name, bytes });
      else if (number === current)
        throw new OwnhandError('bad-checkpoint', `checkpoint ${number} is damaged; run \`ownhand rebuild\` first`);
      else warn(`checkpoint ${number} is damaged and was left out`);
    }
    const samples = (await store.samples()).map(({ id, label, picture }) => ({
      name: `samples/${id}_${nameOfLabel(label)}.png`,
      bytes: encodePng(picture, pictureSide, pictureSide),
    }));
    const odd = samples.find(({ name }) => !SAMPLE.test(name));
    if (odd !== undefined)
      throw new OwnhandError('failed', `${odd.name}: not every system can hold this name; rename the file in the hand`);
    const journal = await store.journal();
    if (journal.length === before.length && (await store.current()) === current)
      return { samples, checkpoints, journal, current };
  }
  throw new OwnhandError('busy', `the hand ${store.name} keeps changing; try again`);
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    decodeCheckpoint(bytes, '');
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads an exported hand and checks all of it.
 * @throws OwnhandError 'not-found', 'too-large', 'damaged' where anything is missing, cut short, or not what a hand holds
 */
export async function readHandFile(file: string): Promise<HandContents> {
  const damaged = (what: string, cause?: unknown) =>
    new OwnhandError('damaged', `${file} is no exported hand: ${what}`, { cause });
  const tooLarge = () => new OwnhandError('too-large', `${file} is larger than any hand; it was not read`);
  let archive: Buffer;
  try {
    if ((await stat(file)).size > MOST_BYTES) throw tooLarge();
    archive = await readFile(file);
  } catch (error) {
    throw systemError(error, file);
  }
  try {
    archive = gunzipSync(archive, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw damaged('it is damaged, cut short, or no gzip file', error);
  }
  const files = new Map<string, NamedBytes>();
  for (const each of decodeTar(archive, file)) {
    // Two names that a file system may take for one are one too many.
    const key = each.name.normalize('NFC').toLowerCase();
    if (files.has(key)) throw damaged(`it holds ${JSON.stringify(each.name)} twice`);
    if (!SAMPLE.test(each.name) && !CHECKPOINT.test(each.name) && !PLAIN.has(each.name))
      throw damaged(`it holds ${JSON.stringify(each.name)}, which no hand does`);
    files.set(key, each);
  }
  const text = (name: string) => {
    const there = files.get(name);
    if (there === undefined) throw damaged(`${name} is missing`);
    return Buffer.from(there.bytes).toString('utf8');
  };
  const manifest = parse(text(MANIFEST));
  if (manifest?.['format'] !== FORMAT) throw damaged('it was made by another version of ownhand; update ownhand');
  const samples = [...files.values()].filter(({ name }) => SAMPLE.test(name));
  const checkpoints = [...files.values()].filter(({ name }) => CHECKPOINT.test(name));
  if (manifest['samples'] !== samples.length || manifest['checkpoints'] !== checkpoints.length)
    throw damaged('some of its files are missing');
  for (const sample of samples) if (!pictureOf(sample)) throw damaged(`${sample.name} is no labelled 28×28 PNG`);
  for (const { name, bytes } of checkpoints) decodeCheckpoint(bytes, `${file}: ${name}`);
  const journal = text('journal.jsonl')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = parseEntry(line);
      if (entry === undefined) throw damaged('its journal is damaged');
      return entry;
    });
  const current = text('current').trim();
  const numbers = checkpoints.map(({ name }) => Number(CHECKPOINT.exec(name)?.[1]));
  if (!/^\d{1,9}$/.test(current) || (current !== '0' && !numbers.includes(Number(current))))
    throw damaged('its current checkpoint is missing');
  return { samples, checkpoints, journal, current: Number(current) };
}

const PLAIN: ReadonlySet<string> = new Set([MANIFEST, 'journal.jsonl', 'current']);

function parse(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function pictureOf({ name, bytes }: NamedBytes): { label: string; picture: Uint8Array } | undefined {
  const label = labelOfName(basename(name).replace(/\.png$/, ''));
  const page = decodePng(bytes);
  if (label === undefined || page?.width !== pictureSide || page.height !== pictureSide || page.channels !== 1) return;
  return { label, picture: page.data };
}

/** An exported hand's samples, to be learned by another hand. */
export function samplesOf(contents: HandContents, file: string): readonly NewSample[] {
  return contents.samples.map((sample) => ({ ...pictureOf(sample)!, source: `${file}/${basename(sample.name)}` }));
}

/**
 * Fills a hand that holds nothing yet with an exported one, as it was.
 * @param folder the store's own folder
 * @throws OwnhandError 'refused' where the hand is not empty, 'busy', 'read-only', 'disk-full' (then it is empty again)
 */
export async function importHand(store: HandStore, folder: string, contents: HandContents): Promise<void> {
  const isEmpty = async () =>
    (await store.samples()).length + (await store.checkpoints()).length + (await store.journal()).length === 0;
  const refuse = () =>
    new OwnhandError(
      'refused',
      `the hand ${store.name} is not empty; --hand NAME makes a new one, --merge lets this one learn the file's samples`,
    );
  if (!(await isEmpty())) throw refuse();
  await store.exclusively(async () => {
    if (!(await isEmpty())) throw refuse();
    try {
      for (const [name, files] of [
        ['samples', contents.samples],
        ['checkpoints', contents.checkpoints],
      ] as const) {
        if (files.length === 0) continue;
        await makeFolder(join(folder, name));
        await writeDurably(
          join(folder, name),
          files.map((file) => ({ ...file, name: basename(file.name) })),
        );
      }
      const journal = contents.journal.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      await writeDurably(folder, [{ name: 'journal.jsonl', bytes: Buffer.from(journal) }]);
      await store.setCurrent(contents.current);
    } catch (error) {
      await store.clear().catch(() => {});
      throw error;
    }
  });
}
