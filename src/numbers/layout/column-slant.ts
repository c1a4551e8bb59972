// Columns lean against their rows, and fan out, where a page is photographed from one side. How they do is told by what
// stands in them: upright, the columns together are narrowest.

/** Something that stands in a column: its middle along the rows and across them, and half its width. */
export interface Standing {
  /** Pixels along the rows. */
  readonly along: number;
  /** Pixels across the rows. */
  readonly across: number;
  /** Half the width, pixels. */
  readonly half: number;
}

/**
 * Slants are tried in steps up to the most, then in finer steps around the best. Set by eye: a lean is pixels along for
 * each pixel across, a fan the share by which the lowest row is wider than the middle one.
 */
const SLANT = { lean: { most: 0.2, step: 0.02 }, fan: { most: 0.12, step: 0.04 }, finer: 0.5 };

/** What a slant must gain to be believed: the columns become narrower by this share for each unit of slant. */
const COSTS = 0.3;

/** Columns are measured in so many bins across the page, which leave this room for slant, as a share of its height. */
const BINS = 1024;
const LEAST_ROOM = 0.5;

/** All of `standing` where it would stand if its columns were upright. */
export function withoutSlant<T extends Standing>(standing: readonly T[]): T[] {
  if (standing.length < 3) return [...standing];
  const alongs = standing.map(({ along }) => along);
  const acrosses = standing.map(({ across }) => across);
  const centre = middleOf(alongs);
  const middle = middleOf(acrosses);
  const tall = Math.max(1, Math.max(...acrosses) - Math.min(...acrosses));
  const upright = ({ along, across }: Standing, lean: number, fan: number): number =>
    along - (lean * (across - middle) + (fan * 2 * (along - centre) * (across - middle)) / tall);
  const wide = Math.max(...alongs) - Math.min(...alongs) + LEAST_ROOM * tall;
  const depth = new Int32Array(BINS + 1);
  const bin = (along: number): number =>
    Math.min(BINS - 1, Math.max(0, Math.round(((along - centre) / wide + 0.5) * (BINS - 1))));
  /** How many bins the columns cover together. */
  const covered = (lean: number, fan: number): number => {
    depth.fill(0);
    for (const one of standing) {
      const at = upright(one, lean, fan);
      depth[bin(at - one.half)]!++;
      depth[bin(at + one.half) + 1]!--;
    }
    let count = 0;
    for (let k = 0, deep = 0; k < BINS; k++) {
      deep += depth[k]!;
      if (deep > 0) count++;
    }
    return count;
  };
  let best = { lean: 0, fan: 0 };
  let least = Number.POSITIVE_INFINITY;
  const tryAround = (around: typeof best, leans: readonly number[], fans: readonly number[]): void => {
    for (const byFan of fans) {
      for (const byLean of leans) {
        const [lean, fan] = [around.lean + byLean, around.fan + byFan];
        const cost = covered(lean, fan) * (1 + COSTS * (Math.abs(lean) + Math.abs(fan)));
        if (cost < least) [best, least] = [{ lean, fan }, cost];
      }
    }
  };
  tryAround(best, steps(SLANT.lean.most, SLANT.lean.step), steps(SLANT.fan.most, SLANT.fan.step));
  const [lean, fan] = [SLANT.finer * SLANT.lean.step, SLANT.finer * SLANT.fan.step];
  tryAround(best, [0, -lean, lean], [0, -fan, fan]);
  return standing.map((one) => ({ ...one, along: upright(one, best.lean, best.fan) }));
}

/** From 0 on, the same to either side. */
function steps(most: number, step: number): number[] {
  const count = Math.round(most / step);
  return Array.from({ length: 2 * count + 1 }, (_, k) => (k % 2 === 0 ? -1 : 1) * Math.ceil(k / 2) * step);
}

const middleOf = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
