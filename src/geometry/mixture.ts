// Two classes mixed in unknown shares: what one member looks like says more once it is known how many of the others
// belong to its class. The share is found by expectation and maximisation (Dempster, Laird & Rubin 1977).
import { logit, sigmoid } from './logistic.js';

/**
 * How many members of each class are assumed before any is seen; where a class has sure members, these count here too.
 */
export interface Assumed {
  /** Members of the first class; need not be whole. */
  readonly first: number;
  /** Members of the second class; need not be whole. */
  readonly second: number;
}

/** How the share is found. */
export interface MixtureOptions {
  /** Rounds of expectation and maximisation. */
  readonly rounds: number;
  /** The share that the first round starts from; as a rule that of the assumed members. */
  readonly start?: number;
}

/**
 * The share of the first class, 0 to 1, among `members` and those assumed.
 * @param chanceOf the chance that a member is of the first class where `share` of all are
 */
export function shareOfFirst<T>(
  members: readonly T[],
  chanceOf: (member: T, share: number) => number,
  { first, second }: Assumed,
  { rounds, start = first / (first + second) }: MixtureOptions,
): number {
  let share = start;
  for (let round = 0; round < rounds; round++) {
    const found = members.reduce((sum, member) => sum + chanceOf(member, share), 0);
    share = (found + first) / (members.length + first + second);
  }
  return share;
}

/** The chance that a member is of the first class, with `nats` of evidence for that, where `share` of all are. */
export function chanceOfFirst(nats: number, share: number): number {
  return sigmoid(nats + logit(share));
}
