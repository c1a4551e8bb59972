// What the symbol model sees where pieces are: a second opinion of which digit they are. It looks at the page, and so
// it knows nothing of which strokes were erased, cut or joined.
import { SYMBOL_CELL, type SymbolSight, symbolClasses } from '../../model/sight/symbol-model.js';
import type { Piece } from '../../strokes/piece.js';
import { type GlyphCandidate, likeliest } from '../hypotheses/classify-pieces.js';

/** Mean chance of each of `symbolClasses` over the pixels of some pieces, 0 to 1. */
export type SymbolsOf = (pieces: readonly Piece[]) => Float64Array;

const sumsBySight = new WeakMap<SymbolSight, WeakMap<Piece, Float64Array>>();

/**
 * The symbols of the pieces that have these labels, [height, width].
 * @param factor how much smaller the page was when the model looked at it
 */
export function symbolsIn(labels: () => Int32Array, width: number, sight: SymbolSight, factor = 1): SymbolsOf {
  const sums = sumsBySight.get(sight) ?? new WeakMap<Piece, Float64Array>();
  sumsBySight.set(sight, sums);
  const of = (piece: Piece): Float64Array => {
    let known = sums.get(piece);
    if (!known) {
      known = sumsOf(piece, labels(), width, sight, factor * SYMBOL_CELL);
      sums.set(piece, known);
    }
    return known;
  };
  return (pieces) => {
    const mean = new Float64Array(symbolClasses.length);
    const area = 255 * pieces.reduce((sum, piece) => sum + piece.area, 0);
    for (const piece of pieces) for (const [k, sum] of of(piece).entries()) mean[k]! += sum / area;
    return mean;
  };
}

function sumsOf(
  { label, box }: Piece,
  labels: Int32Array,
  width: number,
  sight: SymbolSight,
  cell: number,
): Float64Array {
  const sums = new Float64Array(symbolClasses.length);
  const plane = sight.width * sight.height;
  for (let y = box.y; y < box.y + box.h; y++) {
    const row = Math.floor(y / cell) * sight.width;
    for (let x = box.x; x < box.x + box.w; x++) {
      if (labels[y * width + x] !== label) continue;
      const at = row + Math.floor(x / cell);
      for (let k = 0; k < sums.length; k++) sums[k]! += sight.chances[k * plane + at]!;
    }
  }
  return sums;
}

const [SIGN, PRINT] = [symbolClasses.indexOf('sign'), symbolClasses.indexOf('print')];
const FIRST_DIGIT = symbolClasses.indexOf('0');

/**
 * Tells of each cell in which digits are seen with a chance above `least` the chance of any, that of the likeliest, and
 * its place; chances are of 255.
 */
export function cellsOfDigits(
  { width, height, chances }: SymbolSight,
  least: number,
  tell: (any: number, likeliest: number, at: number) => void,
): void {
  const size = width * height;
  for (let at = 0; at < size; at++) {
    let [any, likeliest] = [0, 0];
    for (let k = FIRST_DIGIT; k < symbolClasses.length; k++) {
      const chance = chances[k * size + at]!;
      any += chance;
      likeliest = Math.max(likeliest, chance);
    }
    if (any > least) tell(any, likeliest, at);
  }
}

/**
 * From this chance on, of 255, what is seen as digits is part of a number, whatever the page model takes it for: the
 * stem of a 6 that stands in a box looks like its wall. Chosen on half of the writers of real pages, where 90 and 210
 * do less.
 */
const PART = 150;

/**
 * The page model's chance that each pixel, [height, width], is a number's, and where digits are seen theirs: 0 to 255.
 * @param factor how much smaller the page was when the symbol model looked at it
 */
export function withDigits(number: Uint8Array, width: number, sight: SymbolSight, factor = 1): Uint8Array {
  const { width: across, height: down } = sight;
  const seen = new Uint8Array(across * down);
  cellsOfDigits(sight, PART, (any, _, at) => {
    seen[at] = Math.min(255, any);
  });
  const side = factor * SYMBOL_CELL;
  return number.map((chance, i) => {
    const x = i % width;
    return Math.max(chance, seen[Math.floor((i - x) / width / side) * across + Math.floor(x / side)]!);
  });
}

/**
 * The chance of a sign that speaks neither for nor against one, and what is added to each: measured on small strokes
 * between digits of 75 drawn documents whose hands are held out, and on 50 signs of CROHME's writers. It counts for
 * less than was measured, 20 to 40 times for what is sure to be seen, a twentieth where nothing is.
 */
const NEUTRAL_SIGN = 0.1;
const LEAST_SIGN = 0.01;
/**
 * Points vanish in photos, and a lost one changes the value, so that what is not seen is doubted little. On half of the
 * real pages' writers all numbers are read as without this bound; of 1,657 drawn ones one is lost.
 */
const UNSEEN_SIGN = 0.5;

/** How many times likelier what is seen in a place is for a sign than for anything else; print tells nothing. */
export const signBySymbols = (seen: Float64Array): number =>
  Math.max(UNSEEN_SIGN, (seen[SIGN]! + NEUTRAL_SIGN * seen[PRINT]! + LEAST_SIGN) / NEUTRAL_SIGN);

/**
 * The chance of digits that speaks neither for nor against one. What seems printed counts so: clean writing with a
 * broad pen does, and the page model tells print better.
 */
const NEUTRAL_DIGIT = 0.7;

/** The chance of any digit, 0 to 1; print tells nothing. */
const digitsSeen = (seen: Float64Array): number =>
  seen.subarray(FIRST_DIGIT).reduce((sum, chance) => sum + chance, NEUTRAL_DIGIT * seen[PRINT]!);

/** The chance of a digit or a sign, 0 to 1; print tells nothing. */
export const numberSeen = (seen: Float64Array): number => digitsSeen(seen) + seen[SIGN]!;

/**
 * Where digits are seen with this chance, a candidate is one as likely as not; with `power` it soon is one, or none.
 * Of what is read rightly on half of the real pages' writers 2 % have less than 0.3 and 1 % less than 0.2; of what is
 * read as a digit and is none on drawn documents a quarter has less than 0.3. 0.15 and 0.2 do alike.
 */
const DIGIT = { even: 0.15, power: 5 } as const;

/**
 * The chance that a candidate that is read as a digit is one, by what is seen in its place: letters, signs and crosses
 * have the shape of digits. Of what else a hand was taught nothing is seen.
 */
export function chanceBySymbols({ label, ofHand = 0 }: GlyphCandidate, seen: Float64Array): number {
  if (!(symbolClasses as readonly string[]).includes(label)) return 1;
  const odds = (digitsSeen(seen) / DIGIT.even) ** DIGIT.power;
  return (odds / (1 + odds)) ** (1 - ofHand);
}

/**
 * What keeps the smallest chance, of the reader and of what is seen, from ruling a digit out. Where strokes were
 * erased, cut or joined wrongly the reader is sure of what nobody wrote: no chance is smaller than if `strayed`,
 * where that makes another digit the likeliest. Of 6,081 digits on drawn documents, whose hands are held out, 0.892 are
 * read rightly instead of 0.876, and 0.05 and 0.1 do alike; on half of the real pages' writers 0.03 does less.
 */
const LEAST = { usual: { read: 1e-4, seen: 0.02 }, strayed: { read: 0.06, seen: 0.01 } } as const;

/**
 * What the second opinion takes from a chance, it takes wholly; of what it adds, a confidence has this share: both err
 * about strange hands. On half of the real pages' writers the whole of it promises 41 % of the numbers on forms, one of
 * 33 wrongly, half 34 %, none wrongly, and nothing 31 %.
 */
const BELIEVED = 0.5;

/** Where the digits of an alphabet stand in it and in `symbolClasses`. */
function columnsOf(alphabet: readonly string[]): readonly (readonly [number, number])[] {
  const classes: readonly string[] = symbolClasses;
  return alphabet.flatMap((label, column) => {
    const k = classes.indexOf(label);
    return k < 0 ? [] : [[column, k] as const];
  });
}

/**
 * The candidate with the chances of its digits multiplied by what is seen there, their sum kept. Of a hand that was
 * taught the symbol model knows nothing, so that it says the less, the more a glyph is that hand's.
 */
export function withSeen(candidate: GlyphCandidate, seen: Float64Array, alphabet: readonly string[]): GlyphCandidate {
  const share = 1 - (candidate.ofHand ?? 0);
  const columns = columnsOf(alphabet);
  const joined = (least: { readonly read: number; readonly seen: number }) => {
    const verdict = candidate.verdict.slice();
    let [before, after] = [0, 0];
    for (const [column, k] of columns) {
      before += verdict[column]!;
      verdict[column] = (verdict[column]! + least.read) * (seen[k]! + least.seen) ** share;
      after += verdict[column]!;
    }
    if (after > 0) for (const [column] of columns) verdict[column]! *= before / after;
    return { verdict, ...likeliest(verdict, alphabet) };
  };
  const [usual, strayed] = [joined(LEAST.usual), joined(LEAST.strayed)];
  const found = usual.best === strayed.best ? usual : strayed;
  const [alone, together] = [candidate.verdict[found.best]!, found.verdict[found.best]!];
  const trust = together > alone ? BELIEVED + (1 - BELIEVED) * (alone / together) : 1;
  return { ...candidate, ...found, trust };
}
