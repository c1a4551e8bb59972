// node bench/pages/sight.mjs [--model FILE] OUT_DIR PHOTO…
// What the page model sees on photos, in the colours of show.mjs, below the photo as it is looked at.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { decodeCheckpoint } from '../../dist/model/checkpoint.js';
import { inkClasses, openPageModel } from '../../dist/model/sight/page-model.js';
import { createEngine } from '../../dist/node/engine/node-engine.js';
import { pageFile } from '../../dist/node/models/shipped.js';
import { ZERO } from '../../dist/page/contrast.js';
import { findInk } from '../../dist/page/ink.js';
import { isLightOnDark, negative } from '../../dist/page/polarity.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string', default: pageFile } },
});
const [out, ...photos] = positionals;
const COLOURS = {
  paper: [255, 255, 255],
  number: [220, 0, 0],
  writing: [0, 120, 255],
  print: [0, 160, 0],
  rule: [150, 150, 150],
  cell: [255, 200, 220],
};
const model = await openPageModel(decodeCheckpoint(readFileSync(values.model), values.model), createEngine, ZERO);
for (const photo of photos) {
  const { data, info } = await sharp(photo)
    .rotate()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const page = { width: info.width, height: info.height, channels: info.channels, data: new Uint8Array(data) };
  const ink = findInk(isLightOnDark(page) ? negative(page) : page);
  const { width, height } = ink.plane;
  const started = performance.now();
  const sight = model.see(ink.contrast);
  const took = performance.now() - started;
  const pixels = new Uint8Array(2 * width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const grey = 255 - Math.max(0, ink.contrast.data[at] - ZERO);
    pixels.set([grey, grey, grey], at * 3);
    for (let c = 0; c < 3; c++)
      pixels[(width * height + at) * 3 + c] = inkClasses.reduce(
        (sum, kind) => sum + (sight[kind][at] / 255) * COLOURS[kind][c],
        0,
      );
  }
  const file = join(out, `${basename(photo)}.png`);
  await sharp(pixels, { raw: { width, height: 2 * height, channels: 3 } })
    .png()
    .toFile(file);
  console.log(`${file}: ${width}×${height}, pen ${ink.pen.toFixed(1)}, ${took.toFixed(0)} ms`);
}
