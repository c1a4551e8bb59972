// Scribbles, blank paper and print: whatever is read of them renders, and nothing fails (needs the models of equations).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';
import { expect, test } from 'vitest';
import { random as createRandom, type Random } from '../../../src/engine/random.js';
import { openEquationReader } from '../../../src/node/equations/equation-reader.js';
import type { Pixels } from '../../../src/node/picture/picture-input.js';

const models = join(import.meta.dirname, '../../../models');
const isThere = existsSync(join(models, 'equation-symbols.safetensors'));
/** All of them take minutes. */
const PAGES = process.env['OWNHAND_SOAK'] ? 1000 : 40;

/** A page with up to thirty strokes: lines, arcs, dots, long rules. */
function scribbles(random: Random): Pixels {
  const [width, height] = [120 + Math.floor(400 * random()), 80 + Math.floor(250 * random())];
  const data = new Uint8Array(width * height).fill(235);
  const nib = 1 + 3 * random();
  const dot = (x: number, y: number): void => {
    for (let dy = -nib; dy <= nib; dy++)
      for (let dx = -nib; dx <= nib; dx++) {
        const [px, py] = [Math.round(x + dx), Math.round(y + dy)];
        if (dx * dx + dy * dy <= nib * nib && px >= 0 && py >= 0 && px < width && py < height)
          data[py * width + px] = 40;
      }
  };
  for (let stroke = Math.floor(30 * random()); stroke > 0; stroke--) {
    let [x, y, angle] = [width * random(), height * random(), 7 * random()];
    const [bend, length] = [0.2 * (random() - 0.5), 120 * random() ** 2];
    for (let step = 0; step < length; step++) {
      dot(x, y);
      angle += bend;
      x += Math.cos(angle);
      y += Math.sin(angle);
    }
  }
  return { data, width, height };
}

test.skipIf(!isThere)(
  `${PAGES} pages of scribbles`,
  async () => {
    const reader = await openEquationReader(undefined);
    for (let seed = 1; seed <= PAGES; seed++) {
      const { reading } = await reader.read(scribbles(createRandom(seed)), { name: `page ${seed}` });
      for (const { latex, confidence, box } of reading.equations) {
        expect(() => katex.renderToString(latex, { throwOnError: true, strict: 'ignore' }), latex).not.toThrow();
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(box.x + box.w).toBeLessThanOrEqual(reading.width);
        expect(box.y + box.h).toBeLessThanOrEqual(reading.height);
      }
    }
  },
  600_000,
);

test.skipIf(!isThere)('blank paper gives no equation', async () => {
  const reader = await openEquationReader(undefined);
  const blank = { data: new Uint8Array(300 * 200).fill(240), width: 300, height: 200 };
  expect((await reader.read(blank)).reading.equations).toEqual([]);
});
