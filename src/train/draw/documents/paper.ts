// What lies under the writing: paper with its texture, its edges, folds and stains, or a board; and what lies around
// it.
import type { Random } from '../../../engine/random.js';
import { between, pick } from '../pen.js';
import type { Typeface } from '../typefaces.js';
import { pixelClass } from './drawn-document.js';
import { anyPrint, anyText, setText } from './printing.js';
import type { Area } from './scene.js';
import { anywhere, cloud, fill, grained, line, type Surface, WIDE } from './surface.js';

/** Covers the sheet with paper of a tone, and what lies around `edge` with a table. */
export function layPaper(random: Random, on: Surface, edge: Area | undefined, tone: number): void {
  const texture = random() < 0.6 ? between(random, 0, 0.012) : 0.01 + 0.04 * random() ** 2;
  const [coarse, blotch] = [grained(between(random, 1.5, 6)), grained(random() < 0.5 ? 32 : 64)];
  const clouds = random() < 0.4 ? between(random, 0, 0.06) : 0;
  const [from, wide] = [Math.floor(random() * WIDE * WIDE), Math.floor(random() * WIDE * WIDE)];
  for (let y = 0; y < on.height; y++) {
    const [row, far] = [(((y + (from >> 8)) & (WIDE - 1)) << 8) | 0, (((y + (wide >> 8)) & (WIDE - 1)) << 8) | 0];
    for (let x = 0; x < on.width; x++) {
      const rough = texture * coarse[row | ((x + from) & (WIDE - 1))]!;
      const cloudy = clouds * blotch[far | ((x + wide) & (WIDE - 1))]!;
      on.grey[y * on.width + x] = tone * (1 + rough + cloudy);
    }
  }
  if (edge) layTable(random, on, edge, tone);
}

/** The table beside the paper, the paper's edge, and the shadow that it casts. */
function layTable(random: Random, on: Surface, edge: Area, paper: number): void {
  const base = random() < 0.5 ? between(random, 0.02, 0.3) : between(random, 0.2, 1);
  const tone = Math.abs(base - paper) < 0.12 ? Math.max(0, base - 0.3) : base;
  const [grainX, grainY] = pick(random, [
    [between(random, 15, 60), between(random, 1.5, 4)],
    [between(random, 1.5, 4), between(random, 15, 60)],
    [between(random, 1.5, 5), between(random, 1.5, 5)],
    [between(random, 3, 9), between(random, 3, 9)],
  ]);
  const rough = random() < 0.3 ? 0.02 : random() < 0.7 ? between(random, 0.03, 0.12) : between(random, 0.1, 0.22);
  const torn = random() < 0.12 ? between(random, 1, 6) : 0;
  const shadow = between(random, 0, 0.6);
  const reach = between(random, 2, 14);
  const from = anywhere(random);
  const [dogX, dogY] = [random() < 0.5 ? edge.x : edge.x + edge.w, random() < 0.5 ? edge.y : edge.y + edge.h];
  const dog = random() < 0.15 ? between(random, 10, 60) : 0;
  const rim = random() < 0.8 ? pixelClass.rule : pixelClass.paper;
  for (let y = 0; y < on.height; y++) {
    for (let x = 0; x < on.width; x++) {
      const tear = torn === 0 ? 0 : torn * (0.5 * cloud(x, y, 5, from) + cloud(x, y, 23, from));
      let inside = Math.min(x - edge.x, edge.x + edge.w - x, y - edge.y, edge.y + edge.h - y) + tear;
      if (dog > 0) inside = Math.min(inside, Math.abs(x - dogX) + Math.abs(y - dogY) - dog);
      const at = y * on.width + x;
      if (inside < 1.5 && inside > -1.5) on.labels[at] = rim;
      if (inside >= 0) continue;
      const wood = tone * (1 + rough * cloud(x / grainX, y / grainY, 1, from)) + 0.3 * rough * cloud(x, y, 30, from);
      on.grey[at] = Math.max(0, wood) * (1 - shadow * Math.max(0, 1 + inside / reach));
    }
  }
}

/** The owner of what something else hides: a number that it hides a part of is not whole. */
export const HIDDEN = 65535;

/** What use and time did to the paper: folds, stains, holes, the other side showing through. */
export function wear(random: Random, on: Surface, page: Area, paper: number, faces: readonly Typeface[]): void {
  const { width, height } = on;
  if (random() < 0.1) showThrough(random, on, page, paper, faces);
  if (random() < 0.12) {
    for (let k = pick(random, [1, 1, 2, 3]); k > 0; k--) fold(random, on, paper);
  }
  if (random() < 0.06) {
    const [cx, cy, r] = [random() * width, random() * height, between(random, 10, 60)];
    const [ring, depth] = [random() < 0.5, between(random, 0.05, 0.25)];
    for (let y = Math.max(0, Math.floor(cy - r)); y < Math.min(height, cy + r); y++) {
      for (let x = Math.max(0, Math.floor(cx - r)); x < Math.min(width, cx + r); x++) {
        const d = Math.hypot(x - cx, y - cy) / r;
        if (d < 1 && (!ring || d > 0.85)) on.grey[y * width + x]! *= 1 - depth * (0.6 + 0.4 * cloud(x, y, 9, 77));
      }
    }
  }
  if (random() < 0.06) {
    // Specks of dirt, and holes for a binder.
    for (let k = pick(random, [2, 5, 15]); k > 0; k--)
      fill(on, random() * width, random() * height, between(random, 1, 2.6), between(random, 1, 2.6), {
        tone: paper * 0.3,
        opacity: between(random, 0.3, 1),
        grain: 0,
        kind: pixelClass.paper,
      });
  }
}

function fold(random: Random, on: Surface, paper: number): void {
  const tilt = between(random, -20, 20);
  const level = random() < 0.5;
  const at = random() * (level ? on.height : on.width);
  const ends: [number, number, number, number] = level ? [0, at, on.width, at + tilt] : [at, 0, at + tilt, on.height];
  const light = random() < 0.5;
  const opacity = between(random, 0.12, 0.5);
  const width = between(random, 1, 3);
  line(on, ends, width, {
    tone: light ? 1 : paper * 0.4,
    opacity,
    grain: 0.6,
    kind: opacity > 0.25 ? pixelClass.rule : pixelClass.paper,
  });
  // One side of a fold lies in another light.
  const shade = between(random, -0.08, 0.08);
  for (let y = 0; y < on.height; y++) {
    for (let x = 0; x < on.width; x++) {
      const side = level ? y - at - (tilt * x) / on.width : x - at - (tilt * y) / on.height;
      if (side > 0) on.grey[y * on.width + x]! *= 1 - shade * Math.exp(-side / 120);
    }
  }
}

function showThrough(random: Random, on: Surface, page: Area, paper: number, faces: readonly Typeface[]): void {
  const written = random() < 0.4;
  const some = faces.filter((face) => face.written === written);
  const print = anyPrint(random, some.length > 0 ? some : faces, between(random, 6, 22), paper, false);
  const ink = { tone: paper * 0.6, opacity: between(random, 0.08, 0.3), grain: 0.3, kind: pixelClass.paper };
  const pitch = print.capital * between(random, 1.6, 3);
  const first = Math.max(page.y, -pitch) + pitch * random();
  for (let y = first; y < Math.min(on.height, page.y + page.h); y += pitch) {
    const from = Math.min(on.width + 20, page.x + page.w) - between(random, 0, 30);
    setText(on, anyText(random, on.width / print.capital), from, y, { ...print, ink, mirrored: true });
  }
}

/** A watermark or a large pale pattern behind everything. It is paper. */
export function watermark(random: Random, on: Surface, paper: number, faces: readonly Typeface[]): void {
  const tone = paper * between(random, 0.75, 0.95);
  const ink = { tone, opacity: 1, grain: 0, kind: pixelClass.paper };
  if (random() < 0.5) {
    const print = { ...anyPrint(random, faces, between(random, 40, 110), paper, false), ink };
    setText(on, anyText(random, 8).toUpperCase(), -20, between(random, 0.3, 1) * on.height, print);
    return;
  }
  const [fu, fv, gu, gv] = [random() * 0.6, random() * 0.6, random() * 0.6, -random() * 0.6];
  const depth = between(random, 0.02, 0.1);
  for (let y = 0; y < on.height; y++) {
    for (let x = 0; x < on.width; x++) {
      if (Math.sin(fu * x + fv * y) + Math.sin(gu * x + gv * y + 2 * Math.sin(x / 30)) > 0.8)
        on.grey[y * on.width + x]! *= 1 - depth;
    }
  }
}

/** What lies on the sheet and hides it: fingers that hold it, another sheet. What is hidden is no ink any more. */
export function cover(random: Random, on: Surface, edge: Area): void {
  const [cx, cy] = [random() < 0.5 ? edge.x : edge.x + edge.w, edge.y + edge.h * random()];
  const reach = between(random, 0.06, 0.16) * Math.max(on.width, on.height);
  const [angle, long] = [between(random, -0.7, 0.7) + (cx > edge.x ? Math.PI : 0), between(random, 1.5, 3.5)];
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const skin = between(random, 0.25, 0.75);
  const sheet = random() < 0.3;
  for (let y = 0; y < on.height; y++) {
    for (let x = 0; x < on.width; x++) {
      const [dx, dy] = [x - cx, y - cy];
      const along = dx * ux + dy * uy;
      const across = (dy * ux - dx * uy) / reach;
      // A finger ends in a half circle; it comes from outside of the sheet.
      const tip = along > 0 ? Math.hypot(along / reach, across) : Math.abs(across);
      const near = sheet ? along / reach + 0.2 * across : tip;
      if (near > 1.25 || along < -long * reach * 20) continue;
      const at = y * on.width + x;
      if (near > 1) on.grey[at]! *= 0.75 + near - 1;
      else {
        on.grey[at] = sheet ? Math.min(1, skin + 0.2) : skin * (1 - 0.45 * near ** 4) * (1 + 0.04 * cloud(x, y, 3, 99));
        on.labels[at] = sheet && near > 1 - 1.5 / reach ? pixelClass.rule : pixelClass.paper;
        on.owners[at] = HIDDEN;
      }
    }
  }
}
