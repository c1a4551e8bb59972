// The photo with what was read on it: a box, the label above and the percentage below each glyph, coloured by
// confidence. Sizes follow the glyphs, and small pictures are enlarged, so that the writing is legible on any photo.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { PageImage } from '../../page/image.js';
import { judgedGlyphs, type ReadGlyph, type Reading, type ReadNumber } from '../../reading.js';
import { isSure } from '../../sureness.js';
import { strokeText, textWidth } from './stroke-font.js';

/** Set by eye. */
const LOOK = {
  /** Confidences from which a glyph is drawn as sure, and as doubtful; below that as a guess. */
  sure: 0.95,
  doubtful: 0.75,
  /** The height, in pixels, below which a percentage cannot be read. */
  legible: 14,
  /** How many times as large a small picture becomes at most, and its longer side then, in pixels. */
  mostEnlarged: 6,
  mostSide: 5000,
  /** Photos with more pixels are shrunk, as far as the writing on them stays legible. */
  mostPixels: 4_000_000,
} as const;
const COLOURS = { sure: '#0a7a35', doubtful: '#c46a00', guess: '#d0142c' } as const;

/** How large the writing on an annotated picture is. */
export interface Sizes {
  /** Output pixels per page pixel: a whole number, or one over a whole number. */
  readonly scale: number;
  /** Height of a label above its glyph, output pixels. */
  readonly label: number;
  /** Height of a confidence below its glyph, output pixels. */
  readonly percent: number;
  /** Width of the lines around glyphs, output pixels. */
  readonly line: number;
}

/**
 * A PNG of the page with the reading drawn on it; the reading's boxes are pixels of this very page. With a promise the
 * glyphs of numbers that cannot be promised are amber, all others green.
 */
export async function annotate(page: PageImage, reading: Reading, promise?: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const { width, height, channels, data } = page;
  const sizes = sizesFor(page, reading);
  const image = sharp(data, { raw: { width, height, channels } }).toColourspace('srgb');
  const [w, h] = [Math.floor(width * sizes.scale), Math.floor(height * sizes.scale)];
  // Two steps: sharp resizes after it has composited, whatever the order of the calls.
  const resized = await image
    .resize(w, h, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(resized.data, { raw: { width: w, height: h, channels: resized.info.channels } })
    .composite([{ input: Buffer.from(drawing(reading, w, h, sizes, promise)), left: 0, top: 0 }])
    .removeAlpha()
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** The drawing alone, as SVG of the output's size. */
export function drawing(reading: Reading, width: number, height: number, sizes: Sizes, promise?: number): string {
  const body = reading.lines
    .flatMap((line) => line.numbers)
    .flatMap((number) =>
      number.glyphs.map((glyph) => drawGlyph(glyph, kindOf(glyph, number, promise), width, height, sizes)),
    )
    .join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${body}</g></svg>`
  );
}

function kindOf(glyph: ReadGlyph, number: ReadNumber, promise: number | undefined): keyof typeof COLOURS {
  if (promise !== undefined) return isSure(number, promise) ? 'sure' : 'doubtful';
  return glyph.confidence >= LOOK.sure ? 'sure' : glyph.confidence >= LOOK.doubtful ? 'doubtful' : 'guess';
}

function drawGlyph(glyph: ReadGlyph, kind: keyof typeof COLOURS, width: number, height: number, sizes: Sizes): string {
  const { scale: k, label, percent, line } = sizes;
  const { x, y, w, h } = glyph.box;
  const box: Box = { x: x * k - line, y: y * k - line, w: w * k + 2 * line, h: h * k + 2 * line };
  const colour = COLOURS[kind];
  const rect = `x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}" rx="${line * 2}"`;
  const centre = box.x + box.w / 2;
  const above = place(glyph.label, centre, box.y - label * 1.25 - line, label, width, height);
  // It is rounded down: a hundred would promise what nobody can.
  const share = `${Math.min(99, Math.floor(glyph.confidence * 100))}%`;
  const below = place(share, centre, box.y + box.h + percent * 0.3 + line, percent, width, height);
  return (
    `<rect ${rect} stroke="#fff" stroke-opacity=".7" stroke-width="${line * 2.2}"/>` +
    `<rect ${rect} stroke="${colour}" stroke-width="${line}"/>` +
    `<g stroke="#fff">${above(0.42)}${below(0.42)}</g><g stroke="${colour}">${above(0.14)}${below(0.12)}</g>`
  );
}

/** Text centred at an x, kept on the picture; takes the pen's thickness. */
function place(text: string, centre: number, top: number, size: number, width: number, height: number) {
  const wide = textWidth(text, size);
  const x = Math.min(Math.max(centre - wide / 2, size * 0.2), Math.max(size * 0.2, width - wide - size * 0.2));
  const y = Math.min(Math.max(top, size * 0.2), height - size * 1.2);
  return (thickness: number) => strokeText(text, x, y, size, thickness);
}

/** Sizes that fit the glyphs: percentages of neighbours must not run into each other, and all must be legible. */
export function sizesFor(page: Pick<PageImage, 'width' | 'height'>, reading: Reading): Sizes {
  const rows = reading.lines.map((line) => line.numbers.flatMap(judgedGlyphs).map(({ box }) => box));
  const heights = rows.flat().map((box) => box.h);
  const gaps = rows.flatMap((row) => row.slice(1).map((box, i) => box.x + box.w / 2 - (row[i]!.x + row[i]!.w / 2)));
  const tall = median(heights) ?? Math.min(page.width, page.height) / 4;
  const apart = median(gaps.filter((gap) => gap > 0)) ?? tall;
  const rowGaps = rows
    .slice(1)
    .map((row, i) => least(row.map((box) => box.y)) - most((rows[i] ?? []).map((box) => box.y + box.h)));
  const between = median(rowGaps.filter((gap) => gap > 0)) ?? tall;
  // "99%" is 1.85 times as wide as it is high; a row's percentages share the gap below it with
  // the next one's labels, unless rows are so close that nothing would be left of either.
  const percent = Math.min(tall * 0.3, (apart * 0.85) / 1.85, Math.max(between * 0.36, tall * 0.18));
  const scale = outputScale(page, percent);
  const size = Math.max(percent * scale, LOOK.legible * 0.7);
  const label = Math.max(Math.min(tall * 0.34, Math.max(between * 0.42, tall * 0.24)) * scale, size);
  return { scale, label, percent: size, line: Math.max(1, Math.round(size / 9)) };
}

/**
 * Enlarges where percentages of this height could not be read, and shrinks where the picture is needlessly large for
 * them.
 */
function outputScale({ width, height }: Pick<PageImage, 'width' | 'height'>, percent: number): number {
  if (percent < LOOK.legible) {
    const room = Math.max(1, Math.floor(LOOK.mostSide / Math.max(width, height)));
    return Math.min(Math.ceil(LOOK.legible / percent), LOOK.mostEnlarged, room);
  }
  return (
    1 /
    Math.max(1, Math.min(Math.ceil(Math.sqrt((width * height) / LOOK.mostPixels)), Math.floor(percent / LOOK.legible)))
  );
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
