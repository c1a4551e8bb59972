// Learning a hand from a few samples. What the base sees of them asks for a linear change of its logits
// (`fit-change.ts`), and a gate is fitted that says how much a glyph looks like this hand (`fit-gate.ts`). Together they
// are the hand's head (`model/own-head.ts`). A learner also tells how a head reads glyphs. The base does not change, so
// that each glyph is looked at once, whatever is tried with it.
import type { Augmentation, EngineFactory, Weights } from '../engine/engine.js';
import type { LabelledPictures } from '../glyph/labelled-pictures.js';
import { type BaseOutputs, type OpenBase, openBase, range, selectRows } from '../model/base-outputs.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { gateView, gateWidth, type OwnHead, oddsOf, ownLogits } from '../model/own-head.js';
import { type ChangeOptions, fitChange } from './fit-change.js';
import { disagreement, fitGate, type WeightedViews } from './fit-gate.js';
import type { Pause } from './pause.js';
import type { Rehearsal } from './rehearsal.js';
import { type AugmentOptions, type SeenSamples, seeSamples, selectSeen } from './sample-outputs.js';
import { type ShapeMetric, shapeMetric } from './shape-metric.js';

/** How a hand is learned. */
export interface FitOptions extends ChangeOptions, AugmentOptions {}

const augmentation: Augmentation = {
  rotate: 0.2,
  scale: 0.1,
  stretch: 0.25,
  shear: 0.2,
  shift: 1,
  elastic: 1.5,
  thickness: 0.3,
  erase: 0,
};

/** The options that `ownhand learn` uses. `node bench/hands.mjs` measures what a change does. */
export const fitDefaults: FitOptions = { margin: 16, symbolMargin: 4, ridge: 0.3, augmented: 300, augmentation };

/** What the base and a head say of glyphs, before the guard has set how readily the gate opens. */
export interface GatedLogits {
  /** The base's logits, [count, columns]. */
  readonly base: Float32Array;
  /** The head's logits, [count, columns]. */
  readonly own: Float32Array;
  /** The gate's log-odds that each glyph is the hand's, [count]. */
  readonly odds: Float32Array;
}

/** A base with what it makes of the rehearsal, ready to learn any samples. */
export interface HandLearner {
  /** What the base makes of the guard's digits. It is computed once for each base. */
  readonly guard: BaseOutputs;
  /** Looks at a hand's samples, and makes augmented copies of them. */
  see(samples: LabelledPictures, seed: number, pause: Pause): Promise<SeenSamples>;
  /** Learns some of the samples. */
  learn(samples: SeenSamples, rows: readonly number[]): OwnHead;
  /** How a head reads glyphs. */
  read(head: OwnHead, glyphs: BaseOutputs): GatedLogits;
  /** Ends the engines. */
  close(): void;
}

/** Copies of samples that the gate is fitted to, beside the samples: few enough that fitting takes a moment. */
const GATE_COPIES = 100;

/** What the base makes of the rehearsal. */
interface SeenRehearsal {
  readonly replay: BaseOutputs;
  readonly guard: BaseOutputs;
  readonly metric: ShapeMetric;
}

/** What bases have made of rehearsals, computed once in a process and kept as long as both are. */
const rehearsals = new WeakMap<Weights, WeakMap<ArrayBufferLike, Map<string, SeenRehearsal>>>();

function seenRehearsal(base: OpenBase, weights: Weights, { replay, guard }: Rehearsal): SeenRehearsal {
  const ofBase = rehearsals.get(weights) ?? new WeakMap<ArrayBufferLike, Map<string, SeenRehearsal>>();
  rehearsals.set(weights, ofBase);
  const ofDigits = ofBase.get(replay.pictures.buffer) ?? new Map<string, SeenRehearsal>();
  ofBase.set(replay.pictures.buffer, ofDigits);
  const key = `${base.simd} ${replay.count} ${guard.count}`;
  const known = ofDigits.get(key);
  if (known) return known;
  const [replayed, guarding] = [replay, guard].map(({ pictures, count }) => base.run(pictures, count));
  const seen = { replay: replayed!, guard: guarding!, metric: shapeMetric(replayed!) };
  ofDigits.set(key, seen);
  return seen;
}

/** Opens a learner. */
export async function openLearner(
  base: Checkpoint,
  rehearsal: Rehearsal,
  engines: EngineFactory,
  options: FitOptions,
): Promise<HandLearner> {
  const opened = await openBase(base, engines);
  const { replay, guard, metric } = seenRehearsal(opened, base.weights, rehearsal);
  const width = gateWidth(opened.widths);
  const columns = base.alphabet.length + 1;
  const weighted = (glyphs: BaseOutputs, head: Omit<OwnHead, 'gate'>): WeightedViews => ({
    view: gateView(glyphs),
    weights: disagreement(glyphs.logits, ownLogits(head, glyphs, base.alphabet), columns, base.temperature),
  });
  return {
    guard,
    see: (samples, seed, pause) => seeSamples(opened, base.weights, metric, samples, options, seed, pause),
    learn(samples, rows) {
      const { count, copies } = samples;
      const taught = range(1 + copies).flatMap((copy) => rows.map((row) => row + copy * count));
      const { outputs, shapes } = selectSeen(samples, taught);
      const labels = taught.map((row) => samples.labels[row % count]!);
      const change = metric.unwhiten(fitChange({ shapes, logits: outputs.logits, labels }, options));
      const head = { ...change, labels: [...new Set(labels)].sort((a, b) => a - b).map((label) => base.alphabet[label]!) };
      const copied = evenly(range(taught.length).slice(rows.length), GATE_COPIES);
      const own = selectRows(outputs, [...range(rows.length), ...copied]);
      return { ...head, gate: fitGate(weighted(own, head), weighted(replay, head), width) };
    },
    read: (head, glyphs) => ({
      base: glyphs.logits,
      own: ownLogits(head, glyphs, base.alphabet),
      odds: oddsOf(gateView(glyphs), head.gate),
    }),
    close: opened.close,
  };
}

/** `count` of the rows, evenly chosen; all of them where there are no more. */
function evenly(rows: readonly number[], count: number): readonly number[] {
  return rows.length <= count ? rows : range(count).map((i) => rows[Math.floor((i * rows.length) / count)]!);
}
