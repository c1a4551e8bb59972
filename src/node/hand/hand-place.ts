// Where hands live: `--hand NAME` is a folder of that name under the platform's data folder, `--hand DIR` is a folder anywhere.
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { OwnhandError } from '../../error.js';
import type { HandStore } from '../../hand/store.js';
import { type FolderStoreOptions, openFolderStore } from './folder-store.js';

/** The hand used where none is named. */
export const DEFAULT_HAND = 'default';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
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

/** The folder of a hand given by NAME or DIR: a slash, or a folder that exists, makes it a DIR. */
export function handFolder(nameOrFolder: string, surroundings?: Surroundings): string {
  const isFolder = statSync(nameOrFolder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (/[/\\]/.test(nameOrFolder) || nameOrFolder === '.' || nameOrFolder === '..' || isFolder)
    return resolve(nameOrFolder);
  if (nameOrFolder === '' || /^[.\s]|[<>:"|?*\0]|[.\s]$/.test(nameOrFolder)) {
    throw new OwnhandError(
      'usage',
      `"${nameOrFolder}" cannot be a hand's name; use letters and digits, or give a folder`,
    );
  }
  return join(handsFolder(surroundings), nameOrFolder);
}

/** The folder of the hand that a command line names, or of the default one. */
export function folderOfHand(nameOrFolder?: string): string {
  // A folder `default` that happens to lie in the working directory is not meant unless it is named.
  return nameOrFolder === undefined ? join(handsFolder(), DEFAULT_HAND) : handFolder(nameOrFolder);
}

/** A hand's store by NAME or DIR; touches nothing until asked. */
export function openHandStore(nameOrFolder?: string, options: FolderStoreOptions = {}): HandStore {
  return openFolderStore(folderOfHand(nameOrFolder), { name: nameOrFolder ?? DEFAULT_HAND, ...options });
}
