// The equations of pages as one document.
import type { EquationsReading } from './equations-reading.js';
import { latexDocument } from './forms/latex-document.js';

/** Pages and what messages call them. */
export interface NamedEquations {
  /** Stands above the page's equations; missing where there is but one page. */
  readonly title?: string;
  /** What was read. */
  readonly reading: EquationsReading;
}

/** The equations of pages as one LaTeX document. */
export const documentOf = (pages: readonly NamedEquations[]): string =>
  latexDocument(
    pages.map(({ title, reading }) => ({
      ...(title !== undefined && { title }),
      equations: reading.equations.map(({ latex }) => latex),
    })),
  );
