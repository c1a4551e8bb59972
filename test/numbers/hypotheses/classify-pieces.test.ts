import { expect, test } from 'vitest';
import type { Classifier } from '../../../src/model/classifier.js';
import { classifyPieces, likeliest } from '../../../src/numbers/hypotheses/classify-pieces.js';
import { findComponents } from '../../../src/strokes/components.js';
import type { Piece } from '../../../src/strokes/piece.js';
import { plane } from '../../page/matrix.js';

const ink = plane(['11..11', '11..11', '11..11'], 255);
const { labels, list } = findComponents(ink, 110);
const pieces = list.map((each, k): Piece => ({ label: k + 1, ...each, darkness: 100 }));

/** Says 'a' of pictures with more ink than the first, 'b' of others; features are the ink. */
function classifier(seen: number[] = []): Classifier {
  const inkOf = (pictures: Uint8Array, k: number) =>
    pictures.subarray(784 * k, 784 * (k + 1)).reduce((sum, value) => sum + value, 0);
  const verdicts = (pictures: Uint8Array, count: number) => {
    seen.push(count);
    const first = inkOf(pictures, 0);
    return Float32Array.from(
      Array.from({ length: count }, (_, k) =>
        inkOf(pictures, k) > first ? [0.7, 0.2, 0.1] : [0.25, 0.5, 0.25],
      ).flat(),
    );
  };
  return { alphabet: ['a', 'b'], classify: verdicts };
}

test('each set of pieces is one glyph, with its box, its picture and its verdict', () => {
  const [one, both] = classifyPieces([[pieces[0]!], pieces], ink, () => labels, classifier());
  expect(one).toMatchObject({ box: { x: 0, y: 0, w: 2, h: 3 }, best: 1, label: 'b', symbol: 0.75 });
  expect(both).toMatchObject({ box: { x: 0, y: 0, w: 6, h: 3 }, pieces });
  expect(one!.picture).toHaveLength(784);
  expect([...one!.verdict]).toEqual([0.25, 0.5, 0.25]);
  expect(one!.picture).not.toEqual(both!.picture);
  expect(one).not.toHaveProperty('features');
});

test('features are kept, each with its glyph', () => {
  const seeing: Classifier = {
    ...classifier(),
    look: (_, count) => ({
      chances: new Float32Array(3 * count).fill(1 / 3),
      features: Float32Array.from({ length: 2 * count }, (__, i) => i),
    }),
  };
  const found = classifyPieces([[pieces[0]!], [pieces[1]!]], ink, () => labels, seeing);
  expect(found.map(({ features }) => [...features!])).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

test('many are asked about in batches, in their order', () => {
  const seen: number[] = [];
  const sets = Array.from({ length: 300 }, (_, k) => [pieces[k % 2]!]);
  const found = classifyPieces(sets, ink, () => labels, classifier(seen));
  expect(seen).toEqual([256, 44]);
  expect(found.map((each) => each.pieces[0])).toEqual(sets.map(([piece]) => piece));
  expect(classifyPieces([], ink, () => labels, classifier())).toEqual([]);
});

test('the likeliest symbol is never no symbol; of equal ones it is the first', () => {
  expect(likeliest(Float32Array.of(0.2, 0.1, 0.7), ['a', 'b'])).toEqual({ best: 0, label: 'a' });
  expect(likeliest(Float32Array.of(0.3, 0.3, 0.4), ['a', 'b'])).toEqual({ best: 0, label: 'a' });
});
