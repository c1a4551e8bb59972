// A checkpoint brought to life: pictures in, calibrated probabilities out.
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import type { Classifier, Look } from './classifier.js';
import { split } from './network-surgery.js';
import { lastLayer } from './own-head.js';
import { openTwin, type Twin } from './two-heads.js';

export class Model implements Classifier {
  readonly checkpoint: Checkpoint;
  readonly #reader: Twin;

  private constructor(checkpoint: Checkpoint, reader: Twin) {
    this.checkpoint = checkpoint;
    this.#reader = reader;
  }

  static async open(checkpoint: Checkpoint, engines: EngineFactory, options: EngineOptions = {}): Promise<Model> {
    const { network, weights, own } = checkpoint;
    if (own) return new Model(checkpoint, await openTwin(checkpoint, own, engines, options));
    const { trunk, top } = split(network, weights, network.layers.length - 1);
    const engine = await engines(trunk.network, trunk.weights, options);
    const [weight, bias] = [top.weights.get('0.weight')!, top.weights.get('0.bias')!];
    return new Model(checkpoint, {
      look(pictures, count) {
        const features = engine.predictPictures(pictures, count);
        return { logits: lastLayer(features, weight, bias), features };
      },
      close: () => engine.close(),
    });
  }

  get alphabet(): readonly string[] {
    return this.checkpoint.alphabet;
  }

  /** Logits [count, alphabet.length + 1] of pictures [count, 28, 28]; the last column is "not a symbol". */
  logits(pictures: Uint8Array, count: number): Float32Array {
    return this.#reader.look(pictures, count).logits;
  }

  classify(pictures: Uint8Array, count: number): Float32Array {
    return this.look(pictures, count).chances;
  }

  look(pictures: Uint8Array, count: number): Look {
    const { logits, features } = this.#reader.look(pictures, count);
    return { chances: softmax(logits, this.alphabet.length + 1, this.checkpoint.temperature), features };
  }

  close(): void {
    this.#reader.close();
  }
}

/** Probabilities of rows of logits at a temperature, in place; returns the same array. */
export function softmax(logits: Float32Array, columns: number, temperature = 1): Float32Array {
  for (let from = 0; from < logits.length; from += columns) {
    const row = logits.subarray(from, from + columns);
    let top = Number.NEGATIVE_INFINITY;
    for (const value of row) top = Math.max(top, value);
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += row[i] = Math.exp((row[i]! - top) / temperature);
    for (let i = 0; i < columns; i++) row[i]! /= sum;
  }
  return logits;
}

/** Index of the largest of `count` values from `from`; the first of equals. */
export function argmax(values: ArrayLike<number>, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[from + i]! > values[from + best]!) best = i;
  return best;
}
