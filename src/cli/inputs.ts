// What the user named on the command line → the files to read: files, folders, globs (for shells that leave them), `-`.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { OwnhandError } from '../error.js';
import { messages } from '../messages/messages.js';
import { systemError } from '../node/files.js';
import { ANNOTATED_ENDING } from '../node/pages/crops.js';
import { CommandError } from './command-error.js';
import { isStandardInput } from './standard-input.js';

const IMAGE = /\.(png|jpe?g|webp|tiff?|gif|avif|heic|heif|pdf)$/i;

/** One picture to read, or the reason why there is none. */
export interface Input {
  /** As the user named it, `-` for standard input. */
  readonly file: string;
  /** Why it names no file. */
  readonly error?: OwnhandError;
}

/** Files in the order they were named; those of a folder or a glob in the order a person would count them. */
export async function expandInputs(named: readonly string[], recursive = false): Promise<readonly Input[]> {
  const inputs = (await Promise.all(named.map((name) => expand(name, recursive)))).flat();
  return (await Promise.all(inputs.map(pages))).flat();
}

/**
 * The named files and folders, with globs replaced by what matches them, and files of several pages by their pages.
 * Throws OwnhandError 'not-found'.
 */
export async function expandGlobs(named: readonly string[]): Promise<readonly string[]> {
  const expanded = named.map(async (name): Promise<readonly Input[]> => {
    const isThere = (await stat(name).catch(() => undefined)) !== undefined;
    return isThere || !/[*?[]/.test(name) ? [{ file: name }] : matching(name);
  });
  const paged = (await Promise.all(expanded)).flat().map(pages);
  return (await Promise.all(paged)).flat().map(({ file }) => file);
}

async function expand(name: string, recursive: boolean): Promise<readonly Input[]> {
  if (isStandardInput(name)) return [{ file: name }];
  const about = await stat(name).catch(() => undefined);
  try {
    if (about?.isDirectory()) return await imagesIn(name, recursive);
    if (about === undefined && /[*?[]/.test(name)) return await matching(name);
    return [{ file: name }];
  } catch (error) {
    return [{ file: name, error: systemError(error, name) }];
  }
}

/** The pages of a PDF or TIFF that has several, as `scan.pdf#2`; anything else as it is. */
async function pages(input: Input): Promise<readonly Input[]> {
  const [ending] = /\.(pdf|tiff?)$/i.exec(input.file) ?? [];
  if (input.error || ending === undefined) return [input];
  try {
    const bytes = await readFile(input.file);
    const count = await pagesOf(bytes, input.file, /pdf/i.test(ending));
    return count < 2 ? [input] : Array.from({ length: count }, (_, k) => ({ file: `${input.file}#${k + 1}` }));
  } catch {
    return [input]; // its reading tells why
  }
}

async function pagesOf(bytes: Uint8Array, name: string, isPdf: boolean): Promise<number> {
  if (!isPdf) return (await import('../node/picture/decode.js')).tiffPages(bytes);
  return (await import('../node/picture/foreign.js')).pdfPages(bytes, name);
}

async function imagesIn(folder: string, recursive: boolean): Promise<readonly Input[]> {
  const names = (await readdir(folder, { recursive })).filter(
    (name) => IMAGE.test(name) && !/(^|[/\\])\./.test(name) && !name.endsWith(ANNOTATED_ENDING),
  );
  if (names.length === 0) throw new CommandError('no-images', messages.inputs.noImages(folder));
  return names.sort(asCounted).map((name) => ({ file: join(folder, name) }));
}

async function matching(glob: string): Promise<readonly Input[]> {
  const parts = glob.split(/[/\\]/);
  const absolute = parts[0] === '';
  const found = await walk(absolute ? sep : '', absolute ? parts.slice(1) : parts);
  if (found.length === 0) throw new CommandError('not-found', messages.inputs.nothingMatches(glob));
  return found.sort(asCounted).map((file) => ({ file }));
}

/** Files below `folder` whose path matches the parts; `**` stands for any folders. */
async function walk(folder: string, parts: readonly string[]): Promise<string[]> {
  const [part, ...rest] = parts;
  if (part === undefined) return [];
  const entries = await readdir(folder || '.', { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  if (part === '**') found.push(...(await walk(folder, rest)));
  const pattern = part === '**' ? /^[^.]/ : patternOf(part);
  for (const entry of entries) {
    if (!pattern.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (part === '**') {
      if (entry.isDirectory()) found.push(...(await walk(path, parts)));
    } else if (rest.length > 0) {
      if (entry.isDirectory() || entry.isSymbolicLink()) found.push(...(await walk(path, rest)));
    } else if (!entry.isDirectory() && !basename(path).endsWith(ANNOTATED_ENDING)) found.push(path);
  }
  return found;
}

/** One part of a glob: `*`, `?` and `[…]`, and no hidden files unless named. */
function patternOf(part: string): RegExp {
  if (part === '..' || part === '.') return new RegExp(`^${part.replaceAll('.', '\\.')}$`);
  const source = part.replace(/\[[^\]]+\]|[*?]|[\\^$.|+(){}[\]]/g, (piece) => {
    if (piece === '*') return '[^/]*';
    if (piece === '?') return '[^/]';
    return piece.length > 1 ? `[${piece.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\')}]` : `\\${piece}`;
  });
  return new RegExp(`^${part.startsWith('.') ? '' : '(?!\\.)'}${source}$`);
}

const asCounted = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
