// The strokes of a small picture as paths along their middle, so that any pen can write them again: thinning
// (Zhang & Suen 1984), tracing from end to end and crossing to crossing, and smoothing.
import type { Path } from './pen.js';

/** Fine pixels per pixel of the picture. */
const FINE = 2;
/** Ink from which on a pixel is a stroke's. */
const INKED = 110;

/** Paths in the picture's pixels; none where it holds no ink. `picture` is [height, width], white on black. */
export function strokesOf(picture: Uint8Array, width: number, height: number): Path[] {
  const [w, h] = [width * FINE + 4, height * FINE + 4];
  const mask = enlarged(picture, width, height, w, h);
  let area = 0;
  for (const each of mask) area += each;
  thin(mask, w);
  const bones = mask.reduce((sum, each) => sum + each, 0);
  // A branch shorter than the stroke is broad is a burr of its outline.
  const burr = Math.max(2, (0.6 * area) / Math.max(1, bones));
  return traced(mask, w, burr).map((path) => smoothed(path).map((value) => (value - 1.5) / FINE - 0.25));
}

function enlarged(picture: Uint8Array, width: number, height: number, w: number, h: number): Uint8Array {
  const mask = new Uint8Array(w * h);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : picture[y * width + x]!;
  for (let y = 2; y < h - 2; y++) {
    const v = (y - 1.5) / FINE - 0.5;
    const [iv, fv] = [Math.floor(v), v - Math.floor(v)];
    for (let x = 2; x < w - 2; x++) {
      const u = (x - 1.5) / FINE - 0.5;
      const [iu, fu] = [Math.floor(u), u - Math.floor(u)];
      const upper = at(iu, iv) * (1 - fu) + at(iu + 1, iv) * fu;
      const lower = at(iu, iv + 1) * (1 - fu) + at(iu + 1, iv + 1) * fu;
      if (upper * (1 - fv) + lower * fv > INKED) mask[y * w + x] = 1;
    }
  }
  return mask;
}

/** Takes pixels off the outline, from two sides in turn, until only the middle is left. */
function thin(mask: Uint8Array, w: number): void {
  const around = [-w, 1 - w, 1, w + 1, w, w - 1, -1, -w - 1];
  let alive: number[] = [];
  for (let i = 0; i < mask.length; i++) if (mask[i]) alive.push(i);
  for (let changed = true, side = 0, quiet = 0; changed || quiet < 2; side ^= 1) {
    const off: number[] = [];
    for (const i of alive) {
      let [count, turns] = [0, 0];
      for (let k = 0; k < 8; k++) {
        const here = mask[i + around[k]!]!;
        count += here;
        if (here === 0 && mask[i + around[(k + 1) & 7]!]! === 1) turns++;
      }
      if (count < 2 || count > 6 || turns !== 1) continue;
      const [north, east, south, west] = [mask[i - w]!, mask[i + 1]!, mask[i + w]!, mask[i - 1]!];
      const keeps = side === 0 ? east * south * (north + west) : north * west * (east + south);
      if (keeps === 0 && (side === 0 ? north * east * south : north * east * west) === 0) off.push(i);
    }
    // The last pixel of a dot stays.
    changed = false;
    for (const i of off) {
      if (!around.some((step) => mask[i + step] === 1)) continue;
      mask[i] = 0;
      changed = true;
    }
    quiet = changed ? 0 : quiet + 1;
    if (changed) alive = alive.filter((i) => mask[i] === 1);
  }
}

/** The neighbours of a pixel on the bones; a diagonal one only where no straight one leads there. */
function neighbours(mask: Uint8Array, w: number, i: number): number[] {
  const found: number[] = [];
  for (const step of [-w, 1, w, -1]) if (mask[i + step]) found.push(i + step);
  for (const [a, b] of [
    [-w, 1],
    [w, 1],
    [w, -1],
    [-w, -1],
  ] as const)
    if (mask[i + a + b] && !mask[i + a] && !mask[i + b]) found.push(i + a + b);
  return found;
}

/** Paths of the bones, [x, y, …] in fine pixels: between ends and crossings first, then rings. */
function traced(mask: Uint8Array, w: number, burr: number): number[][] {
  const links = new Map<number, number[]>();
  for (let i = 0; i < mask.length; i++) if (mask[i]) links.set(i, neighbours(mask, w, i));
  const walked = new Set<number>();
  const key = (a: number, b: number): number => Math.min(a, b) * mask.length + Math.max(a, b);
  const paths: number[][] = [];
  const walk = (from: number, to: number): void => {
    if (walked.has(key(from, to))) return;
    const nodes = [from];
    let [before, here] = [from, to];
    for (;;) {
      walked.add(key(before, here));
      nodes.push(here);
      const ways = links.get(here)!;
      if (ways.length !== 2 || here === from) break;
      const next = ways[0] === before ? ways[1]! : ways[0]!;
      if (walked.has(key(here, next))) break;
      before = here;
      here = next;
    }
    const [first, last] = [links.get(from)!.length, links.get(here)!.length];
    if (nodes.length <= burr && (first === 1) !== (last === 1) && Math.max(first, last) > 2) return;
    paths.push(nodes.flatMap((node) => [node % w, Math.floor(node / w)]));
  };
  for (const [i, ways] of links) {
    if (ways.length === 0) paths.push([i % w, Math.floor(i / w)]);
    if (ways.length !== 2) for (const to of ways) walk(i, to);
  }
  for (const [i, ways] of links) if (ways.length === 2) walk(i, ways[0]!);
  return paths;
}

/** Without the steps of pixels: means of five, ends kept; then every third point. */
function smoothed(path: readonly number[]): number[] {
  const n = path.length / 2;
  if (n < 3) return [...path];
  const isRing = path[0] === path[2 * n - 2] && path[1] === path[2 * n - 1];
  const out: number[] = [];
  for (let k = 0; k < n; k++) {
    if (k % 3 !== 0 && k !== n - 1) continue;
    for (let axis = 0; axis < 2; axis++) {
      let [sum, weight] = [0, 0];
      const reach = isRing ? 3 : Math.min(3, k, n - 1 - k);
      for (let j = -reach; j <= reach; j++) {
        const at = isRing ? (k + j + n - 1) % (n - 1) : k + j;
        sum += (4 - Math.abs(j)) * path[2 * at + axis]!;
        weight += 4 - Math.abs(j);
      }
      out.push(sum / weight);
    }
  }
  return out;
}
