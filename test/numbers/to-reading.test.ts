import { expect, test } from 'vitest';
import type { GlyphCandidate } from '../../src/numbers/hypotheses/classify-pieces.js';
import type { Sign } from '../../src/numbers/signs/sign.js';
import { type SureGlyph, toReading } from '../../src/numbers/to-reading.js';
import { NO_WALLS } from '../../src/strokes/walls.js';

const alphabet = ['0', '1', '7'];

function glyph(x: number, verdict: readonly number[], confidence: number, sign?: Sign): SureGlyph {
  const box = { x, y: 0, w: 10, h: 20 };
  const best = verdict.indexOf(Math.max(...verdict.slice(0, -1)));
  const picture = new Uint8Array(784);
  const candidate = { box, best, label: alphabet[best]!, verdict: Float32Array.from(verdict), picture };
  return {
    candidate: candidate as unknown as GlyphCandidate,
    box,
    cut: 0.9,
    chance: 1,
    confidence,
    ...(sign && { sign }),
  };
}
const minus: Sign = {
  label: '-',
  chance: 0.8,
  box: { x: -10, y: 9, w: 8, h: 2 },
  others: [
    { label: '.', chance: 0.1 },
    { label: ',', chance: 0 },
  ],
  picture: new Uint8Array(784),
};
const twice = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => ({
  x: 2 * x,
  y: 2 * y,
  w: 2 * w,
  h: 2 * h,
});

test('glyphs make numbers, numbers lines, lines a text; boxes lie on the page', () => {
  const first = { members: [glyph(0, [0, 0.5, 0.5, 0], 0.5), glyph(12, [1, 0, 0, 0], 1)], spacing: 0.5, layout: 1 };
  const second = { members: [glyph(50, [0, 0, 1, 0], 1)], spacing: 1, layout: 1 };
  const third = { members: [glyph(0, [1, 0, 0, 0], 1)], spacing: 1, layout: 1 };
  const reading = toReading({ width: 200, height: 100 }, [[first, second], [third]], alphabet, twice);
  expect(reading).toMatchObject({ width: 200, height: 100, text: '10 7\n0' });
  const [number] = reading.lines[0]!.numbers;
  expect(number!.box).toEqual({ x: 0, y: 0, w: 44, h: 40 });
});

test('a number alone is as sure as its glyphs, its cuts and its spacing', () => {
  const only = { members: [glyph(0, [0, 0.5, 0.5, 0], 0.5), glyph(12, [1, 0, 0, 0], 1)], spacing: 0.5, layout: 1 };
  const { lines } = toReading({ width: 200, height: 100 }, [[only]], alphabet, twice);
  expect(lines[0]!.numbers[0]!.confidence).toBeCloseTo(0.5 * 0.9 * 0.5 * 0.9, 12);
});

test('a number is less sure where a point may stand in it, or a minus sign before it', () => {
  const sure = (k: number, label: '.' | '-', given?: true): number => {
    const doubtedSign = { ...minus, label, chance: 0.3, others: [{ label: ',', chance: 0.1 }] } as const;
    const members = [glyph(0, [1, 0, 0, 0], 1), glyph(12, [1, 0, 0, 0], 1)];
    members[k] = { ...members[k]!, doubtedSign, ...(given && { given }) };
    const { lines } = toReading({ width: 200, height: 100 }, [[{ members, spacing: 1, layout: 1 }]], alphabet, twice);
    return lines[0]!.numbers[0]!.confidence / 0.9 ** 2;
  };
  expect([sure(1, '.'), sure(0, '-'), sure(0, '.')].map((chance) => +chance.toFixed(9))).toEqual([0.6, 0.6, 1]);
  expect(sure(1, '.', true)).toBeCloseTo(1, 9);
});

test('a number is as sure as its ink is one, unless a person has said what it is', () => {
  const sure = (part: Partial<SureGlyph>): number => {
    const members = [{ ...glyph(0, [1, 0, 0, 0], 1), ...part }];
    const { lines } = toReading({ width: 200, height: 100 }, [[{ members, spacing: 1, layout: 1 }]], alphabet, twice);
    return lines[0]!.numbers[0]!.confidence;
  };
  expect(sure({ ofNumber: 0.9 })).toBeCloseTo(sure({}), 12);
  expect(sure({ ofNumber: 0.35 })).toBeCloseTo(sure({}) / 2, 12);
  expect(sure({ ofNumber: 0.35, given: true })).toBeCloseTo(sure({}), 12);
});

test('what was left out beside the picture, in the corners of a turned page, is not told', () => {
  const leftOut = [12, 250].map((x) => ({ box: { x, y: 2, w: 5, h: 5 }, reason: 'specks' as const }));
  const within = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => ({
    x: Math.min(200, x),
    y,
    w: Math.min(200, x + w) - x,
    h,
  });
  const reading = toReading({ width: 200, height: 100 }, [], alphabet, within, {
    walls: { down: [], across: [] },
    leftOut,
  });
  expect(reading.leftOut).toEqual([leftOut[0]]);
});

test('a doubt about the layout of the page counts once for each number, and not as a doubt about the others', () => {
  const number = (x: number, layout: number) => ({ members: [glyph(x, [1, 0, 0, 0], 1)], spacing: 0.99, layout });
  const confidencesOf = (layout: number) =>
    toReading(
      { width: 200, height: 100 },
      [[number(0, layout), number(30, layout), number(60, layout)]],
      alphabet,
      twice,
    ).lines[0]!.numbers.map(({ confidence }) => confidence);
  const [sure, doubtful] = [confidencesOf(1), confidencesOf(0.6)];
  for (const [k, confidence] of doubtful.entries()) expect(confidence).toBeCloseTo(0.6 * sure[k]!, 12);
});

test('a sign stands before its glyph, and its chance counts', () => {
  const { lines } = toReading(
    { width: 9, height: 9 },
    [[{ members: [glyph(0, [1, 0, 0, 0], 1, minus)], spacing: 1, layout: 1 }]],
    alphabet,
    twice,
  );
  const [number] = lines[0]!.numbers;
  expect(number!.text).toBe('-0');
  expect(number!.confidence).toBeCloseTo(0.9 * 0.8, 12);
  expect(number!.glyphs[0]).toMatchObject({ sign: true, alternatives: [{ label: '.', confidence: 0.1 }] });
});

test('what the page adds to the likeliest label it takes from the others, in proportion; unlikely ones are not shown', () => {
  const { lines } = toReading(
    { width: 9, height: 9 },
    [[{ members: [glyph(0, [0.6, 0.3, 0.0001, 0.0999], 0.8)], spacing: 1, layout: 1 }]],
    alphabet,
    twice,
  );
  const { alternatives } = lines[0]!.numbers[0]!.glyphs[0]!;
  expect(alternatives.map(({ label }) => label)).toEqual(['1']);
  expect(alternatives[0]!.confidence).toBeCloseTo(0.15, 6);
});

test('numbers stand in tables too, and what was left out lies on the page', () => {
  const at = (x: number, y: number) => {
    const one = glyph(x, [1, 0, 0, 0], 1);
    return { members: [{ ...one, box: { ...one.box, y } }], spacing: 1, layout: 1 };
  };
  const numbers = [[at(0, 0), at(50, 0)], [at(50, 40)]];
  const beside = {
    walls: NO_WALLS,
    leftOut: [{ box: { x: 1, y: 2, w: 3, h: 4 }, reason: 'words' as const }],
    turned: 180,
  };
  const reading = toReading({ width: 200, height: 100 }, numbers, alphabet, twice, beside);
  const [first, second] = reading.lines;
  expect(reading.tables).toEqual([
    {
      box: { x: 0, y: 0, w: 120, h: 120 },
      rows: [
        [first!.numbers[0], first!.numbers[1]],
        [null, second!.numbers[0]],
      ],
    },
  ]);
  expect(reading.leftOut).toEqual([{ box: { x: 2, y: 4, w: 6, h: 8 }, reason: 'words' }]);
  expect(reading.turned).toBe(180);
});

test('what a strange page doubts of a label makes no alternative likelier than it', () => {
  const { lines } = toReading(
    { width: 9, height: 9 },
    [[{ members: [glyph(0, [0.02, 0.48, 0.5, 0], 0.37)], spacing: 1, layout: 1 }]],
    alphabet,
    twice,
  );
  const [only] = lines[0]!.numbers[0]!.glyphs;
  expect(only).toMatchObject({ label: '7', confidence: 0.37 });
  expect(only!.alternatives.map(({ label }) => label)).toEqual(['1', '0']);
  for (const { confidence } of only!.alternatives) expect(confidence).toBeLessThanOrEqual(0.37);
});
