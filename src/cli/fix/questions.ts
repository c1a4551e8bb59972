// From readings to questions and back: which glyphs to ask about, what learning them changed.
import { sourceOnPage } from '../../hand/page-place.js';
import type { PageImage } from '../../page/image.js';
import { judgedGlyphs, type Reading } from '../../reading.js';
import { glyphStrip } from './glyph-strip.js';
import type { Question } from './question.js';

/**
 * The glyphs of a page whose confidence is below `below`, in reading order. The boxes of `reading` are in pixels of
 * `page`, those of `full`, which is the same reading, in pixels of the full photo.
 */
export function questionsOf(
  file: string,
  page: PageImage,
  reading: Reading,
  below: number,
  full: Reading = reading,
): Question[] {
  return reading.lines.flatMap((line, row) => {
    let at = 0; // where the number begins in the line's text
    const boxes = full.lines[row]?.numbers.flatMap((number) => judgedGlyphs(number).map((glyph) => glyph.box)) ?? [];
    let place = -1; // among the line's glyphs, signs left out
    return line.numbers.flatMap((number, n) => {
      const start = at;
      at += number.text.length + 1;
      let within = 0;
      return number.glyphs.flatMap(({ label, confidence, alternatives, picture, box, sign }, g): Question[] => {
        const from = start + within;
        within += label.length;
        if (!sign) place++;
        if (sign || confidence >= below) return [];
        const [before, after] = [line.text.slice(0, from), line.text.slice(from + label.length)];
        const view = glyphStrip(page, box);
        const onPhoto = full.lines[row]?.numbers[n]?.glyphs[g]?.box ?? box;
        const next = boxes[place + 1];
        return [
          {
            file,
            source: sourceOnPage(file, onPhoto),
            box: onPhoto,
            ...(next && { next }),
            follows: place > 0,
            begins: judgedGlyphs(number)[0]?.picture === picture,
            line: row + 1,
            before,
            after,
            label,
            confidence,
            alternatives,
            picture,
            view,
          },
        ];
      });
    });
  });
}

/** Least confident first; equals stay in reading order. */
export function worstFirst(questions: readonly Question[]): Question[] {
  return [...questions].sort((a, b) => a.confidence - b.confidence);
}

/** A line of a page that reads differently than before. */
export interface ChangedLine {
  /** Counted from 1, as the page was read before. */
  readonly line: number;
  /** Empty where the line was not there. */
  readonly before: string;
  /** Empty where the line is no longer there. */
  readonly after: string;
}

/**
 * The lines of a page that read differently. Where lines came or went, those between the first and the last change are
 * set side by side.
 */
export function changedLines(before: readonly string[], after: readonly string[]): ChangedLine[] {
  let start = 0;
  let end = 0;
  if (before.length !== after.length) {
    const shorter = Math.min(before.length, after.length);
    while (start < shorter && before[start] === after[start]) start++;
    while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  }
  const count = Math.max(before.length, after.length) - end - start;
  return Array.from({ length: count }, (_, i): ChangedLine => {
    const at = start + i;
    return {
      line: at + 1,
      before: at < before.length - end ? before[at]! : '',
      after: at < after.length - end ? after[at]! : '',
    };
  }).filter((line) => line.before !== line.after);
}
