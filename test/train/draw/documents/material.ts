// Material small enough for tests: drawn digits in place of MNIST's, and the typefaces of the repository.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { random } from '../../../../src/engine/random.js';
import { concat, together } from '../../../../src/glyph/labelled-pictures.js';
import { allographs } from '../../../../src/train/draw/allographs.js';
import type { Material } from '../../../../src/train/draw/documents/drawn-document.js';
import { written } from '../../../../src/train/draw/letters.js';
import { drawStrokes, framed } from '../../../../src/train/draw/pen.js';
import { decodeTypefaces } from '../../../../src/train/draw/typefaces.js';

const draw = random(7);
/** The two digits that allographs leave out. */
const round = (path: string) => Array.from({ length: 5 }, () => framed(drawStrokes(written(path, draw), 0, 0, 3, 72)));
const zeros = round('34 0 12 14 4 50 14 90 32 100 50 84 56 46 46 10 30 0');
const sixes = round('46 2 22 26 6 66 14 94 34 100 50 84 46 64 28 58 10 72');

export const material: Material = {
  digits: concat([
    allographs(200, draw),
    together([...zeros, ...sixes], [...zeros.map(() => 0), ...sixes.map(() => 6)]),
  ]),
  typefaces: decodeTypefaces(
    gunzipSync(readFileSync(new URL('../../../../models/training/typefaces.gz', import.meta.url))),
  ),
};
