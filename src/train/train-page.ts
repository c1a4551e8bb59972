// Trains the page model: which ink of a page is what. An encoder and decoder with skips (Ronneberger et al. 2015; added
// as in LinkNet) looks at generated documents and says for every pixel what is on it. Documents never repeat.
import type { Batch, EngineFactory, Layer, Network } from '../engine/engine.js';
import { initialWeights } from '../engine/initial-weights.js';
import { OwnhandError } from '../error.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { foldNorms } from '../model/network-surgery.js';
import { pixelClass, unsure } from './draw/documents/drawn-document.js';
import { type FitHooks, type FitPlan, fit } from './fit.js';
import type { PagePatches } from './page-patches.js';

const conv = (channels: number): Layer => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const maxpool: Layer = { kind: 'maxpool' };
const up = (from: number): readonly Layer[] => [{ kind: 'upsample' }, { kind: 'add', from }];

/** The labels of its pixels, in the order of `pixelClass`. */
const LABELS = Object.keys(pixelClass);

/**
 * Five halvings, so that it sees some 200 pixels around each: a letter in its word, a box in its row. The finest layers
 * are narrow, since they cost the most.
 */
function pageNetwork(side: number): Network {
  return {
    input: [side, side, 1],
    layers: [
      ...[conv(8), maxpool, conv(16), conv(16), maxpool, conv(32), conv(32), maxpool, conv(48), conv(48), maxpool],
      ...[conv(48), conv(48), maxpool, conv(48), conv(48)],
      ...[...up(12), conv(48), conv(48), ...up(9), conv(48), conv(32), ...up(6), conv(32), conv(16)],
      ...[...up(3), conv(16), conv(8), ...up(0), conv(8)],
      { kind: 'conv', size: 1, channels: LABELS.length, activation: 'none' },
    ],
  };
}

/** What is trained, and for how long. */
export interface PageRecipe {
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

/** How the shipped model is trained. Rates, steps and weights are set by eye. */
export const pageRecipe: PageRecipe = {
  seed: 1,
  side: 256,
  batch: 8,
  plan: { rounds: 60, stepsPerRound: 100, rate: 3e-3, decay: 0.02, ema: 0.998 },
  classWeights: [0.15, 1, 1.8, 0.8, 0.8, 0.3],
};

/**
 * How a trained model is refined: with its normalisation folded away, and at a lower rate, on documents that it has not
 * seen. Set by eye.
 */
export const pageRefinement: PageRecipe = {
  ...pageRecipe,
  seed: 2,
  plan: { ...pageRecipe.plan, rounds: 30, rate: 1e-3 },
};

/** The seed of a step's patches. */
export const seedOfStep = (recipe: PageRecipe, step: number): number => (recipe.seed * 1_000_003 + step) | 0;

/** How often each class (rows) was taken for each (columns), counted in pixels. */
export type PixelConfusion = readonly (readonly number[])[];

/** A trained page model. */
export interface TrainedPage {
  /** Its weights, normalisation folded away. */
  readonly checkpoint: Checkpoint;
  /** What it takes the held-out patches' pixels for. */
  readonly confusion: PixelConfusion;
}

/**
 * Trains the page model on patches that `patchesOf` gives for each step.
 * @throws OwnhandError 'aborted' where the signal came before the last round ended.
 */
export async function trainPage(
  patchesOf: (step: number) => Promise<PagePatches>,
  heldOut: PagePatches,
  engines: EngineFactory,
  recipe: PageRecipe = pageRecipe,
  hooks: Omit<FitHooks, 'afterRound'> & {
    /** A model to refine; without it training begins with random weights. */
    readonly from?: Checkpoint;
    /** Called after each round and awaited; `trained` gives the model as it is. */
    readonly afterRound?: (
      ...round: [...Parameters<NonNullable<FitHooks['afterRound']>>, trained: () => Promise<TrainedPage>]
    ) => Promise<void>;
  } = {},
): Promise<TrainedPage> {
  const { seed, side, batch: size, plan } = recipe;
  const { from } = hooks;
  const network = from?.network ?? pageNetwork(side);
  const classWeights = Float32Array.from(recipe.classWeights);
  const engine = await engines(network, from?.weights ?? initialWeights(network, seed), { maxBatch: size });
  const trained = (): Promise<TrainedPage> => scored(network, engine.weights('average'), heldOut, engines, recipe);
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
  heldOut: PagePatches,
  engines: EngineFactory,
  { seed, side, batch, plan }: PageRecipe,
): Promise<TrainedPage> {
  const folded = foldNorms(network, weights);
  const reader = await engines(folded.network, folded.weights, { maxBatch: batch });
  const count = heldOut.pictures.length / (side * side);
  const confusion = confusionOf(reader.predictPictures(heldOut.pictures, count), heldOut.labels);
  reader.close();
  return {
    confusion,
    checkpoint: {
      ...folded,
      alphabet: LABELS,
      temperature: 1,
      parent: null,
      training: {
        data: 'generated documents: MNIST training digits, pendigits training writers, open typefaces',
        steps: plan.rounds * plan.stepsPerRound,
        seed,
        batch,
        side,
      },
      scores: Object.fromEntries(LABELS.map((label, k) => [label, overlap(confusion, k)])),
    },
  };
}

function confusionOf(logits: Float32Array, labels: Uint8Array): number[][] {
  const classes = LABELS.length;
  const confusion = LABELS.map(() => LABELS.map(() => 0));
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === unsure) continue;
    let best = 0;
    for (let c = 1; c < classes; c++) if (logits[i * classes + c]! > logits[i * classes + best]!) best = c;
    confusion[labels[i]!]![best]!++;
  }
  return confusion;
}

/** Intersection over union of the pixels of one class and those taken for it. */
function overlap(confusion: PixelConfusion, k: number): number {
  const truth = confusion[k]!.reduce((a, b) => a + b, 0);
  const taken = confusion.reduce((sum, row) => sum + row[k]!, 0);
  return confusion[k]![k]! / Math.max(1, truth + taken - confusion[k]![k]!);
}
