// What the gaps of a page say about its numbers. One hand spaces alike all over its page, so a page is taken as a
// whole: all of its gaps lie within numbers, or all part two, or they fall into two groups. Each of these is fitted to
// the page as normal distributions of the gaps' logarithms, drawn to what hands usually do (maximum a posteriori), the
// groups by expectation and maximisation (Dempster, Laird & Rubin 1977), and counts as far as it explains the gaps.
import { sigmoid } from '../../geometry/logistic.js';

/** Chosen of 45 settings by the gaps that half of the writers of 97 real pages leave; the others decide nothing. */
const GAPS = {
  /** Usual gaps within and between numbers, in digit heights. */
  within: 0.4,
  between: 1.4,
  /** Added before the logarithm is taken; digits that touch or overlap count as close and no closer. Digit heights. */
  offset: 0.3,
  /** Standard deviation of a group's logarithms. */
  spread: 0.3,
  /** What is assumed before the page is seen, in gaps: of a group's mean, of its spread, and of how many are within. */
  meanWeight: 1,
  spreadWeight: 6,
  shareWeight: 3,
  withinShare: 0.6,
} as const;

/** Chosen of 1,620 settings in the same way. */
const WAYS = {
  /** How likely all gaps of a page are within numbers, and how likely all part two, before they are seen. */
  allWithin: 0.3,
  allBetween: 0.2,
  /** Standard deviations of hands' means, in logarithms: some hands write the digits of a number far apart. */
  handsWithin: 0.5,
  handsBetween: 0.25,
  /** Rows of more digits are so much less likely one number each, in nats for each digit more of the mean row. */
  longest: 9,
  perDigit: 0.8,
  /** What two groups lose for their parameters, in logarithms of the number of gaps: two thirds of what BIC takes. */
  groups: 1,
  /** Where all gaps are of one kind, this share of them is of the other kind still. Set by eye. */
  other: 0.02,
} as const;

const ROUNDS = 30;

/** No group's spread is less: digits that touch all count alike. Set by eye on drawn documents. */
const LEAST = 0.2;

const scale = (gap: number): number => Math.log(Math.max(0, gap) + GAPS.offset);

/** Log density of a normal distribution, less a constant. */
const logNormal = (x: number, { mean, spread }: Group): number => -Math.log(spread) - ((x - mean) / spread) ** 2 / 2;

/** One way to take the gaps of a page. */
export interface Parting {
  /** The chance that it is the right one. */
  readonly chance: number;
  /** The chance that a gap, in digit heights, parts two numbers, if it is. */
  readonly parts: (gap: number) => number;
}

/**
 * The ways to take the gaps of a page, likeliest first.
 * @param gaps those without a wall or sign, digit heights
 * @param runs how many digits stand in a row with no wall between them
 */
export function partingsOf(gaps: readonly number[], runs: readonly number[]): Parting[] {
  const values = gaps.map(scale);
  const groups = twoGroups(values);
  const beyond = sum(runs.map((run) => Math.max(0, run - WAYS.longest))) / Math.max(1, runs.length);
  const within = oneGroup(values, GAPS.within, WAYS.handsWithin);
  const between = oneGroup(values, GAPS.between, WAYS.handsBetween);
  const ways = [
    {
      evidence: Math.log(WAYS.allWithin) + within.evidence - WAYS.perDigit * beyond,
      parts: partingBy(within, USUAL.between, 1 - WAYS.other),
    },
    {
      evidence: Math.log(WAYS.allBetween) + between.evidence,
      parts: partingBy(USUAL.within, between, WAYS.other),
    },
    {
      evidence:
        Math.log(1 - WAYS.allWithin - WAYS.allBetween) +
        groups.evidence -
        WAYS.groups * Math.log(Math.max(1, values.length)),
      parts: groups.parts,
    },
  ];
  const best = Math.max(...ways.map(({ evidence }) => evidence));
  const total = sum(ways.map(({ evidence }) => Math.exp(evidence - best)));
  return ways
    .map(
      ({ evidence, parts }): Parting => ({
        chance: Math.exp(evidence - best) / total,
        parts: (gap) => parts(scale(gap)),
      }),
    )
    .sort((a, b) => b.chance - a.chance);
}

/** Where the logarithms of some gaps lie. */
interface Group {
  readonly mean: number;
  readonly spread: number;
}

const usualGroup = (gap: number): Group => ({ mean: scale(gap), spread: GAPS.spread });

/** What the two groups of a page's gaps are before it is seen. */
const USUAL = { within: usualGroup(GAPS.within), between: usualGroup(GAPS.between) } as const;

/** The chance that a gap parts two numbers, where such a share of the gaps lies within them. */
function partingBy(within: Group, between: Group, share: number): (x: number) => number {
  // The groups' far sides are open: a gap beyond a group's mean fits that group as well as its mean does.
  return (x) =>
    sigmoid(
      logNormal(Math.min(x, between.mean), between) -
        logNormal(Math.max(x, within.mean), within) +
        Math.log(1 - share) -
        Math.log(share),
    );
}

/** One group that lies near the usual gap, and how well it explains all gaps, in nats. */
function oneGroup(values: readonly number[], usualGap: number, hands: number): Group & { readonly evidence: number } {
  const usual = scale(usualGap);
  let [mean, spread]: [number, number] = [usual, GAPS.spread];
  for (let round = 0; round < ROUNDS; round++) {
    const prior = (spread / hands) ** 2;
    mean = (sum(values) + prior * usual) / (values.length + prior);
    spread = spreadOf(values, mean);
  }
  const explained = sum(values.map((x) => logNormal(x, { mean, spread })));
  return { mean, spread, evidence: explained - ((mean - usual) / hands) ** 2 / 2 + logPriorOfSpread(spread) };
}

/** What two groups of gaps say: how well they explain them, nats, and the chance that a gap parts two numbers. */
interface TwoGroups {
  readonly evidence: number;
  readonly parts: (x: number) => number;
}

/** Shares of a page's gaps that may lie within numbers: groups are sought from each of these, and the usual ones. */
const STARTS = [0.3, 0.5, 0.7, 0.85] as const;

/** The two groups of a page's gaps. Expectation and maximisation may end in a poor place, so it starts in several. */
function twoGroups(values: readonly number[]): TwoGroups {
  const sorted = [...values].sort((a, b) => a - b);
  const starts = STARTS.flatMap((share) => {
    const bound = sorted[Math.floor(share * sorted.length)];
    return bound === undefined ? [] : [(x: number): number => Number(x >= bound)];
  });
  return [partingBy(USUAL.within, USUAL.between, GAPS.withinShare), ...starts]
    .map((start) => twoGroupsFrom(values, start))
    .reduce((best, each) => (each.evidence > best.evidence ? each : best));
}

/** The two groups of gaps that are found from a first guess of which of them part numbers. */
function twoGroupsFrom(values: readonly number[], start: (x: number) => number): TwoGroups {
  let { within, between }: Record<keyof typeof USUAL, Group> = USUAL;
  let share: number = GAPS.withinShare;
  let parts = start;
  for (let round = 0; round < ROUNDS && values.length > 0; round++) {
    const parting = values.map(parts);
    const closeness = parting.map((part) => 1 - part);
    within = fitted(values, closeness, USUAL.within);
    between = fitted(values, parting, USUAL.between);
    share = (sum(closeness) + GAPS.shareWeight * GAPS.withinShare) / (values.length + GAPS.shareWeight);
    parts = partingBy(within, between, share);
  }
  const explained = values.map((x) =>
    Math.log(share * Math.exp(logNormal(x, within)) + (1 - share) * Math.exp(logNormal(x, between))),
  );
  return { evidence: sum(explained) + logPrior(within, USUAL.within) + logPrior(between, USUAL.between), parts };
}

/** The group of weighted values, drawn to the usual one. */
function fitted(values: readonly number[], weights: readonly number[], usual: Group): Group {
  const mean = (dot(weights, values) + GAPS.meanWeight * usual.mean) / (sum(weights) + GAPS.meanWeight);
  return { mean, spread: spreadOf(values, mean, weights) };
}

/** Log density of a group before the page is seen, 0 for the usual one. */
const logPrior = ({ mean, spread }: Group, usual: Group): number =>
  logPriorOfSpread(spread) - (GAPS.meanWeight * ((mean - usual.mean) / spread) ** 2) / 2;

/** The spread of weighted values about a mean, drawn to the usual one. */
function spreadOf(values: readonly number[], mean: number, weights?: readonly number[]): number {
  const squares = values.map((x) => (x - mean) ** 2);
  const count = weights ? sum(weights) : values.length;
  const prior = GAPS.spreadWeight * GAPS.spread ** 2;
  const spread = Math.sqrt(((weights ? dot(weights, squares) : sum(squares)) + prior) / (count + GAPS.spreadWeight));
  return Math.max(LEAST, spread);
}

/** Log density of a spread before the page is seen, 0 for the usual one. */
const logPriorOfSpread = (spread: number): number =>
  -GAPS.spreadWeight * (Math.log(spread / GAPS.spread) + ((GAPS.spread / spread) ** 2 - 1) / 2);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, k) => total + value * b[k]!, 0);
