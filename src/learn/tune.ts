// Learning a hand from a few samples: a copy of the base's top is tuned to them (`tune-top.ts`), the samples are kept
// as the tuned top sees them, and a gate is fitted that says how much a glyph looks like this hand (`fit-gate.ts`).
// Together they are the hand's head (`model/own-head.ts`). A tuner also tells how a head reads glyphs.
import type { EngineFactory, Weights } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { concat, directions, meanRow } from '../model/feature-rows.js';
import { gateFeatures, gateWidth } from '../model/gate-features.js';
import { addOwnSamples, type OwnHead, oddsOf } from '../model/own-head.js';
import { type BaseOutputs, range, selectRows } from './base-outputs.js';
import { type CutBase, openCutBase, type TopOutputs } from './cut-base.js';
import { disagreement, fitGate, type WeightedViews } from './fit-gate.js';
import {
  type AugmentedSamples,
  augmentSamples,
  openReplay,
  type TuneOptions,
  type TuneRun,
  tuneTop,
} from './tune-top.js';

/** What the base and a head say of glyphs, before the guard has set how readily the gate opens. */
export interface GatedLogits {
  /** The base's logits, [count, columns]. */
  readonly base: Float32Array;
  /** The head's logits, [count, columns]. */
  readonly tuned: Float32Array;
  /** The gate's log-odds that each glyph is the hand's, [count]. */
  readonly odds: Float32Array;
}

/** A base with what it makes of the rehearsal, ready to learn any samples. */
export interface Tuner {
  /** What the base makes of digits that every learning step needs. It is computed once for each base. */
  outputsOf(digits: LabelledPictures): BaseOutputs;
  /** Makes augmented copies of a hand's samples. */
  augment(samples: LabelledPictures, seed: number): AugmentedSamples;
  /** Learns some of the samples. */
  learn(samples: AugmentedSamples, run: TuneRun): Promise<OwnHead>;
  /** How a head reads glyphs. */
  read(head: OwnHead, glyphs: BaseOutputs): GatedLogits;
  /** Ends the engines. */
  close(): void;
}

/** How many glyphs the gate is fitted to, besides the samples: few enough that fitting takes a moment. */
const GATE_FIT = {
  /** Digits of the rehearsal, which stand for anybody's. */
  anybody: 300,
  /** Augmented copies of the samples. */
  copies: 100,
};

/** Opens a tuner. `replay` holds the digits that are rehearsed. */
export async function openTuner(
  base: Checkpoint,
  replay: LabelledPictures,
  engines: EngineFactory,
  options: TuneOptions,
): Promise<Tuner> {
  const cutBase = await openCutBase(base, options.convolutions, options.ownPerStep + options.replayedPerStep, engines);
  const rehearsed = openReplay(cutBase, replay);
  return {
    outputsOf: cutBase.runOnce,
    augment: (samples, seed) => augmentSamples(cutBase, samples, options, seed),
    async learn(samples, run) {
      const top = await tuneTop(cutBase, samples, rehearsed, options, run);
      const glyphs = gateGlyphs(cutBase, top, samples, rehearsed.outputs, run.rows);
      await run.pause();
      return headOf(base, cutBase, top, glyphs);
    },
    read(head, glyphs) {
      const seen = seenBy(cutBase, cutBase.topOf(head.tuned), glyphs);
      const odds = oddsOf(viewOf(base, seen, head), head.gate);
      return { base: glyphs.logits, tuned: seen.tuned.logits, odds };
    },
    close: cutBase.close,
  };
}

/** Glyphs, as the base and a tuned top see them. */
interface SeenByBoth {
  readonly base: BaseOutputs;
  readonly tuned: TopOutputs;
}

function seenBy(cutBase: CutBase, top: Weights, glyphs: BaseOutputs): SeenByBoth {
  return { base: glyphs, tuned: cutBase.runTop(top, glyphs.trunk, glyphs.count) };
}

/** The glyphs that a head is fitted to. */
interface GateGlyphs {
  readonly samples: SeenByBoth;
  /** The samples' labels, as columns of the alphabet. */
  readonly labels: readonly number[];
  readonly copies: SeenByBoth;
  readonly anybody: SeenByBoth;
}

/** The samples in these rows, some of their copies, and some of anybody's digits. */
function gateGlyphs(
  cutBase: CutBase,
  top: Weights,
  { labels, originals, copies }: AugmentedSamples,
  replayed: BaseOutputs,
  rows: readonly number[],
): GateGlyphs {
  const copiesEach = Math.min(copies.count / originals.count, Math.ceil(GATE_FIT.copies / rows.length));
  const copyRows = range(copiesEach).flatMap((copy) => rows.map((row) => row + copy * originals.count));
  const see = (from: BaseOutputs, which: readonly number[]) => seenBy(cutBase, top, selectRows(from, which));
  return {
    samples: see(originals, rows),
    labels: rows.map((row) => labels[row]!),
    copies: see(copies, evenly(copyRows, GATE_FIT.copies)),
    anybody: see(replayed, range(Math.min(GATE_FIT.anybody, replayed.count))),
  };
}

/** `count` of the rows, evenly chosen; all of them where there are no more. */
function evenly(rows: readonly number[], count: number): readonly number[] {
  return rows.length <= count ? rows : range(count).map((i) => rows[Math.floor((i * rows.length) / count)]!);
}

/** A tuned top with the samples as it sees them, and with a gate. */
function headOf(
  base: Checkpoint,
  cutBase: CutBase,
  top: Weights,
  { samples, labels, copies, anybody }: GateGlyphs,
): OwnHead {
  const mean = meanRow(anybody.tuned.features, cutBase.depth);
  const memory: Memory = {
    mean: Float32Array.from(mean),
    keys: directions(samples.tuned.features, mean),
    labels: labels.map((label) => base.alphabet[label]!),
  };
  const weighted = (glyphs: SeenByBoth): WeightedViews => {
    const view = viewOf(base, glyphs, memory);
    return {
      view,
      weights: disagreement(glyphs.base.logits, glyphs.tuned.logits, cutBase.columns, base.temperature),
    };
  };
  const hand = below(weighted(samples), weighted(copies));
  const gate = fitGate(hand, weighted(anybody), gateWidth(cutBase.depth, cutBase.channels));
  return { cut: cutBase.cut, tuned: cutBase.inWhole(top), gate, ...memory };
}

/** Two sets of glyphs, one below the other. */
const below = (upper: WeightedViews, lower: WeightedViews): WeightedViews => ({
  view: concat([upper.view, lower.view]),
  weights: Float64Array.from([...upper.weights, ...lower.weights]),
});

/** The own samples that a head keeps. */
type Memory = Pick<OwnHead, 'mean' | 'keys' | 'labels'>;

/** What the gate sees of glyphs, [count, gateWidth]. Adds to the tuned logits, in place, what the own samples say. */
function viewOf({ alphabet }: Checkpoint, { base, tuned }: SeenByBoth, memory: Memory): Float32Array {
  addOwnSamples(tuned.logits, tuned.features, base.logits, memory, alphabet);
  return gateFeatures({
    moments: base.moments,
    features: base.features,
    base: base.logits,
    tuned: tuned.logits,
    columns: alphabet.length + 1,
  });
}
