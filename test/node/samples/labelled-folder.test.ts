import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictureCosine } from '../../../src/glyph/cosine.js';
import { loadMnistPart } from '../../../src/node/models/mnist.js';
import { encodePng } from '../../../src/node/picture/png.js';
import { readLabelledFolders } from '../../../src/node/samples/labelled-folder.js';
import { drawDigit, drawnFolder, paper } from '../../cli/drawn.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-labelled-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('raw crops become white ink on black, labelled by their names', async () => {
  drawnFolder(folder, '0123456789', 1);
  const { samples, unreadable, otherKind } = await readLabelledFolders([folder], true);
  expect(samples.map((sample) => sample.label).join('')).toBe('0123456789');
  expect([unreadable.length, otherKind]).toEqual([0, false]);
  for (const { picture, source } of samples) {
    expect(picture).toHaveLength(784);
    expect(source.startsWith(folder)).toBe(true);
    // Black around, but for what centring by mass may bring to the rim, and ink within.
    const rim = Array.from(
      { length: 28 },
      (_, k) => picture[k]! + picture[783 - k]! + picture[k * 28]! + picture[k * 28 + 27]!,
    );
    expect(rim.reduce((sum, value) => sum + value, 0) / (4 * 28)).toBeLessThan(16);
    expect(Math.max(...picture)).toBe(255);
  }
});

test('the same crop is the same sample, whatever its colour type', async () => {
  const crop = paper(64, 64);
  drawDigit(crop, '5', 6, 6, 52);
  const grey = encodePng(crop.data, 64, 64);
  const kinds = {
    'a_5.png': grey,
    'b_5.png': await sharp(grey).toColourspace('srgb').png().toBuffer(),
    'c_5.png': await sharp(grey).toColourspace('srgb').ensureAlpha().png().toBuffer(),
    'd_5.PNG': await sharp(grey).toColourspace('srgb').png({ progressive: true }).toBuffer(),
    'e_5.png': await sharp(grey).toColourspace('srgb').png({ palette: true, quality: 100, dither: 0 }).toBuffer(),
  };
  for (const [name, bytes] of Object.entries(kinds)) writeFileSync(join(folder, name), bytes);
  const { samples } = await readLabelledFolders([folder], true);
  expect(samples).toHaveLength(5);
  for (const { picture } of samples) expect(picture).toEqual(samples[0]!.picture);
});

test('processed pictures of a usual pen are taken as they are, thinner and larger ones are brought to it', async () => {
  const { pictures } = await loadMnistPart('test');
  const seven = pictures.subarray(0, 784);
  writeFileSync(join(folder, 'a_7.png'), encodePng(seven, 28, 28));
  const large = await sharp(seven, { raw: { width: 28, height: 28, channels: 1 } })
    .resize(90, 90)
    .toColourspace('b-w')
    .png()
    .toBuffer();
  writeFileSync(join(folder, 'b_7.png'), large);
  const thin = new Uint8Array(784);
  for (let y = 4; y < 24; y++) thin[y * 28 + 14] = 255;
  writeFileSync(join(folder, 'c_1.png'), encodePng(thin, 28, 28));
  const { samples, otherKind } = await readLabelledFolders([folder], false);
  expect(otherKind).toBe(false);
  const ink = (picture: Uint8Array) => picture.reduce((sum, value) => sum + value, 0);
  const [same, shrunk, thickened] = samples.map((sample) => sample.picture);
  expect(same).toEqual(seven);
  // MNIST centred its digits a little differently: the nearest of the small shifts counts.
  const shifts = [-2, -1, 0, 1, 2].flatMap((dy) => [-2, -1, 0, 1, 2].map((dx) => dy * 28 + dx));
  const distances = shifts.map((by) =>
    shrunk!.reduce((sum, value, i) => sum + Math.abs(value - (seven[i + by] ?? 0)), 0),
  );
  expect(Math.min(...distances) / ink(seven)).toBeLessThan(0.5);
  expect(ink(thickened!)).toBeGreaterThan(1.3 * ink(thin));
});

test.each([
  [true, false],
  [false, true],
])('pictures of the other kind are noticed (paper %s, --reverse %s)', async (isPaper, reverse) => {
  const crop = paper(40, 40);
  drawDigit(crop, '3', 4, 4, 32);
  const data = isPaper ? crop.data : crop.data.map((value) => 255 - value);
  for (const name of ['a_3.png', 'b_3.png', 'c_3.png']) writeFileSync(join(folder, name), encodePng(data, 40, 40));
  expect((await readLabelledFolders([folder], reverse)).otherKind).toBe(true);
  expect((await readLabelledFolders([folder], !reverse)).otherKind).toBe(false);
});

test('what is no sample is passed over or told', async () => {
  drawnFolder(folder, '0123', 1);
  cpSync(join(folder, '1-000_0.png'), join(folder, 'page_digitized_image.png'));
  writeFileSync(join(folder, 'notes.txt'), 'x');
  writeFileSync(join(folder, '._1-000_0.png'), 'what macOS leaves on other disks');
  writeFileSync(join(folder, 'damaged_4.png'), 'x');
  writeFileSync(join(folder, 'blank_5.png'), encodePng(paper(40, 40).data, 40, 40));
  const { samples, unreadable } = await readLabelledFolders([folder], true);
  expect(samples.map((sample) => sample.label)).toEqual(['0', '1', '2', '3']);
  expect(unreadable.map((error) => error.code).sort()).toEqual(['empty', 'not-an-image']);
});

test('several folders are one set; a missing one, an empty one and a nameless file are errors', async () => {
  drawnFolder(join(folder, 'one'), '01', 1);
  drawnFolder(join(folder, 'two'), '23', 2);
  mkdirSync(join(folder, 'none'));
  const all = await readLabelledFolders([join(folder, 'two'), join(folder, 'one')], true);
  expect(all.samples.map((sample) => sample.label)).toEqual(['2', '3', '0', '1']);
  await expect(readLabelledFolders([join(folder, 'missing')], true)).rejects.toMatchObject({ code: 'not-found' });
  await expect(readLabelledFolders([join(folder, 'none')], true)).rejects.toMatchObject({ code: 'no-images' });
  writeFileSync(join(folder, 'one', 'x_.png'), 'x');
  await expect(readLabelledFolders([join(folder, 'one')], true)).rejects.toMatchObject({ code: 'no-label' });
});

test('a folder for each label: the folders say what is written, the files are only numbered', async () => {
  drawnFolder(join(folder, 'drawn'), '7744', 1);
  for (const label of '74') mkdirSync(join(folder, 'set', 'train', label), { recursive: true });
  const drawn = readdirSync(join(folder, 'drawn'));
  for (const [i, name] of drawn.entries())
    cpSync(join(folder, 'drawn', name), join(folder, 'set', 'train', i < 2 ? '7' : '4', `img_000${i}.png`));
  for (const given of [[join(folder, 'set')], ['4', '7'].map((label) => join(folder, 'set', 'train', label))]) {
    const { samples, byFolder } = await readLabelledFolders(given);
    expect(samples.map(({ label }) => label).join('')).toBe('4477');
    expect(byFolder).toBe(4);
  }
  mkdirSync(join(folder, 'set', 'train', 'notes'));
  cpSync(join(folder, 'drawn', drawn[0]!), join(folder, 'set', 'train', 'notes', 'a_1.png'));
  await expect(readLabelledFolders([join(folder, 'set')])).rejects.toMatchObject({
    code: 'no-images',
    message: expect.stringMatching(/notes is named by no label/),
  });
});

test('pictures that are no PNGs are read where there are no PNGs, and told where there are', async () => {
  drawnFolder(folder, '5', 1);
  const png = readdirSync(folder)[0]!;
  mkdirSync(join(folder, 'photos'));
  await sharp(join(folder, png))
    .jpeg()
    .toFile(join(folder, 'photos', 'crop_5.jpg'));
  const alone = await readLabelledFolders([join(folder, 'photos')]);
  expect(alone.samples.map(({ label }) => label)).toEqual(['5']);
  cpSync(join(folder, 'photos', 'crop_5.jpg'), join(folder, 'page.jpg'));
  const { samples, passedOver } = await readLabelledFolders([folder]);
  expect(samples).toHaveLength(1);
  expect(passedOver).toEqual([join(folder, 'photos'), join(folder, 'page.jpg')]);
});

test('each picture tells whether it is dark on light or white on black', async () => {
  const crop = paper(64, 64);
  drawDigit(crop, '3', 6, 6, 52);
  const board = crop.data.map((value) => 255 - value);
  const { data: small } = await sharp(board, { raw: { width: 64, height: 64, channels: 1 } })
    .resize(28, 28)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const black = small.map((value) => Math.max(0, value - 40));
  const half = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 32 ? 20 : 230));
  writeFileSync(join(folder, 'a_3.png'), encodePng(crop.data, 64, 64));
  writeFileSync(join(folder, 'b_3.png'), encodePng(board, 64, 64));
  writeFileSync(join(folder, 'c_3.png'), encodePng(black, 28, 28));
  writeFileSync(
    join(folder, 'd_3.png'),
    encodePng(
      black.map((value) => 255 - value),
      28,
      28,
    ),
  );
  writeFileSync(join(folder, 'e_3.png'), encodePng(half, 64, 64));
  const { samples, unreadable, grounds, otherKind } = await readLabelledFolders([folder]);
  expect(grounds).toEqual({ light: 2, dark: 2 });
  expect(otherKind).toBe(false);
  const [fromPaper, ...others] = samples.map(({ picture }) => picture);
  expect(others).toHaveLength(3);
  for (const picture of others) expect(pictureCosine(fromPaper!, picture)).toBeGreaterThan(0.7);
  expect(unreadable.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(/^refused .*e_3\.png: .* cannot be told; --reverse says dark on light, --no-reverse white/),
  ]);
});
