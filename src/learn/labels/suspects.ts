// Wrong labels, caught before they are learned. Each sample's true label is guessed from what the base reads, and from
// the labels of the samples that look most like it. Since those may be wrong too, all guesses are made together, in a
// few rounds. A few labels in a hundred are assumed to be wrong (noisy-label EM, after Dawid & Skene 1979).

import type { EngineFactory } from '../../engine/engine.js';
import type { Checkpoint } from '../../model/checkpoint.js';
import { concat, cosines, directions, meanRow } from '../../model/feature-rows.js';
import { softmax } from '../../model/logits.js';
import { lookAt } from '../glyph-memory.js';

/** A sample whose label is probably wrong. */
export interface Suspect {
  /** The sample's place among those given, from 0. */
  readonly index: number;
  /** The label that it was given. */
  readonly label: string;
  /** The label that it looks like. */
  readonly looksLike: string;
  /** Chance that the label is wrong, 0 to 1. */
  readonly chance: number;
}

interface Labelled {
  readonly label: string;
  /** [28, 28], 0 to 255, white on black. */
  readonly picture: Uint8Array;
}

/** How beliefs in labels come about. */
const BELIEF = {
  /** Share of labels that are wrong, before anything is known of them. */
  noise: 0.03,
  /** Nearest samples that a sample's belief is taken from. */
  neighbours: 8,
  /** How far off, in cosine, a neighbour weighs 1/e of one that looks the same. */
  reach: 0.05,
  /** What all labels together weigh besides the neighbours. */
  prior: 0.3,
  /** The chance that the base is wrong about a hand, however sure it is. */
  doubt: 0.02,
  rounds: 4,
  /**
   * Neighbours are sought among at most this many samples, evenly chosen, so that time grows no faster than samples do.
   */
  searched: 2000,
};

/**
 * Samples whose labels are probably wrong, the surest first. Neighbours alone tell of labels that the base does not
 * know.
 */
export async function findSuspects(
  base: Checkpoint,
  samples: readonly Labelled[],
  engines: EngineFactory,
): Promise<readonly Suspect[]> {
  const n = samples.length;
  if (n === 0) return [];
  const labels = [...new Set([...base.alphabet, ...samples.map((sample) => sample.label)])];
  const given = Int32Array.from(samples, (sample) => labels.indexOf(sample.label));
  const { features, chances } = await baseOutputs(base, samples, engines);
  const baseChances = chancesOfAll(chances, n, base.alphabet.length, labels.length);
  const neighbours = nearest(features, n);
  let belief = Float64Array.from({ length: n * labels.length }, (_, i) =>
    labelLikelihood(i % labels.length === given[Math.floor(i / labels.length)], labels.length),
  );
  for (let round = 0; round < BELIEF.rounds; round++)
    belief = updated(belief, neighbours, baseChances, given, labels.length);
  return samples
    .flatMap(({ label }, index): Suspect | [] => {
      const row = belief.subarray(index * labels.length, (index + 1) * labels.length);
      const best = row.indexOf(Math.max(...row));
      const chance = 1 - row[given[index]!]!;
      return chance > 0.5 && best !== given[index] ? { index, label, looksLike: labels[best]!, chance } : [];
    })
    .sort((a, b) => b.chance - a.chance);
}

/** The chance that a label is given where it is the true one, or where another one is. */
const labelLikelihood = (isTrue: boolean, labels: number): number =>
  isTrue ? 1 - BELIEF.noise : BELIEF.noise / Math.max(1, labels - 1);

/** What the base makes of the samples: their features' directions, [n, d], and its calibrated probabilities. */
async function baseOutputs(base: Checkpoint, samples: readonly Labelled[], engines: EngineFactory) {
  const { features, logits } = await lookAt(base, engines, samples);
  return {
    chances: softmax(logits, base.alphabet.length + 1, base.temperature),
    features: directions(features, meanRow(features, features.length / samples.length)),
  };
}

/**
 * The base's probabilities of all labels, [n, labels], of which it knows the first `known`. What it gives to "not a
 * symbol", and its doubt, are shared by all labels.
 */
function chancesOfAll(chances: Float32Array, n: number, known: number, labels: number): Float64Array {
  return Float64Array.from({ length: n * labels }, (_, at) => {
    const [i, c] = [Math.floor(at / labels), at % labels];
    const from = i * (known + 1);
    const read = (c < known ? chances[from + c]! : 0) + chances[from + known]! / labels;
    return (1 - BELIEF.doubt) * read + BELIEF.doubt / labels;
  });
}

/** A sample that looks like another. */
interface Neighbour {
  readonly index: number;
  /** 1 where both look the same, falling to 0 with the cosine's distance. */
  readonly weight: number;
}

/** Each sample's nearest others, the nearest first. */
function nearest(features: Float32Array, n: number): readonly (readonly Neighbour[])[] {
  const width = features.length / n;
  const count = Math.min(n, BELIEF.searched);
  const searched = Array.from({ length: count }, (_, k) => Math.floor((k * n) / count));
  const rows = concat(searched.map((index) => features.subarray(index * width, (index + 1) * width)));
  return Array.from({ length: n }, (_, i) => {
    const found: Neighbour[] = [];
    const likeness = cosines(features.subarray(i * width, (i + 1) * width), rows, width);
    for (const [k, index] of searched.entries()) {
      if (index === i) continue;
      const weight = Math.exp((likeness[k]! - 1) / BELIEF.reach);
      if (found.length === BELIEF.neighbours && weight <= found[BELIEF.neighbours - 1]!.weight) continue;
      const place = found.findIndex((other) => other.weight < weight);
      found.splice(place < 0 ? found.length : place, 0, { index, weight });
      found.length = Math.min(found.length, BELIEF.neighbours);
    }
    return found;
  });
}

/** One round: what the neighbours are believed to be, times what the base reads, times what the given label says. */
function updated(
  belief: Float64Array,
  neighbours: readonly (readonly Neighbour[])[],
  baseChances: Float64Array,
  given: Int32Array,
  labels: number,
): Float64Array<ArrayBuffer> {
  const after = new Float64Array(belief.length);
  for (const [i, others] of neighbours.entries()) {
    const row = after.subarray(i * labels, (i + 1) * labels).fill(BELIEF.prior / labels);
    for (const { index, weight } of others)
      for (let c = 0; c < labels; c++) row[c]! += weight * belief[index * labels + c]!;
    let sum = 0;
    for (let c = 0; c < labels; c++)
      sum += row[c]! *= baseChances[i * labels + c]! * labelLikelihood(c === given[i], labels);
    for (let c = 0; c < labels; c++) row[c]! /= sum;
  }
  return after;
}
