// The table: cells are edited, the rows are copied and saved, ink and cell show each other.
import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import type { Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { choose, examplePage, type Session, said, startSession, tableOf, written } from './open-app.js';
import { canTest } from './serve-app.js';

describe.skipIf(!canTest)('the table (needs Chromium and a build)', () => {
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await startSession();
    page = await session.open();
    await choose(page, { name: 'book.png', buffer: examplePage() });
    await tableOf(page);
  });
  afterAll(async () => session?.close());
  afterEach(() => expect(session.faults).toEqual([]));

  const saved = async (kind: string): Promise<Download> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click(`.tables button[aria-label="Save as ${kind}"]`),
    ]);
    return download;
  };

  test('it is copied as HTML and as tab-separated values', async () => {
    await page.bringToFront();
    await page.keyboard.press('c');
    await said(page, /5 rows copied/);
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const text = async (type: string) => (await item!.getType(type)).text();
      return { html: await text('text/html'), plain: await text('text/plain') };
    });
    expect(copied.plain).toBe(written.map((row) => row.join('\t')).join('\n'));
    expect(copied.html.match(/<tr>/g)).toHaveLength(5);
    expect(copied.html).toMatch(/<td[^>]*>40817<\/td>/);
  });

  test('it is saved as CSV, JSON and XLSX', async () => {
    const csv = await saved('CSV');
    expect(csv.suggestedFilename()).toBe('book.csv');
    expect(readFileSync(await csv.path(), 'utf8')).toBe(`${written.map((row) => row.join(',')).join('\n')}\n`);
    const json = JSON.parse(readFileSync(await (await saved('JSON')).path(), 'utf8'));
    expect(json[0].file).toBe('book.png');
    expect(json[0].tables[0].rows[1][2]).toMatchObject({
      text: '371',
      box: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    const book = await readXlsx(readFileSync(await (await saved('XLSX')).path()));
    expect(book.sheets[0]!.rows.map((row) => row.map(String))).toEqual(written);
  });

  test('cell and ink show each other', async () => {
    await page.hover('.sheet tbody tr:nth-child(2) td:nth-of-type(2)');
    expect(await page.getAttribute('.number.hovered', 'data-text')).toBe('40952');
    await page.locator('.number[data-text="406"] .around').click();
    expect(await page.inputValue('td.focused input')).toBe('406');
  });

  test('cells are edited as in a spreadsheet; nothing that was typed changes when the page is read again', async () => {
    const cell = (row: number, column: number) => `.sheet tbody tr:nth-child(${row}) td:nth-of-type(${column}) input`;
    await page.click(cell(1, 1));
    await page.keyboard.type('13');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-0-1-0');
    await page.keyboard.press('Escape');
    await said(page, /^(Learned|Kept)/);
    expect((await tableOf(page))[0]).toEqual(['13', '40817', '365']);
    // A number that is emptied is none; what is typed into the empty cell stands there.
    await page.click(cell(3, 3));
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect((await tableOf(page))[2]).toEqual(['26', '41103', '']);
    await page.click(cell(3, 3));
    await page.keyboard.type('381');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect((await tableOf(page))[2]).toEqual(['26', '41103', '381']);
    const json = JSON.parse(readFileSync(await (await saved('JSON')).path(), 'utf8'));
    expect(json[0].tables[0].rows[2][2]).toMatchObject({ text: '381', confirmed: true });
  });
});
