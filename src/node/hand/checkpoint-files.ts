// The checkpoints of a hand's folder, numbered files that never change, and the file that says which one is in use.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CURRENT_FILE, checkpointFile, checkpointNumberOf } from '../../archive/file-names.js';
import { OwnhandError } from '../../error.js';
import { isSystemError, listFolder, makeFolder, systemError, writeDurably } from '../files.js';

/** The numbers of a folder's checkpoints, rising. */
export async function listCheckpoints(folder: string): Promise<readonly number[]> {
  const files = await listFolder(folder);
  return files.flatMap((file) => checkpointNumberOf(file) ?? []).sort((a, b) => a - b);
}

/**
 * The bytes of a checkpoint.
 * @param hand how the user named the hand, for messages
 * @throws OwnhandError 'not-found'
 */
export async function readCheckpoint(folder: string, number: number, hand: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, checkpointFile(number)));
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) throw noCheckpoint(hand, number);
    throw systemError(error, folder);
  }
}

/** Writes checkpoints under their numbers, all or none. */
export async function writeCheckpoints(folder: string, checkpoints: ReadonlyMap<number, Uint8Array>): Promise<void> {
  await makeFolder(folder);
  await writeDurably(
    folder,
    [...checkpoints].map(([number, bytes]) => ({ name: checkpointFile(number), bytes })),
  );
}

/** The number that the file `current` holds, 0 where there is no file. Throws OwnhandError 'bad-checkpoint'. */
export async function readCurrent(path: string): Promise<number> {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return 0;
    throw systemError(error, path);
  }
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new OwnhandError(
    'bad-checkpoint',
    `${path} does not hold a checkpoint's number; choose one with \`ownhand use N\``,
  );
}

/** Replaces the file `current`. */
export async function writeCurrent(path: string, number: number): Promise<void> {
  await writeDurably(dirname(path), [{ name: CURRENT_FILE, bytes: Buffer.from(`${number}\n`) }]);
}

/** The failure of asking a hand for a checkpoint that it does not have. */
export function noCheckpoint(hand: string, number: number): OwnhandError {
  return new OwnhandError('not-found', `the hand ${hand} has no checkpoint ${number}`);
}
