// What the app makes of a page of equations: plain functions, without a browser.
import { expect, test } from 'vitest';
import {
  changedSymbols,
  doubtfulSymbols,
  editsOf,
  labelOfKey,
  symbolsOf,
  withGiven,
} from '../../apps/web/src/pages/equation-page.js';
import { equationsReading } from '../../src/equations/equations-reading.js';
import { expressionOf } from '../equations/expressions.js';
import { foundEquation, type SymbolChange } from '../equations/found.js';

const read = (changes: Readonly<Record<number, SymbolChange>> = {}, text = 'x+y=z') =>
  equationsReading([foundEquation(expressionOf(text), { x: 10, y: 10 }, changes)], { width: 300, height: 100 });

test('symbols stand left to right, and the doubtful ones are those that are unsure or that arithmetic doubts', () => {
  const symbols = symbolsOf({ reading: read({ 2: { confidence: 0.5 }, 4: { confidence: 0.8 } }), given: [] });
  expect(symbols.map(({ label }) => label)).toEqual(['x', '+', 'y', '=', 'z']);
  expect(doubtfulSymbols(symbols).map(({ label, sureness }) => [label, sureness])).toEqual([
    ['y', 'guess'],
    ['z', 'doubtful'],
  ]);
  const sum = symbolsOf({ reading: read({ 4: { confidence: 0.98 } }, '1+1=3'), given: [] });
  expect(doubtfulSymbols(sum).map(({ label }) => label)).toEqual(['3']);
  expect(symbolsOf({ reading: null, given: [] })).toEqual([]);
});

test('a later label of a symbol takes the place of an earlier one; a root is not what stands in it', () => {
  const root = { x: 0, y: 0, w: 60, h: 40 };
  const inside = { x: 20, y: 5, w: 30, h: 30 };
  const first = withGiven([], { box: inside, label: 'x', taught: [] });
  const second = withGiven(first, { box: root, label: '\\sqrt', taught: [] });
  expect(second).toHaveLength(2);
  const third = withGiven(second, { box: { ...inside, w: 29 }, label: 'y', taught: ['1'] });
  expect(third.map(({ label }) => label)).toEqual(['\\sqrt', 'y']);
  expect(editsOf({ reading: null, given: third })[1]).toMatchObject({ kind: 'glyphs', are: [{ label: 'y' }] });
});

test('what reads otherwise is counted, but for what a person labelled', () => {
  const before = read();
  const after = read({ 0: { label: 'a' }, 2: { label: 'b', given: true }, 4: { label: 'a' } });
  expect(changedSymbols(before, { reading: after, given: [] })).toEqual([
    { from: 'x', to: 'a', count: 1 },
    { from: 'z', to: 'a', count: 1 },
  ]);
});

test('what a key says', () => {
  expect(['7', 'q', '<', '*', '{'].map(labelOfKey)).toEqual(['7', 'q', '\\lt', '\\times', '\\{']);
  expect(['Enter', '\\', ' ', 'é', 'Dead'].map(labelOfKey)).toEqual(Array(5).fill(undefined));
});
