// Wrong labels, caught before they are learned. Each sample's true label is guessed from what the base reads, and from
// the labels of the samples that look most like it; since those may be wrong too, all guesses are made together, in a few
// rounds, under the assumption that a few labels in a hundred are wrong (noisy-label EM, after Dawid & Skene 1979).

import type { EngineFactory } from '../engine/engine.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { concat, cosines, directions, meanRow } from '../model/feature-rows.js';
import { featuresOf } from '../model/features.js';
import { softmax } from '../model/logits.js';

/** A sample whose label is probably wrong. */
export interface Suspect {
  /** Of the samples given. */
  readonly index: number;
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

/** Share of labels that are wrong, before anything is known of them. */
const noise = 0.03;
/** Nearest samples asked, how fast their say falls with the cosine's distance, and the say of nobody in particular. */
const neighbours = 8;
const reach = 0.05;
const nobody = 0.3;
/** The base can be wrong about a hand, however sure it is. */
const doubt = 0.02;
const rounds = 4;
/** More samples than this are compared with as many of them only, evenly chosen, so that time grows no faster than they do. */
const compared = 2000;

/** Samples whose labels are probably wrong, the surest first; labels that the base does not know are judged by their neighbours. */
export async function findSuspects(
  base: Checkpoint,
  samples: readonly Labelled[],
  engines: EngineFactory,
): Promise<readonly Suspect[]> {
  const n = samples.length;
  if (n === 0) return [];
  const labels = [...new Set([...base.alphabet, ...samples.map((sample) => sample.label)])];
  const given = Int32Array.from(samples, (sample) => labels.indexOf(sample.label));
  const { features, chances } = await look(base, samples, engines);
  const read = priors(chances, n, base.alphabet.length, labels.length);
  const near = nearest(features, n);
  let belief = Float64Array.from({ length: n * labels.length }, (_, i) =>
    said(i % labels.length === given[Math.floor(i / labels.length)], labels.length),
  );
  for (let round = 0; round < rounds; round++) belief = next(belief, near, read, given, labels.length);
  return samples
    .flatMap(({ label }, index): Suspect | [] => {
      const row = belief.subarray(index * labels.length, (index + 1) * labels.length);
      const best = row.indexOf(Math.max(...row));
      const chance = 1 - row[given[index]!]!;
      return chance > 0.5 && best !== given[index] ? { index, label, looksLike: labels[best]!, chance } : [];
    })
    .sort((a, b) => b.chance - a.chance);
}

/** How likely a label is to be given where it is the true one, and where another is. */
const said = (isTrue: boolean, labels: number): number => (isTrue ? 1 - noise : noise / Math.max(1, labels - 1));

/** What the base makes of the samples: their features' directions, [n, d], and its calibrated chances. */
async function look(base: Checkpoint, samples: readonly Labelled[], engines: EngineFactory) {
  const pictures = samples.map((sample) => sample.picture);
  const { features, logits } = await featuresOf(base, pictures, engines);
  return {
    chances: softmax(logits, base.alphabet.length + 1, base.temperature),
    features: directions(features, meanRow(features, features.length / samples.length)),
  };
}

/** The base's chances over all labels, [n, labels]; "not a symbol" and doubt are shared by all. */
function priors(chances: Float32Array, n: number, known: number, labels: number): Float64Array {
  return Float64Array.from({ length: n * labels }, (_, at) => {
    const [i, c] = [Math.floor(at / labels), at % labels];
    const from = i * (known + 1);
    const read = (c < known ? chances[from + c]! : 0) + chances[from + known]! / labels;
    return (1 - doubt) * read + doubt / labels;
  });
}

interface Near {
  readonly index: number;
  readonly weight: number;
}

/** Each sample's nearest others. */
function nearest(features: Float32Array, n: number): readonly (readonly Near[])[] {
  const width = features.length / n;
  const others = Array.from({ length: Math.min(n, compared) }, (_, k) => Math.floor((k * n) / Math.min(n, compared)));
  const asked = concat(others.map((index) => features.subarray(index * width, (index + 1) * width)));
  return Array.from({ length: n }, (_, i) => {
    const found: Near[] = [];
    const likeness = cosines(features.subarray(i * width, (i + 1) * width), asked, width);
    for (const [k, index] of others.entries()) {
      if (index === i) continue;
      const weight = Math.exp((likeness[k]! - 1) / reach);
      if (found.length === neighbours && weight <= found[neighbours - 1]!.weight) continue;
      const place = found.findIndex((other) => other.weight < weight);
      found.splice(place < 0 ? found.length : place, 0, { index, weight });
      found.length = Math.min(found.length, neighbours);
    }
    return found;
  });
}

/** One round: what the neighbours are believed to be, times what the base reads, times what the label says. */
function next(
  belief: Float64Array,
  near: readonly (readonly Near[])[],
  read: Float64Array,
  given: Int32Array,
  labels: number,
): Float64Array<ArrayBuffer> {
  const after = new Float64Array(belief.length);
  for (const [i, others] of near.entries()) {
    const row = after.subarray(i * labels, (i + 1) * labels).fill(nobody / labels);
    for (const { index, weight } of others)
      for (let c = 0; c < labels; c++) row[c]! += weight * belief[index * labels + c]!;
    let sum = 0;
    for (let c = 0; c < labels; c++) sum += row[c]! *= read[i * labels + c]! * said(c === given[i], labels);
    for (let c = 0; c < labels; c++) row[c]! /= sum;
  }
  return after;
}
