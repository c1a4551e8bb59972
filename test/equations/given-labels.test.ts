// Labels that a person gave on a photo hold when it is read again.
import { expect, test } from 'vitest';
import { equationsReading } from '../../src/equations/equations-reading.js';
import { withGivenLabels } from '../../src/equations/given-labels.js';
import { labelGlyph, removeGlyph } from '../../src/hand/page-edits.js';
import { expressionOf } from './expressions.js';
import { foundEquation } from './found.js';

test('a label is laid over the symbol in its place, and arithmetic leaves it alone', () => {
  const found = foundEquation(
    expressionOf({ root: ['4'] }, '=3'),
    { x: 20, y: 20 },
    {
      3: { confidence: 0.5, alternatives: [{ label: '2', confidence: 0.4 }] },
    },
  );
  const size = { width: 300, height: 100 };
  expect(equationsReading([found], size).latex).toBe('\\sqrt{4} = 2');
  const { box } = found.expression.symbols[3]!;
  const near = { ...box, x: box.x + 1, h: box.h - 2 };
  const [given] = withGivenLabels([found], [labelGlyph(near, '5'), removeGlyph({ x: 200, y: 0, w: 9, h: 9 })]);
  const { equations, latex } = equationsReading([given!], size);
  expect(latex).toBe('\\sqrt{4} = 5');
  expect(equations[0]!.symbols[3]).toMatchObject({ label: '5', confidence: 1, given: true });
  expect(equations[0]!.symbols[3]!.alternatives[0]).toEqual({ label: '3', confidence: 0 });
  // The root covers what stands in it, and is another symbol.
  const inside = withGivenLabels([found], [labelGlyph(found.expression.symbols[1]!.box, '9')]);
  expect(equationsReading(inside, size).latex).toBe('\\sqrt{9} = 3');
});

test('without labels all stays', () => {
  const found = foundEquation(expressionOf('1'), { x: 0, y: 0 });
  expect(withGivenLabels([found], [])).toEqual([found]);
});
