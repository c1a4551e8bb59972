// Strokes of drawn documents are found and described as reading does it, and each is what was drawn there.
import { expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { type Helpers, strokeKinds } from '../../../src/model/classifier.js';
import { Model } from '../../../src/model/model.js';
import { createEngine } from '../../../src/node/engine/node-engine.js';
import { shippedHelpers } from '../../../src/node/models/helpers.js';
import { shippedBase } from '../../../src/node/models/shipped.js';
import { saidInColumns, strokeFeatureCount } from '../../../src/numbers/evidence/stroke-features.js';
import { drawDocument } from '../../../src/train/draw/documents/draw-document.js';
import { strokeSamples } from '../../../src/train/strokes/stroke-samples.js';
import { material } from '../draw/documents/material.js';

const classifier = await Model.open(await shippedBase(), createEngine, { threads: 1 });
const helpers = await shippedHelpers();
const kindsOn = (kind: string, helping: Helpers = helpers): string[] => {
  const kinds: string[] = [];
  for (let seed = 0; seed < 3; seed++) {
    const drawn = drawDocument(random(seed), material, { width: 420, height: 320, kind });
    const { count, pictures, labels } = strokeSamples(drawn, classifier, helping);
    expect(pictures).toHaveLength(count * strokeFeatureCount);
    kinds.push(...[...labels].map((label) => strokeKinds[label]!));
  }
  return kinds;
};

test('rows of numbers give strokes of numbers, pages of print and of words none', () => {
  expect(kindsOn('lines').filter((kind) => kind === 'number').length).toBeGreaterThan(5);
  const [print, words] = [kindsOn('printPage'), kindsOn('words')];
  expect(print.filter((kind) => kind === 'print').length).toBeGreaterThan(5);
  expect(words.filter((kind) => kind === 'writing').length).toBeGreaterThan(5);
  expect([...print, ...words]).not.toContain('number');
});

test('what the lettering says stands in its columns and in no other', () => {
  const drawn = drawDocument(random(1), material, { width: 420, height: 320, kind: 'lines' });
  const rowsBy = (chance: number): Uint8Array => {
    const letters = (_: Uint8Array, count: number) => new Float32Array(count).fill(chance);
    return strokeSamples(drawn, classifier, { ...helpers, lettering: { letters } }).pictures;
  };
  const [less, more] = [rowsBy(0.3), rowsBy(0.6)];
  const changed = new Set([...less.keys()].filter((k) => less[k] !== more[k]).map((k) => k % strokeFeatureCount));
  expect([...changed].sort((a, b) => a - b)).toEqual([...saidInColumns.letter].sort((a, b) => a - b));
});

test('without a page model nothing is described', () => {
  const { page: _, ...others } = helpers;
  expect(kindsOn('lines', others)).toEqual([]);
});

test('the shipped judge tells most strokes of digits from print', () => {
  const right = { number: 0, print: 0 };
  const all = { number: 0, print: 0 };
  for (const kind of ['lines', 'printPage'])
    for (let seed = 20; seed < 24; seed++) {
      const drawn = drawDocument(random(seed), material, { width: 420, height: 320, kind });
      const { count, pictures, labels } = strokeSamples(drawn, classifier, helpers);
      const chances = helpers.strokes!.classify(pictures, count);
      for (const [k, label] of labels.entries()) {
        const truth = strokeKinds[label]!;
        if (truth !== 'number' && truth !== 'print') continue;
        const number = chances[k * strokeKinds.length]!;
        all[truth]++;
        if (number > 0.5 === (truth === 'number')) right[truth]++;
      }
    }
  expect(all.number).toBeGreaterThan(10);
  expect(all.print).toBeGreaterThan(10);
  expect(right.number / all.number).toBeGreaterThan(0.7);
  expect(right.print / all.print).toBeGreaterThan(0.7);
});
