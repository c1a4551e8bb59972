// Chances and log odds: evidence adds up as log odds, in nats, and is told as a chance.

/** The chance, 0 to 1, whose log odds are `odds`. */
export function sigmoid(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The log odds of a chance; -Infinity for 0, Infinity for 1. */
export function logit(chance: number): number {
  return Math.log(chance / (1 - chance));
}
