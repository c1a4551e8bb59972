// What `ownhand fix` shows: the strip of the photo, and the lines around it.
import { expect, test } from 'vitest';
import { glyphStrip } from '../../../src/cli/fix/glyph-strip.js';
import { picture, screen } from '../../../src/cli/fix/screen.js';
import { startFix, step } from '../../../src/cli/fix/state.js';
import { greyPage } from './grey-page.js';
import { question } from './questions-for-tests.js';

const plain = (_: string, text: string) => text;
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

test('the glyph is marked from below, and with colours its neighbours fade', () => {
  const view = glyphStrip(greyPage, { x: 40, y: 20, w: 5, h: 20 });
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
