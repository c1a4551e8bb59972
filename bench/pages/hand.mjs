// One person's hand made from MNIST: each digit always of nearly the same form, all leaning and bent the same way.
// With strong settings a reader who knows only MNIST misreads it, and yet it is consistent and can be learned.
import { digitField } from './ink.mjs';
import { between, pick } from './random.mjs';

/**
 * @typedef {object} Habits
 * @property {number} [near] how many pictures of MNIST each digit varies over: those nearest to one picked form
 * @property {number} [slant]
 * @property {number} [turn] radians
 * @property {number} [stretch]
 * @property {number} [bend] how far strokes are bent, as a share of half the digit's size
 * @property {string} [mirrored] digits written the wrong way round
 * @property {string} [upturned] digits written turned by a quarter to the left
 */

/** A hand that MNIST does not prepare for; each digit stays one that its writer knows from the others. */
export const odd = { near: 8, slant: -0.5, turn: -0.3, stretch: 1.05, bend: 0.12 };

/**
 * A writer with habits.
 * @param {import('./digits.mjs').Digits} digits
 * @param {() => number} random
 * @param {Habits} [habits]
 * @returns {import('./compose.mjs').Writer}
 */
export function hand(digits, random, habits = {}) {
  const {
    near = 10,
    slant = between(random, -0.05, 0.2),
    turn = 0,
    stretch = 1,
    bend = 0,
    mirrored = '',
    upturned = '',
  } = habits;
  const forms = Array.from({ length: 10 }, (_, label) => alike(digits, random, String(label), near));
  const [px, py] = [between(random, 0, 6), between(random, 0, 6)];
  const warp = (/** @type {string} */ label) => (/** @type {number} */ x, /** @type {number} */ y) => {
    const [u, v] = upturned.includes(label) && upturned ? [-y, x] : [x, y];
    const across = mirrored.includes(label) && mirrored ? -u : u;
    return /** @type {[number, number]} */ ([
      across + bend * Math.sin(3.2 * v + px),
      v + bend * Math.sin(3.2 * across + py),
    ]);
  };
  return {
    field: (label, next, pen) => digitField(pick(next, forms[Number(label)]), pen),
    slant,
    turn,
    stretch,
    ...(bend || mirrored || upturned ? { warp } : {}),
  };
}

/**
 * Pictures of one digit that resemble one of them, itself not an outlier.
 * @param {import('./digits.mjs').Digits} digits
 * @param {() => number} random
 * @param {string} label
 * @param {number} near
 */
function alike(digits, random, label, near) {
  const pool = Array.from({ length: 300 }, () => digits.any(random, label).picture);
  /** @param {Uint8Array} a @param {Uint8Array} b */
  const apart = (a, b) => {
    let sum = 0;
    for (let k = 0; k < 784; k++) sum += (a[k] - b[k]) ** 2;
    return sum;
  };
  /** @param {Uint8Array} form */
  const ranked = (form) =>
    pool.map((picture) => ({ picture, far: apart(picture, form) })).sort((a, b) => a.far - b.far);
  const candidates = Array.from({ length: 5 }, () => ranked(pick(random, pool)));
  candidates.sort((a, b) => a[near].far - b[near].far);
  return candidates[2].slice(0, near).map(({ picture }) => picture);
}
