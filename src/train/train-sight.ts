// Trains the models that look at pages: an encoder and decoder with skips (Ronneberger et al. 2015; added as in
// LinkNet) looks at generated documents and says for every pixel, or every cell of a few pixels, what is there.
// Documents never repeat.
import type { Batch, EngineFactory, Network } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { OwnhandError } from '../error.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { foldNorms } from '../model/network-surgery.js';
import { unsure } from './draw/documents/drawn-document.js';
import { type FitHooks, type FitPlan, fit } from './fit.js';
import type { SightPatches } from './sight-patches.js';

/** What is trained, and for how long. */
export interface SightRecipe {
  /** The network, for patches of any side that its halvings divide. */
  readonly network: (side: number) => Network;
  /** Its labels, in the order of its channels. */
  readonly labels: readonly string[];
  /** Fixes the first weights and every document. */
  readonly seed: number;
  /** Pixels of a patch's side, a multiple of 32. */
  readonly side: number;
  /** Patches a step. */
  readonly batch: number;
  /** Steps, rates and averaging. */
  readonly plan: FitPlan;
  /** How much a pixel of each class counts: most of a page is paper, and little of it says anything. */
  readonly classWeights: readonly number[];
}

/** The seed of a step's patches. */
export const seedOfStep = (recipe: SightRecipe, step: number): number => (recipe.seed * 1_000_003 + step) | 0;

/** How often each class (rows) was taken for each (columns), counted in pixels, or cells. */
export type PixelConfusion = readonly (readonly number[])[];

/** A trained model. */
export interface TrainedSight {
  /** Its weights, normalisation folded away. */
  readonly checkpoint: Checkpoint;
  /** What it takes the held-out patches' pixels for. */
  readonly confusion: PixelConfusion;
}

/**
 * Trains a model on patches that `patchesOf` gives for each step.
 * @throws OwnhandError 'aborted' where the signal came before the last round ended.
 */
export async function trainSight(
  patchesOf: (step: number) => Promise<SightPatches>,
  heldOut: SightPatches,
  engines: EngineFactory,
  recipe: SightRecipe,
  hooks: Omit<FitHooks, 'afterRound'> & {
    /** A model to refine; without it training begins with random weights. */
    readonly from?: Checkpoint;
    /** Called after each round and awaited; `trained` gives the model as it is. */
    readonly afterRound?: (
      ...round: [...Parameters<NonNullable<FitHooks['afterRound']>>, trained: () => Promise<TrainedSight>]
    ) => Promise<void>;
  } = {},
): Promise<TrainedSight> {
  const { seed, side, batch: size, plan } = recipe;
  const { from } = hooks;
  const network = from?.network ?? recipe.network(side);
  const classWeights = Float32Array.from(recipe.classWeights);
  const engine = await engines(network, from?.weights ?? initialWeights(network, seed), { maxBatch: size });
  const trained = (): Promise<TrainedSight> => scored(network, engine.weights('average'), heldOut, engines, recipe);
  try {
    const next = async (step: number): Promise<Batch> => ({ size, classWeights, ...(await patchesOf(step)) });
    const { afterRound, from: _, ...others } = hooks;
    const done = await fit(engine, next, plan, {
      ...others,
      ...(afterRound && { afterRound: (progress, state) => afterRound(progress, state, trained) }),
    });
    if (done < plan.rounds)
      throw new OwnhandError(
        'aborted',
        `Stopped after round ${done} of ${plan.rounds}; there is no model to keep yet.`,
      );
    return await trained();
  } finally {
    engine.close();
  }
}

async function scored(
  network: Network,
  weights: ReturnType<typeof initialWeights>,
  heldOut: SightPatches,
  engines: EngineFactory,
  { labels, seed, side, batch, plan }: SightRecipe,
): Promise<TrainedSight> {
  const folded = foldNorms(network, weights);
  const reader = await engines(folded.network, folded.weights, { maxBatch: batch });
  const count = heldOut.pictures.length / (side * side);
  const confusion = confusionOf(reader.predictPictures(heldOut.pictures, count), heldOut.labels, labels);
  reader.close();
  return {
    confusion,
    checkpoint: {
      ...folded,
      alphabet: labels,
      temperature: 1,
      parent: null,
      training: {
        data: 'generated documents: MNIST training digits, pendigits training writers, open typefaces',
        steps: plan.rounds * plan.stepsPerRound,
        seed,
        batch,
        side,
      },
      scores: Object.fromEntries(labels.map((label, k) => [label, overlap(confusion, k)])),
    },
  };
}

function confusionOf(logits: Float32Array, truth: Uint8Array, labels: readonly string[]): number[][] {
  const classes = labels.length;
  const confusion = labels.map(() => labels.map(() => 0));
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === unsure) continue;
    let best = 0;
    for (let c = 1; c < classes; c++) if (logits[i * classes + c]! > logits[i * classes + best]!) best = c;
    confusion[truth[i]!]![best]!++;
  }
  return confusion;
}

/** Intersection over union of the pixels of one class and those taken for it. */
function overlap(confusion: PixelConfusion, k: number): number {
  const truth = confusion[k]!.reduce((a, b) => a + b, 0);
  const taken = confusion.reduce((sum, row) => sum + row[k]!, 0);
  return confusion[k]![k]! / Math.max(1, truth + taken - confusion[k]![k]!);
}
