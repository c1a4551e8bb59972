// Whatever the tree, its LaTeX renders and its MathML is well formed.
import katex from 'katex';
import { beforeAll, expect, test, vi } from 'vitest';
import { random as createRandom } from '../../../src/engine/random.js';
import { equationsReading } from '../../../src/equations/equations-reading.js';
import type { EquationSymbol, Expression, Row, Scripts, Term } from '../../../src/equations/expression.js';

const TREES = 1000;

// KaTeX tells of characters that its fonts lack.
beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

/** All labels of CROHME, some that hands may learn, and some that nobody should. */
const labels = [
  ...'0123456789abcdefghijklmnopqrstuvwxyzABCEFGHILMNPRSTVXY+-/=()[],.!|'.split(''),
  ...(
    '\\alpha \\beta \\gamma \\theta \\lambda \\mu \\phi \\pi \\sigma \\Delta \\times \\div \\pm \\leq \\geq \\neq \\lt \\gt ' +
    '\\in \\rightarrow \\forall \\exists \\infty \\ldots \\prime \\sum \\int \\lim \\log \\sin \\cos \\tan \\sqrt \\{ \\}'
  ).split(' '),
  ...[
    '€',
    '%',
    '#',
    '$',
    '&',
    '_',
    '^',
    '~',
    '\\',
    '{',
    '}',
    "'",
    '"',
    '`',
    '<',
    '>',
    '*',
    'ab',
    '\\foo',
    '\\frac',
    '\\left',
  ],
  ...['\\end{x}', '$$', '%x', 'é', '中', '🙂', '\u0000', ' ', '', '\\\\', '\ud800', '</math>', '\\text', 'a b'],
];

function randomExpression(seed: number): Expression {
  const random = createRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const symbols: EquationSymbol[] = [];
  const add = (label: string): number => {
    const alternatives = [{ label: labels[below(labels.length)]!, confidence: 0.1 }];
    symbols.push({ label, confidence: random(), box: { x: below(500), y: below(99), w: 9, h: 9 }, alternatives });
    return symbols.length - 1;
  };
  const row = (depth: number): Row => Array.from({ length: below(depth > 3 ? 2 : 5) }, () => term(depth));
  const maybe = (depth: number, chance: number): Row | undefined => (random() < chance ? row(depth + 1) : undefined);
  const scripts = (depth: number): Scripts => {
    const [above, sub] = [maybe(depth, 0.2), maybe(depth, 0.15)];
    return { ...(above && { super: above }), ...(sub && { sub }) };
  };
  const term = (depth: number): Term => {
    const kind = depth > 4 ? 0 : random();
    if (kind > 0.9)
      return {
        kind: 'fraction',
        bar: add('-'),
        numerator: row(depth + 1),
        denominator: row(depth + 1),
        ...scripts(depth),
      };
    if (kind > 0.8) {
      const degree = maybe(depth, 0.4);
      return {
        kind: 'root',
        sign: add('\\sqrt'),
        inside: row(depth + 1),
        ...(degree && { degree }),
        ...scripts(depth),
      };
    }
    const [above, below_] = [maybe(depth, 0.1), maybe(depth, 0.1)];
    return {
      kind: 'symbol',
      symbol: add(labels[below(labels.length)]!),
      ...(above && { above }),
      ...(below_ && { below: below_ }),
      ...scripts(depth),
    };
  };
  const outermost = row(0);
  return { symbols, row: outermost };
}

const render = (latex: string) =>
  katex.renderToString(latex, { throwOnError: true, displayMode: true, strict: 'ignore', trust: true });

/** How many children an element must have; any number where it is not listed. */
const ARITY: Readonly<Record<string, number>> = {
  mfrac: 2,
  mroot: 2,
  msup: 2,
  msub: 2,
  msubsup: 3,
  mover: 2,
  munder: 2,
  munderover: 3,
};

/** What is wrong with a piece of XML without attributes but in its root; undefined where nothing is. */
function faultOf(xml: string): string | undefined {
  const open: { name: string; children: number }[] = [{ name: '', children: 0 }];
  let at = 0;
  for (const match of xml.matchAll(/<(\/?)([a-z]+)(?: [^<>]*)?>/g)) {
    const text = xml.slice(at, match.index);
    at = match.index + match[0].length;
    if (/[<>]|&(?!(amp|lt|gt);)/.test(text)) return `text: ${text}`;
    const [, slash, name] = match;
    if (!slash) {
      open.at(-1)!.children++;
      open.push({ name: name!, children: 0 });
      continue;
    }
    const closed = open.pop();
    if (closed?.name !== name) return `</${name}> closes <${closed?.name}>`;
    if (ARITY[name!] !== undefined && ARITY[name!] !== closed?.children) return `<${name}> has ${closed?.children}`;
  }
  return open.length === 1 && at === xml.length ? undefined : 'it ends too early';
}

test(`${TREES} random trees render, one by one and joined`, () => {
  const found = Array.from({ length: TREES }, (_, seed) => {
    const expression = randomExpression(seed + 1);
    return { expression, confidence: 0.5, box: { x: 0, y: 0, w: 500, h: 100 }, others: [] };
  });
  const { equations, latex } = equationsReading(found, { width: 600, height: 100 });
  expect(equations.length).toBeGreaterThan(TREES / 2);
  for (const equation of equations) {
    expect(() => render(equation.latex), equation.latex).not.toThrow();
    expect(() => render(equation.markedLatex), equation.markedLatex).not.toThrow();
    expect(faultOf(equation.mathml), equation.mathml).toBeUndefined();
    expect(equation.text).not.toMatch(/\p{Cc}/u);
    const places = equation.symbols.flatMap(({ latex: place }) => (place ? [place] : [])).sort((a, b) => a[0] - b[0]);
    for (const [k, [from, to]] of places.entries()) {
      expect(to).toBeGreaterThan(from);
      expect(from).toBeGreaterThanOrEqual(places[k - 1]?.[1] ?? 0);
    }
  }
  expect(() => render(latex)).not.toThrow();
}, 60_000);

test('a rendered symbol knows its index', () => {
  const expression = randomExpression(11);
  const [equation] = equationsReading([{ expression, confidence: 1, box: { x: 0, y: 0, w: 1, h: 1 }, others: [] }], {
    width: 1,
    height: 1,
  }).equations;
  const html = render(equation!.markedLatex);
  for (const [k, { latex }] of equation!.symbols.entries()) if (latex) expect(html).toContain(`data-symbol="${k}"`);
});
