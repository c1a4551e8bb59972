// What `ownhand fix` shows: half-blocks, the strip of the photo, the lines around it, the keys it understands.
import { describe, expect, test } from 'vitest';
import { glyphStrip } from '../../../src/cli/fix/glyph-strip.js';
import { colourDepthOf, halfBlocks, resized } from '../../../src/cli/fix/half-blocks.js';
import { keysOf } from '../../../src/cli/fix/keys.js';
import { changedLines, questionsOf, worstFirst } from '../../../src/cli/fix/questions.js';
import { picture, screen } from '../../../src/cli/fix/screen.js';
import { startFix, step } from '../../../src/cli/fix/state.js';
import type { Plane } from '../../../src/page/image.js';
import type { Reading } from '../../../src/reading.js';
import { question } from './questions-for-tests.js';

/** `#` is ink (0), a space paper (255). */
function plane(rows: readonly string[]): Plane {
  const data = Uint8Array.from(rows.flatMap((row) => [...row].map((c) => (c === '#' ? 0 : 255))));
  return { width: rows[0]!.length, height: rows.length, data };
}
const plain = (_: string, text: string) => text;

describe('half-blocks', () => {
  test('two pixels a character, in four forms without colours', () => {
    expect(halfBlocks(plane(['# # ', '##  ']), 'none')).toEqual(['█▄▀']);
    expect(halfBlocks(plane(['##', '  ', '##']), 'none')).toEqual(['▀▀', '▀▀']);
  });

  test('with colours the upper pixel is the front, the lower the back, told only where they change', () => {
    expect(halfBlocks(plane(['##', '##']), 'true')).toEqual([`\x1b[38;2;0;0;0;48;2;0;0;0m▀▀\x1b[0m`]);
    expect(halfBlocks(plane(['# ', ' #']), '256')).toEqual([`\x1b[38;5;232;48;5;255m▀\x1b[38;5;255;48;5;232m▀\x1b[0m`]);
  });

  test.each([
    [{ NO_COLOR: '1', COLORTERM: 'truecolor' }, 'none'],
    [{ NO_COLOR: '', COLORTERM: 'truecolor' }, 'true'],
    [{ TERM: 'dumb' }, 'none'],
    [{ TERM: 'xterm-256color' }, '256'],
  ] as const)('%j → %s', (env, depth) => expect(colourDepthOf(env)).toBe(depth));

  test('resizing takes means, and repeats where it enlarges', () => {
    expect([...resized(plane(['## ', '## ']), 1, 1).data]).toEqual([85]);
    expect([...resized(plane(['# ']), 4, 2).data]).toEqual([0, 0, 255, 255, 0, 0, 255, 255]);
  });
});

describe('the strip', () => {
  // A page of grey paper, 200, with faint bars, 150: one at x 40 to 45, its neighbour at 60 to 65.
  const page = { width: 100, height: 60, channels: 3 as const, data: new Uint8Array(100 * 60 * 3).fill(200) };
  for (let y = 20; y < 40; y++) for (const x of [40, 60]) page.data.fill(150, (y * 100 + x) * 3, (y * 100 + x + 5) * 3);

  test('holds the glyph in its middle, the neighbours beside it, at full contrast', () => {
    const { strip, box } = glyphStrip(page, { x: 40, y: 20, w: 5, h: 20 });
    expect(strip.width).toBe(3 * strip.height);
    expect(box.x + box.w / 2).toBeCloseTo(strip.width / 2);
    expect(box.y + box.h / 2).toBeCloseTo(strip.height / 2);
    const k = box.h / 20;
    const at = (x: number, y: number) => strip.data[Math.round(y) * strip.width + Math.round(x)]!;
    const middle = strip.height / 2;
    expect(at(box.x + box.w / 2, middle)).toBeLessThan(40);
    expect(at(box.x + 20 * k + box.w / 2, middle)).toBeLessThan(40);
    expect(at(box.x + 12 * k, middle)).toBeGreaterThan(215);
    expect(at(box.x + box.w / 2, 1)).toBeGreaterThan(215);
  });

  test.each([
    { x: 0, y: 0, w: 3, h: 9 },
    { x: 95, y: 50, w: 5, h: 10 },
    { x: 10, y: 10, w: 1, h: 1 },
    { x: 0, y: 0, w: 100, h: 60 },
    { x: 10, y: 30, w: 80, h: 2 },
  ])('any box: %j', (box) => {
    const { strip, box: inside } = glyphStrip(page, box);
    expect(strip.data).toHaveLength(strip.width * strip.height);
    expect(inside.y).toBeGreaterThanOrEqual(0);
    expect(inside.y + inside.h).toBeLessThanOrEqual(strip.height);
  });

  test('the glyph is marked from below, and with colours its neighbours fade', () => {
    const view = glyphStrip(page, { x: 40, y: 20, w: 5, h: 20 });
    const rows = picture(view, { columns: 80, rows: 24, depth: 'none' });
    const bars = [...rows[rows.length >> 1]!.matchAll(/█+/g)];
    expect(bars).toHaveLength(2);
    const mark = /\^+/.exec(rows.at(-1)!)!;
    expect(Math.abs(mark.index - bars[0]!.index)).toBeLessThanOrEqual(1);
    expect(Math.abs(mark[0].length - bars[0]![0].length)).toBeLessThanOrEqual(1);
    const coloured = picture(view, { columns: 80, rows: 24, depth: 'true' })[rows.length >> 1]!;
    const greys = new Set([...coloured.matchAll(/38;2;(\d+)/g)].map((match) => Number(match[1])));
    expect(Math.min(...greys)).toBeLessThan(40);
    expect([...greys].some((grey) => grey > 140 && grey < 200)).toBe(true);
  });
});

describe('the screen', () => {
  const terminal = { columns: 80, rows: 24, depth: 'none' as const };

  test('says where, what it was read as, and what else it may be', () => {
    const text = screen(startFix([question('7')], ['1', '4', '7', '9']), terminal, plain);
    expect(text[0]).toBe('1 of 1  page.png');
    expect(text[1]).toBe('line 1: 40[7] 12');
    expect(text.find((line) => line.startsWith('read as'))).toBe('read as >7 60 %   1 30 %   4 <1 %');
  });

  test('shows what Tab has chosen, also beyond the likely ones, and what a key could not do', () => {
    let state = startFix([question('7')], ['1', '4', '7', '9']);
    state = step(state, 'tab');
    expect(screen(state, terminal, plain).join('\n')).toContain(' 7 60 %  >1 30 %');
    state = step(step(state, 'tab'), 'tab');
    expect(screen(state, terminal, plain).join('\n')).toContain('>9');
    expect(screen(step(state, { char: 'k' }), terminal, plain).at(-1)).toMatch(/^k is not a label/);
  });

  test.each([
    [20, 10],
    [40, 12],
    [80, 24],
    [200, 60],
  ])('fits a terminal of %i columns', (columns, rows) => {
    const strip = { width: 144, height: 48, data: new Uint8Array(144 * 48) };
    const state = startFix(
      [question('7', { file: 'x'.repeat(300), view: { strip, box: { x: 60, y: 10, w: 24, h: 28 } } })],
      ['7'],
    );
    const lines = screen(state, { columns, rows, depth: 'none' }, plain);
    const shown = lines.filter((line) => !line.startsWith('read as') && !/^line|Ctrl-C|label/.test(line));
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(columns);
    if (columns >= 80) expect(lines.length).toBeLessThanOrEqual(rows);
  });

  test('shows nothing when all is answered', () => {
    expect(screen(step(startFix([question('7')], ['7']), 'enter'), terminal, plain)).toEqual([]);
  });
});

test('keys as terminals send them; arrows are none', () => {
  expect(keysOf('7\r\t\x1b[Z\x7f\x03é\x1b[A\x1bOB\n')).toEqual([
    { char: '7' },
    'enter',
    'tab',
    'back-tab',
    'backspace',
    'ctrl-c',
    { char: 'é' },
    'enter',
  ]);
  expect(keysOf('\x1b')).toEqual([]);
});

test('the glyphs below a confidence are asked about, worst first, each with its place in the line', () => {
  const box = { x: 0, y: 0, w: 9, h: 9 };
  const number = (text: string, ...confidences: number[]) => {
    const glyphs = confidences.map((confidence, i) => {
      return { label: text[i]!, confidence, box, alternatives: [], picture: new Uint8Array(784) };
    });
    return { text, confidence: 1, box, glyphs };
  };
  const lines = [
    { text: '40 7', numbers: [number('40', 0.5, 0.99), number('7', 0.89)] },
    { text: '123', numbers: [number('123', 0.95, 0.9, 0.2)] },
  ];
  const page = { width: 20, height: 20, channels: 1 as const, data: new Uint8Array(400).fill(255) };
  const reading: Reading = { width: 20, height: 20, text: '', lines };
  const asked = worstFirst(questionsOf('a.png', page, reading, 0.9));
  expect(asked.map(({ line, before, label, after }) => `${line} ${before}[${label}]${after}`)).toEqual([
    '2 12[3]',
    '1 [4]0 7',
    '1 40 [7]',
  ]);
  expect(questionsOf('a.png', page, reading, Number.POSITIVE_INFINITY)).toHaveLength(6);
});

test.each([
  [['1', '2'], ['1', '2'], []],
  [['1', '2', '3'], ['1', '5', '3'], ['2: 2 → 5']],
  [['1', '2', '3'], ['1', '3'], ['2: 2 → ']],
  [['1', '3'], ['1', '2', '3'], ['2:  → 2']],
  [[], ['7'], ['1:  → 7']],
  [['7', '7'], ['7'], ['2: 7 → ']],
])('%j → %j', (before, after, wanted) => {
  expect(changedLines(before, after).map((each) => `${each.line}: ${each.before} → ${each.after}`)).toEqual(wanted);
});
