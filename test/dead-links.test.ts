// The check that ends `npm run docs`, and fails it where the site that it has built points to what is not there.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deadLinks } from '../scripts/dead-links.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ownhand-links-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('dead pages, pictures and places are told, others are not', () => {
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'a.png'), '');
  writeFileSync(
    join(folder, 'index.html'),
    `<h2 id="here">x</h2><a href="#here">1</a><a class="x" href="/docs/b#there">2</a><a href="https://x.org/y">3</a>
     <img alt="" src="./a.png"><a href="#gone">4</a><img src="/b.png"><a href="docs/c.html">5</a>`,
  );
  writeFileSync(
    join(folder, 'docs/b.html'),
    '<h2 id="there">x</h2><a href="../#here">1</a><a href="../index.html#no">2</a>',
  );
  expect(deadLinks(folder).sort()).toEqual([
    'docs/b.html: ../index.html#no',
    'index.html: #gone',
    'index.html: /b.png',
    'index.html: docs/c.html',
  ]);
});

test('a folder without pages is refused', () => {
  expect(() => deadLinks(join(folder, 'docs', '..', 'none'))).toThrow();
});
