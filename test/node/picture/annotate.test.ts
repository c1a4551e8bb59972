import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawing } from '../../../src/drawing/drawing.js';
import { sizesFor } from '../../../src/drawing/sizes.js';
import { strokeText, textWidth } from '../../../src/drawing/stroke-font.js';
import { annotate } from '../../../src/node/picture/annotate.js';
import type { PageImage } from '../../../src/page/image.js';
import type { ReadGlyph, Reading } from '../../../src/reading.js';

function pageOf(width: number, height: number): PageImage {
  return { width, height, channels: 1, data: new Uint8Array(width * height).fill(240) };
}

/** A line of `count` glyphs, each `size` high, on a page `unit` times that. */
function readingOf(page: PageImage, count: number, size: number, confidence = 0.97): Reading {
  const glyphs = Array.from({ length: count }, (_, i): ReadGlyph => {
    const box = { x: size * (1 + i), y: size, w: size * 0.6, h: size };
    return { label: String(i % 10), confidence, box, alternatives: [], picture: new Uint8Array(784) };
  });
  const numbers = [{ text: glyphs.map((glyph) => glyph.label).join(''), confidence, box: glyphs[0]!.box, glyphs }];
  return { width: page.width, height: page.height, text: '', lines: [{ text: '', numbers }], tables: [], leftOut: [] };
}

test.each([
  ['a thumbnail', 120, 60, 10],
  ['a small scan', 600, 300, 40],
  ['a photo', 4000, 3000, 120],
  ['a photo with large digits', 4000, 1200, 400],
])('the writing on %s is legible and keeps clear of its neighbours', async (_, width, height, size) => {
  const page = pageOf(width, height);
  const reading = readingOf(page, 6, size);
  const sizes = sizesFor(page, reading);
  expect(sizes.percent).toBeGreaterThanOrEqual(14);
  expect(textWidth('99%', sizes.percent)).toBeLessThan(size * sizes.scale);
  const { info } = await sharp(await annotate(page, reading))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([Math.floor(width * sizes.scale), Math.floor(height * sizes.scale)]);
  expect(info.width * info.height).toBeLessThanOrEqual(Math.max(4_100_000, width * height));
});

test.each([
  [0.99, [10, 122, 53]],
  [0.85, [196, 106, 0]],
  [0.4, [208, 20, 44]],
])('a glyph of confidence %f is drawn around in its colour', async (confidence, colour) => {
  const page = pageOf(400, 300);
  const reading = readingOf(page, 2, 80, confidence);
  const { line } = sizesFor(page, reading);
  const { data, info } = await sharp(await annotate(page, reading))
    .raw()
    .toBuffer({ resolveWithObject: true });
  // The middle of the first box's left side.
  const at = (Math.round(120) * info.width + Math.round(80 - line)) * info.channels;
  for (let c = 0; c < 3; c++) expect(Math.abs(data[at + c]! - colour[c]!)).toBeLessThan(60);
});

test('with a promise, amber is what cannot be promised, and nothing else', () => {
  const page = pageOf(400, 300);
  const svg = (confidence: number, promise?: number) => {
    const reading = readingOf(page, 2, 80, confidence);
    return drawing(reading, 400, 300, sizesFor(page, reading), promise).svg;
  };
  const [green, amber, red] = ['#0a7a35', '#c46a00', '#d0142c'];
  for (const [confidence, colour, not] of [
    [0.985, amber, green],
    [0.2, amber, red],
    [0.995, green, amber],
  ] as const) {
    expect(svg(confidence, 0.99)).toContain(colour);
    expect(svg(confidence, 0.99)).not.toContain(not);
  }
  expect(svg(0.2)).toContain(red);
});

test('every glyph has its label and a percentage that never says 100', () => {
  const page = pageOf(2000, 500);
  const reading = readingOf(page, 10, 100, 1);
  const { svg, width } = drawing(reading, 2000, 500, sizesFor(page, reading));
  expect(width).toBe(2000);
  expect(svg.match(/<rect/g)).toHaveLength(20); // a halo and a box each
  const strokesOf = (text: string) => /d="([^"]+)"/.exec(strokeText(text, 0, 0, 8, 0.1))?.[1];
  for (let digit = 0; digit < 10; digit++) expect(svg).toContain(`d="${strokesOf(String(digit))}"`);
  expect(svg.split(`d="${strokesOf('%')}"`)).toHaveLength(21);
  expect(svg.split(`d="${strokesOf('9')}"`)).toHaveLength(1 + 2 * (20 + 1));
});

test('what was left out has a thin grey box', () => {
  const page = pageOf(400, 300);
  const reading = readingOf(page, 1, 80);
  const box = { x: 300, y: 200, w: 20, h: 30 };
  const { svg } = drawing({ ...reading, leftOut: [{ box, reason: 'words' }] }, 400, 300, sizesFor(page, reading));
  expect(svg).toContain('stroke="#6a6a6a"');
  expect(drawing(reading, 400, 300, sizesFor(page, reading)).svg).not.toContain('stroke="#6a6a6a"');
});

test('a card without room gets a legend at its right side', async () => {
  const page = pageOf(400, 300);
  const full = readingOf(page, 1, 80);
  const [number] = full.lines[0]!.numbers;
  const cells = Array.from({ length: 30 }, (_, k) => ({
    x: 5 + (k % 6) * 65,
    y: 5 + Math.floor(k / 6) * 58,
    w: 62,
    h: 55,
  }));
  const numbers = cells.map((box) => ({ ...number!, box, glyphs: [{ ...number!.glyphs[0]!, box }] }));
  const reading = { ...full, lines: [{ text: '', numbers }] };
  const sizes = sizesFor(page, reading);
  const { data, info } = await sharp(await annotate(page, reading))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info.width).toBeGreaterThan(400 * sizes.scale);
  expect(info.height).toBe(300 * sizes.scale);
  // The legend's paper is white, the page's is not.
  const at = (x: number): number => data[((info.height - 2) * info.width + x) * info.channels]!;
  expect([at(2), at(info.width - 2)]).toEqual([240, 255]);
});

test('a page without glyphs is drawn as it is', async () => {
  const page = pageOf(300, 200);
  const { data } = await sharp(
    await annotate(page, { width: 300, height: 200, text: '', lines: [], tables: [], leftOut: [] }),
  )
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data.every((value) => value === 240)).toBe(true);
});
