// Pen strokes as a scanner would see them: dark ink on light paper.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePicture } from '../pages/write.mjs';

const SIDE = 96;
/** The share of the side that the symbol fills. */
const FILL = 0.7;
/** The pen's width as a share of the symbol's size. */
const PEN = 0.1;
/** Grey levels of the paper, and how much darker full ink is. */
const [PAPER, DEPTH] = [240, 205];

/**
 * A symbol's strokes, [x, y] points with y pointing down, as a grey picture.
 * @param {readonly (readonly (readonly number[])[])[]} strokes
 * @returns {{width: number, height: number, channels: 1, data: Uint8Array}}
 */
export function drawStrokes(strokes) {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (SIDE * FILL) / Math.max(width, height, 1e-9);
  const [shiftX, shiftY] = [(SIDE - width * scale) / 2, (SIDE - height * scale) / 2];
  const radius = (PEN * SIDE * FILL) / 2;
  const ink = new Float32Array(SIDE * SIDE);
  for (const stroke of strokes) {
    const placed = stroke.map(([x, y]) => [(x - left) * scale + shiftX, (y - top) * scale + shiftY]);
    for (const [k, from] of placed.entries()) inkSegment(ink, from, placed[Math.min(k + 1, placed.length - 1)], radius);
  }
  return { width: SIDE, height: SIDE, channels: 1, data: Uint8Array.from(ink, (v) => PAPER - Math.round(v * DEPTH)) };
}

/** Inks a straight segment with a round nib whose edge is one pixel soft. */
function inkSegment(ink, [ax, ay], [bx, by], radius) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const [firstX, lastX] = [Math.floor(Math.min(ax, bx) - radius - 1), Math.max(ax, bx) + radius + 2];
  const [firstY, lastY] = [Math.floor(Math.min(ay, by) - radius - 1), Math.max(ay, by) + radius + 2];
  for (let y = Math.max(0, firstY); y < Math.min(SIDE, lastY); y++) {
    for (let x = Math.max(0, firstX); x < Math.min(SIDE, lastX); x++) {
      const along = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
      const inked = radius + 0.5 - Math.hypot(x - ax - along * dx, y - ay - along * dy);
      if (inked > 0) ink[y * SIDE + x] = Math.max(ink[y * SIDE + x], Math.min(1, inked));
    }
  }
}

/**
 * Writes the symbols into a folder, labelled as `learn --reverse` and `eval --reverse` take them.
 * @param {string} folder made where it is not there
 * @param {readonly import('./strokes.mjs').Written[]} symbols
 */
export async function writeSymbols(folder, symbols) {
  mkdirSync(folder, { recursive: true });
  for (const [k, { label, strokes }] of symbols.entries()) {
    const drawn = drawStrokes(strokes.filter((stroke) => stroke.length > 0));
    await writePicture(drawn, join(folder, `s${String(k).padStart(5, '0')}_${label}.png`));
  }
}
