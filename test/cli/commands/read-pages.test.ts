// A TIFF of several pages is read whole, page by page, as a PDF is.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawnPage } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

test('each page of a TIFF is read, or the one that is named', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ownhand-pages-'));
  try {
    const scan = join(root, 'scan.tif');
    const pages = [drawnPage(['0123']), drawnPage(['3210'])];
    writeFileSync(
      scan,
      await sharp(pages, { join: { animated: true } })
        .tiff()
        .toBuffer(),
    );
    const all = jsonLines((await ownhand(['read', scan, '--json', '--hand', join(root, 'none')])).out);
    expect(all.map(({ file, text }) => [file, text])).toEqual([
      [`${scan}#1`, '0123'],
      [`${scan}#2`, '3210'],
    ]);
    const one = jsonLines((await ownhand(['read', `${scan}#2`, '--json', '--hand', join(root, 'none')])).out);
    expect(one.map(({ text }) => text)).toEqual(['3210']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
