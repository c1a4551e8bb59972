// Glyphs and signs that were found, each with its confidence, become the numbers and lines that reading gives.

import { union } from '../geometry/box.js';
import type { Alternative, LeftOut, ReadGlyph, Reading, ReadLine, ReadNumber, ReadTable } from '../reading.js';
import { NO_WALLS, type Walls } from '../strokes/walls.js';
import { DOUBT_OF_NUMBERS, withPageDoubt } from './evidence/page-doubt.js';
import type { FoundGlyph, OnPage } from './found.js';
import type { Spaced } from './layout/spacing.js';
import { tablesOf } from './layout/tables.js';
import type { Sign } from './signs/sign.js';

/** A glyph with the chance of what it is read as, by all of the page. */
export interface SureGlyph extends FoundGlyph {
  /** 0 to 1. */
  readonly confidence: number;
}

/** What was found on a page besides its numbers. */
export interface Beside {
  /** The page's rules and boxes, working pixels. */
  readonly walls: Walls;
  /** What was not read, working pixels. */
  readonly leftOut: readonly LeftOut[];
  /** By how many degrees clockwise it was turned, where it lay wrongly. */
  readonly turned?: number | undefined;
}

/** The other labels worth showing: this many at most, none below this chance. */
const ALTERNATIVES = 3;
const LEAST_CHANCE = 0.001;

/** The reading of a page of this size with these numbers, line by line. */
export function toReading(
  { width, height }: { readonly width: number; readonly height: number },
  numbers: readonly (readonly Spaced<SureGlyph>[])[],
  alphabet: readonly string[],
  onPage: OnPage,
  { walls, leftOut, turned }: Beside = { walls: NO_WALLS, leftOut: [] },
): Reading {
  const lines = withNumbersDoubt(
    numbers.map((line) => toLine(line, alphabet, onPage)),
    numbers.flat().map(({ layout }) => layout),
  );
  return {
    width,
    height,
    text: lines.map((line) => line.text).join('\n'),
    lines,
    tables: toTables(numbers, lines, walls),
    // A turned page has corners that lie beside the picture.
    leftOut: leftOut
      .map(({ box, reason }) => ({ box: onPage(box), reason }))
      .filter(({ box }) => box.w > 0 && box.h > 0),
    ...(turned !== undefined && { turned }),
  };
}

/** The tables of what was read, laid out as it stands on the level page. */
function toTables(
  numbers: readonly (readonly Spaced<SureGlyph>[])[],
  lines: readonly ReadLine[],
  walls: Walls,
): ReadTable[] {
  const cells = numbers.map((line, row) =>
    line.map(({ members }, k) => ({
      box: union(members.flatMap(({ box, sign }) => (sign ? [sign.box, box] : [box]))),
      glyphs: members,
      number: lines[row]!.numbers[k]!,
    })),
  );
  return tablesOf(cells, walls).map((grid) => {
    const rows = grid.map((row) => row.map((cell) => cell?.number ?? null));
    return { box: union(rows.flat().flatMap((number) => (number ? [number.box] : []))), rows };
  });
}

/**
 * The lines with the doubt about the page's other numbers in each number's confidence, and then, once for each, the
 * doubt whether the page is laid out as it was taken to be.
 */
function withNumbersDoubt(lines: readonly ReadLine[], layout: readonly number[]): ReadLine[] {
  const all = lines.flatMap((line) => line.numbers);
  // How print is read says nothing of the handwriting.
  const sure = [true, undefined].flatMap((print) => {
    const alike = all.filter((number) => number.print === print);
    const confidences = withPageDoubt(
      alike.map((number) => number.confidence),
      DOUBT_OF_NUMBERS,
    );
    return alike.map((number, k) => [number, confidences[k]!] as const);
  });
  const confidences = new Map(sure);
  let next = 0;
  return lines.map((line) => ({
    ...line,
    numbers: line.numbers.map((number) => ({ ...number, confidence: confidences.get(number)! * layout[next++]! })),
  }));
}

/**
 * From this chance on that a glyph's ink is of a number, and not of a word, print or a line, that is in no doubt: the
 * judge of strokes is seldom surer where pages are unlike those that it learned from. Set by eye on real pages.
 */
const OF_NUMBER = 0.7;

const sureOfInk = ({ ofNumber = 1, given }: SureGlyph): number => (given ? 1 : Math.min(1, ofNumber / OF_NUMBER));

/** The chance that the sign before a glyph is read rightly, or that none stands there, which a person sees. */
function chanceOfSigns({ sign, doubtedSign, given }: SureGlyph, isFirst: boolean): number {
  if (sign) return sign.chance;
  // Before a number a point is punctuation.
  const counts = doubtedSign && !given && (!isFirst || doubtedSign.label === '-');
  return counts ? 1 - chanceOf(doubtedSign) : 1;
}

/** The chance that a stroke is a sign, whichever. */
const chanceOf = ({ chance, others }: Sign): number => others.reduce((sum, other) => sum + other.chance, chance);

function toLine(line: readonly Spaced<SureGlyph>[], alphabet: readonly string[], onPage: OnPage): ReadLine {
  const numbers = line.map(({ members, spacing }): ReadNumber => {
    const glyphs = members.flatMap((glyph) => [
      ...(glyph.sign ? [toReadSign(glyph.sign, onPage)] : []),
      toReadGlyph(glyph, alphabet, onPage),
    ]);
    return {
      text: glyphs.map((glyph) => glyph.label).join(''),
      confidence: members.reduce(
        (product, glyph, k) => product * glyph.cut * glyph.confidence * chanceOfSigns(glyph, k === 0),
        spacing * Math.min(...members.map(sureOfInk)),
      ),
      box: union(glyphs.map((glyph) => glyph.box)),
      glyphs,
      ...(members.some(({ print }) => print) && { print: true as const }),
    };
  });
  return { text: numbers.map((number) => number.text).join(' '), numbers };
}

function toReadGlyph(
  { box, candidate, confidence, given }: SureGlyph,
  alphabet: readonly string[],
  onPage: OnPage,
): ReadGlyph {
  const { verdict, best, label, picture } = candidate;
  // What the page adds to the likeliest it takes from the others, in proportion. What it doubts of the likeliest goes
  // to them, but makes none of them likelier: the page says that it is strange, not what is written.
  const rest = verdict[best]! < 1 ? (1 - confidence) / (1 - verdict[best]!) : 0;
  const alternatives = alphabet
    .map((other, column): Alternative => ({ label: other, confidence: Math.min(confidence, rest * verdict[column]!) }))
    .filter((other, column) => column !== best && other.confidence >= LEAST_CHANCE)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, ALTERNATIVES);
  return { label, confidence, box: onPage(box), alternatives, picture, ...(given && { given }) };
}

function toReadSign({ label, chance, box, others, picture }: Sign, onPage: OnPage): ReadGlyph {
  const alternatives = others
    .map((other): Alternative => ({ label: other.label, confidence: other.chance }))
    .filter(({ confidence }) => confidence >= LEAST_CHANCE);
  return { label, confidence: chance, box: onPage(box), alternatives, picture, sign: true };
}
