// Threads start from files of their own, which a program that was bundled into one file no longer has.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file of a thread, beside the one that starts it; undefined where it is not there.
 * @param from the `import.meta.url` of the file that starts it; a bundle of CommonJS has none
 */
export function threadFile(name: string, from: string | undefined): URL | undefined {
  if (!from?.startsWith('file:')) return undefined;
  const file = new URL(name, from);
  return existsSync(fileURLToPath(file)) ? file : undefined;
}
