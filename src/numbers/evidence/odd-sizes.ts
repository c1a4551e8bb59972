// A hand writes its numbers of one page about equally large. What is much larger or smaller may be print, a heading or
// the number of a row, however well it reads.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import type { Spaced } from '../layout/spacing.js';
import { sizeFit } from './digit-scale.js';

/** Numbers may be larger or smaller than the page's by this factor before they are doubted. Set by eye. */
const FREE = 1.35;

/** The numbers of a page, each with the doubt about its size in its `spacing`. */
export function withSizes<T extends { readonly box: Box }>(lines: readonly (readonly Spaced<T>[])[]): Spaced<T>[][] {
  const heightOf = ({ members }: Spaced<T>): number => median(members.map(({ box }) => box.h)) ?? 0;
  const usual = median(lines.flat().map(heightOf)) ?? 0;
  return lines.map((line) =>
    line.map((number) => ({ ...number, spacing: number.spacing * sizeFit(heightOf(number), usual, FREE) })),
  );
}
