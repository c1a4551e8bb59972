// A checkpoint ready to read: pictures in, calibrated probabilities out.
import type { EngineFactory, EngineOptions } from '../engine/engine.js';
import type { Checkpoint } from './checkpoint.js';
import type { Classifier, Look } from './classifier.js';
import { softmax } from './logits.js';
import { split } from './network-surgery.js';
import { openBase } from './open-base.js';
import { blend, gateView, lastLayer, type OwnHead, oddsOf, ownLogits } from './own-head.js';

/** A checkpoint with its engines; `close` it when it is done. */
export class Model implements Classifier {
  /** What was opened. */
  readonly checkpoint: Checkpoint;
  readonly #runner: Runner;

  private constructor(checkpoint: Checkpoint, runner: Runner) {
    this.checkpoint = checkpoint;
    this.#runner = runner;
  }

  /** Starts the engines that the checkpoint needs. */
  static async open(checkpoint: Checkpoint, engines: EngineFactory, options: EngineOptions = {}): Promise<Model> {
    const { network, weights, own } = checkpoint;
    if (own) return new Model(checkpoint, await openLearned(checkpoint, own, engines, options));
    const { trunk, top } = split(network, weights, network.layers.length - 1);
    const engine = await engines(trunk.network, trunk.weights, options);
    const [weight, bias] = [top.weights.get('0.weight')!, top.weights.get('0.bias')!];
    return new Model(checkpoint, {
      run(pictures, count) {
        const features = engine.predictPictures(pictures, count);
        return { logits: lastLayer(features, weight, bias), features };
      },
      close: () => engine.close(),
    });
  }

  /** The labels it can give. */
  get alphabet(): readonly string[] {
    return this.checkpoint.alphabet;
  }

  /** Logits [count, alphabet.length + 1] of pictures [count, 28, 28]; the last column is "not a symbol". */
  logits(pictures: Uint8Array, count: number): Float32Array {
    return this.#runner.run(pictures, count).logits;
  }

  /** Calibrated probabilities [count, alphabet.length + 1] of pictures [count, 28, 28]. */
  classify(pictures: Uint8Array, count: number): Float32Array {
    return this.look(pictures, count).chances;
  }

  /** The same, with the features that the base's last layer decides by. */
  look(pictures: Uint8Array, count: number): Look {
    const { logits, features } = this.#runner.run(pictures, count);
    return { chances: softmax(logits, this.alphabet.length + 1, this.checkpoint.temperature), features };
  }

  /** Ends its engines. */
  close(): void {
    this.#runner.close();
  }
}

/** A checkpoint's network, ready to run. */
interface Runner {
  /** Logits [count, alphabet + 1] of pictures [count, 28, 28], and the base's inputs to its last layer, [count, d]. */
  run(pictures: Uint8Array, count: number): { logits: Float32Array; features: Float32Array };
  close(): void;
}

/** Opens a checkpoint that has learned a hand. */
async function openLearned(
  checkpoint: Checkpoint,
  own: OwnHead,
  engines: EngineFactory,
  options: EngineOptions,
): Promise<Runner> {
  const base = await openBase(checkpoint, engines, options);
  return {
    run(pictures, count) {
      const outputs = base.run(pictures, count);
      const { logits, features } = outputs;
      const odds = oddsOf(gateView(outputs), own.gate);
      return { logits: blend(logits, ownLogits(own, outputs, checkpoint.alphabet), odds), features };
    },
    close: base.close,
  };
}
