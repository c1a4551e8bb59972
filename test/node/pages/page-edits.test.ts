// What a person puts right on a photo: each kind of edit, seen in the next reading of the same photo.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import * as ownhand from '../../../src/node/index.js';
import { keptEdits } from '../../../src/node/pages/kept-edits.js';
import { openReadLog } from '../../../src/node/pages/read-log.js';
import { encodePng } from '../../../src/node/picture/png.js';
import { drawDigit, drawnPage, paper } from '../../cli/drawn.js';
import { memoryStore } from '../../hand/memory-store.js';

const photo = drawnPage(['408173', '259014']);
const folder = mkdtempSync(join(tmpdir(), 'ownhand-edits-'));
let hand: ownhand.Hand;
beforeEach(async () => {
  await hand?.close();
  hand = ownhand.openHand(memoryStore());
});
afterAll(async () => {
  await hand.close();
  rmSync(folder, { recursive: true, force: true });
});

const glyphs = async (picture: ownhand.PictureInput = photo) =>
  (await ownhand.read(hand, picture)).lines.map((line) => line.numbers.flatMap((number) => number.glyphs));
const text = async (picture: ownhand.PictureInput = photo) => (await ownhand.read(hand, picture)).text;

test('the photo that all this is tried on', async () => {
  expect(await text()).toBe('408173\n259014');
});

test('a label that is given stays, and is sure', async () => {
  const [[first]] = (await glyphs()) as [[ownhand.ReadGlyph]];
  await ownhand.editPage(hand, photo, [ownhand.labelGlyph(first.box, '9')]);
  expect(await text()).toBe('908173\n259014');
  expect((await glyphs())[0]![0]).toMatchObject({ label: '9', confidence: 1, given: true, box: first.box });
  await ownhand.editPage(hand, photo, [ownhand.labelGlyph(first.box, '4')]);
  expect(await text()).toBe('408173\n259014');
  expect(await hand.store.journal()).toMatchObject([
    { event: 'page', edits: [{ are: [{ label: '9' }] }] },
    { event: 'page', edits: [{ are: [{ label: '4' }] }] },
  ]);
});

test('what was cut is joined, and what was joined is cut again', async () => {
  const [line] = await glyphs();
  const [one, two] = [line![3]!, line![4]!];
  await ownhand.editPage(hand, photo, [ownhand.joinGlyphs([one.box, two.box], '8')]);
  expect(await text()).toBe('40883\n259014');
  const joined = (await glyphs())[0]![3]!;
  expect(joined.box).toMatchObject({ x: one.box.x, w: two.box.x + two.box.w - one.box.x });
  // The picture that can be learned shows both.
  expect(joined.picture).not.toEqual(one.picture);
  await ownhand.editPage(hand, photo, [ownhand.cutGlyph(joined.box, two.box.x - 4)]);
  expect(await text()).toBe('408173\n259014');
  const cut = (await glyphs())[0]!;
  expect([cut[3]!.picture, cut[4]!.picture]).toEqual([one.picture, two.picture]);
});

test('digits that touch are cut where the person says', async () => {
  const page = paper(500, 160);
  for (const [k, x] of [20, 120, 180, 280, 380].entries()) drawDigit(page, '70056'[k]!, x, 30, 90, k + 1);
  const touching = encodePng(page.data, 500, 160);
  const line = (await glyphs(touching)).flat();
  const joined = ownhand.joinGlyphs(line.filter(({ box }) => box.x > 110 && box.x + box.w < 285).map(({ box }) => box));
  await ownhand.editPage(hand, touching, [joined]);
  const [, both] = (await glyphs(touching)).flat();
  await ownhand.editPage(hand, touching, [ownhand.cutGlyph(both!.box, both!.box.x + both!.box.w / 2, ['0', '0'])]);
  expect(await text(touching)).toBe('70056');
  const [, left, right] = (await glyphs(touching)).flat();
  expect(Math.abs(left!.box.w - right!.box.w)).toBeLessThan(8);
});

test('what is no symbol is left out, and what was missed is added', async () => {
  const [, line] = await glyphs();
  const gone = line![2]!;
  await ownhand.editPage(hand, photo, [ownhand.removeGlyph(gone.box)]);
  const reading = await ownhand.read(hand, photo);
  expect(reading.text).toMatch(/^408173\n25 ?014$/);
  expect(reading.leftOut).toContainEqual({ box: gone.box, reason: 'unread' });
  const about = { x: gone.box.x - 6, y: gone.box.y - 6, w: gone.box.w + 12, h: gone.box.h + 12 };
  await ownhand.editPage(hand, photo, [ownhand.addGlyph(about)]);
  expect(await ownhand.read(hand, photo)).toMatchObject({ text: '408173\n259014', leftOut: [] });
  expect((await glyphs())[1]![2]!.picture).toEqual(gone.picture);
});

test('a line that was missed is a line of its own', async () => {
  const lines = await glyphs();
  await ownhand.editPage(
    hand,
    photo,
    lines[0]!.map(({ box }) => ownhand.removeGlyph(box)),
  );
  expect(await text()).toBe('259014');
  const { box } = lines[0]![5]!;
  await ownhand.editPage(hand, photo, [ownhand.addGlyph(box, '3')]);
  expect(await text()).toBe('3\n259014');
});

test('numbers are parted and put together', async () => {
  const [line] = await glyphs();
  await ownhand.editPage(hand, photo, [ownhand.splitNumber(line![2]!.box)]);
  expect(await text()).toBe('40 8173\n259014');
  expect((await ownhand.read(hand, photo)).tables[0]!.rows[0]!.map((number) => number?.text)).toEqual(
    expect.arrayContaining(['40', '8173']),
  );
  await ownhand.editPage(hand, photo, [ownhand.mergeNumber(line![2]!.box)]);
  expect(await text()).toBe('408173\n259014');
});

test('what was taken for a digit is a sign of the next', async () => {
  const [line] = await glyphs();
  await ownhand.editPage(hand, photo, [ownhand.markSign(line![3]!.box, '.')]);
  expect(await text()).toBe('408.73\n259014');
  const sign = (await glyphs())[0]![3]!;
  expect(sign).toMatchObject({ label: '.', sign: true, confidence: 1 });
  await ownhand.editPage(hand, photo, [ownhand.markSign(sign.box, '-')]);
  expect((await text()).replace(' ', '')).toBe('408-73\n259014');
});

test('the photo is known by its content, and nothing else is touched', async () => {
  const [[first]] = (await glyphs()) as [[ownhand.ReadGlyph]];
  await ownhand.editPage(hand, photo, [ownhand.labelGlyph(first.box, '9')], { name: 'a.png' });
  writeFileSync(join(folder, 'b.png'), photo);
  expect(await text(join(folder, 'b.png'))).toBe('908173\n259014');
  for await (const page of ownhand.readAll(hand, [photo, drawnPage(['408173', '259014'], 80, 7)], { threads: 1 }))
    if ('reading' in page) expect(page.reading.text).toBe(page.index === 0 ? '908173\n259014' : '408173\n259014');
  await ownhand.editPage(hand, photo, []);
  expect(await text()).toBe('408173\n259014');
});

test('a log of readings is not gone on with once a photo was put right', async () => {
  const [picture, log] = [join(folder, 'logged.png'), join(folder, 'log.jsonl')];
  writeFileSync(picture, photo);
  const { checkpoint } = await hand.model();
  const find = async () => (await openReadLog(log, checkpoint, (await keptEdits(hand.store)).version)).find(picture);
  await (await openReadLog(log, checkpoint)).add(picture, await ownhand.read(hand, picture));
  expect(await find()).toMatchObject({ text: '408173\n259014' });
  await ownhand.editPage(hand, picture, [ownhand.labelGlyph({ x: 50, y: 50, w: 60, h: 60 }, '9')]);
  expect(await find()).toBeUndefined();
});

test('what is no edit is refused in one line', async () => {
  const edits = [{ kind: 'join' }] as unknown as ownhand.PageEdit[];
  await expect(ownhand.editPage(hand, photo, edits)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^edit 0 is none/),
  });
  expect(await hand.store.journal()).toEqual([]);
});

test('a photo that is shrunk to be read keeps its edits in pixels of the photo', async () => {
  const { data, info } = await (await import('sharp'))
    .default(photo)
    .resize({ width: 6000, kernel: 'nearest' })
    .toBuffer({ resolveWithObject: true });
  const [[first, second]] = (await glyphs(data)) as [[ownhand.ReadGlyph, ownhand.ReadGlyph]];
  expect(second.box.x).toBeGreaterThan(info.width / 8);
  await ownhand.editPage(hand, data, [ownhand.labelGlyph(first.box, '9'), ownhand.splitNumber(second.box)]);
  expect(await text(data)).toMatch(/^9 08173\n/);
});
