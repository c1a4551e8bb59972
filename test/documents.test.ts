// What documents point to exists: the paths that they name, the files and headings that they link to.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = ['', 'bench', 'docs', 'models', 'examples', 'scripts', 'src', 'test', 'apps'];
const documents = folders
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.md'));

/** Paths into the repository, as a document names them in its text and its commands. */
function pathsIn(text: string): string[] {
  const named = text.matchAll(/(?<![\w./-])(?:src|bench|scripts|models|docs|test|examples|dist)\/[\w./*-]*/g);
  return [...new Set([...named].map(([path]) => path.replace(/\.$/, '')))];
}

/** A path exists as it stands, or as the source that it was built from; without an ending it is a folder or any file of that name. */
function pathExists(path: string): boolean {
  // A word in capitals is for the reader to replace.
  if (/[A-Z]{3,}/.test(path.replace(/README/g, ''))) return existsSync(join(root, dirname(path)));
  const source = path
    .replace(/^dist\/web\b/, 'apps/web')
    .replace(/^dist\/(.*)\.js$/, 'src/$1.ts')
    .replace(/^dist\//, 'src/');
  const file = join(root, source);
  if (path.includes('*')) return readdirSync(dirname(file)).length > 0;
  if (existsSync(file)) return true;
  const name = relative(dirname(file), file);
  return (
    !name.includes('.') &&
    existsSync(dirname(file)) &&
    readdirSync(dirname(file)).some((other) => other.startsWith(`${name}.`))
  );
}

/** The targets of links that stay in the repository. */
const linksIn = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!).filter((target) => !/^[a-z]+:/.test(target));

/** What a heading is called in a link, as GitHub does it. */
const anchorsIn = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** A link from a file in `folder` leads to a file, and to a heading in it where it names one. */
function linkLeads(target: string, folder: string, own: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = join(root, folder, path);
  if (path !== '' && !existsSync(file)) return false;
  return anchor === undefined || anchorsIn(path === '' ? own : readFileSync(file, 'utf8')).includes(anchor);
}

test.each(documents)('%s names and links to what exists', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  expect(pathsIn(text).filter((path) => !pathExists(path))).toEqual([]);
  expect(linksIn(text).filter((target) => !linkLeads(target, dirname(document), text))).toEqual([]);
});

test('there are documents to check', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md', join('docs', 'decisions.md')]));
});

test('ARCHITECTURE.md tells of every room', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map(({ name }) => name).filter((name) => !text.includes(`\`${name}/\``))).toEqual([]);
});

test('what does not exist is told', () => {
  const text =
    'See `src/find/gone.ts`, [this](docs/none.md), [that](README.md#no-such-heading), `node dist/cli/main.js`.';
  expect(pathsIn(text).filter((path) => !pathExists(path))).toEqual(['src/find/gone.ts', 'docs/none.md']);
  expect(linksIn(text).filter((target) => !linkLeads(target, '.', text))).toEqual([
    'docs/none.md',
    'README.md#no-such-heading',
  ]);
  expect(pathExists('src/engine/kernels')).toBe(true);
  expect(pathExists('src/engine/kern')).toBe(false);
});
