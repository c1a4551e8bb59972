// Which pieces stand in one line. Lines may slope, change size and hold wide gaps (tables), so each line is followed
// from left to right by its own height and slope instead of being cut out of a projection.
import type { Box } from '../../geometry/box.js';
import { standsBetween, type Wall } from '../../strokes/walls.js';

interface Follower<T> {
  readonly members: T[];
  /** Middle and height of the line where it was last seen. */
  middle: number;
  height: number;
}

/** Share of the smaller of two heights that must overlap for two pieces to stand in one line. */
const OVERLAP = 0.45;

/** Weight of the newest member in a line's middle and height. */
const NEWEST = 0.4;

/**
 * Groups boxed things into lines, each left to right, the lines top to bottom. No line crosses one of the walls
 * `across` the page.
 */
export function groupLines<T extends { readonly box: Box }>(items: readonly T[], across: readonly Wall[] = []): T[][] {
  const followers: Follower<T>[] = [];
  for (const item of [...items].sort((a, b) => centreX(a.box) - centreX(b.box))) {
    const { box } = item;
    const middle = box.y + box.h / 2;
    let best: Follower<T> | undefined;
    let least = Infinity;
    for (const line of followers) {
      const off = offset(line, box);
      if (off < least && !standsBetween(across, line.members.at(-1)!.box, box)) {
        least = off;
        best = line;
      }
    }
    if (best) {
      best.members.push(item);
      best.middle += NEWEST * (middle - best.middle);
      best.height += NEWEST * (box.h - best.height);
    } else {
      followers.push({ members: [item], middle, height: box.h });
    }
  }
  return followers.sort((a, b) => a.middle - b.middle).map((line) => line.members);
}

/**
 * How far a box lies off a line, in heights: off the line's running middle, or off its last member, whichever is
 * nearer. Infinite where it overlaps neither enough.
 */
function offset<T extends { readonly box: Box }>(line: Follower<T>, box: Box): number {
  const last = line.members.at(-1)!.box;
  return Math.min(bandOffset(box, line.middle, line.height), bandOffset(box, last.y + last.h / 2, last.h));
}

function bandOffset(box: Box, middle: number, height: number): number {
  const top = Math.max(box.y, middle - height / 2);
  const bottom = Math.min(box.y + box.h, middle + height / 2);
  const smaller = Math.min(box.h, height);
  return bottom - top < OVERLAP * smaller ? Infinity : Math.abs(box.y + box.h / 2 - middle) / smaller;
}

/** The column of a box's middle. */
export function centreX(box: Box): number {
  return box.x + box.w / 2;
}
