// Points, commas, minus signs, colons and slashes: told by their size and place, not by their shape. A further sign has
// its label here, and is told from the others in find-signs.ts.
import type { Box } from '../../geometry/box.js';

/** A decimal point or comma, a minus sign, the colon of a time, or a slash, which stands between two numbers. */
export type SignLabel = '.' | ',' | '-' | ':' | '/';

/** How likely a stroke is a sign with this label. */
export interface SignChance {
  /** Which sign. */
  readonly label: SignLabel;
  /** The chance, 0 to 1, that the stroke is a sign at all, and this one. */
  readonly chance: number;
}

/** A sign that was found. */
export interface Sign extends SignChance {
  /** Working pixels. */
  readonly box: Box;
  /** The chances of the other signs, likeliest first. */
  readonly others: readonly SignChance[];
  /** The stroke as a classifier would see it, [28, 28]. */
  readonly picture: Uint8Array;
}
