// The files of the web app, listed once. A request's path is looked up in that list and is never made a path of a file.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Where the build puts the app. */
export function appFolder(): string {
  return fileURLToPath(new URL('../../web/', import.meta.url));
}

/**
 * The files of a folder by the paths that they are asked for by; none where there is no folder. Models that its
 * models.json names and that it lacks are taken from `models`.
 */
export function appFiles(folder: string, models = packagedModels()): ReadonlyMap<string, AppFile> {
  const files = new Map<string, AppFile>();
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return files;
  }
  for (const name of names) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const file = { path, type: TYPES[extname(name)] ?? 'application/octet-stream' };
    files.set(`/${name.split(sep).map(encodeURIComponent).join('/')}`, file);
  }
  const list = join(folder, 'models.json');
  const named = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>) : {};
  for (const [name, model] of Object.entries(named))
    if (!files.has(`/${name}`)) files.set(`/${name}`, { path: join(models, model), type: 'application/octet-stream' });
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}
