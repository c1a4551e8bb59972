// A sample as its file has it: the picture, and the name that ends in the label.
import { pictureSide, pictureSize } from '../glyph/picture.js';
import { labelOfName } from '../hand/sample-name.js';
import type { Sample } from '../hand/store.js';
import type { PageImage } from '../page/image.js';
import { sampleIdOf } from './file-names.js';

/** The sample of a file's name and picture; undefined where that is not 28×28, or the name holds no label. */
export function sampleOf(file: string, page: PageImage | undefined): Sample | undefined {
  const label = labelOfName(file.replace(/\.png$/i, ''));
  if (label === undefined || page === undefined || page.width !== pictureSide || page.height !== pictureSide)
    return undefined;
  if (page.channels === 1) return { id: sampleIdOf(file), label, picture: page.data };
  // A copy saved by another program may have come back as RGB; the three channels of a grey picture are the same.
  const picture = Uint8Array.from({ length: pictureSize }, (_, i) => page.data[i * 3]!);
  return { id: sampleIdOf(file), label, picture };
}
