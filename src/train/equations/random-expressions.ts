// What composed expressions say: numbers, powers, fractions, roots and relations in the proportions of school books,
// and now and then anything. CROHME's own expressions say little of this kind, and some symbols hardly ever.
import type { Random } from '../../engine/random.js';
import { pick } from '../draw/pen.js';

/** Something to write; a row is written left to right. */
export type Written =
  | { readonly kind: 'symbol'; readonly label: string; readonly above?: Written[]; readonly below?: Written[] }
  | { readonly kind: 'fraction'; readonly above: Written[]; readonly below: Written[] }
  | { readonly kind: 'root'; readonly inside: Written[]; readonly degree?: Written[] }
  | { readonly kind: 'scripts'; readonly base: Written; readonly super?: Written[]; readonly sub?: Written[] };

const RELATIONS = ['=', '=', '=', '\\leq', '\\geq', '\\neq', '\\lt', '\\gt'];
const VARIABLES = [
  'x',
  'y',
  'x',
  'y',
  'a',
  'b',
  'c',
  'n',
  'z',
  'k',
  'm',
  't',
  'p',
  '\\alpha',
  '\\beta',
  '\\lambda',
  '\\pi',
];
const RARE = [
  ...[
    '\\lambda',
    '\\gamma',
    '\\phi',
    '\\mu',
    '\\sigma',
    '\\Delta',
    '\\theta',
    '\\pi',
    '\\infty',
    '\\forall',
    '\\exists',
  ],
  ...['A', 'B', 'C', 'E', 'F', 'G', 'H', 'I', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'X', 'Y'],
  ...['f', 'g', 'h', 'j', 'l', 'o', 'q', 'r', 's', 'u', 'v', 'w', 'd', 'e', 'i'],
];
const OPERATORS = ['+', '-', '+', '-', '\\times', '\\div', '\\pm', '.', '/'];
const FUNCTIONS = ['\\sin', '\\cos', '\\tan', '\\log'];

const symbol = (label: string): Written => ({ kind: 'symbol', label });
const chance = (random: Random, share: number): boolean => random() < share;

/** A number of up to so many digits, rarely with a decimal mark. */
function number(random: Random, digits: number, marks = 0.06): Written[] {
  const count = 1 + Math.floor(random() * digits);
  const out = Array.from({ length: count }, (_, k) =>
    symbol(String(Math.floor(k === 0 && count > 1 ? 1 + random() * 9 : random() * 10))),
  );
  if (count > 1 && chance(random, marks))
    out.splice(1 + Math.floor(random() * (count - 1)), 0, symbol(pick(random, ['.', ','])));
  return out;
}

const variable = (random: Random): Written =>
  symbol(chance(random, 0.75) ? pick(random, VARIABLES) : pick(random, RARE));

/** The original's kind: a fraction, a power, a sum, a relation. */
function schoolbook(random: Random): Written[] {
  const power: Written[] = chance(random, 0.6)
    ? [
        {
          kind: 'scripts',
          base: symbol(pick(random, ['x', 'y', '\\alpha', '\\beta', '\\lambda'])),
          super: [symbol(String(1 + Math.floor(random() * 9)))],
        },
      ]
    : [];
  const first: Written[] = chance(random, 0.6)
    ? [{ kind: 'fraction', above: number(random, 3), below: number(random, 3) }]
    : number(random, 3);
  const sign: Written[] = chance(random, 0.3) ? [symbol('-')] : [];
  return [
    ...first,
    ...power,
    symbol(pick(random, ['+', '-'])),
    ...number(random, 3),
    symbol(pick(random, RELATIONS)),
    ...sign,
    ...number(random, 4),
  ];
}

/** Anything, nested up to so deep. */
function term(random: Random, depth: number): Written[] {
  const draw = random();
  if (depth > 0 && draw < 0.14)
    return [{ kind: 'fraction', above: row(random, depth - 1, 2), below: row(random, depth - 1, 2) }];
  if (depth > 0 && draw < 0.22)
    return [
      {
        kind: 'root',
        inside: row(random, depth - 1, 2),
        ...(chance(random, 0.12) && { degree: [symbol(pick(random, ['3', '4', 'n']))] }),
      },
    ];
  if (depth > 0 && draw < 0.44) {
    const base = chance(random, 0.8) ? variable(random) : symbol(String(Math.floor(random() * 10)));
    const up = chance(random, 0.65);
    const script = chance(random, 0.75)
      ? chance(random, 0.6)
        ? number(random, 2, 0)
        : [variable(random)]
      : row(random, depth - 1, 2);
    const both = chance(random, 0.12);
    return [
      {
        kind: 'scripts',
        base,
        ...((up || both) && { super: script }),
        ...((!up || both) && { sub: chance(random, 0.5) ? [variable(random)] : number(random, 1) }),
      },
    ];
  }
  if (depth > 0 && draw < 0.56) {
    const [open, close] = chance(random, 0.85) ? ['(', ')'] : ['[', ']'];
    const inside = [symbol(open!), ...row(random, depth - 1, 3)];
    const power = chance(random, 0.3) ? { super: number(random, 1) } : undefined;
    return power ? [...inside, { kind: 'scripts', base: symbol(close!), ...power }] : [...inside, symbol(close!)];
  }
  if (depth > 0 && draw < 0.6) return [symbol(pick(random, FUNCTIONS)), variable(random)];
  if (depth > 0 && draw < 0.63) {
    const big = pick(random, ['\\sum', '\\int', '\\lim']);
    const from = [variable(random), symbol(big === '\\lim' ? '\\rightarrow' : '='), ...number(random, 1)];
    if (big === '\\int')
      return [
        { kind: 'scripts', base: symbol(big), sub: number(random, 1), super: [variable(random)] },
        variable(random),
      ];
    return [
      { kind: 'symbol', label: big, below: from, ...(big === '\\sum' && { above: [variable(random)] }) },
      variable(random),
    ];
  }
  return draw < 0.82 ? number(random, 3) : [variable(random)];
}

function row(random: Random, depth: number, terms: number): Written[] {
  const count = 1 + Math.floor(random() * terms);
  const out: Written[] = chance(random, 0.06) ? [symbol('-')] : [];
  for (let k = 0; k < count; k++) {
    if (k > 0 && chance(random, 0.85))
      out.push(symbol(chance(random, 0.85) ? pick(random, OPERATORS) : pick(random, RELATIONS)));
    out.push(...term(random, depth));
  }
  return out;
}

/** An expression to compose; each call gives another one. */
export function randomExpression(random: Random): Written[] {
  if (chance(random, 0.4)) return schoolbook(random);
  const left = row(random, 2, 3);
  return chance(random, 0.6) ? [...left, symbol(pick(random, RELATIONS)), ...row(random, 1, 2)] : left;
}

/** All labels of what is to be written; a bar is a minus. */
export function labelsOf(what: readonly Written[]): string[] {
  return what.flatMap((each) => {
    const within = (...rows: (readonly Written[] | undefined)[]): string[] =>
      rows.flatMap((row) => labelsOf(row ?? []));
    switch (each.kind) {
      case 'symbol':
        return [each.label, ...within(each.above, each.below)];
      case 'fraction':
        return ['-', ...within(each.above, each.below)];
      case 'root':
        return ['\\sqrt', ...within(each.inside, each.degree)];
      default:
        return within([each.base], each.super, each.sub);
    }
  });
}
