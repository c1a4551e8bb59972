// How the gaps of a page fall into two groups, those within numbers and those between them. One hand spaces alike all
// over its page, so the groups are fitted to the page: two normal distributions of the gaps' logarithms, by expectation
// and maximisation (Dempster, Laird & Rubin 1977), drawn to what hands usually do (maximum a posteriori).
import { sigmoid } from '../../geometry/logistic.js';

/** Chosen of 45 settings by the gaps that half of the writers of 97 real pages leave; the others decide nothing. */
const GAPS = {
  /** Usual gaps within and between numbers, in digit heights. */
  within: 0.4,
  between: 1.4,
  /** Added before the logarithm is taken, so that digits that touch count as close and no closer. Digit heights. */
  offset: 0.3,
  /** Standard deviation of a group's logarithms. */
  spread: 0.3,
  /** What is assumed before the page is seen, in gaps: of a group's mean, of its spread, and of how many are within. */
  meanWeight: 1,
  spreadWeight: 6,
  shareWeight: 3,
  withinShare: 0.6,
  /** Standard deviations of hands' means, in logarithms: some hands write the digits of a number far apart. */
  handsWithin: 0.4,
  handsBetween: 0.25,
  /** On a page whose gaps are all of one kind, how likely they all lie within numbers before they are seen. */
  allWithin: 0.6,
} as const;

const ROUNDS = 30;

const scale = (gap: number): number => Math.log(Math.max(0.02, gap + GAPS.offset));

/** Log density of a normal distribution, less a constant. */
const logNormal = (x: number, mean: number, spread: number): number =>
  -Math.log(spread) - ((x - mean) / spread) ** 2 / 2;

/** How the gaps of a page part numbers. */
export interface Parting {
  /** The chance that a gap, in digit heights, parts two numbers, by the page's two groups. */
  readonly parts: (gap: number) => number;
  /** The chance that the groups are what they are taken for: of gaps of one kind alone it may be the other. */
  readonly kind: number;
}

/** How a page with these gaps, in digit heights, parts its numbers. */
export function partingOf(gaps: readonly number[]): Parting {
  const values = gaps.map(scale);
  const usual = [scale(GAPS.within), scale(GAPS.between)] as const;
  let means: readonly [number, number] = usual;
  let spreads: readonly [number, number] = [GAPS.spread, GAPS.spread];
  let share: number = GAPS.withinShare;
  let counts: readonly [number, number] = [0, 0];
  const chance = (x: number): number => {
    // The groups' far sides are open: a gap beyond a group's mean fits that group as well as its mean does.
    const within = logNormal(Math.max(x, means[0]), means[0], spreads[0]);
    const between = logNormal(Math.min(x, means[1]), means[1], spreads[1]);
    const odds = between - within;
    return sigmoid(odds + Math.log(1 - share) - Math.log(share));
  };
  for (let round = 0; round < ROUNDS && values.length > 0; round++) {
    const parts = values.map(chance);
    const weights = [parts.map((part) => 1 - part), parts] as const;
    counts = [sum(weights[0]), sum(weights[1])];
    means = both((k) => (dot(weights[k], values) + GAPS.meanWeight * usual[k]) / (counts[k] + GAPS.meanWeight));
    spreads = both((k) => {
      const squares = values.map((x) => (x - means[k]) ** 2);
      const prior = GAPS.spreadWeight * GAPS.spread ** 2;
      return Math.sqrt((dot(weights[k], squares) + prior) / (counts[k] + GAPS.spreadWeight));
    });
    share = (counts[0] + GAPS.shareWeight * GAPS.withinShare) / (values.length + GAPS.shareWeight);
  }
  const isOneKind = values.length > 0 && Math.min(...counts) < 1;
  return {
    parts: (gap) => chance(scale(gap)),
    kind: isOneKind ? 1 - otherKind(sum(values) / values.length, values.length) : 1,
  };
}

/** Where all gaps of a page are of one kind: the chance that they are of the other, of a hand that spaces unusually. */
function otherKind(mean: number, count: number): number {
  const ofMean = GAPS.spread / Math.sqrt(count);
  const within = logNormal(mean, scale(GAPS.within), Math.hypot(GAPS.handsWithin, ofMean)) + Math.log(GAPS.allWithin);
  const between =
    logNormal(mean, scale(GAPS.between), Math.hypot(GAPS.handsBetween, ofMean)) + Math.log(1 - GAPS.allWithin);
  return sigmoid(-Math.abs(within - between));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, k) => total + value * b[k]!, 0);
const both = (of: (k: 0 | 1) => number): readonly [number, number] => [of(0), of(1)];
