// Durable writes: temp file, fsync, rename, fsync of the folder. After a crash at any moment a file is there whole or
// not at all, and what the system says about a failure becomes a line that the user can act on.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NamedBytes } from '../archive/named-bytes.js';
import { OwnhandError } from '../error.js';

const TEMP = '.tmp-';
/** Files in flight at once: enough for the file system to gather several fsyncs into one commit. */
const AT_ONCE = 16;

/** Writes files into a folder, all of them or none: a failure removes what this call has written. */
export async function writeDurably(folder: string, files: readonly NamedBytes[]): Promise<void> {
  const temps = files.map(() => join(folder, tempName()));
  let renamed = 0;
  try {
    await inParallel(files, async (file, i) => {
      const handle = await open(temps[i]!, 'wx');
      try {
        await handle.writeFile(file.bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
    });
    for (const [i, file] of files.entries()) {
      await rename(temps[i]!, join(folder, file.name));
      renamed++;
    }
    await syncFolder(folder);
  } catch (error) {
    const written = files.slice(0, files.length > 1 ? renamed : 0).map((file) => join(folder, file.name));
    await inParallel([...temps, ...written], (path) => rm(path, { force: true }).catch(() => {}));
    throw systemError(error, folder);
  }
}

/** Makes a folder and those above it, durably. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true });
    if (first !== undefined) await syncFolder(dirname(first));
  } catch (error) {
    throw systemError(error, folder);
  }
}

/**
 * Makes renames and removals in a folder last through a power cut. Where the system cannot (Windows), it does nothing.
 */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isSystemError(error, 'ENOSPC', 'EIO')) throw error;
  }
}

/** A name that nothing else has, for a file that is about to be renamed. */
export function tempName(): string {
  return `${TEMP}${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** Removes what interrupted writes have left. Only the holder of the hand's lock may call it. */
export async function removeTemps(folder: string): Promise<void> {
  const left = (await listFolder(folder)).filter((name) => name.startsWith(TEMP));
  await inParallel(left, (name) => rm(join(folder, name), { force: true }));
}

/** Names in a folder; none where there is no folder. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw systemError(error, folder);
  }
}

/** Runs `work` on every item, a bounded number at once; results in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const failures: unknown[] = [];
  const lane = async () => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await work(items[index]!, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  // Every lane ends before this does, so that a caller cleaning up after a failure races with nobody.
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** Whether an error is one of the system's, with one of these codes (`ENOENT`, …). */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** The system's complaint about a path as one line for the user. */
export function systemError(error: unknown, path: string): OwnhandError {
  if (error instanceof OwnhandError) return error;
  const cause = { cause: error };
  if (isSystemError(error, 'ENOSPC', 'EDQUOT', 'EFBIG')) {
    return new OwnhandError(
      'disk-full',
      `no space left to write to ${path}; free some and try again, nothing was lost`,
      cause,
    );
  }
  if (isSystemError(error, 'EROFS', 'EACCES', 'EPERM')) {
    return new OwnhandError('read-only', `${path} cannot be written to or read; check its permissions`, cause);
  }
  if (isSystemError(error, 'ENOENT')) return new OwnhandError('not-found', `${path} does not exist`, cause);
  if (isSystemError(error, 'ENOTDIR', 'EEXIST')) {
    return new OwnhandError('failed', `${path} is not a folder; a file stands in its place`, cause);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new OwnhandError('failed', `${path}: ${reason}`, cause);
}
