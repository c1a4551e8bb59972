#!/usr/bin/env node
// node bench/sheet.mjs [--photos 72] [--seed 1] [--keep DIR] [--verbose]
// Boxes of filled-in, photographed sheets that are found and labelled rightly, and sheets seen where there are none.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sheetLayout, sheetSvg } from '../dist/core.js';
import { normalise } from '../dist/glyph/normalise.js';
import { readSheet } from '../dist/node/index.js';
import { sharedFolder } from './data/shared-folder.mjs';
import { clutterPages } from './pages/clutter.mjs';
import { anyNumber, borrowed, composePage } from './pages/compose.mjs';
import { mnist } from './pages/digits.mjs';
import { between, pick, seeded, whole } from './pages/random.mjs';
import { option, rounded } from './pages/score.mjs';
import { fillIn, printed, snapshot } from './pages/sheet.mjs';
import { jsonLines, ownhand, writePicture } from './pages/write.mjs';

const count = Number(option('photos', '72'));
const seed = Number(option('seed', '1'));
const keep = option('keep', '');
const verbose = process.argv.includes('--verbose');
const digits = mnist('t10k');
const folder = keep || mkdtempSync(join(tmpdir(), 'ownhand-sheet-'));
mkdirSync(folder, { recursive: true });

/**
 * Cosine between the picture from the photo and that of the strokes as they were drawn; other digits stay far below.
 */
const SAME = 0.75;
/** Every this many photos `ownhand learn` itself is run. */
const LEARN = 12;

/** @param {Uint8Array} a @param {Uint8Array} b */
function cosine(a, b) {
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < 784; k++) {
    ab += a[k] * b[k];
    aa += a[k] ** 2;
    bb += b[k] ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** @param {import('./pages/ink.mjs').Mask} mask */
function pictureOf({ width, height, alpha }) {
  const data = Uint8Array.from(alpha, (v) => Math.round(255 * v));
  return normalise({ width, height, data }, { x: 1, y: 1, w: width - 2, h: height - 2 }, 110);
}

const total = { photos: 0, found: 0, filled: 0, right: 0, wrongPicture: 0, empty: 0, falselyFilled: 0 };
const learned = { photos: 0, filled: 0, added: 0 };
const twice = { boxes: 0, knownAgain: 0 };
for (let index = 0; index < count; index++) {
  const random = seeded(seed * 300_007 + index);
  const labels = random() < 0.7 ? [...'0123456789'] : [...'0123456789'].slice(0, whole(random, 4, 9));
  const layout = sheetLayout(labels, {
    paper: pick(random, /** @type {const} */ (['a4', 'a4', 'letter'])),
    ...(random() < 0.4 && { each: whole(random, 4, 12) }),
  });
  const sheet = await printed(random, sheetSvg(layout), layout);
  const filled = fillIn(random, sheet, layout, borrowed(digits, random), { empty: pick(random, [0, 0.05, 0.1, 0.5]) });
  const file = join(folder, `sheet-${String(index).padStart(3, '0')}.jpg`);
  await writePicture(snapshot(random, sheet, layout), file, Math.round(between(random, 60, 92)));
  total.photos++;
  const written = filled.filter(({ mask }) => mask);
  total.filled += written.length;
  total.empty += filled.length - written.length;
  /** @type {readonly {label: string, picture: Uint8Array, source: string}[]} */
  const samples = await readSheet(file).then(
    (read) => read.samples,
    (error) => {
      if (verbose) console.log(error.message);
      return [];
    },
  );
  if (samples.length > 0) total.found++;
  const bySource = new Map(samples.map((sample) => [sample.source, sample]));
  for (const { box, mask } of filled) {
    const source = `${file}, row ${box.row}, box ${box.column}`;
    const sample = bySource.get(source);
    if (!mask) {
      if (sample) total.falselyFilled++;
      if (sample && verbose) console.log(`${source}: empty, and taken for a ${sample.label}`);
      continue;
    }
    const alike = sample ? cosine(sample.picture, pictureOf(mask)) : 0;
    if (sample?.label === box.label && alike >= SAME) total.right++;
    else {
      if (sample?.label === box.label) total.wrongPicture++;
      if (verbose) console.log(`${source}: a ${box.label}, ${sample ? `alike ${alike.toFixed(2)}` : 'not found'}`);
    }
  }
  if (index % LEARN !== 0 || samples.length === 0) continue;

  // The whole way: the photo alone is learned, then a second photo of the same sheet.
  const hand = join(folder, `hand-${index}`);
  const again = join(folder, `again-${index}.jpg`);
  await writePicture(snapshot(random, sheet, layout), again, 80);
  for (const [photo, name] of [
    [file, 'first'],
    [again, 'second'],
  ]) {
    const { code, out, err } = await ownhand(['learn', photo, '--hand', hand, '--json']);
    const { added } = jsonLines(out).at(-1) ?? {};
    if (added === undefined) throw new Error(`learn ended with ${code}: ${err.slice(-300)}`);
    if (name === 'first') {
      learned.photos++;
      learned.filled += written.length;
      learned.added += added;
    } else {
      twice.boxes += written.length;
      twice.knownAgain += written.length - added;
    }
  }
}

// Pages that are no sheets.
const root = join(import.meta.dirname, '..');
const others = [join(root, 'examples/page.png')];
const kinds = Object.keys(clutterPages);
for (let index = 0; index < count / 2; index++) {
  const random = seeded(seed * 400_009 + index);
  const file = join(folder, `other-${index}.jpg`);
  const lines = Array.from({ length: 4 }, () => [anyNumber(random, whole(random, 2, 8))]);
  const page =
    index % 2
      ? composePage(random, { lines, writer: borrowed(digits, random) })
      : clutterPages[kinds[(index / 2) % kinds.length]](random);
  await writePicture(page, file, 85);
  others.push(file);
}
const photos = join(sharedFolder, 'data/photos/files');
if (existsSync(photos)) for (const name of readdirSync(photos).sort()) others.push(join(photos, name));
const refused = { pages: 0, takenForSheets: 0, otherLine: 0 };
for (const file of others) {
  const error = await readSheet(file).then(
    () => undefined,
    (/** @type {Error & {code?: string}} */ problem) => problem,
  );
  refused.pages++;
  if (!error) refused.takenForSheets++;
  // A page without marks must not be told that one of its marks is covered.
  else if (!/shows no sheet|small picture/.test(error.message)) refused.otherLine++;
  if (verbose && !/shows no sheet|small picture/.test(error?.message ?? '')) console.log(`${file}: ${error?.message}`);
}
if (!keep) rmSync(folder, { recursive: true, force: true });
const share = rounded(total.right / total.filled);
console.log(JSON.stringify({ seed, ...total, share, learned, twice, refused }));
