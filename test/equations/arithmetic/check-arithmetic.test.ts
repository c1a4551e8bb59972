// What is arithmetic, what it comes to, and whether it holds.
import { expect, test } from 'vitest';
import { checkArithmetic } from '../../../src/equations/arithmetic/check-arithmetic.js';
import type { Expression } from '../../../src/equations/expression.js';
import { expressionOf, type Written } from '../expressions.js';

const over = (numerator: string, denominator: string): Written => ({ over: [numerator], under: [denominator] });

test.each<[string, boolean | undefined, readonly Written[]]>([
  ['3', true, ['1+2=3']],
  ['3', false, ['1+2=4']],
  ['7', undefined, ['3+4=']],
  ['7', undefined, ['3+4']],
  ['6', true, ['2\\times3=6=', over('12', '2')]],
  ['5/6', undefined, [over('1', '2'), '+', over('1', '3'), '=']],
  ['3/2', true, ['1', over('1', '2'), '=', over('3', '2')]],
  ['1', true, [over('1', '2'), '2=1']],
  ['-9', true, ['-', { of: '3', super: ['2'] }, '=-9']],
  ['9', true, ['(-3', { of: ')', super: ['2'] }, '=9']],
  ['144', true, ['1', { of: '2', super: ['2'] }, '=144']],
  ['1/8', undefined, [{ of: '2', super: ['-3'] }, '=']],
  ['0.3', true, ['0.1+0,2=0.3']],
  ['1234567.5', true, ['1.234.567,5=1234567.5']],
  ['5', true, [{ root: ['25'] }, '=5']],
  ['3', true, [{ root: ['27'], degree: ['3'] }, '=3']],
  ['1.4142135623731', undefined, [{ root: ['2'] }, '=']],
  ['2', true, [{ root: ['2'], super: ['2'] }, '=2']],
  ['8', true, ['2(3+1)=8']],
  ['-6', true, ['2\\times-3=-6']],
  ['3', true, ['6:2=3']],
  ['2', true, ['6\\div3\\lt4']],
  ['2', false, ['2\\geq3']],
  ['2', true, ['2\\neq3']],
  ['4', true, ['[(1+1)2]=4']],
])('%s, holds: %s', (value, isTrue, written) => {
  const check = checkArithmetic(expressionOf(...written));
  expect(check?.value).toBe(value);
  expect(check?.holds).toBe(isTrue);
});

test.each<[string, readonly Written[]]>([
  ['letters', ['x+1=2']],
  ['a number alone', ['12.5']],
  ['nothing', []],
  ['no left side', ['=3']],
  ['division by zero', [over('1', '0'), '=']],
  ['a root of a negative number', [{ root: ['-4'] }, '=']],
  ['a parenthesis that stays open', ['(1+2=3']],
  ['parentheses that do not belong together', ['(1+2]=3']],
  ['an index', [{ of: '2', sub: ['1'] }, '=2']],
  ['an empty fraction', [{ over: [] }, '=1']],
  ['two operators', ['1+\\times2=2']],
  ['a sum too large to write', [{ of: '9', super: [{ of: '9', super: ['9'] }] }, '=']],
  ['two relations in a row', ['1=\\lt2']],
])('%s is no arithmetic', (_, written) => {
  expect(checkArithmetic(expressionOf(...written))).toBeUndefined();
});

test('deep nesting is refused, not followed', () => {
  let inner: Written = { root: ['1'] };
  for (let k = 0; k < 200; k++) inner = { root: [inner] };
  expect(checkArithmetic(expressionOf(inner, '=1'))).toBeUndefined();
  expect(checkArithmetic(expressionOf('('.repeat(9000), '1', ')'.repeat(9000), '=1'))).toBeUndefined();
});

const withAlternatives = (
  expression: Expression,
  ...given: readonly [number, number, string, number][]
): Expression => ({
  ...expression,
  symbols: expression.symbols.map((symbol, k) => {
    const own = given.filter(([index]) => index === k);
    const [first] = own;
    if (!first) return symbol;
    const alternatives = own.map(([, , label, confidence]) => ({ label, confidence }));
    return { ...symbol, confidence: first[1], alternatives };
  }),
});

test('one that does not hold names the symbol whose other label would make it hold', () => {
  // 1+2=4: with 3 for 4, or 2 for 1.
  const expression = withAlternatives(
    expressionOf('1+2=4'),
    [4, 0.9, '3', 0.05],
    [0, 0.9, '2', 0.02],
    [2, 0.5, '7', 0.4],
  );
  expect(checkArithmetic(expression)?.doubtful).toEqual({ symbol: 4, label: '3' });
});

test('or else the symbol that is the least sure', () => {
  const expression = withAlternatives(expressionOf('1+2=9'), [2, 0.5, '7', 0.4], [3, 0.8, '\\neq', 0.1]);
  expect(checkArithmetic(expression)?.doubtful).toEqual({ symbol: 2 });
});
