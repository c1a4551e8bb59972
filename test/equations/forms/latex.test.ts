// The LaTeX of expressions, and what of it belongs to which symbol.
import { expect, test } from 'vitest';
import { latexForm, markedLatex, toLatex } from '../../../src/equations/forms/latex.js';
import { expressionOf, type Written } from '../expressions.js';

test.each<[string, readonly Written[]]>([
  [
    '\\frac{127}{543}\\alpha^2-597 \\leq -377',
    [{ over: ['127'], under: ['543'] }, { of: '\\alpha', super: ['2'] }, '-597\\leq-377'],
  ],
  ['\\frac{503}{763}+891 = 1394', [{ over: ['503'], under: ['763'] }, '+891=1394']],
  ['x < y > z', ['x\\lt y\\gt z']],
  ['\\alpha x\\beta', ['\\alpha x\\beta']],
  ['2\\times 3', ['2\\times3']],
  ['\\lim_{x\\rightarrow 0}f', [{ of: '\\lim', below: ['x\\rightarrow0'] }, 'f']],
  ['\\sum_{i=1}^n i', [{ of: '\\sum', below: ['i=1'], above: ['n'] }, 'i']],
  ['\\int_0^1x', [{ of: '\\int', sub: ['0'], super: ['1'] }, 'x']],
  ['{\\sum_i^n}^2', [{ of: '\\sum', below: ['i'], above: ['n'], super: ['2'] }]],
  ['\\log_2 8', [{ of: '\\log', sub: ['2'] }, '8']],
  ['\\sqrt[3]{x}', [{ root: ['x'], degree: ['3'] }]],
  ['\\sqrt[{[3]}]{x}', [{ root: ['x'], degree: ['[3]'] }]],
  ['\\sqrt{x}^2', [{ root: ['x'], super: ['2'] }]],
  ['x^{y^2}', [{ of: 'x', super: [{ of: 'y', super: ['2'] }] }]],
  ['x_{y_2}^{-1}', [{ of: 'x', sub: [{ of: 'y', sub: ['2'] }], super: ['-1'] }]],
  ['x^{\\sin}', [{ of: 'x', super: ['\\sin'] }]],
  ['f^\\prime(x)', [{ of: 'f', super: ['\\prime'] }, '(x)']],
  ['\\overset{a}{\\underset{b}{c}}^2', [{ of: 'c', above: ['a'], below: ['b'], super: ['2'] }]],
  ['\\{1,2,\\ldots\\}', ['\\{1,2,\\ldots\\}']],
  ['(x', ['(x']],
  ['\\frac{}{}', [{ over: [] }]],
  ['\\sqrt{}', ['\\sqrt']],
  ['x', [{ of: 'x', super: [], sub: [] }]],
  ['= x', ['=x']],
  ['', []],
])('%s', (latex, written) => {
  expect(toLatex(expressionOf(...written))).toBe(latex);
});

test('labels that a hand may have learned are written so that they render', () => {
  const latexOf = (label: string) =>
    toLatex({
      symbols: [{ label, confidence: 1, box: { x: 0, y: 0, w: 1, h: 1 }, alternatives: [] }],
      row: [{ kind: 'symbol', symbol: 0 }],
    });
  expect(latexOf('€')).toBe('{\\text{€}}');
  expect(latexOf('%')).toBe('\\%');
  expect(latexOf('ab')).toBe('\\mathrm{ab}');
  expect(latexOf('\\unheardof')).toBe('\\mathrm{unheardof}');
  expect(latexOf('}{')).toBe('{\\}\\{}');
  expect(latexOf('\\')).toBe('{\\backslash }');
});

test('each symbol knows its part of the LaTeX', () => {
  const expression = expressionOf({ over: ['1'], under: ['\\alpha'] }, '=x');
  const { latex, pieces } = latexForm(expression);
  expect(latex).toBe('\\frac{1}{\\alpha} = x');
  expect(pieces.map(({ from, to, symbol }) => [latex.slice(from, to), expression.symbols[symbol]?.label])).toEqual([
    ['\\frac', '-'],
    ['1', '1'],
    ['\\alpha', '\\alpha'],
    ['=', '='],
    ['x', 'x'],
  ]);
});

test('for a page each symbol is marked', () => {
  expect(markedLatex(expressionOf({ of: 'x', super: ['2'] }))).toBe(
    '\\htmlData{symbol=0}{x}^{\\htmlData{symbol=1}{2}}',
  );
  expect(markedLatex(expressionOf({ of: '\\sum', below: ['i'] }))).toBe(
    '\\htmlData{symbol=0}{\\sum_{\\htmlData{symbol=1}{i}}}',
  );
});
