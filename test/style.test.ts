// Lines and comments follow the house style, in every source file: CONTRIBUTING.md says how.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { MOST_COLUMNS, styleFaults } from './comment-rules.js';

const root = join(import.meta.dirname, '..');
const filesOf = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .filter((file) => ending.test(file) && !file.startsWith('src/engine/wasm/'));
const faultsOf = (files: readonly string[]) =>
  files.flatMap((file) => styleFaults(file, readFileSync(join(root, file), 'utf8')));

test.each([
  ['src', /\.ts$/, 150],
  ['bench', /\.mjs$/, 25],
  ['scripts', /\.mjs$/, 5],
  ['apps', /\.(tsx?|mjs)$/, 50],
])('%s/ follows the house style', (folder, ending, least) => {
  const files = filesOf(folder, ending);
  expect(files.length).toBeGreaterThan(least);
  expect(faultsOf(files)).toEqual([]);
});

const told = (text: string, file = 'sample.ts') => styleFaults(file, text);

test('a line that is too long is told', () => {
  const long = `// ${'a'.repeat(MOST_COLUMNS)}`;
  expect(told(long)).toEqual([`sample.ts:1: ${MOST_COLUMNS + 3} columns`]);
  expect(told(`// ${'×'.repeat(MOST_COLUMNS - 3)}`)).toEqual([]);
});

test('comments that are no whole sentences are told', () => {
  expect(told('/** …and then some. */\nconst a = 1;')).toEqual(['sample.ts:1: the comment begins with "…"']);
  expect(told('const a = 1; // … and more\nconst b = 2;')).toEqual(['sample.ts:1: the comment begins with "…"']);
  expect(told('{\n  // What is left,\n}')).toEqual(['sample.ts:2: the comment ends with ",", in mid-sentence']);
  expect(told('// The first line goes on,\n// and the second ends it.\nconst a = 1;')).toEqual([]);
  expect(told("const path = 'https://example.org/…,';")).toEqual([]);
});

test('members of exported interfaces need a docstring, others do not', () => {
  const members = '{\n  readonly width: number;\n  /** In pixels. */\n  readonly height: number;\n  area(): number;\n}';
  expect(told(`export interface Box ${members}`)).toEqual([
    'sample.ts:2: Box.width has no docstring',
    'sample.ts:5: Box.area has no docstring',
  ]);
  expect(told(`interface Box ${members}`)).toEqual([]);
});

test('exported functions need a docstring with words of its own', () => {
  expect(told('export function f() {}')).toEqual(['sample.ts:1: the exported function f has no docstring']);
  expect(told('export const g = () => 1;')).toEqual(['sample.ts:1: the exported function g has no docstring']);
  expect(told('/** @param {number} x */\nexport function f(x) {}', 'sample.mjs')).toEqual([
    'sample.mjs:2: the exported function f has no docstring',
  ]);
  expect(told('/** Adds one. @param {number} x */\nexport function f(x) {}', 'sample.mjs')).toEqual([]);
  expect(told('// Not a docstring.\nexport const five = 5;\nfunction inner() {}')).toEqual([]);
  expect(
    told(
      '/** Either. */\nexport function f(a: string): void;\nexport function f(a: number): void;\nexport function f() {}',
    ),
  ).toEqual([]);
});
