// Spacing decides which glyphs of a line belong to one number.
import type { Box } from '../../geometry/box.js';
import { sigmoid } from '../../geometry/logistic.js';
import { median } from '../../geometry/median.js';
import { withPageDoubt } from '../evidence/page-doubt.js';
import type { Sign } from '../signs/sign.js';

/** Which gaps part two numbers. Set by eye. */
const GAP = {
  /**
   * A gap parts two numbers if it is wider than this, in digit heights, and so many of the line's close gaps besides.
   */
  free: 0.45,
  close: 2,
  /** A point or comma is given so much more room within a number, in digit heights. */
  point: 0.35,
  /** How fast a gap's doubt falls with its distance from what parts, in nats for each of its logarithm. */
  clearly: 10,
};

/** Doubt about one gap (1 - its chance) on a usual page; twice as much, and less than half of it, promise as much. */
const USUAL = 0.015;

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
}

/**
 * Splits each of a page's lines of boxes, left to right, where the gap before one is clearly wider than the line's
 * close gaps. A minus sign goes with what follows it; a point or comma that does not stand within a number is
 * punctuation, and left out.
 */
export function splitNumbers<T extends Member>(lines: readonly (readonly T[])[]): Spaced<T>[][] {
  const gaps = lines.map(gapsOf);
  // A hand that spaces clearly everywhere does so here.
  const chances = withPageDoubt(
    gaps.flat().map(({ chance }) => chance),
    USUAL,
  );
  let next = 0;
  return lines.map((line, k) => {
    const numbers: { members: T[]; spacing: number }[] = [];
    line.forEach((member, i) => {
      const gap = i === 0 ? undefined : gaps[k]![i - 1]!;
      const chance = gap ? chances[next++]! : 1;
      if (numbers.length > 0) numbers.at(-1)!.spacing *= chance;
      const begins = !gap || gap.parts;
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

/** For each gap of a line whether it parts two numbers, and the chance of that. */
function gapsOf(line: readonly Member[]): { readonly parts: boolean; readonly chance: number }[] {
  const height = median(line.map(({ box }) => box.h)) ?? 0;
  const gaps = line.slice(1).map((member, i) => gapBetween(line[i]!, member));
  const plain = gaps.filter((_, i) => !line[i + 1]!.sign).sort((a, b) => a - b);
  const close = plain[plain.length >> 2] ?? 0;
  const least = GAP.free * height + GAP.close * Math.max(0, close);
  return gaps.map((gap) => ({
    parts: gap > least,
    chance: gap <= 0 ? 1 : sigmoid(GAP.clearly * Math.abs(Math.log(gap / least))),
  }));
}

/** The white between two neighbours; a sign between them leaves less of it. */
function gapBetween({ box: before }: Member, { box, sign }: Member): number {
  const end = before.x + before.w;
  if (!sign) return box.x - end;
  const left = sign.box.x - end;
  if (sign.label === '-') return left;
  return Math.max(left, box.x - (sign.box.x + sign.box.w)) - GAP.point * Math.max(before.h, box.h);
}
