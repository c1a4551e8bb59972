// Finding put right by keys: what each sequence makes of the glyph that is asked about.
import { expect, test } from 'vitest';
import { markedBy } from '../../../src/cli/fix/finding.js';
import type { Key } from '../../../src/cli/fix/question.js';
import { screen } from '../../../src/cli/fix/screen.js';
import { editsOf, type FixState, labelledGlyphs, startFix, step } from '../../../src/cli/fix/state.js';
import { question } from './questions-for-tests.js';

const digits = [...'0123456789'];
const box = { x: 40, y: 10, w: 30, h: 20 };
const next = { x: 80, y: 8, w: 20, h: 24 };
const after = { x: 110, y: 10, w: 10, h: 20 };
const start = () =>
  startFix(
    [question('7', { box, next }), question('1', { box: next, next: after }), question('4', { box: after })],
    digits,
  );
const press = (state: FixState, ...keys: string[]) =>
  keys.reduce((s, key) => step(s, key.length > 1 ? (key as Key) : { char: key }), state);
const edits = (state: FixState) => editsOf(state).get('page.png');

test('j joins the glyph with the next, which is not asked about any more', () => {
  const state = press(start(), 'j', '8');
  expect(edits(state)).toEqual([
    { kind: 'glyphs', was: [box, next], are: [{ box: { x: 40, y: 8, w: 60, h: 24 }, label: '8' }] },
  ]);
  expect(state.questions.map(({ label }) => label)).toEqual(['7', '4']);
  expect(labelledGlyphs(press(state, 'enter')).map(({ label }) => label)).toEqual(['4']);
  // Undone, both are asked about again.
  expect(press(state, 'u')).toMatchObject({ answers: [], questions: { length: 3 }, mode: { kind: 'label' } });
});

test('Enter leaves the label to the reader', () => {
  expect(edits(press(start(), 'j', 'enter'))).toMatchObject([{ are: [{ box: { w: 60 } }] }]);
  expect(edits(press(start(), 'j', 'enter'))![0]).not.toHaveProperty('are.0.label');
});

test('c cuts where the arrows put it, and asks for both halves', () => {
  const cutting = press(start(), 'c', 'right', 'right', 'left');
  expect(markedBy(cutting.mode, cutting.questions[0]!)).toMatchObject({ x: 57, w: 0 });
  const state = press(cutting, 'enter', '1', '3');
  expect(edits(state)).toEqual([
    {
      kind: 'glyphs',
      was: [box],
      are: [
        { box: { ...box, w: 17 }, label: '1' },
        { box: { ...box, x: 57, w: 13 }, label: '3' },
      ],
    },
  ]);
  expect(press(start(), 'c', ...new Array(99).fill('left')).mode).toEqual({ kind: 'cut', at: 41 });
});

test('m adds what was missed, and goes on asking about the same glyph', () => {
  const moved = press(start(), 'm', 'right', 'down', 'shift-right', '+', '-', 'enter', '5');
  expect(moved).toMatchObject({ answers: [], mode: { kind: 'label' }, message: /added/ });
  const state = press(moved, 'enter');
  expect(edits(state)).toEqual([
    { kind: 'glyphs', was: [], are: [{ box: { x: 76, y: 11, w: 34, h: 20 }, label: '5' }] },
    { kind: 'glyphs', was: [box], are: [{ box, label: '7' }] },
  ]);
  expect(press(moved, 'u')).toMatchObject({ pending: [], message: /taken back/ });
});

test('n parts and joins numbers, once each way', () => {
  expect(edits(press(start(), 'n', 'q'))).toEqual([{ kind: 'number', box, begins: true }]);
  expect(edits(press(start(), 'n', 'n', 'q'))).toEqual([{ kind: 'number', box, begins: false }]);
  const first = startFix([question('7', { box, follows: false })], digits);
  expect(press(first, 'n')).toMatchObject({ pending: [], message: /first of its line/ });
});

test('s makes it a sign; another key says which there are', () => {
  expect(edits(press(start(), 's', '-'))).toEqual([{ kind: 'sign', box, label: '-' }]);
  expect(edits(press(start(), 's', ':'))).toEqual([{ kind: 'sign', box, label: ':' }]);
  expect(press(start(), 's', '7')).toMatchObject({ answers: [], message: /a sign is/ });
});

test('x removes, and u leaves what was begun', () => {
  expect(edits(press(start(), 'x'))).toEqual([{ kind: 'glyphs', was: [box], are: [] }]);
  for (const key of ['j', 'c', 'm', 's']) expect(press(start(), key, 'u').mode).toEqual({ kind: 'label' });
  const last = startFix([question('7', { box })], digits);
  expect(press(last, 'j')).toMatchObject({ mode: { kind: 'label' }, message: /no glyph behind it/ });
});

test('the screen says what each key does meanwhile, and marks what it is about', () => {
  const shown = (...keys: string[]) =>
    screen(press(start(), ...keys), { columns: 100, rows: 24, depth: 'none' }, (_, text) => text).join('\n');
  expect(shown()).toMatch(/j join with the next/);
  expect(shown('j')).toMatch(/one glyph with the next: its label/);
  expect(shown('c')).toMatch(/← → move/);
  const marks = (text: string) => /\^+/.exec(text)![0].length;
  expect(marks(shown('j'))).toBeGreaterThan(marks(shown()));
  expect(marks(shown('c'))).toBe(1);
});
