// node scripts/make-examples.mjs: remakes examples/, a page of numbers with its truth and labelled crops to learn from.
// Run it after `npm run build`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { composePage } from '../bench/pages/compose.mjs';
import { mnist } from '../bench/pages/digits.mjs';
import { hand, odd } from '../bench/pages/hand.mjs';
import { seeded } from '../bench/pages/random.mjs';

const examples = new URL('../examples/', import.meta.url).pathname;
mkdirSync(join(examples, 'hand'), { recursive: true });

// A meter log: the date, the two readings.
const log = [
  ['12', '40817', '365'],
  ['19', '40952', '371'],
  ['26', '41103', '380'],
  ['33', '41268', '392'],
  ['40', '41479', '406'],
];
const random = seeded(3);
const page = composePage(random, {
  lines: log,
  writer: hand(mnist('t10k'), random, { near: 6, slant: 0.12 }),
  size: 46,
  width: 760,
  height: 560,
  columns: [0.2, 4.4, 10.6],
  lineGap: 1.95,
  spacing: [0.15, 0.32],
  wobble: 0.035,
  penWidth: 0.085,
  paper: {
    kind: 'ruled',
    colour: [0.95, 0.94, 0.9],
    ruling: [0.5, 0.65, 0.85],
    strength: 0.4,
    pitch: 46 * 1.95,
    thickness: 1.6,
    offset: 0.05,
    margin: false,
    grain: 0.005,
  },
  pen: { colour: [0.1, 0.14, 0.42], density: 0.95, grain: 0.08 },
  camera: {
    turn: 0.02,
    keystone: 0.015,
    exposure: 0.93,
    slope: 0.2,
    vignette: 0.15,
    shadow: 0.22,
    warmth: 0.05,
    blur: 0.6,
    noise: 0.005,
  },
});
await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } })
  .png({ palette: true, colours: 96, dither: 0.4, effort: 10, compressionLevel: 9 })
  .toFile(join(examples, 'page.png'));
// The web app shows it too, and has to be small.
await sharp(join(examples, 'page.png')).webp({ quality: 75, effort: 6 }).toFile(join(examples, 'page.webp'));
writeFileSync(join(examples, 'page.txt'), `${page.truth.lines.map((line) => line.text).join('\n')}\n`);

// An unusual hand, four of each digit, cut out as a person would: some paper around each.
rmSync(join(examples, 'hand'), { recursive: true, force: true });
mkdirSync(join(examples, 'hand'));
const own = seeded(4);
// From training digits, so that learning them leaves the test digits unseen.
const writer = hand(mnist('train'), own, odd);
for (let k = 0; k < 40; k++) {
  const label = String(k % 10);
  const crop = composePage(own, {
    lines: [[label]],
    writer,
    size: 48,
    penWidth: 0.08,
    paper: { kind: 'plain', colour: [0.94, 0.94, 0.92], grain: 0.004 },
    pen: { colour: [0.12, 0.12, 0.2], density: 0.95, grain: 0.05 },
    camera: {
      turn: 0,
      keystone: 0,
      exposure: 0.95,
      slope: 0.08,
      vignette: 0,
      shadow: 0,
      warmth: 0,
      blur: 0.5,
      noise: 0.003,
    },
  });
  const [x, y, w, h] = crop.truth.lines[0].box;
  await sharp(crop.data, { raw: { width: crop.width, height: crop.height, channels: 3 } })
    .extract({ left: x - 8, top: y - 8, width: w + 16, height: h + 16 })
    .greyscale()
    .png({ palette: true, colours: 16, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(join(examples, 'hand', `${String(k).padStart(2, '0')}_${label}.png`));
}
