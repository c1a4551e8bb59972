// A page that does not read well as it lies is tried turned: along its main direction, and by quarter turns. The turn
// that the classifier believes in most wins. That needs no mark on the paper to say where up is.
import { isBar } from '../../model/alphabet.js';
import type { Quarters } from '../../page/quarter-turn.js';
import type { FoundGlyph, FoundPage } from '../found.js';

/** When a page may lie wrongly. Set by eye. */
const DOUBTFUL = {
  /** It has this many full-sized strokes at least: turning a page takes time. */
  strokes: 4,
  /**
   * A page lies rightly where this share of its full-sized strokes is read, and where what is read is believed in so
   * much.
   */
  read: 0.7,
  believed: 0.4,
};

/** Leaning further than this, radians (3°), hurts lines and ruling, and is tried away. */
export const LEANING = 0.05;

/** When another turn is better. Set by eye. */
const BETTER = {
  /** It must beat the page as it lies, or made level, by this factor. */
  clearly: 1.3,
  /** So much of the evidence must be left where lines are only made level. */
  nearly: 0.9,
  /** So many sure digits must speak for it, besides bars, which rules and smudges make when they are turned. */
  leastSure: 1.5,
  /**
   * Digits that lie wrongly may look like letters, and letters on their side like digits: of what looked like words,
   * this share must be read.
   */
  nearlyAll: 0.9,
};

/** What a glyph says for a turn. Set by eye. */
const VOICE = {
  /**
   * A glyph speaks for a page if so many like it would be right more likely than not. What lies wrongly may look like a
   * digit, but seldom like a good one.
   */
  alike: 20,
  /** Width over height of a bar, and what it counts: any turn shows bars. */
  bar: 0.35,
  ofBar: 0.25,
};

/**
 * Whether a reading leaves so much unread, or for words, or is believed in so little, that the page may lie wrongly.
 */
export function isDoubtful(page: FoundPage): boolean {
  const { unread, words } = page;
  const glyphs = page.lines.flat();
  const read = glyphs.length;
  if (read + unread + words < DOUBTFUL.strokes) return false;
  return read < DOUBTFUL.read * (read + unread) || isWordy(page) || belief(glyphs) < DOUBTFUL.believed * voices(glyphs);
}

/** Whether more of a page stands in words than not. */
function isWordy({ lines, unread, words }: FoundPage): boolean {
  return words > lines.reduce((sum, line) => sum + line.length, unread);
}

/** Turns that are worth trying. */
export interface Turns {
  /** The turn that makes the page level, radians clockwise. */
  readonly level: number;
  /** The quarter turns to try from there. */
  readonly quarters: readonly Quarters[];
}

/** The turns worth trying for strokes whose main direction is `direction`. */
export function turnsFor(direction: number): Turns {
  return Math.abs(direction) < LEANING
    ? { level: 0, quarters: [1, 2, 3] }
    : { level: -direction, quarters: [0, 1, 2, 3] };
}

/** Whether a turned reading is clearly better than the page as it lies, or as it is when made level. */
export function isBetter(turned: FoundPage, than: FoundPage, asItLies: boolean): boolean {
  const glyphs = turned.lines.flat();
  if (belief(glyphs.filter((glyph) => voice(glyph) === 1)) < BETTER.leastSure) return false;
  const read = glyphs.length;
  if (asItLies && isWordy(than) && read < BETTER.nearlyAll * (read + turned.unread + turned.words)) return false;
  return evidence(turned) > evidence(than) * (asItLies ? BETTER.clearly : 1);
}

/** Whether a reading that was made level is as good as before, or nearly. */
export function isAsGood(level: FoundPage, than: FoundPage): boolean {
  return evidence(level) >= BETTER.nearly * evidence(than);
}

/**
 * How much the glyphs of a reading are believed in, by how many there are and how sure they are on the whole: a page
 * turned wrongly may show more of them, but few that are sure.
 */
function evidence({ lines, unread }: FoundPage): number {
  const glyphs = lines.flat();
  const believed = Math.max(0, belief(glyphs));
  return believed * (believed / Math.max(1, glyphs.length + unread)) ** 2;
}

/** How much glyphs are believed in, at most 1 each, and as far as their ink is a number's. */
function belief(glyphs: readonly FoundGlyph[]): number {
  return glyphs.reduce(
    (sum, glyph) => sum + voice(glyph) * (glyph.ofNumber ?? 1) * (2 * glyph.chance ** VOICE.alike - 1),
    0,
  );
}

/** The belief in glyphs that are all certain. */
function voices(glyphs: readonly FoundGlyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + voice(glyph), 0);
}

/** What a glyph counts: bars, by their label or their shape, count little. */
function voice({ box, candidate }: FoundGlyph): number {
  return box.w < VOICE.bar * box.h || isBar(candidate.label) ? VOICE.ofBar : 1;
}
