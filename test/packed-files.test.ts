// What travels in the package: all that reading, learning and `ownhand train` load, and nothing that only making the
// other shipped models needs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const isBuilt = existsSync(join(root, 'dist/training.js'));
let packed: ReadonlySet<string>;

beforeAll(() => {
  if (!isBuilt) return;
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [{ files }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' })) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  packed = new Set(files.map(({ path }) => path));
});

/** The files of the package that a built file imports, lazily or not; those of a .d.ts as declarations. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g);
  const ending = file.endsWith('.d.ts') ? '.d.ts' : '.js';
  return [...found].map(([, to]) =>
    posix
      .join(posix.dirname(file), to!)
      .replace(/\.js$/, ending)
      // The app has the library beside it; from the package it is served as it lies there.
      .replace('dist/web/library/', 'dist/'),
  );
}

test.skipIf(!isBuilt)('every import of a packed file is packed (needs a build)', () => {
  const files = [...packed].filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file));
  expect(files.length).toBeGreaterThan(200);
  expect(files.some((file) => importsOf(file).length > 5)).toBe(true);
  const missing = files.flatMap((file) => importsOf(file).flatMap((to) => (packed.has(to) ? [] : [`${file}: ${to}`])));
  expect(missing).toEqual([]);
});

test.skipIf(!isBuilt)('of training only that is packed which `ownhand train` loads (needs a build)', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const to of importsOf(file)) load(to);
  };
  load('dist/training.js');
  load('dist/node/models/train-equations-file.js');
  expect([...loaded]).toContain('dist/train/train-digits.js');
  const isTraining = (file: string) => /^dist\/train\/.*\.js$/.test(file);
  expect([...packed].filter(isTraining).sort()).toEqual([...loaded].filter(isTraining).sort());
  expect([...packed].filter((file) => file.startsWith('models/training/'))).toEqual([]);
});
