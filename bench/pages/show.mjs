// node bench/pages/show.mjs [--seed N] [--count 24] [--size 384] [--kind NAME] [--held-out] [--pens DIR] OUT.png
// A contact sheet of drawn documents: each picture, and below it what is on its pixels, in colours; boxes of numbers in
// yellow. Look at it beside photos. With --time it says how long drawing took.
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { random } from '../../dist/engine/random.js';
import { drawDocument } from '../../dist/train/draw/documents/draw-document.js';
import { documentMaterial } from '../../scripts/document-material.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '24' },
    size: { type: 'string', default: '384' },
    kind: { type: 'string' },
    'held-out': { type: 'boolean', default: false },
    pens: { type: 'string' },
    columns: { type: 'string', default: '6' },
    'pictures-only': { type: 'boolean', default: false },
    time: { type: 'boolean', default: false },
  },
});
const [count, columns] = [Number(values.count), Number(values.columns)];
const [width, height] =
  values.size.split('x').length > 1 ? values.size.split('x').map(Number) : [Number(values.size), Number(values.size)];
const heldOut = values['held-out'];

const COLOURS = {
  0: [255, 255, 255],
  1: [220, 0, 0],
  2: [0, 120, 255],
  3: [0, 160, 0],
  4: [160, 160, 160],
  5: [255, 190, 210],
  255: [255, 225, 160],
};

const material = await documentMaterial({ heldOut, ...(values.pens ? { pens: values.pens } : {}) });
const draw = random(Number(values.seed));
const started = process.cpuUsage();
const documents = Array.from({ length: count }, () =>
  drawDocument(draw, material, { width, height, heldOut, ...(values.kind ? { kind: values.kind } : {}) }),
);
if (values.time)
  console.log(
    `${(process.cpuUsage(started).user / 1000 / count).toFixed(2)} ms of CPU a document of ${width}×${height}`,
  );

const tall = values['pictures-only'] ? height : 2 * height;
const rows = Math.ceil(count / columns);
const sheet = { width: columns * (width + 4), height: rows * (tall + 8) };
const pixels = new Uint8Array(sheet.width * sheet.height * 3).fill(90);
const put = (x, y, colour) => pixels.set(colour, (y * sheet.width + x) * 3);
documents.forEach((each, k) => {
  const [left, top] = [(k % columns) * (width + 4), Math.floor(k / columns) * (tall + 8)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const grey = each.grey[y * width + x];
      put(left + x, top + y, [grey, grey, grey]);
      if (!values['pictures-only']) put(left + x, top + height + y, COLOURS[each.labels[y * width + x]]);
    }
  }
  if (values['pictures-only']) return;
  for (const { box } of each.numbers) {
    for (let x = box.x; x < box.x + box.w; x++)
      for (const y of [box.y, box.y + box.h - 1]) put(left + x, top + height + y, [255, 200, 0]);
    for (let y = box.y; y < box.y + box.h; y++)
      for (const x of [box.x, box.x + box.w - 1]) put(left + x, top + height + y, [255, 200, 0]);
  }
});
const [out] = positionals;
if (out)
  await sharp(pixels, { raw: { ...sheet, channels: 3 } })
    .png()
    .toFile(out);
if (!values.time)
  console.log(
    documents
      .map(
        ({ kind, numbers, glyphSize }) =>
          `${kind} ${Math.round(glyphSize)} px: ${numbers.map(({ text }) => text).join(' ')}`,
      )
      .join('\n'),
  );
