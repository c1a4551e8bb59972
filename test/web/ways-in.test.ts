// Each way that numbers come into the app: files, a drop, paste, the camera, and writing on the sheet.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choose, examplePage, type Session, said, startSession, tableOf, written } from './open-app.js';
import { canTest } from './serve-app.js';

/** The example as a film of one picture, for the camera. */
async function film(folder: string): Promise<string> {
  const [width, height] = [760, 560];
  const { data } = await sharp(examplePage())
    .resize(width, height)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const frame = Buffer.alloc((width * height * 3) / 2, 128);
  for (let i = 0; i < width * height; i++)
    frame[i] = Math.round(0.3 * data[3 * i]! + 0.59 * data[3 * i + 1]! + 0.11 * data[3 * i + 2]!);
  const file = join(folder, 'page.y4m');
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420\nFRAME\n`), frame]));
  return file;
}

/** A PDF whose pages each are a photo of the example. */
async function scan(pages: number): Promise<Buffer> {
  const [width, height] = [760, 560];
  const photo = await sharp(examplePage()).removeAlpha().jpeg({ quality: 95 }).toBuffer();
  const content = `${width} 0 0 ${height} 0 0 cm /P Do`;
  const stream = (head: string, bytes: Uint8Array | string): Buffer =>
    Buffer.concat(
      [`<<${head}/Length ${bytes.length}>>stream\n`, bytes, '\nendstream'].map((part) => Buffer.from(part)),
    );
  const kids = Array.from({ length: pages }, (_, k) => `${5 + k} 0 R`).join(' ');
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from(`<</Type/Pages/Count ${pages}/Kids[${kids}]>>`),
    stream(
      `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`,
      photo,
    ),
    stream('', content),
    ...Array.from({ length: pages }, () =>
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</P 3 0 R>>>>>>`,
      ),
    ),
  ];
  const parts = objects.map((object, k) =>
    Buffer.concat([Buffer.from(`${k + 1} 0 obj`), object, Buffer.from('endobj\n')]),
  );
  const head = Buffer.from('%PDF-1.4\n');
  const places = parts.map((_, k) => head.length + parts.slice(0, k).reduce((sum, part) => sum + part.length, 0));
  const table = head.length + parts.reduce((sum, part) => sum + part.length, 0);
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.concat([head, ...parts, Buffer.from(end)]);
}

describe.skipIf(!canTest)('ways in (needs Chromium and a build)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-web-'));
  let session: Session;
  beforeAll(async () => {
    session = await startSession([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${await film(folder)}`,
    ]);
  });
  afterAll(async () => {
    await session?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the built-in example, and files; what is no picture is passed over', async () => {
    const page = await session.open();
    await page.click('.example');
    expect(await tableOf(page)).toEqual(written);
    await page.click('button[aria-label="Add pages"]');
    await page.setInputFiles('[data-in=files]', [
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
      { name: 'two.png', mimeType: 'image/png', buffer: examplePage() },
    ]);
    await said(page, /1 file is no picture/);
    await page.waitForSelector('.strip button[aria-current][aria-label^="two.png"]');
    expect(await tableOf(page)).toEqual(written);
    expect(session.faults).toEqual([]);
    await page.context().close();
  });

  test('several photos at once: each is read, whatever another one is, into one table in their order', async () => {
    const page = await session.open();
    const names = ['march.png', 'broken.png', 'april.png', 'may.png'];
    await choose(
      page,
      ...names.map((name) => ({ name, buffer: examplePage().subarray(0, name === 'broken.png' ? 900 : undefined) })),
    );
    await page.waitForSelector('.strip button[aria-label^="may.png"]');
    const order = await page.$$eval('.strip button[aria-label*=".png"]', (all) => all.map((each) => each.ariaLabel));
    expect(order.map((label) => label?.match(/^\w+\.png/)?.[0])).toEqual(names);
    await page.click('.top nav button:has-text("All numbers")');
    await page.waitForFunction(() => document.querySelectorAll('.all tbody tr').length === 15);
    const rows = await page.$$eval('.all tbody tr', (all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)),
    );
    expect(rows).toEqual(['march.png', 'april.png', 'may.png'].flatMap((name) => written.map((row) => [name, ...row])));
    expect(session.faults).toEqual([]);
    await page.context().close();
  });

  test('a photo of an iPhone, and each page of a scan', async () => {
    const page = await session.open();
    await page.setInputFiles('[data-in=files]', fileURLToPath(new URL('../node/picture/page.heic', import.meta.url)));
    expect((await tableOf(page)).flat()).toContain('40817');
    expect(session.faults).toEqual([]);
    await page.context().close();

    const other = await session.open();
    await choose(other, { name: 'scan.pdf', buffer: await scan(2) });
    expect(await tableOf(other)).toEqual(written);
    expect(await other.$$eval('.strip button[aria-label^="scan"]', (all) => all.length)).toBe(2);
    expect(session.faults).toEqual([]);
    await other.context().close();
  });

  test('a picture that cannot be read says why, and closes', async () => {
    const page = await session.open();
    await choose(page, { name: 'broken.png', buffer: examplePage().subarray(0, 900) });
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert]')).toMatch(/broken\.png/);
    await page.click('button[aria-label="Close page"]');
    await page.waitForSelector('.start');
    await page.context().close();
  });

  test('what went wrong is said in the language in use', async () => {
    const page = await session.open({ locale: 'de-DE' });
    await choose(page, { name: 'kaputt.png', buffer: examplePage().subarray(0, 900) });
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert] p')).toBe('Das Bild ist beschädigt oder unvollständig.');
    await page.context().close();
  });

  test('a drop and a paste', async () => {
    const page = await session.open();
    const bytes = examplePage().toString('base64');
    const bring = (kind: 'drop' | 'paste', name: string) =>
      page.evaluate(
        async ([how, title, data]) => {
          const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
          const transfer = new DataTransfer();
          transfer.items.add(new File([blob], title!, { type: 'image/png' }));
          const at = { bubbles: true, cancelable: true };
          document.body.dispatchEvent(
            how === 'drop'
              ? new DragEvent('drop', { ...at, dataTransfer: transfer })
              : new ClipboardEvent('paste', { ...at, clipboardData: transfer }),
          );
        },
        [kind, name, bytes] as const,
      );
    await bring('drop', 'dropped.png');
    await page.waitForSelector('section.photo[aria-label="Photo dropped.png"]');
    expect(await tableOf(page)).toEqual(written);
    await bring('paste', 'pasted.png');
    await page.waitForSelector('section.photo[aria-label="Photo pasted.png"]');
    expect(await tableOf(page)).toEqual(written);
    await page.context().close();
  });

  test('the button that pastes takes the picture on the clipboard', async () => {
    const page = await session.open();
    await page.bringToFront();
    await page.evaluate(async (data) => {
      const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    }, examplePage().toString('base64'));
    await page.click('.ways button:has-text("Paste")');
    expect(await tableOf(page)).toEqual(written);
    await page.context().close();
  });

  test('the camera says how the page lies, and its photo is read', async () => {
    const page = await session.open();
    await page.click('.ways button:has-text("Camera")');
    // The first pictures of a camera may be dark.
    await page.waitForSelector('.hints >> text=Well lit');
    await page.click('button:has-text("Take the photo")');
    expect(await tableOf(page)).toEqual(written);
    await page.context().close();
  });

  test('what is written with a pointer is read', async () => {
    const page = await session.open();
    await page.click('.ways button:has-text("Write")');
    const sheet = (await page.locator('.draw canvas').boundingBox())!;
    const stroke = async (...spots: readonly (readonly [number, number])[]) => {
      const at = ([x, y]: readonly [number, number]) =>
        [sheet.x + x * sheet.width, sheet.y + y * sheet.height] as const;
      await page.mouse.move(...at(spots[0]!));
      await page.mouse.down();
      for (const spot of spots.slice(1)) await page.mouse.move(...at(spot), { steps: 12 });
      await page.mouse.up();
    };
    await stroke([0.2, 0.3], [0.2, 0.6]);
    await stroke([0.26, 0.3], [0.34, 0.3], [0.28, 0.6]);
    await stroke([0.6, 0.3], [0.68, 0.3], [0.62, 0.6]);
    await page.click('button:has-text("Read it")');
    expect((await tableOf(page)).flat()).toEqual(['17', '7']);
    await page.context().close();
  });
});
