// Tables of pixels, as Kaggle has MNIST: a row a picture, its label and then its greys.
import { OwnhandError } from '../../error.js';
import { pictureSize } from '../../glyph/picture.js';
import type { Sample } from '../../hand/store.js';
import type { LabelledFile } from '../samples/labelled-folder.js';

/**
 * The pictures of a table. The first line may name the columns; the label is in the column `label`, or the first one.
 * @throws OwnhandError 'damaged', with the line that is wrong
 */
export function readPixelCsv(text: string, path: string): readonly LabelledFile[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const wrong = (line: number, what: string) =>
    new OwnhandError('damaged', `${path}, line ${line + 1}: ${what}; wanted is a label and then the greys of a square`);
  const first = cells(lines[0] ?? '');
  const hasHeader = first.length > 1 && !first.slice(1).every((cell) => /^\d+(\.0*)?$/.test(cell));
  const at = hasHeader
    ? Math.max(
        0,
        first.findIndex((cell) => cell.toLowerCase() === 'label'),
      )
    : 0;
  const side = Math.round(Math.sqrt(first.length - 1));
  if (side < 8 || side * side !== first.length - 1) throw wrong(0, `it has ${first.length} columns`);
  return lines.flatMap((line, row): LabelledFile[] => {
    if (line === '' || (hasHeader && row === 0)) return [];
    const values = cells(line);
    const [label = ''] = values.splice(at, 1);
    const data = Uint8Array.from(values, Number);
    if (values.length !== side * side) throw wrong(row, `it has ${values.length + 1} columns, not ${first.length}`);
    if (label === '') throw wrong(row, 'it has no label');
    if (values.some((value, i) => value === '' || Number(value) !== data[i]))
      throw wrong(row, 'a grey is no whole number from 0 to 255');
    return [{ path: `${path}, line ${row + 1}`, label, page: { width: side, height: side, channels: 1, data } }];
  });
}

const cells = (line: string): string[] => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** The samples as such a table. */
export function pixelCsv(samples: readonly Sample[]): string {
  const head = ['label', ...Array.from({ length: pictureSize }, (_, i) => `pixel${i}`)].join(',');
  const rows = samples.map(
    ({ label, picture }) => `${/[",\s]/.test(label) ? JSON.stringify(label) : label},${picture}`,
  );
  return `${[head, ...rows].join('\n')}\n`;
}
