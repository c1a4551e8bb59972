// Which glyphs are asked about, and what has changed once they are learned.
import { expect, test } from 'vitest';
import { changedLines, questionsOf, worstFirst } from '../../../src/cli/fix/questions.js';
import type { Reading } from '../../../src/reading.js';

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
  const reading: Reading = { width: 20, height: 20, text: '', lines, tables: [], leftOut: [] };
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
