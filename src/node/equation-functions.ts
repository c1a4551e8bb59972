// What a program can do with equations. Each function loads what it needs when it is called.
import type { EquationsReading } from '../equations/equations-reading.js';
import type { Hand } from './hand/open-hand.js';
import type { ReadOptions } from './page-functions.js';
import type { PictureInput } from './picture/picture-input.js';

/**
 * Reads the equations of a picture; boxes are pixels of the upright photo, and a page without any gives none. With a
 * hand, its own samples have a say, and what was put right on the photo holds.
 * @throws OwnhandError 'needs-install' where the models of equations are missing, and as `read` does
 */
export async function readEquations(
  hand: Hand | undefined,
  picture: PictureInput,
  options: ReadOptions = {},
): Promise<EquationsReading> {
  const { openEquationReader } = await import('./equations/equation-reader.js');
  return (await (await openEquationReader(hand)).read(picture, options)).reading;
}

/** Equations of several pages as one LaTeX document, which compiles as it is; a title stands above each page's. */
export async function latexDocument(
  readings: readonly EquationsReading[],
  titles: readonly string[] = [],
): Promise<string> {
  const { documentOf } = await import('../equations/document-of.js');
  return documentOf(readings.map((reading, k) => ({ reading, ...(titles[k] !== undefined && { title: titles[k] }) })));
}

/** A PNG of the upright page with boxes, labels and confidences of its symbols drawn on it. Throws as `read` does. */
export async function annotateEquations(picture: PictureInput, reading: EquationsReading): Promise<Uint8Array> {
  return (await import('./equations/equation-results.js')).annotateEquations(picture, reading);
}
