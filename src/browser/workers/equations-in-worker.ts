// Equations in a worker that reads: loaded when the first ones are asked for.
import { type EquationsReading, equationsReading, placedEquations } from '../../equations/equations-reading.js';
import { withGivenLabels } from '../../equations/given-labels.js';
import { type OwnSymbol, ownSymbols } from '../../equations/own-symbols.js';
import { type PageEdit, placedEdit } from '../../hand/page-edits.js';
import { atSize } from '../../reading.js';
import { createEngine } from '../browser-engine.js';
import type { DecodedPage } from './picture/decode-blob.js';
import type { WorkerModels } from './worker-models.js';

/** Reads pages; boxes, those of the edits too, are pixels of the full page. */
export type EquationsOf = (
  page: DecodedPage,
  samples: readonly OwnSymbol[],
  edits: readonly PageEdit[],
) => EquationsReading;

/** Opens the models of equations. Throws OwnhandError 'bad-checkpoint' where one cannot be had. */
export async function openEquations(models: WorkerModels): Promise<EquationsOf> {
  const [[symbols, relations, context], { findEquations, openEquationModels }] = await Promise.all([
    models.equations(),
    import('../../equations/read-equations.js'),
  ]);
  const opened = await openEquationModels(symbols, relations, context, createEngine);
  return ({ page, width, height }, samples, edits) => {
    const own = samples.length > 0 ? { own: ownSymbols(samples, opened.symbols) } : {};
    const full = { width, height };
    const placed = edits.map((edit) => placedEdit(edit, atSize(full, page)));
    const found = withGivenLabels(findEquations(page, { ...opened, ...own }), placed);
    return placedEquations(equationsReading(found, page), full, atSize(page, full));
  };
}
