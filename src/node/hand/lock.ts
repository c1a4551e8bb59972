// One writer at a time for a hand's folder, across processes, surviving kill -9.
//
// The lock is a file `.lock-<n>`. Taking it is creating the file numbered one above the highest there, which only
// one process can do; so taking over from a dead holder needs no removal of its lock, and two processes that both
// see it dead cannot both win. The highest file is never removed, only marked free: whoever created a lower one
// because it looked late at the folder finds a higher one afterwards and stands back.
import { AsyncLocalStorage } from 'node:async_hooks';
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { link, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OwnhandError } from '../../error.js';
import { isSystemError, listFolder, systemError, tempName } from '../files.js';

/** How a writer waits for its turn. */
export interface Waiting {
  /** Milliseconds. */
  readonly patience: number;
  /** Told once, in a line, where it takes longer than a moment. */
  readonly tell: (line: string) => void;
}

interface Holder {
  readonly pid: number;
  /** When the process began, as its system counts; tells it from a later one with the same pid. */
  readonly start: string;
  /** Machine, boot and pid namespace: elsewhere the pid means nothing. */
  readonly place: string;
}

const FREE = 'free';
/** A wait this short needs no words. */
const QUIET_MS = 1_000;
const BEAT_MS = 15_000;
/** A holder of which nothing but its heartbeat can be known is taken for dead after this long without one. */
const SILENT_MS = 120_000;
/** A lock file still without a holder's name after this long belongs to a process that died while writing it. */
const UNNAMED_MS = 5_000;

/** Folders locked by the calls above this one; a call that outlives the lock must not pass for one within it. */
const held = new AsyncLocalStorage<ReadonlyMap<string, { now: boolean }>>();

/**
 * Runs `work` as the folder's only writer. Calls within `work` pass straight through. Throws OwnhandError 'busy' when
 * patience ends.
 */
export async function withLock<T>(folder: string, name: string, waiting: Waiting, work: () => Promise<T>): Promise<T> {
  const mine = held.getStore();
  if (mine?.get(folder)?.now) return work();
  const path = await acquire(folder, name, waiting);
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), BEAT_MS);
  beat.unref();
  const lock = { now: true };
  try {
    return await held.run(new Map([...(mine ?? []), [folder, lock]]), work);
  } finally {
    lock.now = false;
    clearInterval(beat);
    await release(path);
  }
}

async function acquire(folder: string, name: string, { patience, tell }: Waiting): Promise<string> {
  const self: Holder = { pid: process.pid, start: startOf(process.pid) ?? '', place: place() };
  const since = Date.now();
  let told = false;
  for (;;) {
    const numbers = await lockNumbers(folder);
    const highest = numbers[0] ?? 0;
    const holder = highest > 0 ? await holderOf(join(folder, lockName(highest))) : undefined;
    if (holder !== undefined) {
      const writer = holder === 'unnamed' ? 'another process' : `process ${holder.pid}`;
      const who = `${name} is being written to by ${writer}`;
      if (Date.now() > since + patience) throw new OwnhandError('busy', `${who}; try again when it has finished`);
      if (!told && Date.now() > since + QUIET_MS) {
        tell(`${who}; waiting for it to finish`);
        told = true;
      }
      await sleep(20 + Math.random() * 30); // not a result: only keeps two waiters from moving in step
      continue;
    }
    const path = join(folder, lockName(highest + 1));
    if (!(await create(folder, path, self))) continue;
    const now = await lockNumbers(folder);
    if (now[0] !== highest + 1) {
      await rm(path, { force: true });
      continue;
    }
    for (const number of now.slice(1)) await rm(join(folder, lockName(number)), { force: true }).catch(() => {});
    return path;
  }
}

/** Creates the lock file with its holder's name in it at once; false where another process was first. */
async function create(folder: string, path: string, self: Holder): Promise<boolean> {
  const temp = join(folder, tempName());
  const text = JSON.stringify(self);
  try {
    await writeFile(temp, text, { flag: 'wx' });
    try {
      await link(temp, path);
    } catch (error) {
      // Another process that has just got the lock took the temp file for one left behind: once more.
      if (isSystemError(error, 'ENOENT')) return false;
      // File systems without hard links (exFAT): a reader may see the file empty for a moment, hence UNNAMED_MS.
      if (!isSystemError(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
      await writeFile(path, text, { flag: 'wx' });
    }
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw systemError(error, folder);
  } finally {
    await rm(temp, { force: true }).catch(() => {});
  }
}

/**
 * Marks the lock free in place, which needs no room on a full disk. A lock that could not be marked is found by the
 * check for dead holders.
 */
async function release(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.write(FREE, 0);
    } finally {
      await handle.close();
    }
  } catch {}
}

const lockName = (number: number) => `.lock-${number}`;

/** Falling. */
async function lockNumbers(folder: string): Promise<readonly number[]> {
  const names = await listFolder(folder);
  return names
    .flatMap((name) => /^\.lock-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

/** The living holder of a lock file; undefined where it is free, gone, or its holder dead. */
async function holderOf(path: string): Promise<Holder | 'unnamed' | undefined> {
  let text: string;
  let age: number;
  try {
    text = await readFile(path, 'utf8');
    age = Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw systemError(error, path);
  }
  if (text.startsWith(FREE)) return undefined;
  const holder = parseHolder(text);
  if (holder === undefined) return age < UNNAMED_MS ? 'unnamed' : undefined;
  if (holder.place !== place()) return age < SILENT_MS ? holder : undefined;
  if (!isAlive(holder.pid)) return undefined;
  const start = startOf(holder.pid);
  if (start !== undefined && holder.start !== '') return start === holder.start ? holder : undefined;
  return age < SILENT_MS ? holder : undefined;
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, start, place } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof start === 'string' && typeof place === 'string'
      ? { pid, start, place }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error, 'EPERM');
  }
}

/** Undefined where the system does not tell. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Fields 3 and 22, counted from behind the command's name, which may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? 'ended, not yet collected by its parent' : fields[19];
    }
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

let here: string | undefined;

function place(): string {
  here ??= [
    hostname(),
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    read(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');
  return here;
}

function read(from: () => string): string {
  try {
    return from();
  } catch {
    return '';
  }
}
