// A seeded generator of the bench's own, so that its pages stay the same whatever becomes of the engine's.

/** @typedef {() => number} Random  uniform in [0, 1) */

/** Mulberry32 (Tommy Ettinger 2017). @param {number} seed @returns {Random} */
export function seeded(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A linear congruential generator (Numerical Recipes), which draws the samples of the benches on people's own writing.
 * @param {number} seed
 * @returns {Random}
 */
export function linearCongruential(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Uniform in [low, high). @param {Random} random @param {number} low @param {number} high */
export const between = (random, low, high) => low + (high - low) * random();

/** A whole number, both ends included. @param {Random} random @param {number} low @param {number} high */
export const whole = (random, low, high) => low + Math.floor((high - low + 1) * random());

/** One of the list, each as likely. @template T @param {Random} random @param {readonly T[]} from @returns {T} */
export const pick = (random, from) => from[Math.floor(random() * from.length)];

/** Standard normal (Box & Muller 1958). @param {Random} random */
export const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * The list in another order (Fisher & Yates).
 * @template T
 * @param {Random} random
 * @param {readonly T[]} list
 * @returns {T[]}
 */
export function shuffled(random, list) {
  const out = [...list];
  for (let k = out.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [out[k], out[other]] = [out[other], out[k]];
  }
  return out;
}
