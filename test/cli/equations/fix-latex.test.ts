// `ownhand fix --latex`: the keys, and what becomes of the answers.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fixLatex } from '../../../src/cli/equations/fix-latex.js';
import { symbolScreen } from '../../../src/cli/equations/symbol-screen.js';
import {
  labelledSymbols,
  type SymbolQuestion,
  type SymbolState,
  startSymbols,
  stepSymbols,
  typedLabel,
} from '../../../src/cli/equations/symbol-state.js';
import type { Key } from '../../../src/cli/fix/question.js';
import type { FoundEquation } from '../../../src/equations/expression.js';
import { nameOfLabel } from '../../../src/hand/sample-name.js';
import { openEquationReader } from '../../../src/node/equations/equation-reader.js';
import { openHand } from '../../../src/node/hand/open-hand.js';
import { expressionOf } from '../../equations/expressions.js';
import { foundEquation } from '../../equations/found.js';
import { drawnPage } from '../drawn.js';
import { lines, ownhand } from '../run.js';

const folder = mkdtempSync(join(tmpdir(), 'ownhand-fix-latex-'));
const file = (name: string) => join(folder, name);
beforeAll(() => writeFileSync(file('page.png'), drawnPage(['0123', '4567'])));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const question = (label: string, confidence = 0.5): SymbolQuestion => ({
  file: 'page.png',
  source: `page.png, at ${label}`,
  box: { x: 0, y: 0, w: 10, h: 10 },
  context: ['a+', label, '=b'],
  label,
  confidence,
  alternatives: [{ label: 'y', confidence: 0.3 }],
  picture: new Uint8Array(784),
  view: { strip: { width: 30, height: 16, data: new Uint8Array(480) }, box: { x: 10, y: 2, w: 8, h: 12 } },
});
const keys = (state: SymbolState, ...given: readonly (Key | string)[]) =>
  given
    .flatMap((key): Key[] =>
      typeof key === 'string' && !/^(enter|tab|back-tab|backspace|ctrl-c|down)$/.test(key)
        ? [...key].map((char) => ({ char }))
        : [key as Key],
    )
    .reduce(stepSymbols, state);
const labels = (state: SymbolState) => labelledSymbols(state).map(({ label }) => label);

test('a label is typed and taken by Enter; Tab goes through the likely ones', () => {
  const start = startSymbols([question('x'), question('2'), question('z')]);
  expect(labels(keys(start, 'enter', '\\alpha', 'enter', 'beta', 'enter'))).toEqual(['x', '\\alpha', '\\beta']);
  expect(keys(start, 'enter', 'enter', 'enter').status).toBe('done');
  expect(labels(keys(start, 'tab', 'enter'))).toEqual(['y']);
  expect(labels(keys(start, 'tab', 'tab', 'enter'))).toEqual(['x']);
  expect(labels(keys(start, 'ab', 'backspace', 'enter'))).toEqual(['a']);
  expect(labels(keys(start, 'q', 'enter', 'backspace', 'u', 'enter'))).toEqual(['u']);
  expect(keys(start, 'backspace').message).toMatch(/nothing to undo/);
  expect(keys(start, 'enter', 'down')).toMatchObject({ status: 'done' });
  expect(keys(start, 'enter', 'ctrl-c')).toMatchObject({ status: 'left' });
});

test.each([
  ['x', 'x'],
  ['\\alpha', '\\alpha'],
  ['alpha', '\\alpha'],
  ['sqrt', '\\sqrt'],
  ['<', '\\lt'],
  ['<=', '\\leq'],
  ['le', '\\leq'],
  ['*', '\\times'],
  ['ab', 'ab'],
  ['€', '€'],
])('%s is %s', (typed, label) => {
  expect(typedLabel(typed)).toBe(label);
});

test('the terminal shows the symbol in its equation', () => {
  const plain = (_: string, text: string) => text;
  const shown = symbolScreen(startSymbols([question('x')]), { columns: 60, rows: 24, depth: 'none' }, plain);
  expect(shown[0]).toMatch(/1 of 1 {2}page.png/);
  expect(shown[1]).toBe('a+[x]=b');
  expect(shown.join('\n')).toMatch(/read as >x 50 % {3}y 30 %/);
});

test('answers hold for the photo, and are kept in the hand', async () => {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
  const found: readonly FoundEquation[] = [
    foundEquation(
      expressionOf('x+1=\\alpha'),
      { x: 20, y: 40 },
      {
        0: { confidence: 0.6, alternatives: [{ label: 'y', confidence: 0.3 }] },
        2: { confidence: 0.7 },
      },
    ),
  ];
  const hand = openHand({ folder: file('hand') });
  const asked: SymbolState[] = [];
  const fix = (...given: readonly string[]) =>
    fixLatex(hand, [file('page.png')], new AbortController().signal, {
      below: 0.9,
      force: false,
      openReader: (of) => openEquationReader(of, async () => () => found),
      ask: async (start) => {
        asked.push(start);
        return keys(start, ...given);
      },
    });
  await fix('y', 'enter', 'enter');
  expect(asked[0]!.questions.map(({ label }) => label)).toEqual(['x', '1']);
  expect(lines(out)).toEqual([`${file('page.png')}, equation 1: x+1 = \\alpha → y+1 = \\alpha`]);
  expect(err).toMatch(/kept 1 symbol/);
  const samples = await hand.store.samples();
  expect(samples.map(({ label }) => label)).toEqual(['y']);
  expect(samples[0]!.picture[0]).toBe(40);
  // What was answered is not asked again, nor what was confirmed.
  await fix('enter');
  expect(asked).toHaveLength(1);
  expect(err).toMatch(/no symbol is below 0.9/);
  await hand.close();
});

test('without a terminal it says what it needs', async () => {
  const ran = await ownhand(['fix', '--latex', file('page.png')]);
  expect(ran.code).toBe(2);
  expect(lines(ran.err)).toHaveLength(1);
});

test('crops of equations are learned: digits by the reader of numbers, other symbols are kept', async () => {
  mkdirSync(file('crops'));
  const crop = (label: string) => `page_1_${label.length}_2_${nameOfLabel(label)}.png`;
  const examples = join(import.meta.dirname, '../../../examples/hand');
  const seven = readdirSync(examples).find((name) => name.endsWith('_7.png'))!;
  const others = readdirSync(examples).filter((name) => /_[48].png$/.test(name));
  for (const [k, label] of ['7', '\\alpha', 'x'].entries())
    copyFileSync(join(examples, k === 0 ? seven : others[k]!), join(file('crops'), crop(label)));
  const learn = (...more: readonly string[]) =>
    ownhand(['learn', file('crops'), '--no-reverse', '--hand', file('learned/hand'), '--force', ...more]);
  const refused = await learn();
  expect(refused).toMatchObject({ code: 1 });
  const ran = await learn('--latex');
  expect(ran.err).toMatch(/kept 2 symbols/);
  expect(ran.code).toBe(0);
  const hand = openHand({ folder: file('learned/hand') });
  const kept = (await hand.store.samples()).map(({ label }) => label).sort();
  expect(kept).toEqual(['7', '\\alpha', 'x']);
  // The reader of numbers has learned the 7 alone.
  expect((await hand.model()).alphabet).not.toContain('x');
  await hand.close();
  // Where nothing is left that it could learn, the shipped reader is in use.
  const forgot = await ownhand(['forget', '--label', '7', '--yes', '--json', '--hand', file('learned/hand')]);
  expect(forgot).toMatchObject({ code: 0 });
  expect(JSON.parse(forgot.out)).toMatchObject({ event: 'forgot', checkpoint: 0 });
});
