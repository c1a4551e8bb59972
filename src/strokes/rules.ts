// Printed and drawn lines (ruling, squares, table borders) tie the symbols on them into one component. They are found
// as long straight chains of runs and taken out, except where a stroke crosses them.
import type { Plane } from '../page/image.js';
import { extent, type Mask, type PixelRun, span, twoFifthsUp } from './run-chain.js';
import { isSmooth } from './smoothness.js';
import { type Wall, type Walls, wallAt } from './walls.js';

/** What rules there may be. */
export interface RuleOptions {
  /** The shortest rule, pixels. */
  readonly length: number;
  /** The pen's width, pixels: rules are rarely much thicker. */
  readonly pen: number;
  /** How likely each pixel is written by hand, 0 to 255: what is mostly written is no rule. */
  readonly written?: Plane;
}

/** What a rule is, and which of its columns are erased. Set by eye. */
const RULE = {
  /** Rules lean less than this: 1 pixel down in 8. */
  steepest: 1 / 8,
  /**
   * A gap of this many pens may lie between two runs of one rule: less than between two symbols, one above the other.
   */
  break: 2,
  /** A rule's runs cover this share of its length. */
  covered: 0.6,
  /** A column so many times as dark as most of the rule's has a stroke on it. */
  darker: 1.3,
  /** The side of a box is this share of the shortest rule long at least. */
  side: 0.3,
  /** It ends within so many pens, and so many pixels more, of the line that it meets. */
  meets: 0.5,
  meetsPixels: 3,
  /** No longer rule has claimed this share of a rule's length. */
  unclaimed: 0.4,
};

/** What was erased from a page, and where the lines run that were. */
export interface Ruling {
  /** Pixels erased. */
  readonly erased: number;
  /** The lines, as objects. */
  readonly walls: Walls;
}

/**
 * Erases straight lines of `length` or longer that run nearly across or nearly down from `mask`, in place, and the
 * sides of boxes, which may be shorter: they run from one line to another. `darkness` tells a stroke along a rule from
 * the rule.
 */
export function eraseRules(mask: Mask, darkness: Plane, options: RuleOptions): Ruling {
  const across = eraseAcross(mask, () => darkness, options, []);
  const turned = transpose(mask);
  const { written, ...others } = options;
  const turnedOptions = written ? { ...others, written: transpose(written) } : others;
  const down = eraseAcross(turned, () => transpose(darkness), turnedOptions, across.walls);
  if (down.erased > 0) mask.data.set(transpose(turned).data);
  return { erased: across.erased + down.erased, walls: { across: across.walls, down: down.walls } };
}

/** `darknessOf` is asked only where there are rules; `ends` are lines that run the other way. */
function eraseAcross(
  mask: Mask,
  darknessOf: () => Plane,
  { length, pen, written }: RuleOptions,
  ends: readonly Wall[],
): { erased: number; walls: Wall[] } {
  // A rule that leans shows as a staircase of runs, each as long as the rule is thick over its slope.
  const shortest = Math.max(6, 2 * pen);
  const runs = longRuns(mask, shortest, Math.max(4, 1.5 * pen));
  // Longest first: it is the rule, and what it leaves standing (a stroke along it) is no second rule.
  const found = chains(runs, mask.width, RULE.break * pen + 3).filter((chain) => {
    const covered = chain.reduce((sum, run) => sum + run.x1 - run.x0, 0);
    return (
      (extent(chain) >= length || isSide(chain, ends, mask.width, length, pen)) &&
      !isWritten(chain, written) &&
      covered >= RULE.covered * extent(chain) &&
      straight(chain, pen) &&
      isSmooth(mask, chain, length, pen)
    );
  });
  if (found.length === 0) return { erased: 0, walls: [] };
  found.sort((a, b) => extent(b) - extent(a));
  const darkness = darknessOf();
  const claimed = new Uint8Array(mask.data.length);
  let erased = 0;
  const walls: Wall[] = [];
  for (const chain of found) {
    const lost = eraseChain(mask, darkness, chain, pen, claimed);
    if (lost > 0) walls.push(wallOf(chain, lost));
    erased += lost;
  }
  return { erased, walls };
}

/**
 * Whether a chain too short for a rule runs from one of the lines `ends`, which run the other way, to another, or to
 * where the picture (`far` pixels long that way) ends.
 */
function isSide(chain: readonly PixelRun[], ends: readonly Wall[], far: number, length: number, pen: number): boolean {
  if (extent(chain) < RULE.side * length) return false;
  const room = RULE.meets * pen + RULE.meetsPixels;
  const meets = (x: number, y: number): boolean =>
    x <= 1 ||
    x >= far - 2 ||
    ends.some((wall) => {
      const at = wallAt(wall, y, room);
      return at !== undefined && Math.abs(at - x) <= wall.width / 2 + room;
    });
  const [first, last] = [chain[0]!, chain.at(-1)!];
  return meets(first.x0, first.y) && meets(last.x1 - 1, last.y);
}

/** Whether the runs of a chain are mostly written by hand: 1s below each other, in low cells, make a line. */
function isWritten(chain: readonly PixelRun[], written: Plane | undefined): boolean {
  if (!written) return false;
  let [sum, count] = [0, 0];
  for (const { x0, x1, y } of chain) {
    for (let x = x0; x < x1; x++) sum += written.data[y * written.width + x]!;
    count += x1 - x0;
  }
  return sum > WRITTEN * count;
}

/** Of 255. Set by eye. */
const WRITTEN = 100;

/** A chain as an object: `top` and `bottom` are where it begins and ends, `xs` which row it is in. */
function wallOf(chain: readonly PixelRun[], pixels: number): Wall {
  const top = chain[0]!.x0;
  const bottom = chain.at(-1)!.x1;
  const xs = new Float32Array(bottom - top);
  chain.forEach(({ x0, x1, y }, k) => {
    const next = chain[k + 1];
    xs.fill(y, x0 - top, x1 - top);
    if (next) for (let x = x1; x < next.x0; x++) xs[x - top] = y + ((next.y - y) * (x - x1 + 1)) / (next.x0 - x1 + 1);
  });
  return { top, bottom, xs, width: pixels / (bottom - top) };
}

/**
 * The middle rows of flat stretches: runs at least `shortest` long through ink at most `thickest` high at their middle.
 */
function longRuns(mask: Mask, shortest: number, thickest: number): PixelRun[] {
  const { width, height, data } = mask;
  const runs: PixelRun[] = [];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (data[row + x] === 0) continue;
      const start = x;
      while (x < width && data[row + x] === 1) x++;
      if (x - start >= shortest && thin(mask, start, x, y, thickest)) runs.push({ y, x0: start, x1: x });
    }
  }
  return runs;
}

/** Whether at least half of a run's columns are no higher than `thickest`. */
function thin(mask: Mask, x0: number, x1: number, y: number, thickest: number): boolean {
  let fits = 0;
  let seen = 0;
  const step = Math.max(1, Math.floor((x1 - x0) / 8));
  for (let x = x0 + (step >> 1); x < x1; x += step) {
    seen++;
    const [top, bottom] = span(mask, x, y, thickest);
    if (bottom - top <= thickest) fits++;
  }
  return fits * 2 >= seen;
}

/** Runs that follow each other with little gap and little step, greedily from left to right. */
function chains(runs: readonly PixelRun[], width: number, gap: number): PixelRun[][] {
  const done: PixelRun[][] = [];
  // Chains by the row their last run lies in; a run only looks at the few rows around its own.
  const byRow = new Map<number, PixelRun[][]>();
  for (const run of [...runs].sort((a, b) => a.x0 - b.x0)) {
    let best: PixelRun[] | undefined;
    let least = Infinity;
    for (let y = run.y - 3; y <= run.y + 3; y++) {
      for (const chain of byRow.get(y) ?? []) {
        const last = chain.at(-1)!;
        const apart = run.x0 - last.x1;
        if (apart > gap || run.x1 <= last.x1) continue;
        const step = Math.abs(run.y - last.y);
        if (step > 1 + RULE.steepest * Math.max(0, run.x1 - last.x1)) continue;
        const cost = Math.abs(apart) + 4 * step;
        if (cost < least) {
          least = cost;
          best = chain;
        }
      }
    }
    const chain = best ?? [];
    if (best) {
      const list = byRow.get(best.at(-1)!.y)!;
      list.splice(list.indexOf(best), 1);
    } else done.push(chain);
    chain.push(run);
    const list = byRow.get(run.y);
    if (list) {
      list.push(chain);
      // A row keeps only chains that can still grow.
      if (list.length > 32)
        byRow.set(
          run.y,
          list.filter((c) => run.x0 - c.at(-1)!.x1 <= Math.min(gap, width)),
        );
    } else byRow.set(run.y, [chain]);
  }
  return done;
}

/** Whether a chain bends no more than a sheet of paper does: within a few pens of the line of its ends. */
function straight(chain: readonly PixelRun[], pen: number): boolean {
  const first = chain[0]!;
  const last = chain.at(-1)!;
  const slope = (last.y - first.y) / Math.max(1, last.x1 - first.x0);
  if (Math.abs(slope) > RULE.steepest) return false;
  const room = 2 * pen + 0.02 * (last.x1 - first.x0);
  return chain.every((run) => Math.abs(run.y - (first.y + slope * ((run.x0 + run.x1) / 2 - first.x0))) <= room);
}

/**
 * Clears the chain's columns that are as thin and as faint as the rule: others hold a stroke that crosses it or lies on
 * it.
 */
function eraseChain(mask: Mask, darkness: Plane, chain: readonly PixelRun[], pen: number, claimed: Uint8Array): number {
  const { data, width } = mask;
  const spans: { x: number; top: number; bottom: number; dark: number }[] = [];
  let x = chain[0]!.x0;
  chain.forEach((run, k) => {
    const next = chain[k + 1];
    const end = next ? Math.max(run.x1, next.x0) : run.x1;
    for (; x < end; x++) {
      // In a gap between two runs the rule is looked for on the line from one to the other.
      const t = next && x >= run.x1 ? (x - run.x1 + 1) / (next.x0 - run.x1 + 1) : 0;
      const y = Math.round(run.y + t * ((next?.y ?? run.y) - run.y));
      if (data[y * width + x] === 0 || claimed[y * width + x] === 1) continue;
      const [top, bottom] = span(mask, x, y, 6 * pen);
      let dark = 0;
      for (let v = top; v < bottom; v++) {
        dark = Math.max(dark, darkness.data[v * width + x]!);
        claimed[v * width + x] = 1;
      }
      spans.push({ x, top, bottom, dark });
    }
  });
  // What a longer chain has claimed is one rule with it, and what is left between are strokes.
  if (spans.length < RULE.unclaimed * extent(chain)) return 0;
  const thickness = twoFifthsUp(spans.map(({ top, bottom }) => bottom - top));
  const usual = twoFifthsUp(spans.map(({ dark }) => dark));
  let erased = 0;
  for (const { x, top, bottom, dark } of spans) {
    if (bottom - top > 1.5 * thickness + 1 || dark > RULE.darker * usual) continue;
    for (let y = top; y < bottom; y++) data[y * width + x] = 0;
    erased += bottom - top;
  }
  return erased;
}

/** Rows and columns exchanged, in blocks that stay in the cache. */
function transpose({ width, height, data }: Mask): Mask {
  const out = new Uint8Array(data.length);
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    for (let x = 0; x < width; x++)
      for (let y = top, to = x * height + top; y < bottom; y++, to++) out[to] = data[y * width + x]!;
  }
  return { width: height, height: width, data: out };
}

const BLOCK = 32;
