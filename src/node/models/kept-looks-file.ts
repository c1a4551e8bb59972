// What the shipped base makes of the rehearsal, in a file of the platform's folder for what can be made again. It is a
// few megabytes, and holds nothing of any hand.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { LookKeeper } from '../../learn/rehearsal.js';
import { tempName } from '../files.js';
import type { Surroundings } from '../hand/hand-place.js';

/** Raised when the same models and kernels give other looks, or other bytes of them. */
const FORMAT = 1;
/** How such files' names begin; behind it stands what they belong to. */
const NAME = 'looks-';
/** Bytes of the checksum that a file begins with. */
const SUM = 32;
const DAY_MS = 24 * 3600 * 1000;
/** Files that nobody has read for so long belong to models that are gone. */
const STALE_MS = 30 * DAY_MS;

/** The folder of what can be made again. */
export function cacheFolder(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'ownhand');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'ownhand');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'ownhand', 'Cache');
  return join(home, '.cache', 'ownhand');
}

/**
 * Keeps looks in a folder.
 * @param madeFrom the bytes that the looks follow from: of models and kernels
 */
export function lookFile(madeFrom: readonly (Uint8Array | string)[], folder: () => string = cacheFolder): LookKeeper {
  const name = () => {
    const hash = createHash('sha256').update(`${FORMAT}`);
    for (const part of madeFrom) hash.update(part);
    return `${NAME}${hash.digest('hex')}`;
  };
  return {
    async load() {
      try {
        const file = join(folder(), name());
        const bytes = await readFile(file);
        if (!sumOf(bytes.subarray(SUM)).equals(bytes.subarray(0, SUM))) return;
        const { mtimeMs } = await stat(file);
        if (Date.now() - mtimeMs > DAY_MS) await utimes(file, new Date(), new Date()).catch(() => {});
        return bytes.subarray(SUM);
      } catch {
        return;
      }
    },
    async save(bytes) {
      let temp: string | undefined;
      try {
        const at = folder();
        await mkdir(at, { recursive: true });
        temp = join(at, tempName());
        // A file that a power cut has torn is told by its checksum, so that nothing waits for the disk.
        await writeFile(temp, Buffer.concat([sumOf(bytes), bytes]), { flag: 'wx' });
        await rename(temp, join(at, name()));
        await removeStale(at);
      } catch {
        if (temp) await rm(temp, { force: true }).catch(() => {});
      }
    },
  };
}

const sumOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (name.startsWith(NAME) && Date.now() - (await stat(file)).mtimeMs > STALE_MS) await rm(file, { force: true });
  }
}
