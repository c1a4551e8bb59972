// MathML, plain text and documents of expressions.
import { expect, test } from 'vitest';
import { latexDocument } from '../../../src/equations/forms/latex-document.js';
import { toMathml } from '../../../src/equations/forms/mathml.js';
import { toPlainText } from '../../../src/equations/forms/plain-text.js';
import { expressionOf, type Written } from '../expressions.js';

const inner = (...written: readonly Written[]) =>
  toMathml(expressionOf(...written)).replace(/^<math [^>]*>|<\/math>$/g, '');

test('presentation MathML', () => {
  expect(toMathml(expressionOf('x'))).toBe(
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi>x</mi></math>',
  );
  expect(inner('12.5-', { of: '3', super: ['2'] })).toBe('<mn>12.5</mn><mo>−</mo><msup><mn>3</mn><mn>2</mn></msup>');
  expect(inner('1', { of: '2', super: ['2'] }, '\\lt\\alpha')).toBe(
    '<msup><mn>12</mn><mn>2</mn></msup><mo>&lt;</mo><mi>α</mi>',
  );
  expect(inner({ over: ['x+1'], under: ['2'] })).toBe(
    '<mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>',
  );
  expect(inner({ over: [] })).toBe('<mfrac><mrow></mrow><mrow></mrow></mfrac>');
  expect(inner({ root: ['x'] }, { root: ['y'], degree: ['3'] })).toBe(
    '<msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot>',
  );
  expect(inner({ of: '\\sum', below: ['i'], above: ['n'] }, '\\sin', { of: 'x', sub: ['1'], super: ['2'] })).toBe(
    '<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>sin</mi>' +
      '<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>',
  );
});

test.each<[string, readonly Written[]]>([
  [
    '(127)/(543) α^2 − 597 ≤ −377',
    [{ over: ['127'], under: ['543'] }, { of: '\\alpha', super: ['2'] }, '-597\\leq-377'],
  ],
  ['2 × (−3) = −6', ['2\\times(-3)=-6']],
  ['((1)/(2))^2', [{ over: ['1'], under: ['2'], super: ['2'] }]],
  ['x^(n + 1) y_1 2', [{ of: 'x', super: ['n+1'] }, { of: 'y', sub: ['1'] }, '2']],
  ['√[3](x) √(2)', [{ root: ['x'], degree: ['3'] }, { root: ['2'] }]],
  ['∑_(i = 1)^n i', [{ of: '\\sum', below: ['i=1'], above: ['n'] }, 'i']],
  ['sin x', ['\\sin x']],
  ['(x + 1)^2', ['(x+1', { of: ')', super: ['2'] }]],
  ['3 + 4 =', ['3+4=']],
  ['f(1,2)', ['f(1,2)']],
  ['', []],
])('%s', (text, written) => {
  expect(toPlainText(expressionOf(...written))).toBe(text);
});

test('a document has each equation on a line of its own', () => {
  const document = latexDocument([{ title: 'a_b%.jpg', equations: ['x = 1', 'y'] }, { equations: [] }]);
  expect(document).toContain('\\section*{a\\_b\\%.jpg}\n\\[\n  x = 1\n\\]\n\\[\n  y\n\\]\n\\end{document}\n');
});
