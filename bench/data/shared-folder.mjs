// The folder of photos and writers that the project measures itself on. It is not part of the repository, so every
// bench that needs it says so where it is missing, and what to bring instead.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** `$OWNHAND_SHARED`, else the folder `shared` beside the repository. */
export const sharedFolder = resolve(process.env.OWNHAND_SHARED ?? join(import.meta.dirname, '../../../shared'));

/**
 * The path, or one line on standard error and the end of the program where nothing is there.
 * @param {string} path
 * @param {string} what what should be there, and what to name instead
 */
export function mustExist(path, what) {
  if (existsSync(path)) return path;
  console.error(`${path} is not there: ${what}. bench/README.md says what each bench needs.`);
  process.exit(1);
}
