// Labels in the light of what stands around them.
import { expect, test } from 'vitest';
import type { SymbolVerdict } from '../../../src/equations/finding/judge-symbols.js';
import { mendLabels } from '../../../src/equations/finding/mend-labels.js';

const alphabet = ['(', ')', '1', 'x', '\\times'];

/** A context model that finds every label as likely as the others. */
const indifferent = {
  alphabet,
  expect: (_: Uint8Array, count: number) => new Float32Array(count * alphabet.length).fill(1 / alphabet.length),
};

const verdict = (k: number, chances: Record<string, number>): SymbolVerdict => {
  const labels = Object.entries(chances)
    .map(([label, confidence]) => ({ label, confidence }))
    .sort((a, b) => b.confidence - a.confidence);
  const box = { x: 20 * k, y: 0, w: 10, h: 20 };
  return { members: [k], box, labels, chance: labels[0]!.confidence, picture: new Uint8Array(784) };
};

const inARow = (count: number) => ({
  parents: Array.from({ length: count }, (_, k) => k - 1),
  relations: Array.from({ length: count }, () => 'right' as const),
});

test('a bracket without a partner that may be a 1 is one', () => {
  const symbols = [verdict(0, { x: 0.9, '1': 0.01 }), verdict(1, { '(': 0.6, '1': 0.3 })];
  const { labels } = mendLabels(symbols, inARow(2), 20, indifferent);
  expect(labels.map(([best]) => best!.label)).toEqual(['x', '1']);
});

test('brackets with partners stay', () => {
  const symbols = [
    verdict(0, { '(': 0.6, '1': 0.3 }),
    verdict(1, { x: 0.9, '1': 0.05 }),
    verdict(2, { ')': 0.6, '1': 0.3 }),
  ];
  const { labels, gain } = mendLabels(symbols, inARow(3), 20, indifferent);
  expect(labels.map(([best]) => best!.label)).toEqual(['(', 'x', ')']);
  expect(gain).toBeCloseTo(0);
});

test('what the context expects decides between labels of one shape', () => {
  const afterDigit = {
    alphabet,
    expect(contexts: Uint8Array, count: number) {
      const out = indifferent.expect(contexts, count);
      const size = contexts.length / count;
      for (let k = 0; k < count; k++)
        // What it hangs on is told first: a 1.
        if (contexts[k * size + alphabet.indexOf('1')] === 255)
          out.set([0.02, 0.02, 0.02, 0.04, 0.9], k * alphabet.length);
      return out;
    },
  };
  const symbols = [verdict(0, { '1': 0.9, x: 0.01 }), verdict(1, { x: 0.5, '\\times': 0.4 })];
  const { labels } = mendLabels(symbols, inARow(2), 20, afterDigit);
  expect(labels.map(([best]) => best!.label)).toEqual(['1', '\\times']);
});

test('what stands around speaks against a point, never for one', () => {
  const points = ['.', '-', '1'];
  const judged = (chances: readonly number[]) => ({
    alphabet: points,
    expect: (contexts: Uint8Array, count: number) =>
      Float32Array.from({ length: count * points.length }, (_, k) =>
        contexts.some((value) => value > 0) ? chances[k % points.length]! : 1 / points.length,
      ),
  });
  const symbols = [verdict(0, { '1': 0.99 }), verdict(1, { '.': 0.5, '-': 0.3 })];
  const read = (chances: readonly number[]) => mendLabels(symbols, inARow(2), 20, judged(chances));
  const [likely, usual] = [read([0.9, 0.05, 0.33]), read([0.33, 0.33, 0.33])];
  // A point costs the same where it is expected as where it is not.
  expect(usual.labels[1]![0]!.label).toBe('-');
  expect(likely.labels[1]![0]!.label).toBe('.');
  const alone = [verdict(0, { '1': 0.99 }), verdict(1, { '.': 0.9 })];
  const gains = [0.9, 0.33].map((chance) => mendLabels(alone, inARow(2), 20, judged([chance, 0.1, 1 / 3])).gain);
  expect(gains[0]).toBeCloseTo(gains[1]!, 1);
  expect(gains[0]).toBeLessThan(-1);
});

test('a slash beside a fraction is a 1 where it may be one, and stays where no fraction is', () => {
  const rest = [verdict(1, { '-': 1 }), verdict(2, { x: 1 }), verdict(3, { x: 1 })];
  const symbols = [verdict(0, { '/': 0.8, '1': 0.15 }), ...rest];
  const model = {
    alphabet: ['/', '1'],
    expect: (_: Uint8Array, count: number) => new Float32Array(2 * count).fill(0.5),
  };
  const bestOf = (laid: Parameters<typeof mendLabels>[1]) => mendLabels(symbols, laid, 20, model).labels[0]![0]!.label;
  expect(bestOf(inARow(4))).toBe('/');
  expect(bestOf({ parents: [-1, 0, 1, 1], relations: ['right', 'right', 'above', 'below'] })).toBe('1');
});
