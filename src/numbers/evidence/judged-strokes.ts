// What each stroke of a page is, by a network that sees all evidence at once: a number, other writing, print, or
// nothing written.
import { logit, sigmoid } from '../../geometry/logistic.js';
import { quantile } from '../../geometry/median.js';
import { pictureSize } from '../../glyph/picture.js';
import { isBar } from '../../model/alphabet.js';
import { type Helpers, strokeKinds } from '../../model/classifier.js';
import type { PageSight } from '../../model/sight/page-model.js';
import type { Plane } from '../../page/image.js';
import type { Piece } from '../../strokes/piece.js';
import { straightRuns } from '../../strokes/straight-runs.js';
import type { ClassifiedStrokes } from '../hypotheses/classify-pieces.js';
import { typicalScale } from './digit-scale.js';
import { type KindsOf, likelyDigits } from './ink-kinds.js';
import { numberSeen, type SymbolsOf } from './seen-symbols.js';
import { strokeFeatures } from './stroke-features.js';

/** The chance of each kind, 0 to 1, together 1. */
export type StrokeChances = Readonly<Record<(typeof strokeKinds)[number], number>>;

/**
 * A picture with few strokes was taken or cut out for the number on it: where hardly any of them that looks like a
 * digit is taken for one, all are likelier, until a `share` of them has at least these log odds or `most` nats are
 * added. Set by eye.
 */
const FEW = { strokes: 12, symbol: 0.95, share: 0.8, odds: 1, most: 2 } as const;

/**
 * The strokes' features, a row each; undefined where models that describe them are missing.
 * @param darkness of all ink, rules too
 */
export function describeStrokes(
  { alone, labels }: ClassifiedStrokes,
  kinds: KindsOf,
  sight: PageSight,
  darkness: Plane,
  { lettering }: Helpers,
): Uint8Array | undefined {
  const scale = typicalScale(likelyDigits([...alone.values()], kinds));
  if (!lettering || !scale) return undefined;
  const { width } = darkness;
  return strokeFeatures({
    alone,
    kinds,
    scale,
    runs: (piece) => straightRuns(darkness, labels, piece),
    inCell: ({ x, y, w, h }) => {
      let [sum, count] = [0, 0];
      for (let v = y; v < y + h; v++)
        for (let at = v * width + x; at < v * width + x + w; at++) {
          if (labels[at] !== 0) continue;
          sum += sight.cell[at]!;
          count++;
        }
      return count > 0 ? sum / count / 255 : 0;
    },
    letters: (pictures) => {
      const all = new Uint8Array(pictures.length * pictureSize);
      for (const [k, picture] of pictures.entries()) all.set(picture, k * pictureSize);
      return lettering.letters(all, pictures.length);
    },
  });
}

/**
 * How much the log odds of the judge and of the symbol model count together, and what is added, nats. On the strokes of
 * 75 drawn documents whose hands and typefaces are held out, logistic regression gives 0.64, 0.65 and -0.78, and a log
 * loss of 0.112 where the judge alone has 0.146. On half of the real pages' writers what is seen deserves less.
 */
const TOGETHER = { judge: 0.8, seen: 0.4, more: -0.4 } as const;

/** No chance of a number that is seen counts as nearer to 0 or 1. */
const NEAREST_SEEN = 1e-3;

/** The log odds of a number by the judge, once what is seen in its place counts too. */
const withNumberSeen = (judge: number, seen: Float64Array): number =>
  TOGETHER.judge * judge + TOGETHER.seen * logit(within(numberSeen(seen), NEAREST_SEEN)) + TOGETHER.more;

/**
 * What the strokes are that are large enough to be glyphs; empty where the models that tell are missing.
 * @param darkness of all ink, rules too
 * @param seen what the symbol model sees in their places, where there is one
 */
export function judgeStrokes(
  strokes: ClassifiedStrokes,
  kinds: KindsOf,
  sight: PageSight,
  darkness: Plane,
  helpers: Helpers,
  seen?: SymbolsOf,
): ReadonlyMap<Piece, StrokeChances> {
  const out = new Map<Piece, StrokeChances>();
  const rows = helpers.strokes && describeStrokes(strokes, kinds, sight, darkness, helpers);
  if (!helpers.strokes || !rows) return out;
  const { alone } = strokes;
  const columns = strokeKinds.length;
  const chances = helpers.strokes.classify(rows, alone.size);
  const odds = Array.from({ length: alone.size }, (_, k) => logit(within(chances[k * columns]!)));
  const symbols = [...alone.values()].map(({ symbol, label }, k) => ({ symbol, isBar: isBar(label), odds: odds[k]! }));
  const sure = symbols.filter(({ symbol }) => symbol > FEW.symbol);
  // Any line looks like a 1, which says something only where nothing else is there.
  const digits = sure.filter((each) => !each.isBar);
  const likeDigits = (digits.length > 0 ? digits : sure).map((each) => each.odds);
  const more =
    alone.size > FEW.strokes
      ? 0
      : Math.min(FEW.most, Math.max(0, FEW.odds - (quantile(likeDigits, FEW.share) ?? FEW.odds)));
  [...alone.keys()].forEach((piece, k) => {
    const [before, writing, print, other] = chances.subarray(k * columns, (k + 1) * columns) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const judge = odds[k]! + more;
    const number = sigmoid(seen ? withNumberSeen(judge, seen([piece])) : judge);
    const rest = (1 - number) / (1 - within(before));
    out.set(piece, { number, writing: rest * writing, print: rest * print, other: rest * other });
  });
  return out;
}

/**
 * Strokes are left out that are so many nats less likely a number's than what is usual on their page: of those with a
 * chance of `likely`, the one in the middle. The judge is sure of some pages and unsure of others, and always surer of
 * digits than of what looks like them. Chosen on half of the writers of real pages, where 3 to 4.5 nats and bounds from
 * 0.03 to 0.4 do about as well; one bound for all pages does worse. Where fewer than the share `few` of the strokes
 * are likely, and the usual one of these is less likely than not, the page is one of words. Set by eye.
 */
const LEAST = { nats: 4, likely: 0.15, from: 0.08, to: 0.4, few: 0.1 } as const;

/** The least chance with which a stroke of this page is taken for a number's. */
export function leastOfNumber(judged: ReadonlyMap<Piece, StrokeChances>): number {
  const chances = [...judged.values()].map(({ number }) => number).filter((number) => number >= LEAST.likely);
  const usual = quantile(chances, 0.5);
  if (usual === undefined) return LEAST.from;
  if (usual < 0.5 && chances.length < LEAST.few * judged.size) return LEAST.to;
  return Math.min(LEAST.to, Math.max(LEAST.from, sigmoid(logit(within(usual)) - LEAST.nats)));
}

/** The chance that pieces are of a number: that of the strokes that they were cut from, by area. */
export function chanceOfNumber(
  judged: ReadonlyMap<Piece, StrokeChances>,
  strokes: ClassifiedStrokes,
  labels: () => Int32Array,
  width: number,
): (pieces: readonly Piece[]) => number | undefined {
  const known = new Map<Piece, Piece | undefined>();
  const strokeOf = (piece: Piece): Piece | undefined => {
    if (judged.has(piece)) return piece;
    if (!known.has(piece)) {
      let at = piece.box.y * width + piece.box.x;
      while (labels()[at] !== piece.label) at++;
      known.set(piece, strokes.pieces[strokes.labels[at]! - 1]);
    }
    return known.get(piece);
  };
  return (pieces) => {
    let [sum, area] = [0, 0];
    for (const piece of pieces) {
      const stroke = strokeOf(piece);
      const chances = stroke && judged.get(stroke);
      if (!chances) continue;
      sum += piece.area * chances.number;
      area += piece.area;
    }
    return area > 0 ? sum / area : undefined;
  };
}

/** No chance counts as nearer to 0 or 1. */
const NEAREST = 1e-6;
const within = (chance: number, nearest: number = NEAREST): number => Math.min(1 - nearest, Math.max(nearest, chance));
