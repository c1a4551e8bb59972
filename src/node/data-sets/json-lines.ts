// A JSON object a line: a label, and a picture as base64, which any language reads and writes.
import { OwnhandError } from '../../error.js';
import { pictureSide } from '../../glyph/picture.js';
import type { Sample } from '../../hand/store.js';
import { encodePng } from '../picture/png.js';
import type { LabelledFile } from '../samples/labelled-folder.js';

/** Names that a picture may have. */
const PICTURES = ['png', 'image', 'picture'];

/**
 * The pictures of a file of lines such as `{"label": "7", "png": "iVBOR…"}`.
 * @throws OwnhandError 'damaged', with the line that is wrong
 */
export function readJsonLines(text: string, path: string): readonly LabelledFile[] {
  return text.split('\n').flatMap((line, row): LabelledFile[] => {
    if (line.trim() === '') return [];
    const at = `${path}, line ${row + 1}`;
    const { label, picture } = fieldsOf(line);
    if ((typeof label !== 'string' && typeof label !== 'number') || label === '' || typeof picture !== 'string')
      throw new OwnhandError('damaged', `${at}: wanted is {"label": "7", "png": "…"}, the picture as base64`);
    const bytes = Buffer.from(picture.replace(/^data:[^,]*,/, ''), 'base64');
    return [{ path: at, label: String(label), read: async () => bytes }];
  });
}

function fieldsOf(line: string): { readonly label?: unknown; readonly picture?: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return {};
    const fields = new Map<string, unknown>(Object.entries(value));
    return { label: fields.get('label'), picture: PICTURES.map((name) => fields.get(name)).find((each) => each) };
  } catch {
    return {};
  }
}

/** The samples as such lines. */
export function jsonLinesOf(samples: readonly Sample[]): string {
  return samples
    .map(({ id, label, picture }) => {
      const png = Buffer.from(encodePng(picture, pictureSide, pictureSide)).toString('base64');
      return `${JSON.stringify({ id, label, png })}\n`;
    })
    .join('');
}
