// The correction loop, by keys alone and by touch alone: what is said is seen at once, learned behind it, and stays.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  closeDialog,
  examplePage,
  go,
  noisyPage,
  type Session,
  said,
  settled,
  startSession,
  tableOf,
} from './open-app.js';
import { canTest } from './serve-app.js';

describe.skipIf(!canTest)('the correction loop (needs Chromium and a build)', () => {
  let session: Session;
  let noisy: Buffer;
  beforeAll(async () => {
    session = await startSession();
    noisy = await noisyPage();
  });
  afterAll(async () => session?.close());
  afterEach(() => expect(session.faults).toEqual([]));

  /** The least certain number that the loop asks about. */
  const asked = '.check .crops canvas';

  test('by keys alone: every number in doubt is settled, learned, and stays', async () => {
    const page = await session.open();
    await choose(page, { name: 'noisy.png', buffer: noisy });
    await page.waitForSelector(asked);
    const before = await page.getAttribute(asked, 'aria-label');
    const doubt = await page.$$eval('td.doubtful, td.guess', (cells) => cells.length);
    expect(doubt).toBeGreaterThan(2);
    // The first one is corrected: other digits of the same length move on by themselves.
    const right = [...before!].map((digit) => (digit === '4' ? '1' : '4')).join('');
    await page.keyboard.type(right);
    await page.waitForFunction(
      ([selector, old]) => document.querySelector(selector!)?.getAttribute('aria-label') !== old,
      [asked, before] as const,
    );
    expect((await tableOf(page)).flat()).toContain(right);
    expect(await page.$$eval('td.confirmed', (cells) => cells.length)).toBe(1);
    await said(page, /^(Learned|Kept)/);
    await settled(page);
    expect((await tableOf(page)).flat()).toContain(right);

    // Enter accepts, x takes away, Backspace takes back.
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('td.confirmed').length === 2);
    const count = (await tableOf(page)).flat().filter(Boolean).length;
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('x');
    await page.waitForFunction(
      (n) =>
        [...document.querySelectorAll<HTMLInputElement>('.sheet input')].filter((field) => field.value).length === n,
      count - 1,
    );
    await page.keyboard.press('Backspace');
    await page.waitForFunction(
      (n) =>
        [...document.querySelectorAll<HTMLInputElement>('.sheet input')].filter((field) => field.value).length === n,
      count,
    );
    await said(page, /taken back/i);

    // Space holds the original beside; ? shows the keys.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.down(' ');
    await page.waitForSelector('.crops.both');
    await page.keyboard.up(' ');
    await page.waitForSelector('.crops:not(.both)');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open] kbd');
    await closeDialog(page);

    // A number of another length is typed in a field of its own.
    await page.keyboard.press('e');
    await page.keyboard.type('123456');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>('.sheet input')].some((field) => field.value === '123456'),
    );

    // Enter until nothing is in doubt.
    for (let k = 0; k < 30 && (await page.$$('td.doubtful, td.guess')).length > 0; k++) {
      await page.keyboard.press('n');
      await page.keyboard.press('Enter');
    }
    expect(await page.$$('td.doubtful, td.guess')).toEqual([]);
    expect((await tableOf(page)).flat()).toContain(right);
    await page.context().close();
  });

  test('by touch alone: one tap on a digit, one on what it is; learning says what it changed, and can be undone', async () => {
    const page = await session.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await choose(page, { name: 'page.png', buffer: examplePage() });
    await tableOf(page);
    await page.tap('.check button:has-text("least certain")');
    await page.tap('.sheet tbody tr:first-child td:nth-of-type(1)');
    await page.waitForSelector(`${asked}[aria-label="12"]`);
    await page.tap('.glyphs button:nth-of-type(2)');
    await page.tap('.pad button:has-text("7")');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.sheet input')?.value === '17');
    expect(await said(page, /Learned/)).toMatch(/others? on this page changed from 2 to 7/);
    expect((await tableOf(page)).flat().filter((text) => text.includes('2')).length).toBeLessThan(4);
    await page.tap('.status button:has-text("Undo")');
    await said(page, /Back to the reader before/);
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>('.sheet input')].some((field) => field.value === '40952'),
    );
    // What was confirmed stays as it was confirmed.
    expect((await tableOf(page))[0]![0]).toBe('17');
    await page.context().close();
  });

  test('ink that was left out is taken in, and a box can be drawn', async () => {
    const page = await session.open();
    await choose(page, { name: 'noisy.png', buffer: noisy });
    await tableOf(page);
    await page.click('button:has-text("Left out")');
    const pieces = await page.$$('.left-out li');
    expect(pieces.length).toBeGreaterThan(0);
    await page.click('button[aria-label="Draw a box"]');
    // Around the 9 of 19, which is there already: it becomes a number of its own.
    const digit = (await page.locator('.number .glyph').nth(2).boundingBox())!;
    await page.mouse.move(digit.x - 2, digit.y - 2);
    await page.mouse.down();
    await page.mouse.move(digit.x + digit.width + 2, digit.y + digit.height + 2, { steps: 6 });
    await page.mouse.up();
    await said(page, /Taken in as/);
    expect(await page.$$eval('td.confirmed', (cells) => cells.length)).toBe(1);
    await page.context().close();
  });

  test('numbers are joined and split, and that is taken back', async () => {
    const page = await session.open();
    await choose(page, { name: 'page.png', buffer: examplePage() });
    await tableOf(page);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector(`${asked}[aria-label="12"]`);
    await page.keyboard.press('j');
    await said(page, /Joined: 1240817/);
    expect((await tableOf(page))[0]).toEqual(['1240817', '', '365']);
    await page.keyboard.press('Backspace');
    await said(page, /taken back/);
    expect((await tableOf(page))[0]).toEqual(['12', '40817', '365']);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector(`${asked}[aria-label="40817"]`);
    // The digit that the second number begins with is chosen by keys too.
    for (let k = 0; k < 5; k++) await page.keyboard.press('Shift+ArrowLeft');
    for (let k = 0; k < 2; k++) await page.keyboard.press('Shift+ArrowRight');
    await page.waitForSelector('.glyphs button:nth-of-type(3)[aria-pressed=true]');
    await page.keyboard.press('s');
    await said(page, /Split: 40 \| 817/);
    expect((await tableOf(page))[0]).toEqual(['12', '40', '817', '365']);
    expect((await tableOf(page))[1]!.filter(Boolean)).toEqual(['19', '40952', '371']);
    await page.context().close();
  });

  test('a queue over several pages, and one table over all', async () => {
    const page = await session.open();
    await choose(page, { name: 'clean.png', buffer: examplePage() }, { name: 'noisy.png', buffer: noisy });
    await tableOf(page);
    await page.waitForSelector('.strip button[aria-label="clean.png, nothing in doubt"]');
    await page.waitForSelector('.strip button[aria-label^="noisy.png"][aria-label$="in doubt"] .doubt.some');
    await page.keyboard.press('n');
    await page.waitForSelector('.strip button[aria-current][aria-label^="noisy.png"]');
    await go(page, 'All numbers');
    const rows = await page.$$eval('.sheet.wide tbody tr', (all) => all.map((row) => row.textContent));
    expect(rows.length).toBe(10);
    expect(rows[0]).toBe('clean.png1240817365');
    await page.click('button:has-text("Check what is in doubt")');
    await page.waitForSelector(asked);
    await page.context().close();
  });
});
