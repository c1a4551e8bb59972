import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelOfName, nameOfLabel } from '../../src/hand/sample-name.js';

test('digits and small letters stay as they are', () => {
  for (const label of [...'0123456789az']) expect(nameOfLabel(label)).toBe(label);
});

test.each([
  ['+', '%2B'],
  ['/', '%2F'],
  ['A', '%41'],
  ['%', '%25'],
  ['_', '%5F'],
  ['€', '%E2%82%AC'],
  ['\\alpha', '%5Calpha'],
  ['pi', '%70i'],
])('%s is kept as %s', (label, name) => {
  expect(nameOfLabel(label)).toBe(name);
  expect(labelOfName(`000001_${name}`)).toBe(label);
});

test.each([
  ['test_2_1050_585_4', '4'],
  ['7', '7'],
  ['x7', '7'],
  ['crop_+', '+'],
  ['crop_A', 'A'],
  ['crop_é', 'é'],
  ['crop_e\u0301', 'é'],
  ['discount_50%', '%'],
  ['crop_%zz', 'z'],
  ['', undefined],
  ['crop_', undefined],
  ['crop ', undefined],
])('the label of %j is %j', (stem, label) => {
  expect(labelOfName(stem)).toBe(label);
});

test('every label comes back, even through a file system that folds case or decomposes accents', () => {
  const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(label, (wanted) => {
      const stem = `000042_${nameOfLabel(wanted)}`;
      expect(labelOfName(stem)).toBe(wanted);
      expect(stem).toMatch(/^[0-9A-Za-z_%]+$/);
      expect(labelOfName(stem.toLowerCase())).toBe(wanted);
      expect(labelOfName(stem.normalize('NFD'))).toBe(wanted);
    }),
  );
});
