// What strokes/ may not know: digits, models, and the pictures that models see. Numbers and equations are read on top
// of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const room = join(import.meta.dirname, '../../src/strokes');
const files = readdirSync(room).map((file) => ({ file, text: readFileSync(join(room, file), 'utf8') }));

test('no file speaks of digits', () => {
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter(({ text }) => /\bdigit/i.test(text)).map(({ file }) => file)).toEqual([]);
});

test('no file imports more than geometry and page', () => {
  const imports = files.flatMap(({ text }) => [...text.matchAll(/from '(\.\.\/[^']+)'/g)].map((match) => match[1]!));
  expect(imports.filter((from) => !/^\.\.\/(geometry|page)\//.test(from))).toEqual([]);
});
