// `ownhand read --latex`, with equations that are said to be found on drawn pages.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type LatexFlags, readLatex } from '../../../src/cli/equations/read-latex.js';
import type { EquationsLine } from '../../../src/cli/json/equation-lines.js';
import type { FoundEquation } from '../../../src/equations/expression.js';
import { openEquationReader } from '../../../src/node/equations/equation-reader.js';
import { expressionOf } from '../../equations/expressions.js';
import { foundEquation } from '../../equations/found.js';
import { drawnPage } from '../drawn.js';
import { jsonLines, lines, ownhand } from '../run.js';

const folder = mkdtempSync(join(tmpdir(), 'ownhand-latex-'));
const file = (name: string) => join(folder, name);
beforeAll(() => writeFileSync(file('page.png'), drawnPage(['0123', '4567'])));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const equations: readonly FoundEquation[] = [
  foundEquation(expressionOf({ over: ['127'], under: ['543'] }, { of: '\\alpha', super: ['2'] }, '-597\\leq-377'), {
    x: 20,
    y: 40,
  }),
  foundEquation(
    expressionOf('3+4=8'),
    { x: 20, y: 140 },
    {
      4: { confidence: 0.97, alternatives: [{ label: '7', confidence: 0.02 }] },
    },
  ),
  foundEquation(expressionOf('[3+4]='), { x: 20, y: 220 }),
];

/** Runs the command here, with these equations on every page. */
async function run(flags: LatexFlags, found = equations, named = [file('page.png')]) {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
  const hand = { hand: file('hand') };
  await readLatex(named, { ...hand, ...flags }, (of) => openEquationReader(of, async () => () => found));
  vi.restoreAllMocks();
  return { out, err };
}

test('prints each equation on a line, and beside it what arithmetic says', async () => {
  const { out, err } = await run({ latex: true } as LatexFlags);
  expect(lines(out)).toEqual(['\\frac{127}{543}\\alpha^2-597 \\leq -377', '3+4 = 8', '[3+4] =']);
  expect(lines(err)).toEqual([
    `ownhand: ${file('page.png')}: 3 + 4 = 8 does not hold: it comes to 7; most in doubt is the 8, perhaps 7`,
    `ownhand: ${file('page.png')}: [3 + 4] = comes to 7`,
  ]);
});

test('--json is as the schema says', async () => {
  const { out } = await run({ json: true });
  const [page, ...more] = jsonLines(out);
  expect(more).toEqual([]);
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/json-lines.schema.json'), 'utf8'));
  const check = new Ajv({ strict: false }).compile({ definitions: schema.definitions, ...schema.properties.read });
  expect(check(page), JSON.stringify(check.errors)).toBe(true);
  expect(check({ ...page, surplus: 1 })).toBe(false);
  expect(Object.keys(page!)).toEqual(['file', 'width', 'height', 'text', 'latex', 'equations']);
  expect(page!['latex']).toBe('\\frac{127}{543}\\alpha^2-597 \\leq -377 \\\\ 3+4 = 8 \\\\ {}[3+4] =');
  const [first, second, third] = page!['equations'] as EquationsLine['equations'];
  expect(first!.holds).toBeUndefined();
  expect(second).toMatchObject({ holds: false, value: '7', doubtful: { symbol: 4, label: '7' } });
  expect(third).toMatchObject({ value: '7' });
  expect(third!.holds).toBeUndefined();
  for (const { latex, symbols, box } of [first!, second!])
    for (const symbol of symbols) {
      const [from, to] = symbol.latex!;
      const written = latex.slice(from, to);
      expect(written === symbol.label || written === '\\frac').toBe(true);
      expect(symbol.box[0]).toBeGreaterThanOrEqual(box[0]);
    }
});

test('--out writes the picture and each symbol, --latex-document a document', async () => {
  await run({ out: file('out'), latexDocument: file('docs/page.tex') });
  const written = readdirSync(file('out'));
  expect(written).toContain('page_digitized_image.png');
  expect(written.filter((name) => name.endsWith('_%5Calpha.png'))).toHaveLength(1);
  expect(written).toHaveLength(1 + equations.reduce((sum, { expression }) => sum + expression.symbols.length, 0));
  const document = readFileSync(file('docs/page.tex'), 'utf8');
  expect(document).toContain('\\[\n  3+4 = 8\n\\]');
  expect(document).not.toContain('section');
});

test('a page without equations, and photos that cannot be read', async () => {
  const none = await run({}, []);
  expect(none).toEqual({ out: '', err: `ownhand: ${file('page.png')}: no equations found\n` });
  const some = await run({ json: true }, [], [file('page.png'), file('missing.png')]);
  expect(jsonLines(some.out)[1]).toMatchObject({ file: file('missing.png'), error: { code: 'not-found' } });
  expect(process.exitCode).toBe(3);
});

test('what does not go together is refused, and missing models are told in one line', async () => {
  const csv = await ownhand(['read', file('page.png'), '--latex', '--csv']);
  expect(csv).toMatchObject({ code: 2, out: '' });
  expect(lines(csv.err)).toHaveLength(1);
  const without = await ownhand(['read', file('page.png'), '--latex'], { env: { OWNHAND_MODELS: file('nothing') } });
  expect(without).toMatchObject({ code: 1, out: '' });
  expect(without.err).toMatch(/^ownhand: Equations need a model that is not here: .*equation-symbols.safetensors.*\n$/);
  expect(existsSync(file('nothing'))).toBe(false);
});
