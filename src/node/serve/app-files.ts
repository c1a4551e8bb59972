// The files of the web app, listed once. A request's path is looked up in that list and is never made a path of a file.
import { readdirSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagedModels } from '../models/models-place.js';

/** A file that may be served. */
export interface AppFile {
  /** Where it lies. */
  readonly path: string;
  /** Its media type. */
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Where the build puts the app. */
export function appFolder(): string {
  return fileURLToPath(new URL('../../web/', import.meta.url));
}

/** What the app has from the package, by where it asks for it: the library, and its models. */
function packagedParts(): Readonly<Record<string, string>> {
  return { 'library/bundle': fileURLToPath(new URL('../../bundle/', import.meta.url)), models: packagedModels() };
}

/** The files of a folder by the paths that they are asked for by; of `parts` those that it lacks. */
export function appFiles(folder: string, parts = packagedParts()): ReadonlyMap<string, AppFile> {
  const files = new Map<string, AppFile>();
  for (const [at, part] of Object.entries(parts))
    for (const name of filesIn(part)) add(`${at}/${name}`, join(part, name));
  for (const name of filesIn(folder)) add(name, join(folder, name));
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;

  function add(name: string, path: string): void {
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    files.set(`/${name.split('/').map(encodeURIComponent).join('/')}`, { path, type });
  }
}

/** The files of a folder and those below it, by their names with slashes; none where there is no folder. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => name.split(sep).join('/'));
  } catch {
    return [];
  }
}
