// A page of grey paper, 200, with faint bars, 150: one at x 40 to 45, its neighbour at 60 to 65.
import type { PageImage } from '../../../src/page/image.js';

const data = new Uint8Array(100 * 60 * 3).fill(200);
for (let y = 20; y < 40; y++) for (const x of [40, 60]) data.fill(150, (y * 100 + x) * 3, (y * 100 + x + 5) * 3);

export const greyPage: PageImage = { width: 100, height: 60, channels: 3, data };
