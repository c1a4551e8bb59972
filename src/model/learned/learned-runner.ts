// A checkpoint that has learned a hand, ready to run.
import type { EngineFactory, EngineOptions } from '../../engine/engine.js';
import { sigmoid } from '../../geometry/logistic.js';
import { baseIdentity } from '../base-identity.js';
import type { BaseOutputs } from '../base-outputs.js';
import type { Checkpoint } from '../checkpoint.js';
import { openBase } from './open-base.js';
import { blend, gateView, type OwnHead, oddsOf, ownLogits } from './own-head.js';

/** A checkpoint's network, ready to run. */
export interface Runner {
  /** The same object for bases that are the same. */
  readonly base: object;
  /** What the base makes of pictures [count, 28, 28]. */
  see(pictures: Uint8Array, count: number): BaseOutputs;
  /** Logits [count, alphabet + 1] that follow of it. */
  logits(seen: BaseOutputs): Float32Array;
  /** [count] how far each is read as the hand's, 0 to 1; missing where there is no hand. */
  ofHand?(seen: BaseOutputs): Float32Array;
  /** Ends its engines. */
  close(): void;
}

/** Opens a checkpoint that has learned a hand. */
export async function openLearned(
  checkpoint: Checkpoint,
  own: OwnHead,
  engines: EngineFactory,
  options: EngineOptions,
): Promise<Runner> {
  const base = await openBase(checkpoint, engines, options);
  return {
    base: baseIdentity(checkpoint, engines, options),
    see: (pictures, count) => base.run(pictures, count),
    logits(seen) {
      const odds = oddsOf(gateView(seen), own.gate);
      return blend(seen.logits, ownLogits(own, seen, checkpoint.alphabet), odds);
    },
    ofHand: (seen) => oddsOf(gateView(seen), own.gate).map(sigmoid),
    close: base.close,
  };
}
