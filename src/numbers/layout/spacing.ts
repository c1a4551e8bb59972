// Spacing decides which glyphs of a line belong to one number.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { type Wall, wallsBetween } from '../../strokes/walls.js';
import type { Sign } from '../signs/sign.js';
import { partingOf } from './gap-groups.js';
import { centreX } from './lines.js';

/** A point or comma is given so much more room within a number, in digit heights. Set by eye. */
const POINT_GAP = 0.35;

/** Things in a line that belong together. */
export interface Spaced<T> {
  /** Left to right. */
  readonly members: readonly T[];
  /** The chance that they begin and end where they do, and that nothing ends within. */
  readonly spacing: number;
}

/** What a line is made of; a sign stands before it. */
interface Member {
  readonly box: Box;
  readonly sign?: Sign;
  /** Whether a number begins with it, where a person has said so. */
  readonly begins?: boolean;
}

/**
 * Splits each of a page's lines of boxes, left to right, where a wall stands before one, or a gap that is wide for the
 * page. A minus sign goes with what follows it; a point or comma that does not stand within a number is punctuation,
 * and left out.
 * @param walls lines that run down the page
 */
export function splitNumbers<T extends Member>(
  lines: readonly (readonly T[])[],
  walls: readonly Wall[] = [],
): Spaced<T>[][] {
  const gaps = lines.map((line) => gapsOf(line, walls));
  // One line alone does not tell digits that stand apart from numbers; a hand spaces alike all over its page.
  const parting = partingOf(gaps.flat().flatMap(({ gap, plain, wall }) => (plain && !wall ? [gap] : [])));
  const boxed = gaps.flat().filter(({ wall }) => wall === 'boxes' || wall === 'comb').length;
  const isBoxed = boxed > BOXED * gaps.flat().length;
  return lines.map((line, k) => {
    const numbers: { members: T[]; spacing: number }[] = [];
    line.forEach((member, i) => {
      const said = member.begins === undefined ? undefined : Number(member.begins);
      const parts = i === 0 ? 1 : (said ?? partsAt(gaps[k]![i - 1]!, parting, isBoxed));
      const chance = Math.max(parts, 1 - parts);
      if (numbers.length > 0) numbers.at(-1)!.spacing *= chance;
      const begins = parts > 0.5;
      if (begins) numbers.push({ members: [], spacing: chance });
      numbers.at(-1)!.members.push(begins ? withoutPunctuation(member) : member);
    });
    return numbers;
  });
}

function withoutPunctuation<T extends Member>(member: T): T {
  if (!member.sign || member.sign.label === '-') return member;
  const { sign: _, ...rest } = member;
  return rest as T;
}

/** What lies between two neighbours of a line. */
interface Gap {
  /** In the median height of the line's members. */
  readonly gap: number;
  /** From middle to middle, in the same unit. */
  readonly pitch: number;
  /** Whether no sign stands in it. */
  readonly plain: boolean;
  /**
   * Where walls stand in it: whether they part cells of a table, boxes of a comb, which is one number, or boxes so
   * narrow that they may be either.
   */
  readonly wall?: 'cells' | 'comb' | 'boxes';
}

/** The chance that what stands on both sides of a wall is two numbers. Set by eye. */
const WALL_PARTS = { cells: 0.999, boxes: 0.9, comb: 0.02 } as const;

/**
 * On a page of which more than this share of the gaps are boxes, one of its boxes may have been missed, and what stands
 * as near as boxes do is never sure. Set by eye.
 */
const BOXED = 0.2;

function partsAt({ gap, wall, pitch }: Gap, parting: (gap: number) => number, isBoxed: boolean): number {
  const parts = wall ? WALL_PARTS[wall] : parting(gap);
  if (!isBoxed || wall === 'comb' || pitch > COMB.widest) return parts;
  return Math.min(WALL_PARTS.boxes, Math.max(1 - WALL_PARTS.boxes, parts));
}

/** The gaps of a line. */
function gapsOf(line: readonly Member[], walls: readonly Wall[]): Gap[] {
  const height = median(line.map(({ box }) => box.h)) ?? 1;
  const between = line.slice(1).map((member, i) => wallsBetween(walls, line[i]!.box, member.box));
  const combs = combsOf(line, between, height);
  return line.slice(1).map((member, i) => {
    const gap = {
      gap: gapBetween(line[i]!, member, height) / height,
      pitch: (centreX(member.box) - centreX(line[i]!.box)) / height,
      plain: member.sign === undefined,
    };
    if (between[i]!.length === 0) return gap;
    return { ...gap, wall: combs[i] ? 'comb' : gap.pitch <= COMB.narrow ? 'boxes' : 'cells' };
  });
}

/**
 * Set by eye on generated forms. In digit heights: the highest side of a comb's box, the widest box, and boxes that
 * are narrow for cells. In boxes: how far apart
 * digits stand where a box is skipped, and digits that share one box.
 */
const COMB = { highest: 2.6, widest: 2.2, narrow: 1.7, skipped: 1.5, closer: 0.75 } as const;

/**
 * Which gaps part boxes of a comb: boxes side by side for one digit each, whose sides are no longer than the boxes are
 * high, where the walls of a table run on. A box that is left empty ends the number.
 */
function combsOf(line: readonly Member[], between: readonly (readonly Wall[])[], height: number): boolean[] {
  const pitch = line.slice(1).map(({ box }, i) => centreX(box) - centreX(line[i]!.box));
  const likely = between.map(
    (walls, i) =>
      walls.length > 0 &&
      walls.every((wall) => wall.bottom - wall.top <= COMB.highest * height) &&
      pitch[i]! <= COMB.widest * height,
  );
  // Where one of the boxes holds two digits, the boxes are cells of a table that is one row high.
  return likely.map((comb, i) => {
    if (!comb) return false;
    let [from, to] = [i, i];
    while (from > 0 && likely[from - 1]) from--;
    while (to + 1 < likely.length && likely[to + 1]) to++;
    const usual = median(pitch.slice(from, to + 1)) ?? 0;
    const two = (k: number) => pitch[k] !== undefined && between[k]!.length === 0 && pitch[k] < COMB.closer * usual;
    return !two(from - 1) && !two(to + 1) && pitch[i]! <= COMB.skipped * usual;
  });
}

/** In digit heights: a narrower glyph, a 1 for instance, takes as much room as this. Chosen with the groups of gaps. */
const NARROWEST = 0.4;

/** The room between two neighbours, pixels; a sign between them leaves less of it. */
function gapBetween({ box: before }: Member, { box, sign }: Member, height: number): number {
  const room = ({ w }: Box): number => Math.max(w, NARROWEST * height) / 2;
  if (!sign) return centreX(box) - centreX(before) - room(box) - room(before);
  const left = sign.box.x - (before.x + before.w);
  if (sign.label === '-') return left;
  return Math.max(left, box.x - (sign.box.x + sign.box.w)) - POINT_GAP * Math.max(before.h, box.h);
}
