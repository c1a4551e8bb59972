// What is made of a photo's equations: a picture with them drawn on it, each symbol cut out, a LaTeX document.
import { basename, dirname } from 'node:path';
import { documentOf, type NamedEquations } from '../../equations/document-of.js';
import type { EquationsReading } from '../../equations/equations-reading.js';
import { symbolsAsReading } from '../../equations/symbols-as-reading.js';
import { encodeText } from '../../utf8.js';
import { makeFolder, writeDurably } from '../files.js';
import { annotatePicture } from '../pages/annotate-picture.js';
import { type WrittenResults, writeResults } from '../pages/crops.js';
import type { PictureInput } from '../picture/picture-input.js';
import type { EquationsPage } from './equation-reader.js';

/** Writes the annotated picture and each symbol as a 28×28 PNG, named for `learn`, as for numbers. */
export function writeEquationResults(folder: string, name: string, page: EquationsPage): Promise<WrittenResults> {
  const reading = symbolsAsReading(page.reading, 'latex');
  return writeResults(folder, name, {
    decoded: page.decoded,
    reading,
    working: symbolsAsReading(page.working, 'unicode'),
  });
}

/** A PNG of the upright page with boxes and labels of the symbols drawn on it. */
export function annotateEquations(picture: PictureInput, reading: EquationsReading): Promise<Uint8Array> {
  return annotatePicture(picture, symbolsAsReading(reading, 'unicode'));
}

/** Writes the equations of pages as one LaTeX document. Throws OwnhandError 'read-only', 'disk-full', 'not-found'. */
export async function writeLatexDocument(file: string, pages: readonly NamedEquations[]): Promise<void> {
  await makeFolder(dirname(file));
  await writeDurably(dirname(file), [{ name: basename(file), bytes: encodeText(documentOf(pages)) }]);
}
