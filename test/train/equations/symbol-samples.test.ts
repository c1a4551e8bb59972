// Drawn expressions go through what reading does; each hypothesis is told by whose ink it is.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { parseExpression } from '../../../src/train/equations/crohme.js';
import { drawOnScreen } from '../../../src/train/equations/draw-on-screen.js';
import { foundTruth, symbolSamples } from '../../../src/train/equations/symbol-samples.js';
import { expressionLine } from './drawn-expressions.js';

test('symbols of one stroke and of two are found among the hypotheses', () => {
  const draw = random(3);
  let [found, all] = [0, 0];
  for (let n = 0; n < 20; n++) {
    const expression = parseExpression(expressionLine(draw, 'a'))!;
    const truth = foundTruth(expression, draw);
    if (!truth) continue;
    all += expression.symbols.length;
    found += truth.boxes.filter(Boolean).length;
    for (const [k, symbol] of truth.is.entries())
      if (symbol >= 0) expect(truth.hypotheses[k]!.members.length).toBeLessThanOrEqual(4);
  }
  expect(all).toBeGreaterThan(80);
  expect(found / all).toBeGreaterThan(0.95);
});

test('an equals sign is a sample, each of its bars is none', () => {
  const draw = random(4);
  const lines = Array.from({ length: 6 }, () => parseExpression(expressionLine(draw, 'a'))!);
  const alphabet = ['+', '-', '1', '7', '='];
  const { count, labels, pictures } = symbolSamples(lines, alphabet, draw, 2);
  expect(pictures.length).toBe(count * 28 * 28 * 3);
  expect(labels.filter((label) => label === alphabet.indexOf('=')).length).toBeGreaterThanOrEqual(5);
  expect(labels.filter((label) => label === alphabet.length).length).toBeGreaterThanOrEqual(6);
});

test('symbols drawn as drawing programs do are found and told as well', () => {
  const draw = random(6);
  const lines = Array.from({ length: 8 }, () => parseExpression(expressionLine(draw, 'a'))!);
  const alphabet = ['+', '-', '1', '7', '='];
  const { labels } = symbolSamples(lines, alphabet, draw, 1, drawOnScreen);
  const wanted = lines.flatMap(({ symbols }) => symbols.map(({ label }) => alphabet.indexOf(label)));
  const found = [...labels].filter((label) => label < alphabet.length);
  expect(found.length).toBeGreaterThan(0.85 * wanted.length);
  for (const label of new Set(wanted)) expect(found).toContain(label);
  expect(labels).toContain(alphabet.length);
});

test('expressions with a label that is not asked for are left out', () => {
  const draw = random(5);
  expect(symbolSamples([parseExpression(expressionLine(draw, 'a'))!], ['1'], draw, 2).count).toBe(0);
});
