// Pages with no digit on them: words written and printed, tables and ruling, smudges and scribbles, bare paper.
import { anyCamera, photograph } from './camera.mjs';
import { anyPaper, anyPen, blankSheet, layInk, smoothNoise } from './paper.mjs';
import { between, normal, pick, whole } from './random.mjs';
import { anyScript, smooth, strokeMask, wordPaths } from './strokes.mjs';

const WORDS = (
  'Total Name Datum the water meter reading Monday score player hello kitchen garden notes Summe milk bread ' +
  'apples phone Tuesday table please thanks open door weather gas power heating north answer question homework ' +
  'maths physics room school list buy eggs cheese butter tomato and with from Kunde Adresse Strasse Rechnung ' +
  'bezahlt Eric Julia team round winner yes no maybe tomorrow checked by signed page remarks left right pressure ' +
  'Wasser Strom alle morgen Haus date time place'
).split(' ');

/** @typedef {import('./paper.mjs').Sheet} Sheet */

/** @type {Record<string, (random: () => number) => import('./camera.mjs').Photo>} */
export const clutterPages = { written, printed, ruling, smudges, blank };

/** @param {() => number} random @param {number} size @param {Partial<import('./paper.mjs').Paper>} [paper] */
function fresh(random, size, paper) {
  return blankSheet(whole(random, 700, 1300), whole(random, 500, 1000), anyPaper(random, size, paper));
}

/** @param {Sheet} sheet @param {() => number} random @param {Partial<import('./camera.mjs').Camera>} [given] */
const taken = (sheet, random, given) => photograph(sheet, anyCamera(random, given), random).photo;

/** @param {Sheet} sheet @param {() => number} random @param {number} size @param {boolean} print */
function text(sheet, random, size, print) {
  const script = anyScript(random, print);
  const pen = anyPen(random, print ? { colour: [0.12, 0.12, 0.12], density: 0.95, grain: 0.02 } : {});
  const nib = size * (print ? between(random, 0.07, 0.16) : between(random, 0.05, 0.12));
  const gap = size * between(random, 1.7, 2.4);
  for (let y = size * 1.6; y < sheet.height - size * 0.6; y += gap) {
    for (let x = size * between(random, 0.5, 1.2); x < sheet.width - size * 3; ) {
      const { paths, width } = wordPaths(pick(random, WORDS), size, script, random);
      if (x + width > sheet.width - size * 0.4) break;
      const { mask, x: dx, y: dy } = strokeMask(paths, nib);
      layInk(sheet, mask, Math.round(x + dx), Math.round(y + dy + (print ? 0 : size * 0.03 * normal(random))), pen);
      x += width + size * between(random, 0.45, 0.8);
      if (random() < 0.12) break;
    }
  }
}

/** @param {() => number} random */
function written(random) {
  const size = between(random, 36, 100);
  const sheet = fresh(random, size);
  text(sheet, random, size, false);
  return taken(sheet, random);
}

/** @param {() => number} random */
function printed(random) {
  const size = between(random, 22, 60);
  const sheet = fresh(random, size, { kind: 'plain' });
  text(sheet, random, size, true);
  return taken(sheet, random);
}

/** Empty tables, forms and ruled paper. @param {() => number} random */
function ruling(random) {
  const size = between(random, 30, 90);
  const sheet = fresh(random, size, {
    kind: pick(random, /** @type {const} */ (['ruled', 'squared', 'plain'])),
    strength: between(random, 0.3, 0.95),
  });
  const pen = anyPen(random, {
    colour: pick(random, [
      [0.15, 0.15, 0.15],
      [0.3, 0.35, 0.5],
      [0.45, 0.45, 0.45],
    ]),
    grain: 0.03,
  });
  const nib = between(random, 1.2, 5);
  const [columns, rows] = [whole(random, 2, 5), whole(random, 2, 8)];
  const [left, top] = [between(random, 40, 120), between(random, 40, 120)];
  const [w, h] = [(sheet.width - left * 2) / columns, (sheet.height - top * 2) / rows];
  const form = random();
  for (let r = 0; r <= rows; r++) line(sheet, [left, top + r * h, left + columns * w, top + r * h], nib, pen);
  if (form < 0.7)
    for (let c = 0; c <= columns; c++) line(sheet, [left + c * w, top, left + c * w, top + rows * h], nib, pen);
  return taken(sheet, random);
}

/** @param {Sheet} sheet @param {number[]} path @param {number} nib @param {import('./paper.mjs').Pen} pen */
function line(sheet, path, nib, pen) {
  const { mask, x, y } = strokeMask([path], nib);
  layInk(sheet, mask, x, y, pen);
}

/** Blots, rubbings, scribbled-out words, long hairs, specks. @param {() => number} random */
function smudges(random) {
  const size = between(random, 40, 100);
  const sheet = fresh(random, size);
  const pen = anyPen(random);
  const somewhere = () => [between(random, 0.08, 0.92) * sheet.width, between(random, 0.1, 0.9) * sheet.height];
  for (let k = whole(random, 1, 5); k > 0; k--)
    blot(
      sheet,
      random,
      somewhere(),
      size * between(random, 0.2, 1.1),
      anyPen(random, { density: between(random, 0.2, 0.9) }),
    );
  for (let k = whole(random, 0, 3); k > 0; k--) {
    const [x, y] = somewhere();
    const turns = whole(random, 9, 22);
    const path = Array.from({ length: turns }, (_, t) => [
      x + (size * 3 * t) / turns + size * 0.3 * normal(random),
      y + (t % 2 ? -1 : 1) * size * between(random, 0.15, 0.5),
    ]).flat();
    line(sheet, smooth(path), size * between(random, 0.05, 0.12), pen);
  }
  for (let k = whole(random, 0, 2); k > 0; k--) {
    const [x, y] = somewhere();
    const length = size * between(random, 3, 6);
    line(
      sheet,
      smooth([
        x,
        y,
        x + 0.3 * length,
        y + size * normal(random) * 0.4,
        x + 0.7 * length,
        y + size * normal(random) * 0.4,
        x + length,
        y,
      ]),
      between(random, 1, 2.2),
      pen,
    );
  }
  for (let k = whole(random, 0, 40); k > 0; k--) {
    const [x, y] = somewhere();
    blot(sheet, random, [x, y], between(random, 1.5, 5), pen);
  }
  return taken(sheet, random);
}

/**
 * @param {Sheet} sheet
 * @param {() => number} random
 * @param {number[]} at
 * @param {number} radius
 * @param {import('./paper.mjs').Pen} pen
 */
function blot(sheet, random, [x, y], radius, pen) {
  const side = Math.ceil(radius * 3);
  const alpha = new Float32Array(side * side);
  const [seed, soft, flat] = [between(random, 0, 200), random() < 0.5 ? 0.15 : 0.8, between(random, 1, 2)];
  for (let k = 0; k < alpha.length; k++) {
    const [dx, dy] = [((k % side) - side / 2) / radius, (flat * (Math.floor(k / side) - side / 2)) / radius];
    const edge = 1 + 0.35 * smoothNoise(seed + 1.5 * dx, 1.5 * dy) - Math.hypot(dx, dy);
    alpha[k] = Math.min(1, Math.max(0, edge / soft));
  }
  layInk(sheet, { width: side, height: side, alpha }, Math.round(x - side / 2), Math.round(y - side / 2), pen);
}

/** @param {() => number} random */
function blank(random) {
  const sheet = fresh(random, between(random, 40, 100));
  const beyond = random() < 0.4;
  return taken(sheet, random, {
    shadow: between(random, 0, 0.5),
    noise: between(random, 0.006, 0.04),
    ...(beyond
      ? {
          surround: /** @type {const} */ ('table'),
          zoom: between(random, 0.75, 0.95),
          turn: between(random, -0.12, 0.12),
        }
      : {}),
  });
}
