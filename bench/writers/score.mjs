// How many samples, and how many of MNIST's test digits, a hand's reader reads rightly.
import { evaluate, loadMnist } from '../../dist/node/index.js';

/**
 * Share of samples read wrongly.
 * @param {import('../../dist/node/index.js').Hand} hand
 * @param {readonly import('../../dist/node/index.js').NewSample[]} samples
 */
export const errorOf = async (hand, samples) => 1 - (await evaluate(hand, samples)).accuracy;

const digits = await loadMnist();
const mnist = Array.from(digits.test.labels, (label, i) => ({
  label: String(label),
  picture: digits.test.pictures.subarray(784 * i, 784 * (i + 1)),
}));

/** MNIST test digits read wrongly, in points. @param {import('../../dist/node/index.js').Hand} hand */
export const mnistError = async (hand) => 100 * (1 - (await evaluate(hand, mnist)).accuracy);
