// Among many letters, blots and rules some pass for digits, however sure the classifier is of each. What is read is
// held against all the ink of the page: a few digits beside much that is none are there by chance, a line of them is
// not. Where strokes were judged, what they are taken for says more than how many there are.
import { logit } from '../../geometry/logistic.js';
import { chanceOfFirst, shareOfFirst } from '../../geometry/mixture.js';
import { isBar } from '../../model/alphabet.js';
import { inkOf } from '../../strokes/piece.js';
import type { FoundGlyph } from '../found.js';

/**
 * What a glyph says for its line being a number is at most so much, in nats: o, s, b and g pass for digits, any stroke
 * for a bar.
 */
const DIGIT = 1;
const BAR = 0.2;

/** What is assumed before the page is seen, in lines: so many numbers, so much other ink. */
const NUMBERS = 1;
const OTHERS = 0.5;

const ROUNDS = 20;

/** Where this share of the ink is read, the page is one of numbers, and its lines are in no doubt. */
const MUCH = 0.35;

/** The mean chance that a line's ink is of numbers, from which on it is not there by chance. Set by eye. */
const OF_NUMBERS = 0.9;

/**
 * The lines without those that are likelier there by chance, left empty. `written` is the darkness of all the page's
 * ink, summed. The share of it that is numbers is found with other ink counting as lines as heavy as those read.
 */
export function withoutChance(lines: readonly (readonly FoundGlyph[])[], written: number): FoundGlyph[][] {
  const taken = lines.filter((line) => line.length > 0);
  const ink = taken.flat().reduce((sum, { candidate }) => sum + inkOf(candidate.pieces), 0);
  if (ink >= MUCH * written) return lines.map((line) => [...line]);
  const others = (written / ink - 1) * taken.length;
  const evidence = taken.map((line) => line.reduce((sum, glyph) => sum + evidenceOf(glyph), 0));
  const assumed = { first: NUMBERS, second: others + OTHERS };
  const odds = logit(shareOfFirst(evidence, chanceOfFirst, assumed, { rounds: ROUNDS, start: 0.5 }));
  let next = 0;
  return lines.map((line) => (line.length > 0 && (evidence[next++]! + odds > 0 || isOfNumbers(line)) ? [...line] : []));
}

/** Whether the strokes of a line are numbers' by what was judged of them. */
function isOfNumbers(line: readonly FoundGlyph[]): boolean {
  const sum = line.reduce((total, { ofNumber }) => total + (ofNumber ?? 0), 0);
  return sum >= OF_NUMBERS * line.length;
}

/** Nats for a number; none against, since the lines' best ways were chosen with these glyphs on them. */
function evidenceOf({ chance, cut, candidate }: FoundGlyph): number {
  const most = isBar(candidate.label) ? BAR : DIGIT;
  const sure = Math.max(0.5, Math.min(0.999, chance * cut));
  return Math.min(most, logit(sure));
}
