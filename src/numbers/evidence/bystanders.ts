// Strokes that were not read, right beside a number or within it: each may be a digit of it. A number that has lost one
// looks as sure as any, so the chance that it has is part of the chance that it ends where it does.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { type Wall, wallsBetween } from '../../strokes/walls.js';
import type { Spaced } from '../layout/spacing.js';

/** A stroke that was not read. */
export interface Bystander {
  /** Working pixels. */
  readonly box: Box;
  /** The chance that it is a glyph, or of a number. */
  readonly chance: number;
}

/** In digit heights, set by eye: how far from a number's end a digit of it may stand, and how far it may overlap it. */
const BESIDE = { farthest: 0.8, overlap: 0.35, lowest: 0.5 } as const;

/** The numbers of a page, each with the doubt about those who stand by in its `spacing`. */
export function withBystanders<T extends { readonly box: Box }>(
  lines: readonly (readonly Spaced<T>[])[],
  bystanders: readonly Bystander[],
  walls: readonly Wall[],
): Spaced<T>[][] {
  // What a person has put right may have been read after all.
  const read = lines.flat().flatMap(({ members }) => members.map(({ box }) => box));
  const unread = bystanders.filter(({ box }) => !read.some((other) => holds(other, box)));
  return lines.map((line) =>
    line.map((number) => ({
      ...number,
      spacing: unread.reduce(
        (chance, bystander) => (standsBeside(number, bystander.box, walls) ? chance * (1 - bystander.chance) : chance),
        number.spacing,
      ),
    })),
  );
}

function standsBeside({ members }: Spaced<{ readonly box: Box }>, box: Box, walls: readonly Wall[]): boolean {
  const height = median(members.map((member) => member.box.h)) ?? 0;
  if (box.h < BESIDE.lowest * height) return false;
  const [first, last] = [members[0]!.box, members.at(-1)!.box];
  const isNear = (gap: number): boolean => gap >= -BESIDE.overlap * height && gap <= BESIDE.farthest * height;
  const isLevel = ({ y, h }: Box): boolean =>
    Math.min(y + h, box.y + box.h) - Math.max(y, box.y) >= 0.5 * Math.min(h, box.h);
  const isBefore = (other: Box): boolean => isNear(other.x - box.x - box.w) && isLevel(other);
  const isBehind = (other: Box): boolean => isNear(box.x - other.x - other.w) && isLevel(other);
  return (
    (isBefore(first) && wallsBetween(walls, box, first).length === 0) ||
    (isBehind(last) && wallsBetween(walls, last, box).length === 0) ||
    members.slice(1).some((member, k) => isBehind(members[k]!.box) && isBefore(member.box))
  );
}

/** Whether the middle of a box lies in another. */
const holds = ({ x, y, w, h }: Box, box: Box): boolean => {
  const [u, v] = [box.x + box.w / 2, box.y + box.h / 2];
  return u >= x && u < x + w && v >= y && v < y + h;
};
