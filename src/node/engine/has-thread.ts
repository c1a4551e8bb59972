// Threads start from files of their own, which a program that was bundled into one file no longer has.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the file of a thread is where it should be. */
export function hasThread(file: URL): boolean {
  return file.protocol === 'file:' && existsSync(fileURLToPath(file));
}
