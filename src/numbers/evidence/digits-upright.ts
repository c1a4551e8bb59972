// Which way up digits are written, by what the symbol model sees: it has learned of pages that lie upright, and of
// digits that lie otherwise it is less sure which they are.
import type { SymbolSight } from '../../model/sight/symbol-model.js';
import { cellsOfDigits } from './seen-symbols.js';

/** The digits that are seen on a page that lies some way. */
export interface DigitsSeen {
  /** What they say for this way: how many cells hold them, as far as it is sure which digit it is. */
  readonly voice: number;
  /** How sure it is which digit each of them is, 0 to 1; 1 where there is none. */
  readonly sureness: number;
}

/** A cell holds a digit from this chance on, of 255. Set by eye. */
const HELD = 100;

/** The digits that the symbol model sees. */
export function digitsUpright(sight: SymbolSight): DigitsSeen {
  let [cells, sure] = [0, 0];
  cellsOfDigits(sight, HELD, (any, likeliest) => {
    cells += any / 255;
    sure += (likeliest / 255) ** 2;
  });
  const sureness = cells > 0 ? sure / cells : 1;
  return { voice: sure * sureness ** 2, sureness };
}

/**
 * Digits are seen the wrong way up, perhaps, where it is less `sure` than this which ones. One way is told from another
 * where `enough` is seen that way, half sure at `least`, so many times as much as the other way, which is `clearly`
 * more, and so many times as surely: words upside down may show more digits. On 42 pages of half of the real pages'
 * writers, as they lie and upside down, 2 of 84 are turned wrongly or not at all, where what is read decides alone 14;
 * any bound from 1.3 to 2 does as well, and 0.8 to 1 for what is sure. Of a hand that leans far it is never half sure.
 */
const TOLD = { sure: 0.8, enough: 20, least: 0.5, clearly: 1.5, surer: 1.15 } as const;

/** Whether digits may lie the wrong way up. */
export const mayLieWrongly = ({ sureness }: DigitsSeen): boolean => sureness < TOLD.sure;

/** Whether digits are clearly seen one way rather than the other. */
export const isClearer = (one: DigitsSeen, other: DigitsSeen): boolean =>
  one.voice >= TOLD.enough &&
  one.sureness >= TOLD.least &&
  one.voice > TOLD.clearly * other.voice &&
  one.sureness > TOLD.surer * other.sureness;
