// Ink → what may be read. Words and signs are set apart; what is left is cut and joined into hypotheses of glyphs.
import { isBar } from '../../model/alphabet.js';
import type { Classifier, Helpers } from '../../model/classifier.js';
import type { LeftOut, LeftOutReason } from '../../reading.js';
import type { Piece } from '../../strokes/piece.js';
import { partingWalls, type Walls } from '../../strokes/walls.js';
import type { Bystander } from '../evidence/bystanders.js';
import { type Scale, typicalScale } from '../evidence/digit-scale.js';
import {
  chanceBySight,
  handwrittenOdds,
  type InkKinds,
  type KindsOf,
  kindsIn,
  signBySight,
} from '../evidence/ink-kinds.js';
import { chanceOfNumber, judgeStrokes, leastOfNumber, type StrokeChances } from '../evidence/judged-strokes.js';
import { strokesOfWords } from '../evidence/lettering-vote.js';
import { type SymbolsOf, signBySymbols, symbolsIn } from '../evidence/seen-symbols.js';
import { symbolOdds } from '../evidence/symbol-odds.js';
import { lastMade } from '../last-made.js';
import { groupLines } from '../layout/lines.js';
import { type SeenInk, seenSymbols } from '../seen-ink.js';
import { findSigns } from '../signs/find-signs.js';
import type { Sign } from '../signs/sign.js';
import { classifyStrokes } from './classified-strokes.js';
import type { GlyphCandidate } from './classify-pieces.js';
import { cutAndJoin, isBody, isFragment, type LineHypotheses, strokesOfLines } from './cut-and-join.js';

/** What may be read on a page. */
export interface Segmented {
  /** The ink, without rules. */
  readonly ink: SeenInk;
  /** [height, width]: the label of each pixel's piece, 0 for paper. */
  readonly labels: Int32Array;
  /** The lines of rules and boxes that were taken out. */
  readonly walls: Walls;
  /** What the page's digits look like. */
  readonly scale: Scale;
  /** Prior odds that a full-sized stroke of this page is a symbol. */
  readonly odds: number;
  /** The verdict on each uncut piece that is large enough to be a glyph by itself. */
  readonly alone: ReadonlyMap<Piece, GlyphCandidate>;
  /** What the page model says of pieces, where there is one. */
  readonly kinds?: KindsOf;
  /** What the symbol model sees where pieces are, where there is one. */
  readonly symbols?: SymbolsOf;
  /** The chance that pieces are of a number, where strokes were judged. */
  readonly numberChance?: (pieces: readonly Piece[]) => number | undefined;
  /** Strokes that are no handwriting, by the page model. */
  readonly print: readonly Piece[];
  /** What is in no line, and why. */
  readonly leftOut: readonly LeftOut[];
  /** The chance that strokes which are no handwriting, by the page model, are glyphs all the same. */
  readonly bystanders: readonly Bystander[];
  /** Full-sized strokes that stand in words. */
  readonly words: number;
  /** Points, commas and other signs, which are in no line. */
  readonly signs: readonly Sign[];
  /** Small strokes that are taken for no signs, and may be some all the same. */
  readonly doubtedSigns: readonly Sign[];
  /** Top to bottom. */
  readonly lines: readonly LineHypotheses[];
}

/** Ink that holds nothing that may be read. */
export interface Unreadable {
  /** It has none. */
  readonly lines?: undefined;
  /** What it holds, and why it is left out. */
  readonly leftOut: readonly LeftOut[];
}

/** The hypotheses about ink. */
export function segment(found: SeenInk, classifier: Classifier, helpers: Helpers = {}): Segmented | Unreadable {
  const { lettering } = helpers;
  if (found.pen === 0) return { leftOut: [] };
  const seen = helpers.symbols && seenSymbols(found, helpers.symbols);
  const strokes = classifyStrokes(found, classifier, seen);
  const { ink, walls: rules } = strokes;
  let { labels } = strokes;
  const kinds = ink.sight && kindsIn(() => labels, ink.plane.width, ink.sight);
  const symbols = seen && symbolsIn(() => labels, ink.plane.width, seen, found.reduced);
  const isSymbol = (piece: Piece): boolean => {
    const candidate = strokes.alone.get(piece);
    return candidate !== undefined && candidate.symbol > HANDWRITTEN.sure && !isBar(candidate.label);
  };
  const judged = kinds
    ? judgeStrokes(strokes, kinds, ink.sight!, ink.darkness, helpers, symbols)
    : new Map<Piece, StrokeChances>();
  const least = leastOfNumber(judged);
  const other = new Set(
    kinds
      ? strokes.pieces.filter((piece) => {
          const chances = judged.get(piece);
          const isOther =
            isLarge(piece, ink.pen) &&
            handwrittenOdds(kinds([piece])) < (isSymbol(piece) ? HANDWRITTEN.symbol : HANDWRITTEN.other);
          if (!chances) return isOther;
          return isOther
            ? chances.number < OF_NUMBER.print
            : chances.number < least && chances.writing < Math.max(chances.print, chances.other);
        })
      : [],
  );
  const pieces = strokes.pieces.filter((piece) => !other.has(piece));
  const alone = new Map([...strokes.alone].filter(([piece]) => !other.has(piece)));
  const notHandwritten = [...other].map((piece): LeftOut => ({ box: piece.box, reason: reasonOf(kinds!([piece])) }));
  const scale = typicalScale([...alone.values()]);
  if (!scale) return { leftOut: notHandwritten };

  // Full-sized strokes make the lines; bars, dots and broken ends join the line they lie in.
  const fullSized = pieces.filter((piece) => alone.has(piece) && isBody(piece, scale));
  // What crosses boxes out runs through their walls.
  const mayBeNumbers = fullSized.filter((piece) => (judged.get(piece)?.number ?? 1) >= OF_NUMBER.likely);
  const walls = partingWalls(
    rules,
    mayBeNumbers.map(({ box }) => box),
  );
  const voted = lettering
    ? strokesOfWords(groupLines(fullSized, walls.across), alone, scale.height, lettering)
    : new Set<Piece>();
  const words = new Set(
    judged.size > 0
      ? fullSized.filter((piece) => judged.get(piece)!.number < (voted.has(piece) ? OF_NUMBER.word : least))
      : voted,
  );
  const isDigit = (piece: Piece): boolean => {
    const candidate = alone.get(piece);
    return candidate !== undefined && candidate.symbol > 0.5 && !isBar(candidate.label);
  };
  const numeral = fullSized.filter((piece) => !words.has(piece));
  const outsideWords = pieces.filter((piece) => !words.has(piece));
  const signSeen = symbols && ((piece: Piece) => signBySymbols(symbols([piece])));
  const sight = kinds && ((piece: Piece) => signBySight(kinds([piece])) * (signSeen?.(piece) ?? 1));
  const taught = classifier.alphabet;
  const context = {
    ink: ink.plane,
    labels,
    height: scale.height,
    pen: ink.pen,
    isDigit,
    taught,
    ...(sight && { sight }),
    ...(signSeen && { signSeen }),
  };
  const { taken: signs, doubted, percents } = findSigns(outsideWords, numeral, context);
  const isSign = (piece: Piece): boolean => signs.has(piece) || percents.includes(piece);
  const bodies = numeral.filter((piece) => !isSign(piece));
  const odds = symbolOdds(
    [...alone].filter(([piece]) => !words.has(piece)).map(([, candidate]) => candidate),
    scale,
  );
  const body = new Set(bodies);
  const fragments = pieces.filter(
    (piece) => !body.has(piece) && !words.has(piece) && !isSign(piece) && isFragment(piece, scale, ink.pen),
  );

  const across = walls.across;
  const grouped = linesMade(ink.plane, [bodies, fragments, across, scale.height], () =>
    strokesOfLines({ bodies, fragments, walls: across }, scale.height),
  );
  const isSure = (piece: Piece): boolean => (alone.get(piece)?.symbol ?? 0) >= SURE;
  const owns = grouped.map((line) => scaleOf(line, alone, scale));
  // What looks like a whole digit is part of another one where the hand writes its digits in strokes that stand apart.
  const areWhole = Object.keys(classifier.habits?.apart ?? {}).length === 0;
  const touches = (classifier.habits?.touching ?? 1) > 1;
  const isOne = (piece: Piece): boolean => isSure(piece) && !(touches && piece.box.w > WIDE * scale.height);
  const heights = owns.flatMap(({ height, darkness }) => [height, darkness]);
  const by = [grouped, heights, grouped.flat().map(isSure), areWhole, touches];
  const { lines, ...cut } = hypothesesMade(ink.plane, by, () => {
    const slices = { ink, labels: labels.slice(), nextLabel: strokes.pieces.length + 1 };
    const ofLines = grouped.map((line, k) => ({ strokes: line, own: owns[k]! }));
    return { labels: slices.labels, lines: cutAndJoin(ofLines, slices, isOne, (piece) => areWhole && isSure(piece)) };
  });
  labels = cut.labels;
  const as = (reason: LeftOutReason, of: Iterable<Piece>): LeftOut[] => [...of].map(({ box }) => ({ box, reason }));
  const leftOut = [...notHandwritten, ...as('words', words), ...as('signs', percents)];
  return {
    ink,
    labels,
    walls,
    scale,
    odds,
    alone,
    ...(kinds && { kinds }),
    ...(symbols && { symbols }),
    ...(judged.size > 0 && { numberChance: chanceOfNumber(judged, strokes, () => labels, ink.plane.width) }),
    print: [...other],
    leftOut,
    bystanders: [...other, ...(judged.size > 0 ? words : [])].flatMap((piece): Bystander[] => {
      const candidate = strokes.alone.get(piece);
      const chance = judged.get(piece)?.number;
      return candidate ? [{ box: piece.box, chance: chance ?? chanceBySight(candidate.symbol, kinds!([piece])) }] : [];
    }),
    words: words.size,
    signs: [...new Set(signs.values())],
    doubtedSigns: doubted,
    lines,
  };
}

/** A stroke that is a symbol by itself with this chance is one glyph, and not cut. Set by eye. */
const SURE = 0.9;

/** Strokes wider than this, in digit heights, are cut all the same where the hand's digits touch. Set by eye. */
const WIDE = 0.8;

const linesMade = lastMade<Piece[][]>();
const hypothesesMade = lastMade<Pick<Segmented, 'labels' | 'lines'>>();

/**
 * Ink is no handwriting below these log odds: what is a symbol by its shape with the chance `sure`, or anything else.
 * Neat digits look half like print to the page model. Chosen on half of the writers of real pages.
 */
const HANDWRITTEN = { symbol: -1.25, other: -0.5, sure: 0.95 } as const;

/**
 * Strokes are left out that are less likely a number's than this: where the page model by itself calls them print or
 * rules, and where they stand in words by the vote of their letters; what the judge of strokes wants of the others is
 * told by `leastOfNumber`. Chosen on half of the writers of real pages. What is `likely` tells whether walls run
 * through numbers.
 */
const OF_NUMBER = { print: 0.9, word: 0.9, likely: 0.5 } as const;

/** What ink that is no handwriting is left out as. */
function reasonOf({ print, rule, paper }: InkKinds): LeftOutReason {
  if (print >= Math.max(rule, paper)) return 'print';
  return rule >= paper ? 'rules' : 'specks';
}

const isLarge = ({ box }: Piece, pen: number): boolean => Math.max(box.w, box.h) > pen;

/** What the line's own symbols look like, or the page's where it has none that is sure. */
function scaleOf(line: readonly Piece[], alone: ReadonlyMap<Piece, GlyphCandidate>, page: Scale): Scale {
  const known: GlyphCandidate[] = [];
  for (const piece of line) {
    const candidate = alone.get(piece);
    if (candidate && candidate.symbol > 0.5) known.push(candidate);
  }
  return typicalScale(known) ?? page;
}
