// Imports go one way, the core knows no platform, and there are no cycles: what ARCHITECTURE.md draws, checked.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');

/**
 * The house, from the top down. A room may import those of lower rows, and itself; not its neighbours in the row.
 * What each room is for, ARCHITECTURE.md tells.
 */
const layers: readonly (readonly string[])[] = [
  ['cli'],
  ['node', 'browser'],
  ['core.ts', 'training.ts'],
  ['train'],
  ['learn', 'insight', 'sheet', 'archive'],
  ['numbers', 'equations'],
  ['strokes', 'model', 'hand', 'drawing'],
  ['glyph'],
  ['engine', 'page'],
  ['geometry', 'messages'],
];
const layerOf = (part: string) => layers.findIndex((layer) => layer.includes(part));
/** Files of src/ itself that hold words and nothing else. */
const shared: readonly string[] = [
  'error.ts',
  'reading.ts',
  'many-pages.ts',
  'sureness.ts',
  'utf8.ts',
  'breathe.ts',
  'signal.ts',
  'platform.d.ts',
];
const platforms: readonly string[] = ['node', 'browser', 'cli'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
  readonly isLazy: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter(
    (file) =>
      /\.ts$/.test(file) &&
      !/\.test\.ts$/.test(file) &&
      !file.startsWith('engine/assembly/') &&
      !file.startsWith('engine/wasm/'),
  );

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = text.matchAll(
    /\b(import|export)\b(\s+type\b)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|(?<!['"])\bimport\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({
    from: file,
    to: match[3] ?? match[4] ?? match[5] ?? '',
    isType: match[2] !== undefined,
    isLazy: match[4] !== undefined,
  }));
});

const partOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);
const target = ({ from, to }: Import) => posix.normalize(posix.join(posix.dirname(from), to)).replace(/\.js$/, '.ts');
const inner = imports.filter(({ to }) => to.startsWith('.'));

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(inner.length).toBeGreaterThan(100);
});

test('every part is known here', () => {
  const parts = new Set(files.map(partOf));
  expect([...parts].filter((part) => layerOf(part) < 0 && !shared.includes(part))).toEqual([]);
});

test('imports go one way', () => {
  const wrong = inner.filter((each) => {
    const [from, to] = [partOf(each.from), partOf(target(each))];
    return from !== to && !shared.includes(to) && !shared.includes(from) && layerOf(from) >= layerOf(to);
  });
  expect(wrong.map((each) => `${each.from} imports ${target(each)}`)).toEqual([]);
});

test('shared words import nothing but each other and types', () => {
  const wrong = inner.filter((each) => shared.includes(each.from) && !each.isType && !shared.includes(target(each)));
  expect(wrong.map((each) => `${each.from} imports ${target(each)}`)).toEqual([]);
});

test('messages know nothing but types', () => {
  const outside = inner.filter((each) => partOf(each.from) === 'messages' && partOf(target(each)) !== 'messages');
  const wrong = outside.filter((each) => !each.isType);
  expect(wrong.map((each) => `${each.from} imports ${target(each)}`)).toEqual([]);
});

test('every import names a file that exists', () => {
  // The compiler's own output, engine/wasm/, is made by the build.
  const wrong = inner.filter((each) => !files.includes(target(each)) && !target(each).startsWith('engine/wasm/'));
  expect(wrong.map((each) => `${each.from} imports ${target(each)}`)).toEqual([]);
});

test('the core imports no platform and no package', () => {
  const wrong = imports.filter(({ from, to }) => !platforms.includes(partOf(from)) && !to.startsWith('.'));
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('the browser imports nothing of Node', () => {
  const wrong = imports.filter(({ from, to }) => partOf(from) === 'browser' && to.startsWith('node:'));
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('packages that are imported are dependencies', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const used = new Set(
    imports
      .filter(({ to }) => !/^(\.|node:)/.test(to))
      .map(({ to }) => (to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : to.split('/')[0]!)),
  );
  expect([...used].filter((name) => !(name in dependencies))).toEqual([]);
});

test('there are no circles, not of types either', () => {
  const next = new Map<string, string[]>();
  for (const each of inner) next.set(each.from, [...(next.get(each.from) ?? []), target(each)]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test('nothing that reads or learns loads what trains shipped models', () => {
  const next = new Map<string, Import[]>();
  for (const each of inner)
    if (!each.isType && !isTypeOnly(each) && !each.isLazy) next.set(each.from, [...(next.get(each.from) ?? []), each]);
  const wrong: string[] = [];
  const roots = files.filter(
    (file) =>
      [
        'core.ts',
        'node/index.ts',
        'cli/main.ts',
        'browser/index.ts',
        'browser/workers/ownhand-reader.ts',
        'browser/workers/ownhand-writer.ts',
        'node/pages/page-thread.ts',
      ].includes(file) ||
      (file.startsWith('cli/commands/') && file !== 'cli/commands/train.ts'),
  );
  expect(roots.length).toBeGreaterThan(15);
  for (const root of roots) {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      if (partOf(file) === 'train') wrong.push(`${root} loads ${file}`);
      for (const each of next.get(file) ?? []) visit(target(each));
    };
    visit(root);
  }
  expect(wrong).toEqual([]);
});

function groupBy(all: readonly string[], key: (file: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of all) groups.set(key(file), [...(groups.get(key(file)) ?? []), file]);
  return groups;
}

test('a name is one file, and a room holds few', () => {
  // What a room gives to programs is its index.ts.
  const named = files.filter((file) => posix.basename(file) !== 'index.ts');
  const byName = groupBy(named, posix.basename);
  const again = [...byName].filter(([, same]) => same.length > 1).map(([, same]) => same.join(', '));
  expect(again).toEqual([]);
  const byRoom = groupBy(files, posix.dirname);
  const crowded = [...byRoom].filter(([, here]) => here.length > 16).map(([room, here]) => `${room}: ${here.length}`);
  expect(crowded).toEqual([]);
});

/** `import { type A, type B } from`: verbatimModuleSyntax keeps the import, but it brings no value. */
function isTypeOnly({ from, to }: Import): boolean {
  const text = readFileSync(join(source, from), 'utf8');
  const names = new RegExp(
    `import\\s*\\{([^}]*)\\}\\s*from\\s*['"]${to.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"]`,
  ).exec(text)?.[1];
  return names?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false;
}

test('no file is longer than 300 lines, and each says first why it is there', () => {
  const mine = files.map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));
  expect(mine.filter(({ text }) => text.split('\n').length > 301).map(({ file }) => file)).toEqual([]);
  expect(
    mine
      .filter(({ file, text }) => !/^(#!.*\n)?(\/\/|\/\*\*)/.test(text) && !file.endsWith('.d.ts'))
      .map(({ file }) => relative(dirname(source), join(source, file))),
  ).toEqual([]);
});

test('what reads numbers loads nothing of equations', () => {
  const wrong: string[] = [];
  for (const root of files.filter((file) =>
    /^cli\/(main|commands\/.*)\.ts$|^(node|browser)\/.*(thread|index|reader|writer)\.ts$/.test(file),
  )) {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      if (partOf(file) === 'equations' && !root.includes('equation')) wrong.push(`${root} loads ${file}`);
      for (const each of inner)
        if (each.from === file && !each.isType && !isTypeOnly(each) && !each.isLazy) visit(target(each));
    };
    visit(root);
  }
  expect(wrong).toEqual([]);
});

test('importing ownhand loads neither the reader nor the learner', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const each of inner) if (each.from === file && !each.isType && !each.isLazy) load(target(each));
  };
  load('node/index.ts');
  const parts = new Set([...loaded].map(partOf));
  for (const part of ['numbers', 'equations', 'strokes', 'page', 'learn', 'engine', 'model', 'train'])
    expect(parts).not.toContain(part);
});
