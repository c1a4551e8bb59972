// A photo's file or bytes → its equations, with boxes in pixels of the full upright page.
import { type EquationsReading, equationsReading, placedEquations } from '../../equations/equations-reading.js';
import type { FoundEquation } from '../../equations/expression.js';
import { withGivenLabels } from '../../equations/given-labels.js';
import { ownSymbols } from '../../equations/own-symbols.js';
import { type PageEdit, withEdits } from '../../hand/page-edits.js';
import type { PageImage } from '../../page/image.js';
import { atSize } from '../../reading.js';
import { throwIfStopped } from '../../signal.js';
import type { Hand } from '../hand/open-hand.js';
import { keptEdits, onDecodedPage } from '../pages/kept-edits.js';
import { type DecodedPage, type DecodeOptions, decode, NOTHING_READ } from '../picture/decode.js';
import { type PictureInput, toPicture } from '../picture/picture-input.js';
import { equationModels } from './equation-models.js';

/** Equations, and what they were read from. */
export interface EquationsPage {
  /** Boxes are pixels of the full upright page. */
  readonly reading: EquationsReading;
  /** The page that was read. It is smaller than the full page where the photo was shrunk. */
  readonly decoded: DecodedPage;
  /** Boxes are pixels of the decoded page. */
  readonly working: EquationsReading;
}

/** Finds the equations of a page, top to bottom. */
export type EquationFinder = (page: PageImage) => readonly FoundEquation[];

/** Reads pictures of equations. */
export interface EquationReader {
  /** Reads one; what its hand keeps of the photo holds. Throws OwnhandError as `decode` does. */
  read(picture: PictureInput, options?: EquationReadOptions): Promise<EquationsPage>;
}

/** How a picture of equations is decoded and read. */
export interface EquationReadOptions extends DecodeOptions {
  /** What was put right on it beside what the hand keeps, boxes in pixels of the full page. */
  readonly edits?: readonly PageEdit[];
}

/**
 * A reader of equations; with a hand, its own samples have a say, and labels given on a photo hold.
 * Throws OwnhandError 'needs-install', 'bad-checkpoint'.
 */
export async function openEquationReader(
  hand: Hand | undefined,
  openFinder: (hand: Hand | undefined) => Promise<EquationFinder> = shippedFinder,
): Promise<EquationReader> {
  const find = await openFinder(hand);
  const kept = hand && (await keptEdits(hand.store));
  return {
    async read(input, options = {}) {
      const { name, picture } = await toPicture(input, options.name, options.signal);
      const decoded = await decode(picture, { ...options, name });
      throwIfStopped(options.signal, NOTHING_READ);
      const edits = withEdits((await kept?.of(picture, options.page)) ?? [], options.edits ?? []);
      const page = equationsOf(decoded, find, edits);
      throwIfStopped(options.signal, NOTHING_READ);
      return page;
    },
  };
}

/** Boxes of the edits are pixels of the full page. */
function equationsOf(decoded: DecodedPage, find: EquationFinder, edits: readonly PageEdit[]): EquationsPage {
  const { page, width, height } = decoded;
  const found = withGivenLabels(find(page), onDecodedPage(edits, decoded));
  const working = equationsReading(found, page);
  return { reading: placedEquations(working, decoded, atSize(page, { width, height })), decoded, working };
}

async function shippedFinder(hand: Hand | undefined): Promise<EquationFinder> {
  const models = await equationModels();
  const { findEquations } = await import('../../equations/read-equations.js');
  const samples = (await hand?.store.samples()) ?? [];
  const own = samples.length > 0 ? { own: ownSymbols(samples, models.symbols) } : {};
  return (page) => findEquations(page, { ...models, ...own });
}
