// ownhand/browser reads as Node does, takes all that a page has as pictures, and says clearly what it cannot take
// (needs a build and Chromium).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reading } from '../../src/reading.js';
import { drawnPage } from '../cli/drawn.js';
import { memoryStore } from '../hand/memory-store.js';
import { pngBomb } from '../node/picture/png-bomb.js';
import { canRun, type InPage, openBrowser, openPage, root, serveRoot } from './chromium.js';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
let served: Awaited<ReturnType<typeof serveRoot>>;
let node: typeof import('../../src/node/index.js');
let photo: Buffer;

beforeAll(async () => {
  if (!canRun) return;
  node = await import(`${root}/dist/node/index.js`);
  // A large photo that lies on its side, as phones keep theirs.
  const drawn = await sharp(drawnPage(['12 345', '67 890'], 800))
    .jpeg({ quality: 90 })
    .toBuffer();
  photo = await sharp(drawn).rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 90 }).toBuffer();
  served = await serveRoot({
    files: {
      '/photo.jpg': photo,
      '/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script></svg>',
      '/cut.png': readFileSync(join(root, 'examples/page.png')).subarray(0, 9000),
      '/bomb.png': pngBomb(12_000),
    },
  });
  browser = await openBrowser();
  context = await browser.newContext();
  ({ page, problems } = await openPage(context, served.address));
});
afterAll(async () => {
  await browser?.close();
  served?.close();
});

/** A reading without its pictures. */
const plain = (reading: Reading) =>
  JSON.parse(JSON.stringify(reading, (key, value) => (key === 'picture' ? undefined : value))) as Reading;

const readInPage = (path: string, careful = false) =>
  page.evaluate(
    async ({ address, careful }) => {
      const { openHand, read } = (globalThis as never as InPage).ownhand;
      const file = new File([await (await fetch(address)).blob()], address.slice(1));
      const hand = openHand('reads');
      try {
        const reading = await read(hand, file, { careful });
        // Pictures do not pass to the test as bytes.
        return JSON.parse(JSON.stringify(reading, (key, value) => (key === 'picture' ? undefined : value)));
      } catch (error) {
        return (error as { code: string; message: string }).code + (error as Error).message;
      } finally {
        await hand.close();
      }
    },
    { address: path, careful },
  );

test.skipIf(!canRun).each([false, true])('a page is read as in Node, box for box; careful: %s', async (careful) => {
  const hand = node.openHand({ folder: '/nowhere' });
  const inNode = plain(await node.read(hand, join(root, 'examples/page.png'), { careful }));
  const inPage = (await readInPage('/examples/page.png', careful)) as Reading;
  expect(inPage.text).toBe(inNode.text);
  const boxes = (reading: Reading) =>
    reading.lines.map((line) => line.numbers.map(({ glyphs }) => glyphs.map(({ box }) => box)));
  expect(boxes(inPage)).toEqual(boxes(inNode));
  const confidences = (reading: Reading) =>
    reading.lines.flatMap((line) => line.numbers.map((each) => each.confidence));
  for (const [i, confidence] of confidences(inPage).entries())
    expect(confidence).toBeCloseTo(confidences(inNode)[i]!, 2);
  expect(inPage.tables.length).toBe(inNode.tables.length);
});

test.skipIf(!canRun)('what was put right on a photo in Node is put right where a page reads it', async () => {
  const files = { '/examples/page.png': readFileSync(join(root, 'examples/page.png')), '/photo.jpg': photo };
  const store = memoryStore();
  const hand = node.openHand(store);
  for (const [path, bytes] of Object.entries(files)) {
    const [first, second] = (await node.read(hand, bytes)).lines[0]!.numbers[0]!.glyphs;
    await node.editPage(hand, bytes, [node.labelGlyph(first!.box, '8'), node.splitNumber(second!.box)]);
    const corrected = (await node.read(hand, bytes)).text;
    expect(corrected).toMatch(/^8 /);
    const inPage = await page.evaluate(
      async ({ address, entries }) => {
        const { openHand, read } = (globalThis as never as InPage).ownhand;
        const other = openHand(`edited ${address}`);
        for (const entry of entries) await other.store.append(entry);
        const { text } = await read(other, await (await fetch(address)).blob());
        await other.close();
        return text;
      },
      { address: path, entries: await store.journal() },
    );
    expect(inPage).toBe(corrected);
  }
});

test.skipIf(!canRun)('a large photo on its side is read upright, with boxes of the full photo', async () => {
  const inNode = await node.read(node.openHand({ folder: '/nowhere' }), photo);
  const inPage = (await readInPage('/photo.jpg')) as Reading;
  expect([inPage.width, inPage.height]).toEqual([inNode.width, inNode.height]);
  expect(inPage.text).toBe(inNode.text);
  const [one, other] = [inPage, inNode].map((reading) => reading.lines[0]!.numbers[0]!.box);
  for (const side of ['x', 'y', 'w', 'h'] as const) expect(Math.abs(one![side] - other![side])).toBeLessThan(12);
});

test.skipIf(!canRun)('what cannot be read is one clear line', async () => {
  expect(await readInPage('/drawing.svg')).toMatch(/^not-an-image.*drawing.svg is not an image/);
  expect(await readInPage('/cut.png')).toMatch(/^damaged.*cut off/);
  expect(await readInPage('/bomb.png')).toMatch(/^too-large.*at most 100 million/);
  expect(await readInPage('/test/node/picture/page.heic')).toMatch(/^needs-install.*useDecoders/);
  const codes = await page.evaluate(async () => {
    const { openHand, read } = (globalThis as never as InPage).ownhand;
    const hand = openHand('reads');
    const tried = [
      new Blob([]),
      new Uint8Array(100),
      { data: new Uint8Array(7), width: 10, height: 10 },
      { data: new Uint8Array(16), width: 4, height: 4 },
      'page.jpg',
      null,
    ];
    const code = (error: { code: string }) => error.code;
    const codes = await Promise.all(tried.map((picture) => read(hand, picture as never).then(() => 'read', code)));
    await hand.close();
    return codes;
  });
  expect(codes).toEqual(['empty', 'not-an-image', 'damaged', 'too-small', 'not-an-image', 'not-an-image']);
});

test.skipIf(!canRun)('files, bytes, pixels, images, canvases, and what a decoder gives, are read alike', async () => {
  const texts = await page.evaluate(async () => {
    const { openHand, read, useDecoders } = (globalThis as never as InPage).ownhand;
    const hand = openHand('reads');
    const blob = await (await fetch('/examples/page.png')).blob();
    const image = new Image();
    image.src = '/examples/page.png';
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const drawing = canvas.getContext('2d')!;
    drawing.drawImage(image, 0, 0);
    const pixels = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const grey = {
      ...pixels,
      width: canvas.width,
      height: canvas.height,
      data: pixels.data.filter((_, i) => i % 4 === 1),
    };
    useDecoders({ pdf: async () => pixels });
    const pdf = new File(['%PDF-1.7 and so on'], 'scan.pdf');
    const pictures = [
      blob,
      new Uint8Array(await blob.arrayBuffer()),
      await blob.arrayBuffer(),
      image,
      canvas,
      pixels,
      grey,
      await createImageBitmap(blob),
      pdf,
    ];
    const texts: string[] = [];
    for (const picture of pictures) texts.push((await read(hand, picture)).text);
    useDecoders({});
    await hand.close();
    return texts;
  });
  const truth = readFileSync(join(root, 'examples/page.txt'), 'utf8').trim();
  expect(texts).toEqual(Array.from({ length: 9 }, () => truth));
});

test.skipIf(!canRun)('many are read in order, and one that cannot be does not stop the others', async () => {
  const told = await page.evaluate(async () => {
    const { openHand, readAll } = (globalThis as never as InPage).ownhand;
    const hand = openHand('reads');
    const blob = await (await fetch('/examples/page.png')).blob();
    const files = [0, 1, 2].map((i) => (i === 1 ? new File(['no picture'], 'b.png') : new File([blob], `${i}.png`)));
    const told: string[] = [];
    const seen: number[] = [];
    for await (const read of readAll(hand, files, { threads: 2, onPage: ({ index }) => seen.push(index) }))
      told.push(`${read.index} ${read.name} ${'reading' in read ? read.reading.lines.length : read.error.code}`);
    await hand.close();
    return [...told, String(seen.sort())];
  });
  expect(told).toEqual(['0 0.png 5', '1 b.png not-an-image', '2 2.png 5', '0,1,2']);
});

test.skipIf(!canRun)(
  'boxes that a person draws are read as glyphs; where nothing is written there is none',
  async () => {
    const told = await page.evaluate(async () => {
      const { openHand, read, readBoxes } = (globalThis as never as InPage).ownhand;
      const hand = openHand('reads');
      const file = await (await fetch('/examples/page.png')).blob();
      const reading = await read(hand, file);
      const glyphs = reading.lines[1]!.numbers.flatMap((number) => number.glyphs);
      const boxes = [...glyphs.map(({ box }) => box), { x: 2, y: 2, w: 9, h: 9 }];
      const found = await readBoxes(hand, file, boxes);
      const alike = glyphs.every(({ picture }, i) => {
        const other = found[i]!.picture;
        let [dot, one, two] = [0, 0, 0];
        for (const [k, value] of picture.entries()) {
          dot += value * other[k]!;
          one += value * value;
          two += other[k]! * other[k]!;
        }
        return dot / Math.sqrt(one * two) > 0.95;
      });
      await hand.close();
      return {
        labels: found.map((glyph) => glyph?.label ?? null),
        wanted: [...glyphs.map(({ label }) => label), null],
        alike,
      };
    });
    expect(told.labels).toEqual(told.wanted);
    expect(told.alike).toBe(true);
  },
);

test.skipIf(!canRun)('what was read is drawn on the page, cut into crops, written as values', async () => {
  const { png, names, crop, values, asked } = await page.evaluate(async () => {
    const { annotate, ask, crops, csv, openHand, read } = (globalThis as never as InPage).ownhand;
    const hand = openHand('reads');
    const file = await (await fetch('/examples/page.png')).blob();
    const reading = await read(hand, file);
    const cut = await crops(reading, 'page');
    const asked = await ask(hand, [reading], 3);
    await hand.close();
    return {
      // A list of so many numbers would take its time to pass.
      png: btoa(Array.from(await annotate(file, reading), (byte) => String.fromCharCode(byte)).join('')),
      names: cut.map(({ name }) => name),
      crop: [...cut[0]!.bytes],
      values: await csv(reading, { delimiter: ';' }),
      asked: asked.length,
    };
  });
  const drawn = await sharp(Buffer.from(png, 'base64')).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = drawn.info;
  expect(width / height).toBeCloseTo(1520 / 1120, 1);
  let green = 0;
  for (let i = 0; i < drawn.data.length; i += channels) {
    const [r, g, b] = drawn.data.subarray(i, i + 3);
    if (g! > 100 && r! < 60 && b! < 90) green++;
  }
  expect(green).toBeGreaterThan(2000);
  expect(names[0]).toMatch(/^page_1_\d+_\d+_1\.png$/);
  const glyph = await sharp(Uint8Array.from(crop)).raw().toBuffer({ resolveWithObject: true });
  expect([glyph.info.width, glyph.info.height]).toEqual([28, 28]);
  expect(Math.max(...glyph.data)).toBe(255);
  expect(values.split('\n')[0]).toBe('12;40817;365');
  expect(asked).toBe(3);
});

test.skipIf(!canRun)('a signal stops a reading at once', async () => {
  const told = await page.evaluate(async () => {
    const { openHand, read } = (globalThis as never as InPage).ownhand;
    const hand = openHand('reads');
    const file = await (await fetch('/examples/page.png')).blob();
    const stop = new AbortController();
    const reading = read(hand, file, { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    const name = await reading.then(
      () => 'read',
      (error: Error) => error.name,
    );
    const after = await read(hand, file);
    await hand.close();
    return [name, after.lines.length];
  });
  expect(told).toEqual(['AbortError', 5]);
});

test.skipIf(!canRun)('a photo of a filled-in sheet is taken for none where it is none', async () => {
  const code = await page.evaluate(async () => {
    const { readSheet } = (globalThis as never as InPage).ownhand;
    const file = await (await fetch('/examples/page.png')).blob();
    return readSheet(file).catch((error: { code: string }) => error.code);
  });
  expect(code).toBe('no-sheet');
});

test.skipIf(!canRun)('nothing was asked of anybody else, and nothing was complained of', () => {
  expect(problems).toEqual([]);
});
