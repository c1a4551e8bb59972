// A page that does not read well as it lies is tried turned: along its main direction, and by quarter turns. The turn
// that the classifier believes in most wins; it needs no mark on the paper to say where up is.
import { isBar } from '../../model/alphabet.js';
import type { Quarters } from '../../page/quarter-turn.js';
import type { FoundGlyph, FoundPage } from '../found.js';

/** Full-sized strokes a page must have before turning it is worth the time. */
const ENOUGH = 4;

/** A page lies rightly where this share of its full-sized strokes is read, and where what is read is believed in so much. */
const READ_WELL = 0.7;
const BELIEVED = 0.4;

/** A glyph speaks for a page if so many like it would be right more likely than not: what lies wrongly may look like a digit, seldom like a good one. */
const LIKE_IT = 20;

/** Leaning further than this, radians (3°), hurts lines and ruling, and is tried away. */
export const LEANING = 0.05;

/** Another turn must beat the page as it lies by this factor. */
const CLEARLY = 1.3;

/** … and so much of the evidence must be left where lines are only made level. */
const NEARLY = 0.9;

/** So many sure digits must speak for a turn, besides 1s, which rules and smudges make when they are turned. */
const LEAST_SEEN = 1.5;

/** Width over height of a bar, and what it counts. */
const BAR = 0.35;
const OF_BARS = 0.25;

/** Digits that lie wrongly may look like letters, and letters on their side like digits: of what looked like words, this share must be read. */
const NEARLY_ALL = 0.9;

/** Whether a reading leaves so much unread, or for words, or is believed in so little, that the page may lie wrongly. */
export function isDoubtful(page: FoundPage): boolean {
  const { unread, words } = page;
  const glyphs = page.lines.flat();
  const read = glyphs.length;
  if (read + unread + words < ENOUGH) return false;
  return read < READ_WELL * (read + unread) || isWordy(page) || belief(glyphs) < BELIEVED * voices(glyphs);
}

/** Whether more of a page stands in words than not. */
function isWordy({ lines, unread, words }: FoundPage): boolean {
  return words > lines.reduce((sum, line) => sum + line.length, unread);
}

/** A turn that makes the page level, radians, and the quarter turns worth trying from there. */
export interface Turns {
  readonly level: number;
  readonly quarters: readonly Quarters[];
}

/** The turns worth trying for strokes whose main direction is `direction`. */
export function turnsFor(direction: number): Turns {
  return Math.abs(direction) < LEANING
    ? { level: 0, quarters: [1, 2, 3] }
    : { level: -direction, quarters: [0, 1, 2, 3] };
}

/** Whether a turned reading is clearly better than the page as it lies. */
export function isBetter(turned: FoundPage, than: FoundPage, asItLies: boolean): boolean {
  const glyphs = turned.lines.flat();
  if (belief(glyphs.filter((glyph) => voice(glyph) === 1)) < LEAST_SEEN) return false;
  const read = glyphs.length;
  if (asItLies && isWordy(than) && read < NEARLY_ALL * (read + turned.unread + turned.words)) return false;
  return evidence(turned) > evidence(than) * (asItLies ? CLEARLY : 1);
}

/** Whether a reading that was made level is as good as before, or nearly. */
export function isAsGood(level: FoundPage, than: FoundPage): boolean {
  return evidence(level) >= NEARLY * evidence(than);
}

/**
 * How much the glyphs of a reading are believed in, by how many there are and how sure they are on the whole: a page turned wrongly
 * may show more of them, but few that are sure.
 */
function evidence({ lines, unread }: FoundPage): number {
  const glyphs = lines.flat();
  const believed = Math.max(0, belief(glyphs));
  return believed * (believed / Math.max(1, glyphs.length + unread)) ** 2;
}

/** How much glyphs are believed in, at most 1 each. */
function belief(glyphs: readonly FoundGlyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + voice(glyph) * (2 * glyph.chance ** LIKE_IT - 1), 0);
}

/** The belief in glyphs that are all certain. */
function voices(glyphs: readonly FoundGlyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + voice(glyph), 0);
}

/** What a glyph counts: bars and 1s, which any turn shows, little. */
function voice({ box, candidate }: FoundGlyph): number {
  return box.w < BAR * box.h || isBar(candidate.label) ? OF_BARS : 1;
}
