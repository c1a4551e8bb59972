// The source of every random choice in ownhand, so that a seed fixes a run on any machine.

/** A generator of numbers in [0, 1). */
export type Random = () => number;

/** A seeded generator (Mulberry32, Tommy Ettinger 2017): 32 bits of state, passes gjrand. */
export function random(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A number from the standard normal distribution, within ±6: the sum of twelve uniforms (Irwin–Hall). It takes only
 * additions, so it is the same on every machine; Math.log and Math.cos are not.
 */
export function gaussian(draw: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += draw();
  return sum;
}

/** Shuffles the values in place (Fisher & Yates 1938). */
export function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
