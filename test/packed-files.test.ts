// What travels in the package: all that its files import, the threads that they start, and little more.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const isBuilt = existsSync(join(root, 'dist/package/index.js'));
let packed: ReadonlySet<string>;
let size: number;

beforeAll(() => {
  if (!isBuilt) return;
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [about] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' })) as [
    { readonly size: number; readonly files: readonly { readonly path: string }[] },
  ];
  size = about.size;
  packed = new Set(about.files.map(({ path }) => path));
});

/** The files of the package that a built file imports, lazily or not; those of a .d.ts as declarations. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"`](\.[^'"`]+)['"`]/g);
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
  // What draws equations is loaded where the app sees that it is there.
  const isThere = (to: string) => packed.has(to) || to.startsWith('dist/web/equations/');
  const missing = files.flatMap((file) => importsOf(file).flatMap((to) => (isThere(to) ? [] : [`${file}: ${to}`])));
  expect(missing).toEqual([]);
});

test.skipIf(!isBuilt)('what starts a thread lies beside the file of that thread (needs a build)', () => {
  const parts = [...packed].filter((file) => file.startsWith('dist/package/'));
  const threads = parts.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/["'`](\.\/[a-z-]+-thread\.js)["'`]/g)].map(([, name]) =>
      posix.join(posix.dirname(file), name!),
    ),
  );
  expect(new Set(threads).size).toBe(3);
  expect(threads.filter((file) => !packed.has(file))).toEqual([]);
});

test.skipIf(!isBuilt)(
  'it is light: 1.5 MB at most, and nothing that only training and equations need (needs a build)',
  () => {
    expect(size).toBeLessThan(1_500_000);
    expect([...packed].filter((file) => /^models\/(training|equation)|KaTeX|\.tsbuildinfo$/.test(file))).toEqual([]);
  },
);
