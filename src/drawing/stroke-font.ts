// Characters as pen strokes, for writing on pictures: a fresh container has no fonts, and without one text drawn
// by the system's means would silently be missing.
import { SYMBOL_STROKES } from './symbol-strokes.js';

/**
 * Each character on a grid 4 wide and 8 high (y down, baseline at 8), as SVG path data.
 * Only what a reading's labels and percentages commonly need; others are drawn as a box.
 */
const STROKES: Readonly<Record<string, string>> = {
  ' ': '',
  '0': 'M2 0C.6 0 0 1.4 0 4S.6 8 2 8 4 6.6 4 4 3.4 0 2 0Z',
  '1': 'M.6 1.8L2.4 0V8',
  '2': 'M.1 2C.2.7 1 0 2.1 0 3.2 0 3.9.8 3.9 2 3.9 3.9.6 5.4 0 8H4',
  '3': 'M.2.1H3.8L1.8 3.1C3.2 3.1 4 4 4 5.5 4 7.1 3.1 8 1.9 8 .9 8 .2 7.4 0 6.5',
  '4': 'M2.9 8V0L0 5.5H4',
  '5': 'M3.7 0H.6L.3 3.6C.8 3.1 1.3 2.9 2 2.9 3.3 2.9 4 3.9 4 5.4 4 7 3.2 8 1.9 8 .9 8 .2 7.4 0 6.6',
  '6':
    'M3.5.6C3.1.2 2.7 0 2.2 0 .8 0 0 1.7 0 4.6 0 6.9.7 8 2 8 3.2 8 4 7.1 4 5.6 4 4.1 3.2 3.2 2.1 ' +
    '3.2 1.1 3.2.3 3.9 0 5',
  '7': 'M0 0H4L1.5 8',
  '8':
    'M2 3.7C.9 3.7.3 2.9.3 1.9S.9 0 2 0 3.7.9 3.7 1.9 3.1 3.7 2 3.7C.8 3.7 0 4.6 0 5.8S.8 8 2 8 ' +
    '4 7 4 5.8 3.2 3.7 2 3.7Z',
  '9':
    'M.5 7.4C.9 7.8 1.3 8 1.8 8 3.2 8 4 6.3 4 3.4 4 1.1 3.3 0 2 0 .8 0 0 .9 0 2.4 0 3.9.8 4.8 1.9 ' +
    '4.8 2.9 4.8 3.7 4.1 4 3',
  '%':
    'M4 0L0 8M.9.2C.3.2 0 .8 0 1.6S.3 3 .9 3 1.8 2.4 1.8 1.6 1.5.2.9.2ZM3.1 5C2.5 5 2.2 5.6 2.2 ' +
    '6.4S2.5 7.8 3.1 7.8 4 7.2 4 6.4 3.7 5 3.1 5Z',
  '+': 'M2 2.2V6.2M0 4.2H4',
  '-': 'M.3 4.2H3.7',
  '=': 'M0 3.2H4M0 5.4H4',
  '.': 'M2 7.8V8',
  ',': 'M2.2 7.2L1.6 9',
  '/': 'M4 0L0 8',
  ':': 'M2 3V3.2M2 7.8V8',
  '*': 'M2 2.2V6.2M.3 3.2L3.7 5.2M3.7 3.2L.3 5.2',
  '(': 'M3 0C1.2 2 1.2 6 3 8',
  ')': 'M1 0C2.8 2 2.8 6 1 8',
  '<': 'M3.8 2L.2 4.2L3.8 6.4',
  '>': 'M.2 2L3.8 4.2L.2 6.4',
  '€': 'M4 .8C3.6.3 3.1 0 2.6 0 1.2 0 .6 1.7.6 4S1.2 8 2.6 8C3.1 8 3.6 7.7 4 7.2M0 3.2H3.2M0 4.8H2.8',
  '\\': 'M0 0L4 8',
  '?': 'M.2 1.8C.3.7 1 0 2 0 3.1 0 3.8.7 3.8 1.8 3.8 3.4 2 3.6 2 5.6M2 7.8V8',
  a: 'M4 3V8M4 5.5C4 4 3.2 2.9 2 2.9S0 4 0 5.5 .8 8 2 8 4 7 4 5.5',
  b: 'M0 0V8M0 5.5C0 4 .8 2.9 2 2.9S4 4 4 5.5 3.2 8 2 8 0 7 0 5.5',
  c: 'M3.9 3.8C3.5 3.2 2.9 2.9 2.3 2.9 1 2.9 0 4 0 5.5S1 8 2.3 8C2.9 8 3.5 7.7 3.9 7.1',
  d: 'M4 0V8M4 5.5C4 4 3.2 2.9 2 2.9S0 4 0 5.5 .8 8 2 8 4 7 4 5.5',
  e: 'M0 5.3H4C4 3.8 3.2 2.9 2 2.9S0 4 0 5.5 .8 8 2.1 8C2.9 8 3.5 7.7 3.9 7',
  n: 'M0 3V8M0 5C.3 3.7 1 2.9 2.1 2.9 3.3 2.9 4 3.7 4 5V8',
  t: 'M1.6.8V6.4C1.6 7.5 2.1 8 3 8H3.6M.2 3H3.4',
  x: 'M.2 3L3.8 8M3.8 3L.2 8',
  y: 'M.2 3L2 7.6M3.8 3L1.6 9C1.3 9.7.9 10 .3 10',
  z: 'M.2 3H3.8L.2 8H3.8',
  ...SYMBOL_STROKES,
};

const UNKNOWN = 'M.3 0H3.7V8H.3Z';
/** From one character's left edge to the next's, per unit of height. */
const ADVANCE = 5.4 / 8;

/** Width of a text of a height, in the same unit. */
export function textWidth(text: string, height: number): number {
  return Math.max(0, [...text].length * ADVANCE - 1.4 / 8) * height;
}

/** SVG paths that draw `text` with its top left corner at x, y; `thickness` is the pen's, per unit of height. */
export function strokeText(text: string, x: number, y: number, height: number, thickness: number): string {
  const scale = height / 8;
  return [...text]
    .map((character, i) => {
      const at = `translate(${round(x + i * ADVANCE * height)} ${round(y)}) scale(${round(scale)})`;
      return `<path transform="${at}" stroke-width="${round(thickness * 8)}" d="${STROKES[character] ?? UNKNOWN}"/>`;
    })
    .join('');
}

const round = (value: number) => Math.round(value * 1000) / 1000;
