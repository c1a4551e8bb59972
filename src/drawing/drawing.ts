// What is drawn on a photo: a box around each glyph, and what it is read as with its confidence, coloured by that; thin
// grey boxes around what was left out; a legend where there is no room.
import type { Box } from '../geometry/box.js';
import { type ReadGlyph, type Reading, type ReadNumber, withBoxes } from '../reading.js';
import { isSure } from '../sureness.js';
import type { Ink } from './ink-shares.js';
import { BADGE, type Label, type NumberLabels, placeLabels, type Room, type Sizes } from './place-labels.js';
import { strokeText, textWidth } from './stroke-font.js';

const COLOURS = { sure: '#0a7a35', doubtful: '#c46a00', guess: '#d0142c' } as const;
const LEFT_OUT = '#6a6a6a';

/** Confidences from which a glyph is drawn as sure, and as doubtful; below that as a guess. Set by eye. */
const SURE = 0.95;
const DOUBTFUL = 0.75;

/** How thick pens are, in heights of the text. */
const PEN = { halo: 0.42, label: 0.14, plain: 0.12 } as const;

/** From one line of the legend to the next, in heights of the text. */
const LEGEND_PITCH = 1.6;

const NO_INK: Ink = { all: () => 0, writing: () => 0 };

/** What is drawn on a picture. */
export interface Drawing {
  /** SVG. */
  readonly svg: string;
  /** The width of the picture with its legend, output pixels. */
  readonly width: number;
}

/**
 * The drawing alone, for a picture of `width` × `height` output pixels.
 * @param ink what the page shows, by boxes of its pixels
 */
export function drawing(
  reading: Reading,
  width: number,
  height: number,
  sizes: Sizes,
  promise?: number,
  ink: Ink = NO_INK,
): Drawing {
  const { scale, line } = sizes;
  const enlarged = withBoxes(reading, (box) => scaled(box, scale));
  const numbers = enlarged.lines.flatMap((each) => each.numbers);
  const others = enlarged.leftOut.map(({ box }) => box);
  const room = {
    ...sizes,
    width,
    height,
    others,
    ink: {
      all: (box: Box) => ink.all(scaled(box, 1 / scale)),
      writing: (box: Box) => ink.writing(scaled(box, 1 / scale)),
    },
  };
  const placed = placeLabels(numbers, room);
  const legend = legendOf(placed, room);
  const body = [
    ...others.map((box) => drawLeftOut(box, line)),
    ...numbers.map((number, k) => drawNumber(number, placed[k]!, line, promise)),
    ...numbers.map((number, k) => {
      const at = legend.places[k];
      return at ? at.map((label) => drawLabel(label, COLOURS[kindOf(number, promise)])).join('') : '';
    }),
  ];
  const wide = width + legend.width;
  const strip =
    legend.width > 0 ? `<rect x="${width}" y="0" width="${legend.width}" height="${height}" fill="#fff"/>` : '';
  return {
    width: wide,
    svg:
      `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${height}">${strip}` +
      `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${body.join('')}</g></svg>`,
  };
}

const scaled = ({ x, y, w, h }: Box, by: number): Box => ({ x: x * by, y: y * by, w: w * by, h: h * by });

function kindOf({ confidence }: Pick<ReadGlyph, 'confidence'>, promise: number | undefined): keyof typeof COLOURS {
  if (promise !== undefined) return isSure({ confidence }, promise) ? 'sure' : 'doubtful';
  return confidence >= SURE ? 'sure' : confidence >= DOUBTFUL ? 'doubtful' : 'guess';
}

function drawNumber(number: ReadNumber, { labels, leader }: NumberLabels, line: number, promise?: number): string {
  // A promise is about whole numbers.
  const colourOf = (glyph: number | undefined): string =>
    COLOURS[kindOf(promise === undefined && glyph !== undefined ? number.glyphs[glyph]! : number, promise)];
  const boxes = number.glyphs.map(({ box }, k) => {
    const rect = rectAround(box, line, line * 2);
    return (
      `<rect ${rect} stroke="#fff" stroke-opacity=".7" stroke-width="${line * 2.2}"/>` +
      `<rect ${rect} stroke="${colourOf(k)}" stroke-width="${line}"/>`
    );
  });
  const texts = labels.map((label) => drawLabel(label, colourOf(label.glyph)));
  const lead = leader
    ? `<path d="M${leader[0].join(' ')}L${leader[1].join(' ')}" stroke="${colourOf(undefined)}"/>`
    : '';
  return `${boxes.join('')}${lead}${texts.join('')}`;
}

/** A thin grey box, which paper of any brightness lets see. */
function drawLeftOut(box: Box, line: number): string {
  const rect = rectAround(box, line, 0);
  return (
    `<rect ${rect} stroke="#fff" stroke-opacity=".5" stroke-width="${line * 1.5}"/>` +
    `<rect ${rect} stroke="${LEFT_OUT}" stroke-width="${line / 2}"/>`
  );
}

/** The attributes of a rectangle around a box. */
function rectAround({ x, y, w, h }: Box, line: number, round: number): string {
  return `x="${x - line}" y="${y - line}" width="${w + 2 * line}" height="${h + 2 * line}" rx="${round}"`;
}

/** A text in its colour on a white halo, or white on a badge of its colour. */
function drawLabel({ text, box, look }: Label, colour: string): string {
  const { x, y, w, h } = box;
  if (look === 'key') {
    const by = BADGE * h;
    const badge = `x="${x - by}" y="${y - by}" width="${w + 2 * by}" height="${h + 2 * by}" rx="${2 * by}"`;
    return `<rect ${badge} fill="${colour}"/><g stroke="#fff">${strokeText(text, x, y, h, PEN.plain)}</g>`;
  }
  return (
    `<g stroke="#fff">${strokeText(text, x, y, h, PEN.halo)}</g>` +
    `<g stroke="${colour}">${strokeText(text, x, y, h, PEN[look])}</g>`
  );
}

/** The legend: what stands behind each key, in columns to the right of a picture of this size. */
function legendOf(
  placed: readonly NumberLabels[],
  { width, height, percent: size }: Room,
): { readonly width: number; readonly places: readonly (readonly Label[] | undefined)[] } {
  const texts = placed.map(({ legend }) => legend);
  const widest = (text: (entry: NonNullable<NumberLabels['legend']>) => string): number =>
    texts.reduce((most, entry) => Math.max(most, entry ? textWidth(text(entry), size) : 0), 0);
  const keys = widest(({ key }) => key);
  const column = keys + widest(({ text }) => text) + 3 * size;
  const rows = Math.max(1, Math.floor((height - size) / (LEGEND_PITCH * size)));
  let next = 0;
  const places = texts.map((entry): Label[] | undefined => {
    if (entry === undefined) return undefined;
    const [x, y] = [width + Math.floor(next / rows) * column + size, (0.5 + LEGEND_PITCH * (next % rows)) * size];
    next++;
    const at = (text: string, from: number): Box => ({ x: x + from, y, w: textWidth(text, size), h: size });
    return [
      { text: entry.key, box: at(entry.key, 0), look: 'key' },
      { text: entry.text, box: at(entry.text, keys + size), look: 'plain' },
    ];
  });
  return { width: Math.ceil(Math.ceil(next / rows) * column), places };
}
