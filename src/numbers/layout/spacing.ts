// Spacing decides which glyphs of a line belong to one number.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { NO_WALLS, type Wall, type Walls, wallsBetween } from '../../strokes/walls.js';
import type { Sign } from '../signs/sign.js';
import { bandsBetween } from './bands.js';
import { type Parting, partingsOf } from './gap-groups.js';
import { centreX } from './lines.js';

/** A point or comma is given so much more room within a number, in digit heights. Set by eye. */
const POINT_GAP = 0.35;

/** Things in a line that belong together. */
export interface Spaced<T> {
  /** Left to right. */
  readonly members: readonly T[];
  /** The chance that they begin and end where they do, and that nothing ends within, on a page laid out like this. */
  readonly spacing: number;
  /**
   * The chance that the page is laid out so: that its narrow boxes are cells, that gaps of one kind part numbers or do
   * not. That is one question for all numbers of the page: no doubt about one of them adds to that about another.
   */
  readonly layout: number;
}

/** What a line is made of; a sign stands before it. */
interface Member {
  readonly box: Box;
  readonly sign?: Sign;
  /** Whether a number begins with it, where a person has said so. */
  readonly begins?: boolean;
}

/**
 * Splits each of a page's lines of boxes, left to right, where a wall or a slash stands before one, or a gap that is
 * wide for the page. A minus sign goes with what follows it; another sign that does not stand within a number is
 * punctuation, and left out.
 * @param walls the page's lines and boxes
 */
export function splitNumbers<T extends Member>(
  lines: readonly (readonly T[])[],
  walls: Walls = NO_WALLS,
): Spaced<T>[][] {
  const gaps = withMissedWalls(lines.map((line) => gapsOf(line, walls)));
  const page = pageOf(gaps);
  return lines.map((line, k) => {
    const numbers: { members: T[]; gaps: TakenGap[] }[] = [];
    line.forEach((member, i) => {
      const said = i === 0 ? true : member.begins;
      const parts = said === undefined ? slashBefore(member) : Number(said);
      const gap = parts === undefined ? judged(gaps[k]![i - 1]!, page) : { parts: [parts], layout: 1 };
      const begins = partsOverall(gap, page) > 0.5;
      const taken = { ...gap, begins };
      numbers.at(-1)?.gaps.push(taken);
      if (begins) numbers.push({ members: [], gaps: [taken] });
      numbers.at(-1)!.members.push(begins ? withoutPunctuation(member) : member);
    });
    return numbers.map(({ members, gaps }) => ({ members, ...chancesOf(gaps, page) }));
  });
}

/** A gap as the page takes it. */
interface JudgedGap {
  /** The chance that it parts two numbers: one, or one for each way to take the page's gaps. */
  readonly parts: readonly number[];
  /** The chance that the page's boxes are what they are taken for, if any stand here. */
  readonly layout: number;
}

/** A gap as it was taken: whether a number begins after it. */
interface TakenGap extends JudgedGap {
  readonly begins: boolean;
}

/** The chance that a gap parts two numbers, whichever way the page's gaps are to be taken. */
function partsOverall({ parts }: JudgedGap, { partings }: PageGaps): number {
  return partings.reduce((sum, { chance }, way) => sum + chance * partAt(parts, way), 0);
}

/** How sure a number is that has these gaps around and between its members. */
function chancesOf(gaps: readonly TakenGap[], { partings }: PageGaps): Omit<Spaced<unknown>, 'members'> {
  // The chance that each of the gaps is what it is taken for, by one of the ways.
  const byWay = partings.map((_, way) =>
    gaps.reduce((product, { parts, begins }) => product * (begins ? partAt(parts, way) : 1 - partAt(parts, way)), 1),
  );
  const spacing = Math.max(...byWay);
  const overall = byWay.reduce((sum, chance, way) => sum + chance * partings[way]!.chance, 0);
  const boxes = gaps.reduce((least, { layout }) => Math.min(least, layout), 1);
  return { spacing, layout: boxes * (spacing > 0 ? overall / spacing : 0) };
}

const partAt = (parts: readonly number[], way: number): number => parts[way] ?? parts[0]!;

/** The chance that a slash parts a member from the one before it; undefined where none stands there. */
const slashBefore = ({ sign }: Member): number | undefined => (sign?.label === '/' ? sign.chance : undefined);

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
  /** Whether no sign stands in it, but for the minus sign of what follows, which ends it. */
  readonly plain: boolean;
  /**
   * Where walls stand in it: whether they part cells of a table, boxes of a comb, which is one number, boxes so narrow
   * that they may be either, or two such boxes that stand by themselves: one number on a page that has combs. `missed`
   * is a wall between boxes of a comb that was not found.
   */
  readonly wall?: 'cells' | 'comb' | 'boxes' | 'pair' | 'missed';
}

/** Boxes of one comb are as wide as each other, within this factor either way. Set by eye. */
const SAME_BOX = 1.35;

/**
 * The gaps of a page with the walls that were missed between boxes of a comb: where a page has several combs, digits
 * with no wall between them that stand as far apart as its boxes do are in such boxes.
 */
function withMissedWalls(lines: readonly (readonly Gap[])[]): Gap[][] {
  const combs = lines.flat().filter(({ wall }) => wall === 'comb');
  const usual = median(combs.map(({ pitch }) => pitch)) ?? 0;
  const isMissed = ({ wall, pitch, plain }: Gap): boolean =>
    !wall && plain && pitch < SAME_BOX * usual && pitch * SAME_BOX > usual;
  if (combs.length <= BOXED * lines.flat().length) return lines.map((line) => [...line]);
  return lines.map((line) => line.map((gap): Gap => (isMissed(gap) ? { ...gap, wall: 'missed' } : gap)));
}

/** What a page's gaps say together. */
interface PageGaps {
  /** The ways to take gaps without a wall. One line alone does not tell digits that stand apart from numbers. */
  readonly partings: readonly Parting[];
  readonly isBoxed: boolean;
  readonly hasCombs: boolean;
  /** The chance that its boxes that are narrow for cells are cells. */
  readonly narrowCells: number;
}

function pageOf(lines: readonly (readonly Gap[])[]): PageGaps {
  const gaps = lines.flat();
  const count = (...walls: readonly Gap['wall'][]): number => gaps.filter(({ wall }) => walls.includes(wall)).length;
  const partings = partingsOf(
    gaps.flatMap(({ gap, plain, wall }) => (plain && !wall ? [gap] : [])),
    lines.map(longestRun),
  );
  const shared = gaps.filter(({ gap, wall }) => !wall && partings[0]!.parts(gap) < 0.5).length;
  const odds = NARROW_CELLS * (1 + (count('cells') + shared) / (1 + count('comb')));
  return {
    partings,
    isBoxed: count('boxes', 'pair', 'comb') > BOXED * gaps.length,
    hasCombs: count('comb') > BOXED * gaps.length,
    narrowCells: odds / (1 + odds),
  };
}

/** How many of a line's members, at most, stand in a row with no wall between them. */
function longestRun(gaps: readonly Gap[]): number {
  let [run, longest] = [1, 1];
  for (const { wall } of gaps) {
    run = wall ? 1 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The chance that what stands on both sides of a wall is two numbers. Set by eye. */
const WALL_PARTS = { cells: 0.999, boxes: 0.999, pair: 0.35, comb: 0.005, missed: 0.1 } as const;

/**
 * Odds that boxes that are narrow for cells are cells of a table. Wider cells on the page, and boxes with two digits,
 * speak for it as often as there are of them; boxes that can only be a comb's speak against it. Set by eye.
 */
const NARROW_CELLS = 9;

/**
 * On a page of which more than this share of the gaps are boxes, one of its boxes may have been missed: what stands as
 * near as boxes do, with no wall between, parts or does not with this chance at most. Set by eye.
 */
const BOXED = 0.2;
const MISSED = 0.9;

function judged({ gap, wall, pitch }: Gap, { partings, isBoxed, hasCombs, narrowCells }: PageGaps): JudgedGap {
  const isNear = isBoxed && pitch <= COMB.widest;
  const kind = wall === 'pair' && !hasCombs ? 'boxes' : wall;
  if (kind) {
    const isNarrow = kind === 'boxes' || (kind === 'cells' && isNear);
    return { parts: [WALL_PARTS[kind]], layout: isNarrow ? narrowCells : 1 };
  }
  const parts = partings.map((way) => way.parts(gap));
  return { parts: isNear ? parts.map((part) => Math.min(MISSED, Math.max(1 - MISSED, part))) : parts, layout: 1 };
}

/** The gaps of a line. */
function gapsOf(line: readonly Member[], { down, seen }: Walls): Gap[] {
  const height = median(line.map(({ box }) => box.h)) ?? 1;
  const between = line.slice(1).map((member, i) => wallsBetween(down, line[i]!.box, member.box));
  const combs = combsOf(line, between, height);
  const pitches = line.slice(1).map(({ box }, i) => (centreX(box) - centreX(line[i]!.box)) / height);
  const isFar = (k: number): boolean => (pitches[k] ?? Number.POSITIVE_INFINITY) > COMB.alone;
  return line.slice(1).map((member, i) => {
    const gap = {
      gap: gapBetween(line[i]!, member, height) / height,
      pitch: pitches[i]!,
      plain: member.sign === undefined || member.sign.label === '-',
    };
    const boxed = seen && wallOfBands(bandsBetween(seen, line[i]!.box, member.box), gap.pitch, height);
    if (boxed) return { ...gap, wall: boxed };
    if (between[i]!.length === 0) return gap;
    if (combs[i]) return { ...gap, wall: 'comb' };
    if (gap.pitch > COMB.narrow) return { ...gap, wall: 'cells' };
    return { ...gap, wall: isFar(i - 1) && isFar(i + 1) ? 'pair' : 'boxes' };
  });
}

/**
 * Set by eye on photos of forms. In digit heights: boxes of one comb stand apart by so much, and are no wider than
 * this.
 */
const APART = { least: 0.15, most: 0.9, widest: 3.5 } as const;

/** What lines between two neighbours part, where there are several. */
function wallOfBands(bands: readonly number[], pitch: number, height: number): 'cells' | 'comb' | undefined {
  if (bands.length < 2) return undefined;
  const apart = (bands.at(-1)! - bands[0]!) / height;
  if (bands.length > 2) return 'cells';
  return apart >= APART.least && apart <= APART.most && pitch <= APART.widest ? 'comb' : undefined;
}

/**
 * Set by eye on generated forms. In digit heights: the highest side of a comb's box, the widest box, boxes that are
 * narrow for cells, and how far away all else is where two boxes stand by themselves. In boxes: how far apart digits
 * stand where a box is skipped, and digits that share one box.
 */
const COMB = { highest: 2.6, widest: 2.2, narrow: 1.7, alone: 2.5, skipped: 1.5, closer: 0.75 } as const;

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
