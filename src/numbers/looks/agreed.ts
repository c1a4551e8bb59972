// Several readings of one page become one: what they agree on is surer, what only one of them shows is not sure, and
// where the others show no number at all there is none.
import { sharedPart } from '../../geometry/box.js';
import { type LeftOut, type ReadGlyph, type Reading, type ReadNumber, withNumbers } from '../../reading.js';

/**
 * Readings of one page err together more often than by chance: where all of them show a number, the doubt about it is
 * the product of their doubts to this power, and not to 1 as if they knew nothing of each other. Chosen on real pages
 * of half of the writers, of 0.3, 0.4, 0.5, 0.6, 0.7 and 1, by how many of the numbers promised at 0.99 are wrong.
 */
const TOGETHER = 0.6;

/** Two boxes are at one place where they share more than this part of the smaller one. Set by eye. */
const SAME_PLACE = 0.5;

/**
 * A page whose numbers are as sure as this in the mean, as it is, is laid out as it was read; other looks say only how
 * sure that is. Chosen on real pages of half of the writers, where 0.3 to 0.6 do alike, and a little better than more.
 */
const STANDS = 0.5;

/**
 * The reading that agrees most with the others (the least expected risk, Kumar & Byrne 2004), with the confidences that
 * all of them together give. A number that no other shows, while all others show the same one in its place, is read as
 * they do; one in whose place no other shows any is left out. Boxes of all are pixels of the same page. The first is of
 * the page as it is.
 * @param isPutRight whether a person has put something right in the first: then it is the one that is taken
 */
export function agreed(readings: readonly Reading[], isPutRight = false): Reading {
  const numbers = readings.map(({ lines }) => lines.flatMap((line) => line.numbers));
  const agreement = numbers.map((one) =>
    numbers.reduce((sum, other) => sum + (other === one ? 0 : expectedRight(one, other)), 0),
  );
  const stands = isPutRight || meanConfidence(numbers[0]!) >= STANDS;
  const chosen = stands ? 0 : agreement.indexOf(Math.max(...agreement));
  const own = numbers[chosen]!;
  const others = numbers.filter((_, k) => k !== chosen);
  const leftOut: LeftOut[] = [];
  const reading = withNumbers(readings[chosen]!, (number) => {
    if (!isPutRight && others.every((numbersThere) => inPlaceOf(number, numbersThere).length === 0)) {
      leftOut.push(...number.glyphs.map(({ box }): LeftOut => ({ box, reason: 'chance' })));
      return undefined;
    }
    const taken = stands ? number : (outvotedBy(number, own, others) ?? number);
    const said = asAllSay(
      taken,
      numbers.map((numbersThere) => shownIn(numbersThere, taken)?.confidence),
    );
    // Other looks do not know what a person has said, so they take nothing from it.
    return isPutRight && said.confidence < number.confidence ? number : said;
  });
  return { ...reading, leftOut: [...reading.leftOut, ...leftOut] };
}

const meanConfidence = (numbers: readonly ReadNumber[]): number =>
  numbers.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, numbers.length);

/** The share of the numbers of both that both show, 0 to 1, each by its chance in the other. */
function expectedRight(one: readonly ReadNumber[], other: readonly ReadNumber[]): number {
  const all = one.length + other.length;
  const right = one.reduce((sum, number) => sum + (shownIn(other, number)?.confidence ?? 0), 0);
  return all === 0 ? 1 : (2 * right) / all;
}

/** The numbers, whatever they read, at the place of one. */
function inPlaceOf({ box }: ReadNumber, numbers: readonly ReadNumber[]): ReadNumber[] {
  return numbers.filter((other) => sharedPart(other.box, box) > SAME_PLACE);
}

/** The same number at the same place. */
function shownIn(numbers: readonly ReadNumber[], number: ReadNumber): ReadNumber | undefined {
  return inPlaceOf(number, numbers).find(({ text }) => text === number.text);
}

/** What all others show in the place of a number, and of no other one, where none of them shows the number itself. */
function outvotedBy(
  number: ReadNumber,
  own: readonly ReadNumber[],
  others: readonly (readonly ReadNumber[])[],
): ReadNumber | undefined {
  if (others.length < 2 || others.some((numbers) => shownIn(numbers, number))) return undefined;
  const [first, ...rest] = others as [readonly ReadNumber[], ...(readonly ReadNumber[])[]];
  const common = inPlaceOf(number, first).filter((other) => rest.every((numbers) => shownIn(numbers, other)));
  return common.length === 1 && inPlaceOf(common[0]!, own).length === 1 ? common[0] : undefined;
}

/**
 * A number with the confidence that all looks give it; undefined stands for a look that does not show it, and then it
 * is the mean.
 */
function asAllSay(number: ReadNumber, confidences: readonly (number | undefined)[]): ReadNumber {
  const confidence = confidences.includes(undefined)
    ? confidences.reduce<number>((sum, one = 0) => sum + one, 0) / confidences.length
    : 1 - confidences.reduce<number>((doubt, one) => doubt * (1 - one!), 1) ** TOGETHER;
  return { ...number, confidence, glyphs: number.glyphs.map((glyph) => atLeast(glyph, confidence)) };
}

/** A glyph is no less likely right than the number that it is part of; what it gains the others lose in proportion. */
function atLeast(glyph: ReadGlyph, confidence: number): ReadGlyph {
  if (glyph.confidence >= confidence) return glyph;
  const left = (1 - confidence) / (1 - glyph.confidence);
  const alternatives = glyph.alternatives.map((other) => ({ ...other, confidence: other.confidence * left }));
  return { ...glyph, confidence, alternatives };
}
