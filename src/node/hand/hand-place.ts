// Where hands live: `--hand NAME` is a folder of that name under the platform's data folder, `--hand DIR` is a folder
// anywhere, told by a slash in it. What kind of store a hand is kept in is decided here too.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { JOURNAL_FILE } from '../../archive/file-names.js';
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { type FolderStoreOptions, openFolderStore } from './folder-store.js';

/** The hand used where none is named. */
const DEFAULT_HAND = 'default';

/** What decides where the platform's data folder is. */
export interface Surroundings {
  /** As `process.platform` names it. */
  readonly platform: NodeJS.Platform;
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

/** The folder of named hands. */
export function handsFolder(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  // The XDG specification has relative paths ignored.
  const xdg = env['XDG_DATA_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'ownhand');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'ownhand');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'ownhand');
  return join(home, '.local', 'share', 'ownhand');
}

/**
 * The folder of the hand that a command line names, or of the default one. A slash makes the word a DIR; without one it
 * is a NAME, whatever lies in the working directory. Throws OwnhandError 'usage' where it can be neither.
 */
export function folderOfHand(nameOrFolder?: string, surroundings?: Surroundings): string {
  // A folder `default` that happens to lie in the working directory is not meant unless it is named.
  if (nameOrFolder === undefined) return join(handsFolder(surroundings), DEFAULT_HAND);
  if (/[/\\]/.test(nameOrFolder) || nameOrFolder === '.' || nameOrFolder === '..') return resolve(nameOrFolder);
  if (nameOrFolder === '' || /^[.\s]|[<>:"|?*\0]|[.\s]$/.test(nameOrFolder)) {
    throw new OwnhandError(
      'usage',
      `"${nameOrFolder}" cannot be a hand's name; use letters and digits, or give a folder`,
    );
  }
  return join(handsFolder(surroundings), nameOrFolder);
}

/** A hand's store by NAME or DIR; touches nothing until asked. */
export function openHandStore(nameOrFolder?: string, options: FolderStoreOptions = {}): HandStore {
  const folder = folderOfHand(nameOrFolder);
  if (nameOrFolder !== undefined && folder !== resolve(nameOrFolder) && holdsHand(nameOrFolder))
    options.warn?.(`${nameOrFolder} is a hand's name; the folder of that name here would be ./${nameOrFolder}`);
  return openFolderStore(folder, { name: nameOrFolder ?? DEFAULT_HAND, ...options });
}

/** Whether a folder in the working directory is a hand, which the same word once meant. */
function holdsHand(folder: string): boolean {
  return existsSync(join(folder, JOURNAL_FILE));
}
