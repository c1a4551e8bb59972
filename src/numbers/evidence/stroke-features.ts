// What is known of a stroke before it is said what it is: how it looks by itself, what stands beside it and in its
// group, and what the page holds. Each stroke is described by a row of numbers, which a small network judges.
import type { Box } from '../../geometry/box.js';
import { logit } from '../../geometry/logistic.js';
import { quantile } from '../../geometry/median.js';
import { isBar } from '../../model/alphabet.js';
import type { Piece } from '../../strokes/piece.js';
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';
import type { Scale } from './digit-scale.js';
import type { InkKinds, KindsOf } from './ink-kinds.js';

/** What the features rest on. */
export interface StrokesOnPage {
  /** The strokes that are large enough to be glyphs, with the verdicts on them as they stand alone. */
  readonly alone: ReadonlyMap<Piece, GlyphCandidate>;
  /** What the page model says of pieces. */
  readonly kinds: KindsOf;
  /** The mean chance of paper in a cell over the paper inside a box, 0 to 1. */
  readonly inCell: (box: Box) => number;
  /** The chance that each of some pictures, [count, 28, 28], is lettering. */
  readonly letters: (pictures: readonly Uint8Array[]) => Float32Array;
  /** The longest straight runs of ink through a stroke, in each sense, working pixels. */
  readonly runs: (piece: Piece) => readonly number[];
  /** What the page's digits look like. */
  readonly scale: Scale;
}

/** In digit heights: strokes nearer than `beside` are neighbours, nearer than `together` a group. Set by eye. */
const NEAR = { beside: 1.5, together: 0.6 } as const;

/** Share of the lower of two strokes' heights that overlaps where they stand in one row. Set by eye. */
const ROW = 0.45;

/** No chance counts as less. */
const LEAST = 0.02;

/** No log odds count as more, either way. */
const MOST = 7;

/** What is known of a stroke by itself. */
interface Own {
  readonly box: Box;
  /** Logarithms of the chances that its ink is a number, other writing, print or a rule, about 0 where even. */
  readonly number: number;
  readonly writing: number;
  readonly print: number;
  readonly rule: number;
  readonly symbol: number;
  readonly letter: number;
  readonly bar: number;
  readonly row: readonly number[];
}

const bounded = (odds: number): number => Math.max(-MOST, Math.min(MOST, odds)) / 3;
const logOf = (chance: number): number => Math.log(chance + LEAST) + 1.5;
const ratio = (a: number, b: number): number => Math.max(-2, Math.min(2, Math.log(Math.max(1e-3, a / b))));

/** Numbers in a row of `strokeFeatures`. */
export const strokeFeatureCount = 55;

/** Features are stored as bytes: 0 as `zero`, and so many steps a unit. */
export const BYTES = { zero: 128, unit: 42 } as const;

/** Where the parts of a row begin. */
const PART = { own: 0, before: 18, behind: 27, group: 36, page: 45 } as const;

/**
 * The columns that hold what one judge says: of the stroke itself, of those before and behind it, of its group and of
 * its page.
 */
export const saidInColumns = {
  number: [PART.own, PART.before + 2, PART.behind + 2, PART.group + 2, PART.page],
  writing: [PART.own + 1, PART.before + 3, PART.behind + 3, PART.group + 3, PART.page + 1],
  print: [PART.own + 2, PART.before + 4, PART.behind + 4, PART.group + 4, PART.page + 2],
  rule: [PART.own + 3, PART.before + 5, PART.behind + 5, PART.group + 5, PART.page + 3],
  symbol: [PART.own + 6, PART.before + 6, PART.behind + 6, PART.group + 6, PART.page + 9],
  letter: [PART.own + 9, PART.before + 7, PART.behind + 7, PART.group + 7, PART.page + 7],
} as const;

/** Other columns: whether there are neighbours, sizes in digit heights, how far the page's numbers are from print. */
export const otherColumns = {
  neighbours: [PART.before, PART.behind],
  sizes: [PART.own + 10, PART.own + 14, PART.own + 15, PART.own + 16, PART.own + 17],
  numbersOverPrint: PART.page + 4,
} as const;

/** A row of `strokeFeatureCount` bytes for each of the strokes, in their order. */
export function strokeFeatures(page: StrokesOnPage): Uint8Array {
  const strokes = [...page.alone];
  const letters = page.letters(strokes.map(([, { picture }]) => picture));
  const own = strokes.map(([piece, candidate], k) => ownOf(piece, candidate, letters[k]!, page));
  const all = pageRow(own, page);
  const sorted = [...own.keys()].sort((a, b) => own[a]!.box.x - own[b]!.box.x);
  const groupOf = groups(own, sorted, NEAR.together * page.scale.height);
  const out = new Uint8ClampedArray(own.length * strokeFeatureCount);
  const sums = new Map<number, readonly number[]>();
  for (const [k, stroke] of own.entries()) {
    const group = groupOf[k]!;
    if (!sums.has(group))
      sums.set(
        group,
        groupRow(
          own.filter((_, i) => groupOf[i] === group),
          page.scale.height,
        ),
      );
    const row = [
      ...stroke.row,
      ...neighbourRow(stroke, nearest(own, k, -1, page.scale.height), page.scale.height),
      ...neighbourRow(stroke, nearest(own, k, 1, page.scale.height), page.scale.height),
      ...sums.get(group)!,
      ...all,
    ];
    for (const [i, value] of row.entries()) out[k * strokeFeatureCount + i] = BYTES.zero + BYTES.unit * value;
  }
  return new Uint8Array(out.buffer);
}

function ownOf(piece: Piece, candidate: GlyphCandidate, letter: number, page: StrokesOnPage): Own {
  const { box, area, darkness } = piece;
  const kinds: InkKinds = page.kinds([piece]);
  const [number, writing, print, rule] = [kinds.number, kinds.writing, kinds.print, kinds.rule].map(logOf) as [
    number,
    number,
    number,
    number,
  ];
  const symbol = bounded(logit(Math.max(1e-4, Math.min(1 - 1e-4, candidate.symbol))));
  const letters = bounded(logit(Math.max(1e-4, Math.min(1 - 1e-4, letter))));
  const bar = isBar(candidate.label) ? 1 : 0;
  const row = [
    ...[number, writing, print, rule, logOf(kinds.paper)],
    page.inCell(box),
    symbol,
    candidate.verdict[candidate.best]! / Math.max(1e-6, candidate.symbol),
    bar,
    letters,
    ratio(box.h, page.scale.height),
    ratio(box.w, box.h),
    ratio(area, Math.max(box.w, box.h) ** 2 * 0.2),
    ratio(darkness, page.scale.darkness),
    ...page.runs(piece).map((run) => ratio(run, page.scale.height)),
  ];
  return { box, number, writing, print, rule, symbol, letter: letters, bar, row };
}

const inRow = (a: Box, b: Box): boolean =>
  Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > ROW * Math.min(a.h, b.h);

const gapOf = (a: Box, b: Box): number => Math.max(a.x, b.x) - Math.min(a.x + a.w, b.x + b.w);

/** The nearest stroke of the same row on one side, -1 left or 1 right. */
function nearest(own: readonly Own[], k: number, side: -1 | 1, height: number): Own | undefined {
  const { box } = own[k]!;
  const middle = box.x + box.w / 2;
  let best: Own | undefined;
  let least = NEAR.beside * height;
  for (const [i, other] of own.entries()) {
    if (i === k || (other.box.x + other.box.w / 2 - middle) * side <= 0) continue;
    const gap = gapOf(box, other.box);
    if (gap >= least || !inRow(box, other.box)) continue;
    least = gap;
    best = other;
  }
  return best;
}

const NO_NEIGHBOUR: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0];

function neighbourRow({ box }: Own, other: Own | undefined, height: number): readonly number[] {
  if (!other) return NO_NEIGHBOUR;
  const { number, writing, print, rule, symbol, letter } = other;
  return [1, gapOf(box, other.box) / height, number, writing, print, rule, symbol, letter, ratio(other.box.h, box.h)];
}

/** Which group each stroke is in: those of a row with no wide gap between them. */
function groups(own: readonly Own[], sorted: readonly number[], gap: number): number[] {
  const group = own.map((_, k) => k);
  const root = (k: number): number => {
    let at = k;
    while (group[at] !== at) at = group[at]!;
    return at;
  };
  for (const [i, k] of sorted.entries()) {
    const a = own[k]!.box;
    for (let j = i - 1; j >= 0 && j >= i - 60; j--) {
      const b = own[sorted[j]!]!.box;
      if (gapOf(a, b) <= gap && inRow(a, b)) group[root(k)] = root(sorted[j]!);
    }
  }
  return own.map((_, k) => root(k));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a group holds, the stroke itself counted. */
function groupRow(members: readonly Own[], height: number): readonly number[] {
  const left = Math.min(...members.map(({ box }) => box.x));
  const right = Math.max(...members.map(({ box }) => box.x + box.w));
  const of = (key: 'number' | 'writing' | 'print' | 'rule' | 'symbol' | 'letter' | 'bar'): number =>
    mean(members.map((member) => member[key]));
  return [
    Math.log(members.length),
    Math.min(3, (right - left) / height / 3),
    of('number'),
    of('writing'),
    of('print'),
    of('rule'),
    of('symbol'),
    of('letter'),
    of('bar'),
  ];
}

/** What a page holds: how its ink divides, and what its likeliest numbers look like to the page model. */
function pageRow(own: readonly Own[], { alone }: StrokesOnPage): readonly number[] {
  const areas = [...alone.keys()].map(({ area }) => area);
  const total = areas.reduce((sum, area) => sum + area, 0);
  const of = (key: 'number' | 'writing' | 'print' | 'rule'): number =>
    own.reduce((sum, stroke, k) => sum + stroke[key] * areas[k]!, 0) / total;
  const odds = own.map(({ number, print }) => number - print);
  return [
    ...[of('number'), of('writing'), of('print'), of('rule')],
    quantile(odds, 0.8) ?? 0,
    own.filter(({ symbol }) => symbol > 1).length / own.length,
    Math.log(own.length) / 3,
    mean(own.map(({ letter }) => letter)),
    mean(own.map(({ bar }) => bar)),
    mean(own.map(({ symbol }) => symbol)),
  ];
}
