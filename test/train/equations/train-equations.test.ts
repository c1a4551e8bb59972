// The whole training of the models of equations, on so little that it takes seconds: a file of expressions in, three
// checkpoints out that can be opened and read with.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { findEquations, openEquationModels } from '../../../src/equations/read-equations.js';
import { decodeCheckpoint } from '../../../src/model/checkpoint.js';
import { createEngine } from '../../../src/node/engine/node-engine.js';
import { trainEquationsFiles } from '../../../src/node/models/train-equations-file.js';
import { parseExpression } from '../../../src/train/equations/crohme.js';
import { drawExpression } from '../../../src/train/equations/draw-expression.js';
import { expressionLine } from './drawn-expressions.js';

const folder = mkdtempSync(join(tmpdir(), 'ownhand-equations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recipe = {
  composed: { symbols: 20, relations: 20, context: 20 },
  epochs: { symbols: 1, relations: 2, context: 2 },
  digits: 40,
};

test('a file of expressions gives three models that read, and is not trained on twice', {
  timeout: 300_000,
}, async () => {
  const draw = random(1);
  const file = join(folder, 'expressions.jsonl');
  writeFileSync(file, Array.from({ length: 120 }, (_, k) => expressionLine(draw, `writer ${k}`)).join('\n'));
  const epochs: string[] = [];
  const out = join(folder, 'models');
  const options = { recipe, onProgress: ({ model }: { model: string }) => epochs.push(model) };
  const trained = await trainEquationsFiles(out, file, options);
  expect(trained.map(({ model }) => model)).toEqual(['context', 'relations', 'symbols']);
  expect(epochs).toEqual(['context', 'context', 'relations', 'relations', 'symbols']);
  expect(readdirSync(out).sort()).toEqual([
    'equation-context.safetensors',
    'equation-relations.safetensors',
    'equation-symbols.safetensors',
  ]);
  const [context, relations, symbols] = trained.map((each) => decodeCheckpoint(readFileSync(each.file), each.file));
  const models = await openEquationModels(symbols!, relations!, context!, createEngine);
  const { page } = drawExpression(parseExpression(expressionLine(draw, 'a'))!, draw);
  for (const { expression, confidence } of findEquations(page, models)) {
    expect(expression.symbols.length).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
  models.close();
  await trainEquationsFiles(out, file, options);
  expect(epochs.length).toBe(5);
});

test('a file that holds no expressions is one clear error', async () => {
  const file = join(folder, 'no.jsonl');
  writeFileSync(file, 'what?');
  await expect(trainEquationsFiles(folder, file)).rejects.toMatchObject({ code: 'damaged' });
  await expect(trainEquationsFiles(folder, join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
});
