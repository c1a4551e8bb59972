// What learning takes beside folders: single pictures, by their own name or by that of their folder.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { expandGlobs } from '../../../src/cli/inputs.js';
import { readLabelledInputs } from '../../../src/node/samples/labelled-inputs.js';
import { drawnFolder } from '../../cli/drawn.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-inputs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('labelled pictures are taken one by one or by a glob, JPEGs and large ones too', async () => {
  drawnFolder(join(root, 'png'), '3579', 1);
  mkdirSync(join(root, 'jpg'));
  for (const name of readdirSync(join(root, 'png')))
    await sharp(join(root, 'png', name))
      .resize(name.endsWith('3.png') ? 400 : 64)
      .jpeg()
      .toFile(join(root, 'jpg', name.replace('.png', '.jpg')));
  for (const kind of ['png', 'jpg']) {
    const files = await expandGlobs([join(root, kind, `*_[357].${kind}`)]);
    const { samples, unreadable } = await readLabelledInputs(files);
    expect(samples.map(({ label }) => label).sort()).toEqual(['3', '5', '7']);
    expect(unreadable).toEqual([]);
  }
  await expect(expandGlobs([join(root, '*.gif')])).rejects.toMatchObject({ code: 'not-found' });
});

test('a numbered picture is labelled by its folder; one that nothing labels says so', async () => {
  drawnFolder(join(root, 'drawn'), '77', 2);
  mkdirSync(join(root, '7'));
  const [first, second] = readdirSync(join(root, 'drawn')).map((name) => join(root, 'drawn', name));
  await sharp(first!).toFile(join(root, '7', 'img_0001.png'));
  await sharp(second!).toFile(join(root, 'crop0002.png'));
  const { samples, byFolder } = await readLabelledInputs([join(root, '7', 'img_0001.png')]);
  expect([samples.map(({ label }) => label), byFolder]).toEqual([['7'], 1]);
  await expect(readLabelledInputs([join(root, 'crop0002.png')])).rejects.toMatchObject({
    code: 'no-sheet',
    message: expect.stringMatching(/crop0002\.png is a small picture whose name holds no label; call it x_7\.png/),
  });
});
