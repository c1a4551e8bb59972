// What reading needs of its models: pictures in, calibrated probabilities out.
import type { BaseOutputs } from './base-outputs.js';
import type { Habits } from './learned/habits.js';
import type { PageModel } from './sight/page-model.js';
import type { SymbolModel } from './sight/symbol-model.js';

/** Probabilities of pictures and what they rest on. */
export interface Look {
  /** [count, alphabet.length + 1], as `classify` gives them. */
  readonly chances: Float32Array;
  /** [count, d]: glyphs that look alike lie in about the same direction. */
  readonly features: Float32Array;
  /** [count] how far each is read as the hand that taught, 0 to 1; missing where nobody did. */
  readonly ofHand?: Float32Array;
}

/** A look in two steps, of which learning a hand changes only the second. */
export interface SteppedLook {
  /** The same object for readers whose first step gives the same, bit for bit. */
  readonly base: object;
  /** What the base makes of pictures [count, 28, 28]; what it makes of one does not depend on the others. */
  see(pictures: Uint8Array, count: number): BaseOutputs;
  /** What follows of it. */
  judge(seen: BaseOutputs): Look;
}

/** Judges normalised glyph pictures. */
export interface Classifier {
  /** The labels it can give. */
  readonly alphabet: readonly string[];
  /**
   * Calibrated probabilities [count, alphabet.length + 1] of pictures [count, 28, 28] (0 to 255, white on black).
   * The last column is the chance that the picture is no symbol at all (clutter, a part of a glyph, two glyphs).
   */
  classify(pictures: Uint8Array, count: number): Float32Array;
  /**
   * The same, with the features it decides by. If a classifier lacks this, the glyphs of a page do not help each other.
   */
  look?(pictures: Uint8Array, count: number): Look;
  /** How the hand that it knows puts its glyphs together; where it is missing, as anybody does. */
  readonly habits?: Habits | undefined;
  /** `look` in its two steps, so that a page that is read again is not seen again. */
  readonly steps?: SteppedLook;
  /**
   * `look` at glyphs by objects that stand for them, and their pictures; one that remembers asks `draw` for those only
   * that it has not seen.
   */
  lookAt?(
    glyphs: readonly object[],
    draw: (k: number) => Uint8Array,
  ): Look & { readonly pictures: readonly Uint8Array[] };
}

/** Tells lettering from numbers by strokes on their own. */
export interface Lettering {
  /**
   * The chance [count] that each stroke is a letter or several letters, and not a digit or several digits; pictures
   * [count, 28, 28] as for `classify`.
   */
  letters(pictures: Uint8Array, count: number): Float32Array;
}

/** Tells whole digits from parts of digits and from several, as they stand in their line. */
export interface Wholes {
  /** The labels it knows. */
  readonly alphabet: readonly string[];
  /**
   * Probabilities [count, alphabet.length + 1] of hypotheses drawn as numbers/hypotheses/line-view.ts does, [count,
   * VIEW_SIZE]; the last column is the chance that one is not one whole digit.
   */
  classify(views: Uint8Array, count: number): Float32Array;
  /**
   * The same for hypotheses by objects that stand for them, a row for each; one that remembers asks `draw` for those
   * only that it has not seen.
   */
  classifyAt?(hypotheses: readonly object[], draw: (k: number) => Uint8Array): readonly Float32Array[];
}

/** What ink may be that is large enough to be a glyph, in the order of a stroke judge's columns. */
export const strokeKinds = ['number', 'writing', 'print', 'other'] as const;

/** Tells what strokes are by all that is known of them and of their surroundings. */
export interface StrokeJudge {
  /** Chances [count, strokeKinds.length] of rows of features, [count, strokeFeatureCount]. */
  classify(rows: Uint8Array, count: number): Float32Array;
}

/** What helps the classifier to read a page; each may be missing. */
export interface Helpers {
  /** Leaves out words. */
  readonly lettering?: Lettering;
  /** Judges cuts and joins. */
  readonly wholes?: Wholes;
  /** Tells numbers from words, print and dirt. */
  readonly strokes?: StrokeJudge;
  /** Says which ink is what. */
  readonly page?: PageModel;
  /** Says which symbol is written where. */
  readonly symbols?: SymbolModel;
}
