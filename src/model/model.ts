// A checkpoint ready to read: pictures in, calibrated probabilities out.
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import { baseIdentity } from './base-identity.js';
import type { Checkpoint } from './checkpoint.js';
import type { Classifier, Look, SteppedLook } from './classifier.js';
import type { Habits } from './learned/habits.js';
import type { Runner } from './learned/learned-runner.js';
import { lastLayer, softmax } from './logits.js';
import { split } from './network-surgery.js';

/** A checkpoint with its engines; `close` it when it is done. */
export class Model implements Classifier {
  /** What was opened. */
  readonly checkpoint: Checkpoint;
  /** How it looks at pictures: what its base sees, and what it makes of that. */
  readonly steps: SteppedLook;
  readonly #runner: Runner;

  private constructor(checkpoint: Checkpoint, runner: Runner) {
    this.checkpoint = checkpoint;
    this.#runner = runner;
    const { alphabet, temperature } = checkpoint;
    this.steps = {
      base: runner.base,
      see: runner.see,
      judge: (seen) => ({
        chances: softmax(runner.logits(seen), alphabet.length + 1, temperature),
        features: seen.features,
        ...(runner.ofHand && { ofHand: runner.ofHand(seen) }),
      }),
    };
  }

  /** Starts the engines that the checkpoint needs. */
  static async open(checkpoint: Checkpoint, engines: EngineFactory, options: EngineOptions = {}): Promise<Model> {
    const { network, weights, own } = checkpoint;
    if (own) {
      // Whoever has taught it nothing does not load what reads a hand.
      const { openLearned } = await import('./learned/learned-runner.js');
      return new Model(checkpoint, await openLearned(checkpoint, own, engines, options));
    }
    const { trunk, top } = split(network, weights, network.layers.length - 1);
    const engine = await engines(trunk.network, trunk.weights, { ...options, trains: false });
    const [weight, bias] = [top.weights.get('0.weight')!, top.weights.get('0.bias')!];
    return new Model(checkpoint, {
      base: baseIdentity(checkpoint, engines, options),
      see(pictures, count) {
        const features = engine.predictPictures(pictures, count);
        const nothing = new Float32Array(0);
        return { count, pen: nothing, quarters: nothing, features, logits: lastLayer(features, weight, bias) };
      },
      logits: ({ logits }) => logits.slice(),
      close: () => engine.close(),
    });
  }

  /** The labels it can give. */
  get alphabet(): readonly string[] {
    return this.checkpoint.alphabet;
  }

  /** How the hand that it has learned puts its glyphs together. */
  get habits(): Habits | undefined {
    return this.checkpoint.own?.habits;
  }

  /** Logits [count, alphabet.length + 1] of pictures [count, 28, 28]; the last column is "not a symbol". */
  logits(pictures: Uint8Array, count: number): Float32Array {
    return this.#runner.logits(this.#runner.see(pictures, count));
  }

  /** Calibrated probabilities [count, alphabet.length + 1] of pictures [count, 28, 28]. */
  classify(pictures: Uint8Array, count: number): Float32Array {
    return this.look(pictures, count).chances;
  }

  /** The same, with the features that the base's last layer decides by. */
  look(pictures: Uint8Array, count: number): Look {
    return this.steps.judge(this.steps.see(pictures, count));
  }

  /** Ends its engines. */
  close(): void {
    this.#runner.close();
  }
}
