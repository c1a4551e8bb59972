import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeLength, decodePlan, encodePlan, type SheetPlan } from '../../src/sheet/code.js';

const visible = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
  .filter((label) => !/[\s\p{C}]/u.test(label));
const plans: fc.Arbitrary<SheetPlan> = fc.record({
  paper: fc.constantFrom('a4' as const, 'letter' as const),
  labels: fc.uniqueArray(visible, { minLength: 1, maxLength: 12 }),
  each: fc.integer({ min: 1, max: 255 }),
});
const padded = (bits: Uint8Array, more: number) => Uint8Array.from([...bits, ...new Uint8Array(more)]);

test('what is encoded is decoded, whatever blank cells follow', () => {
  fc.assert(
    fc.property(plans, fc.nat(64), (plan, more) => {
      const bits = encodePlan(plan);
      expect(bits).toHaveLength(codeLength(plan));
      expect(decodePlan(padded(bits, more))).toEqual(plan);
    }),
  );
});

test('one to three wrong cells are never taken for a plan', () => {
  fc.assert(
    fc.property(plans, fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 }), (plan, places) => {
      const bits = encodePlan(plan);
      const wrong = new Set(places.map((place) => place % bits.length));
      expect(decodePlan(bits.map((bit, i) => (wrong.has(i) ? 1 - bit : bit)))).toBeUndefined();
    }),
  );
});

test('cells at random, none, or a plan read backwards are no plan', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 1, maxLength: 600 }), (bits) => {
      expect(decodePlan(bits)).toBeUndefined();
    }),
  );
  expect(decodePlan(new Uint8Array(0))).toBeUndefined();
  expect(decodePlan(encodePlan({ paper: 'a4', labels: ['0', '1'], each: 10 }).reverse())).toBeUndefined();
});
