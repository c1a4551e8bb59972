#!/usr/bin/env node
// node bench/scale.mjs [--rounds 5] [--seed 1] [--most 10000]
// How long a photo of 12 megapixels takes against sharp alone, peak memory, and time by the number of glyphs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { photograph } from './pages/camera.mjs';
import { mnist } from './pages/digits.mjs';
import { digitField, drawn } from './pages/ink.mjs';
import { openReader } from './pages/library.mjs';
import { anyPaper, anyPen, blankSheet, layInk } from './pages/paper.mjs';
import { between, pick, seeded } from './pages/random.mjs';
import { option, quantile, rounded } from './pages/score.mjs';
import { ownhand, writePicture } from './pages/write.mjs';

const WIDTH = 4000;
const HEIGHT = 3000;
const rounds = Number(option('rounds', '5'));
const random = seeded(Number(option('seed', '1')));
const most = Number(option('most', '10000'));
const digits = mnist('t10k');
const folder = mkdtempSync(join(tmpdir(), 'ownhand-scale-'));

/** A photo with `count` digits of `size` pixels spread over it in rows. @param {number} count @param {number} size */
async function photoOf(count, size) {
  const sheet = blankSheet(WIDTH, HEIGHT, anyPaper(random, size, { kind: 'plain' }));
  const pen = anyPen(random, { colour: [0.1, 0.12, 0.3], density: 0.95, grain: 0.05 });
  const masks = Array.from({ length: 150 }, () => drawn(digitField(digits.any(random).picture, 11), { height: size }));
  const rows = Math.ceil(Math.sqrt((count * HEIGHT) / WIDTH));
  const across = Math.ceil(count / rows);
  for (let k = 0; k < count; k++) {
    const mask = pick(random, masks);
    const [cw, ch] = [(WIDTH - 80) / across, (HEIGHT - 80) / rows];
    const x = 40 + (k % across) * cw + (cw - mask.width) * between(random, 0.3, 0.7);
    const y = 40 + (Math.floor(k / across) + 0.5) * ch - mask.height / 2;
    layInk(sheet, mask, Math.round(x), Math.round(y), pen);
  }
  const { photo } = photograph(
    sheet,
    {
      turn: 0,
      keystone: 0,
      zoom: 1,
      surround: 'paper',
      exposure: 0.92,
      slope: 0.15,
      vignette: 0.1,
      shadow: 0,
      warmth: 0,
      blur: 0,
      noise: 0.012,
    },
    random,
  );
  const file = join(folder, `${count}-${size}.jpg`);
  await writePicture(photo, file, 90);
  return file;
}

/**
 * Wall clock and processor time; the latter does not mind what else the machine does.
 * @param {() => Promise<unknown>} work
 */
async function milliseconds(work) {
  const [started, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - started, cpu: (user + system) / 1000 };
}

/** @param {readonly {wall: number, cpu: number}[]} times @param {'wall' | 'cpu'} clock */
const median = (times, clock) =>
  quantile(
    times.map((time) => time[clock]),
    0.5,
  );

sharp.concurrency(1);
sharp.cache(false);
const reader = await openReader({ threads: 1 });
const photo = await photoOf(120, 130);
const decodeAndGrey = () => sharp(photo).autoOrient().greyscale().raw().toBuffer();
const [alone, whole] = [[], []];
for (let round = -1; round < rounds; round++) {
  const a = await milliseconds(decodeAndGrey);
  const b = await milliseconds(() => reader.read(photo));
  if (round < 0) continue; // the first warms up
  alone.push(a);
  whole.push(b);
}
const speed = {
  sharpMs: rounded(median(alone, 'wall'), 1),
  readMs: rounded(median(whole, 'wall'), 1),
  ratio: rounded(median(whole, 'wall') / median(alone, 'wall'), 2),
  cpuRatio: rounded(median(whole, 'cpu') / median(alone, 'cpu'), 2),
};
console.log('12 megapixels, 120 digits', speed);

const peak = await ownhand(['read', photo, '--json'], {
  node: ['--import', new URL('pages/peak.mjs', import.meta.url).href],
});
const peakMegabytes = Number(/peak (\d+)/.exec(peak.err)?.[1]);
console.log('peak memory of `ownhand read`, MB', peakMegabytes);

// The same size of digit on every page, so that only their number changes; small, or ten thousand would not fit.
const curve = [];
for (const count of [10, 30, 100, 300, 1000, 3000, 10_000].filter((n) => n <= most)) {
  const file = await photoOf(count, 26);
  const times = [];
  let found = 0;
  for (let round = -1; round < Math.min(3, rounds); round++) {
    const time = await milliseconds(async () => {
      const reading = await reader.read(file);
      found = reading.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs)).length;
    });
    if (round >= 0) times.push(time);
  }
  curve.push({ glyphs: count, found, cpuMs: rounded(median(times, 'cpu'), 1) });
  console.log(curve.at(-1));
}
// Milliseconds of the processor for each further glyph, from one count to the next: level where time grows linearly.
const slopes = curve
  .slice(1)
  .map((point, k) => rounded((point.cpuMs - curve[k].cpuMs) / (point.glyphs - curve[k].glyphs), 4));
await reader.close();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ ...speed, peakMegabytes, curve, msForEachFurtherGlyph: slopes }));
