// What is in doubt hears what looks like it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withAlike } from '../../../src/numbers/evidence/alike-glyphs.js';
import { cpuMs } from '../../cpu-time.js';

/** [one, seven, no symbol] */
const verdict = (one: number, nothing = 0) => Float32Array.of(one * (1 - nothing), (1 - one) * (1 - nothing), nothing);
const [upstroked, barred] = [
  [1, 0.1, 0],
  [0, 0.1, 1],
];

test('a doubtful glyph is read as those that look like it', () => {
  const after = withAlike(
    [verdict(0.4), verdict(0.999), verdict(0.999), verdict(0.001)],
    Float32Array.from([upstroked, upstroked, upstroked, barred].flat()),
  );
  expect(after[0]![0]).toBeGreaterThan(0.8);
});

test('what looks otherwise, or is as doubtful, says nothing', () => {
  const alone = withAlike([verdict(0.4), verdict(0.999)], Float32Array.from([barred, upstroked].flat()));
  expect(alone[0]![0]).toBeCloseTo(0.4, 2);
  const undecided = withAlike([verdict(0.4), verdict(0.5)], Float32Array.from([upstroked, upstroked].flat()));
  expect(undecided[0]![0]).toBeCloseTo(0.4, 1);
});

test('a sure glyph stays as it is, and the chance of no symbol is not touched', () => {
  const sure = verdict(0.99, 0.005);
  const after = withAlike(
    [sure, verdict(0.6, 0.3), verdict(0.001), verdict(0.001)],
    Float32Array.from([upstroked, upstroked, upstroked, upstroked].flat()),
  );
  expect(after[0]).toBe(sure);
  expect(after[1]![2]).toBeCloseTo(0.3, 6);
  expect(after[1]![0]! + after[1]![1]!).toBeCloseTo(0.7, 5);
});

test('verdicts stay verdicts, whatever they are', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const glyph = fc.record({
    one: chance,
    nothing: chance,
    features: fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(glyph, { maxLength: 30 }), (glyphs) => {
      const after = withAlike(
        glyphs.map(({ one, nothing }) => verdict(one, nothing)),
        Float32Array.from(glyphs.flatMap(({ features }) => features)),
      );
      expect(after).toHaveLength(glyphs.length);
      for (const each of after) {
        expect(each.every((value) => value >= 0 && value <= 1.000001)).toBe(true);
        expect(each.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
      }
    }),
  );
});

test('each glyph is held against each other one at most', () => {
  const took = (count: number) =>
    cpuMs(() =>
      withAlike(
        Array.from({ length: count }, () => verdict(0.7)),
        Float32Array.from({ length: count * 96 }, (_, i) => (i * 7919) % 13),
      ),
    );
  took(200);
  // Five times as many glyphs are 25 times as many pairs, and 125 times as many triples.
  expect(took(2000)).toBeLessThan(60 * took(400));
});
