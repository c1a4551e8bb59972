// Sets written symbols to a new expression, as a hand would: on a line that wanders, at sizes that vary, scripts
// smaller and moved up or down, bars and roots as long as what they belong to.
import type { Random } from '../../engine/random.js';
import { between } from '../draw/pen.js';
import type { InkExpression, InkSymbol } from './crohme.js';
import type { TruthSymbol } from './layout-of-truth.js';
import type { Written } from './random-expressions.js';
import type { SymbolBank } from './symbol-bank.js';

/** Where a label's ink lies on its line: from the foot up, in heights of a digit. Set by eye. */
interface Place {
  readonly height: number;
  readonly foot: number;
  /** Whether it is as wide rather than as high. */
  readonly wide?: boolean;
}

const TALL: Place = { height: 1, foot: 0 };
const PLACES: readonly (readonly [readonly string[], Place])[] = [
  [
    ['a', 'c', 'e', 'm', 'n', 'o', 'r', 's', 'u', 'v', 'w', 'x', 'z', '\\alpha', '\\sigma', '\\pi'],
    { height: 0.66, foot: 0 },
  ],
  [['g', 'p', 'q', 'y', '\\gamma', '\\mu', '\\phi'], { height: 0.95, foot: -0.32 }],
  [['j'], { height: 1.2, foot: -0.32 }],
  [['i', 't'], { height: 0.85, foot: 0 }],
  [['f'], { height: 1.2, foot: -0.15 }],
  [['\\beta', '('], { height: 1.25, foot: -0.15 }],
  [[')', '[', ']', '|', '\\{', '\\}', '/'], { height: 1.25, foot: -0.15 }],
  [['-'], { height: 0.55, foot: 0.45, wide: true }],
  [['='], { height: 0.6, foot: 0.36, wide: true }],
  [['+', '\\times', '\\pm'], { height: 0.6, foot: 0.2 }],
  [['\\div'], { height: 0.65, foot: 0.2, wide: true }],
  [['\\leq', '\\geq', '\\neq', '\\lt', '\\gt'], { height: 0.65, foot: 0.2 }],
  [['\\rightarrow'], { height: 0.8, foot: 0.4, wide: true }],
  [['\\infty'], { height: 0.8, foot: 0.25, wide: true }],
  [['.'], { height: 0.08, foot: 0 }],
  [[','], { height: 0.24, foot: -0.16 }],
  [['\\prime'], { height: 0.3, foot: 0.75 }],
  [['\\ldots'], { height: 0.8, foot: 0.05, wide: true }],
  [['\\sin', '\\cos', '\\tan', '\\log', '\\lim'], { height: 1.6, foot: 0, wide: true }],
  [['\\sum', '\\int'], { height: 1.7, foot: -0.4 }],
];
const placeOf = new Map(PLACES.flatMap(([labels, place]) => labels.map((label) => [label, place] as const)));

/** Ink that is set: strokes in digit heights, y down, the line's foot at 0. */
interface Set {
  readonly symbols: { label: string; strokes: number[][] }[];
  readonly layout: { parent: number; relation: TruthSymbol['relation'] }[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The place of what the next one on the line hangs on. */
  readonly last: number;
}

/** How a hand sets symbols. */
interface Habit {
  readonly gap: number;
  readonly script: number;
  readonly raise: number;
  readonly wander: number;
}

/** Sets an expression. `writer` is given as its writer's. */
export function composeExpression(what: readonly Written[], bank: SymbolBank, random: Random): InkExpression {
  const habit: Habit = {
    gap: between(random, 0.02, 0.4),
    script: between(random, 0.45, 0.85),
    raise: between(random, 0.45, 0.95),
    wander: between(random, 0, 0.08),
  };
  const { symbols, layout } = setRow(what, bank, habit, random);
  return { writer: 'composed', symbols: symbols as InkSymbol[], layout };
}

function setRow(what: readonly Written[], bank: SymbolBank, habit: Habit, random: Random): Set {
  const parts: Set[] = [];
  let x = 0;
  let y = 0;
  for (const [k, each] of what.entries()) {
    const set = setOne(each, bank, habit, random);
    const part = what[k - 1]?.kind === 'fraction' && !isOpen(each) ? besideFraction(set, random) : set;
    y += habit.wander * (random() - 0.5);
    const dx = x - part.left;
    parts.push(moved(part, dx, y, 1));
    x = part.right + dx + habit.gap * between(random, 0.3, 1.7) + (isOpen(each) ? 0.15 : 0);
  }
  return joined(parts);
}

/** How often what a fraction is multiplied by is written small, and moved up or down by digit heights. Set by eye. */
const FACTOR = { often: 0.35, small: [0.4, 1], down: [-0.35, 0.55] } as const;

/** What comes right after a fraction stands beside a bar, and many a hand loses its line there. */
const besideFraction = (part: Set, random: Random): Set =>
  random() < FACTOR.often ? moved(part, 0, between(random, ...FACTOR.down), between(random, ...FACTOR.small)) : part;

/** Operators and relations keep a little more distance. */
const isOpen = (each: Written): boolean =>
  each.kind === 'symbol' && /^(\+|-|=|\\(leq|geq|neq|lt|gt|times|div|pm))$/.test(each.label);

function setOne(what: Written, bank: SymbolBank, habit: Habit, random: Random): Set {
  switch (what.kind) {
    case 'symbol': {
      const base = setSymbol(what.label, bank, random);
      const small = between(random, 0.4, 0.7);
      const parts: [Set, TruthSymbol['relation']][] = [];
      if (what.below) {
        const below = moved(setRow(what.below, bank, habit, random), 0, 0, small);
        parts.push([centred(below, base, base.bottom + between(random, 0.08, 0.3) - below.top), 'below']);
      }
      if (what.above) {
        const above = moved(setRow(what.above, bank, habit, random), 0, 0, small);
        parts.push([centred(above, base, base.top - between(random, 0.08, 0.3) - above.bottom), 'above']);
      }
      return hung(base, parts);
    }
    case 'fraction': {
      const small = between(random, 0.6, 1);
      const above = moved(setRow(what.above, bank, habit, random), 0, 0, small);
      const below = moved(setRow(what.below, bank, habit, random), 0, 0, small);
      const length = Math.max(above.right - above.left, below.right - below.left) * between(random, 0.95, 1.15) + 0.2;
      const bar = stretched(bank.any('-', random), '-', length, undefined, -between(random, 0.35, 0.6));
      const [up, down] = [between(random, 0.05, 0.3), between(random, 0.05, 0.3)];
      return hung(bar, [
        [centred(above, bar, bar.top - up - above.bottom), 'above'],
        [centred(below, bar, bar.bottom + down - below.top), 'below'],
      ]);
    }
    case 'root': {
      const inside = setRow(what.inside, bank, habit, random);
      const height = inside.bottom - inside.top + between(random, 0.15, 0.4);
      const hook = between(random, 0.35, 0.8);
      const width = inside.right - inside.left + hook + between(random, 0.05, 0.3);
      const sign = stretched(bank.any('\\sqrt', random), '\\sqrt', width, height, inside.bottom + 0.05 - height);
      const placed = moved(inside, sign.left + hook - inside.left, 0, 1);
      const parts: [Set, TruthSymbol['relation']][] = [[placed, 'inside']];
      if (what.degree) {
        const degree = moved(setRow(what.degree, bank, habit, random), 0, 0, 0.45);
        const by = sign.left + 0.02 - degree.left;
        parts.unshift([moved(degree, by, sign.top + height * 0.45 - degree.bottom, 1), 'above']);
      }
      return hung(sign, parts);
    }
    case 'scripts': {
      const base = setOne(what.base, bank, habit, random);
      const height = base.bottom - base.top;
      const parts: [Set, TruthSymbol['relation']][] = [];
      const reach = base.right + habit.gap * between(random, 0.2, 0.8);
      if (what.sub) {
        const sub = moved(setRow(what.sub, bank, habit, random), 0, 0, habit.script);
        parts.push([moved(sub, reach - sub.left, Math.min(0, base.bottom) + between(random, 0.25, 0.45), 1), 'sub']);
      }
      if (what.super) {
        const sup = moved(setRow(what.super, bank, habit, random), 0, 0, habit.script);
        const foot = base.top + (1 - habit.raise) * Math.max(0.5, height) * between(random, 0.8, 1.2);
        parts.push([moved(sup, reach - sup.left, foot - Math.max(0, sup.bottom), 1), 'super']);
      }
      return hung(base, parts);
    }
  }
}

/** One symbol on the line. */
function setSymbol(label: string, bank: SymbolBank, random: Random): Set {
  const place = placeOf.get(label) ?? TALL;
  const { strokes, w, h } = bank.any(label, random);
  const size = place.height * between(random, 0.85, 1.15);
  const scale = size / Math.max(1e-3, place.wide ? w : Math.max(h, 0.3 * w));
  const foot = -place.foot * between(random, 0.85, 1.15);
  const height = h * scale;
  // What is as wide as its place says hangs around its middle.
  const top = place.wide ? foot - 0.05 - height / 2 : foot - height;
  return {
    symbols: [{ label, strokes: strokes.map((points) => points.map((value, k) => value * scale + (k % 2 ? top : 0))) }],
    layout: [{ parent: -1, relation: 'right' }],
    left: 0,
    right: w * scale,
    top,
    bottom: top + height,
    last: 0,
  };
}

/** A symbol made as wide as asked for, and as high, with its top there. */
function stretched(
  symbol: { strokes: readonly (readonly number[])[]; w: number; h: number },
  label: string,
  width: number,
  height: number | undefined,
  top: number,
): Set {
  const sx = width / Math.max(1e-3, symbol.w);
  const sy = height === undefined ? Math.min(sx, 0.12 / Math.max(1e-3, symbol.h)) : height / Math.max(1e-3, symbol.h);
  return {
    symbols: [
      {
        label,
        strokes: symbol.strokes.map((points) => points.map((value, k) => (k % 2 ? value * sy + top : value * sx))),
      },
    ],
    layout: [{ parent: -1, relation: 'right' }],
    left: 0,
    right: width,
    top,
    bottom: top + symbol.h * sy,
    last: 0,
  };
}

function moved(part: Set, dx: number, dy: number, scale: number): Set {
  return {
    ...part,
    symbols: part.symbols.map(({ label, strokes }) => ({
      label,
      strokes: strokes.map((points) => points.map((value, k) => value * scale + (k % 2 ? dy : dx))),
    })),
    left: part.left * scale + dx,
    right: part.right * scale + dx,
    top: part.top * scale + dy,
    bottom: part.bottom * scale + dy,
  };
}

/** Moved so that its middle lies over the middle of `on`, and down by `dy`. */
const centred = (part: Set, on: Set, dy: number): Set =>
  moved(part, (on.left + on.right - part.left - part.right) / 2, dy, 1);

/** Parts of one line, each hanging on the one before. */
function joined(parts: readonly Set[]): Set {
  const symbols: Set['symbols'] = [];
  const layout: Set['layout'] = [];
  let last = -1;
  for (const part of parts) {
    const offset = symbols.length;
    symbols.push(...part.symbols);
    layout.push(
      ...part.layout.map(({ parent, relation }) =>
        parent < 0 ? { parent: last, relation: 'right' as const } : { parent: parent + offset, relation },
      ),
    );
    last = part.last + offset;
  }
  return { symbols, layout, last, ...around(parts) };
}

/** A part, and what hangs on its first symbol; what comes next hangs on that too. */
function hung(base: Set, parts: readonly (readonly [Set, TruthSymbol['relation']])[]): Set {
  const symbols = [...base.symbols];
  const layout = [...base.layout];
  for (const [part, relation] of parts) {
    const offset = symbols.length;
    symbols.push(...part.symbols);
    layout.push(
      ...part.layout.map((each) =>
        each.parent < 0 ? { parent: base.last, relation } : { ...each, parent: each.parent + offset },
      ),
    );
  }
  return { symbols, layout, last: base.last, ...around([base, ...parts.map(([part]) => part)]) };
}

const around = (parts: readonly Set[]): Pick<Set, 'left' | 'right' | 'top' | 'bottom'> => ({
  left: Math.min(...parts.map(({ left }) => left)),
  right: Math.max(...parts.map(({ right }) => right)),
  top: Math.min(...parts.map(({ top }) => top)),
  bottom: Math.max(...parts.map(({ bottom }) => bottom)),
});
