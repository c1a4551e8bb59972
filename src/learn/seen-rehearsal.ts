// What a base makes of the rehearsal, and what follows from it alone. None of it changes with a hand, so that it is
// made once in a process, before the first samples come where there is time.
import type { EngineFactory, Weights } from '../engine/engine.js';
import { type LabelledPictures, part } from '../glyph/labelled-pictures.js';
import { type BaseOutputs, gateWidth, joinRows, outputWidths } from '../model/base-outputs.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { type OpenBase, openBase } from '../model/learned/open-base.js';
import { gateView } from '../model/learned/own-head.js';
import { type AnybodysViews, anybodysViews } from './fit/fit-gate.js';
import { type ShapeMetric, shapeMetric } from './fit/shape-metric.js';
import { steadyEngines } from './glyph-memory.js';
import { decodeLooks, encodeLooks, type Looks } from './kept-looks.js';
import type { Pause } from './pause.js';
import type { Rehearsal } from './rehearsal.js';

/** What a base makes of the rehearsal. */
export interface SeenRehearsal {
  /** Of the digits that stand for anybody's. */
  readonly replay: BaseOutputs;
  /** Of the guard's digits. */
  readonly guard: BaseOutputs;
  /** The metric of anybody's shapes. */
  readonly metric: ShapeMetric;
  /** Anybody's digits as the gate sees them. */
  readonly anybody: AnybodysViews;
}

/** Digits that are looked at between two pauses: so few that a key that is pressed meanwhile is not kept waiting. */
const AT_ONCE = 100;

/** What is made already, or being made, by the base's weights and the memory that holds the digits. */
const made = new WeakMap<Weights, WeakMap<ArrayBufferLike, WeakMap<EngineFactory, SeenRehearsal>>>();

/**
 * Looks at the digits of the rehearsal, once in a process for each base, or takes what an earlier process saw.
 * @param pause is called now and then with the share that is done, so that others have their turn
 */
export async function seeRehearsal(
  base: Checkpoint,
  engines: EngineFactory,
  rehearsal: Rehearsal,
  pause: Pause,
): Promise<SeenRehearsal> {
  const { replay, keeper } = rehearsal;
  const ofBase = made.get(base.weights) ?? new WeakMap<ArrayBufferLike, WeakMap<EngineFactory, SeenRehearsal>>();
  made.set(base.weights, ofBase);
  const ofDigits = ofBase.get(replay.pictures.buffer) ?? new WeakMap<EngineFactory, SeenRehearsal>();
  ofBase.set(replay.pictures.buffer, ofDigits);
  const known = ofDigits.get(engines);
  if (known) return known;
  const kept = await keeper?.load();
  const looks = kept && decodeLooks(kept, base, rehearsal);
  const seen = seenBy(base, looks ?? (await looked(base, engines, rehearsal, pause)));
  if (!looks) await keeper?.save(encodeLooks({ ...seen, factor: seen.metric.factor }));
  await pause(1);
  ofDigits.set(engines, seen);
  return seen;
}

/** What follows from looks. */
function seenBy(
  { network }: Checkpoint,
  { replay, guard, factor }: Partial<Looks> & Omit<Looks, 'factor'>,
): SeenRehearsal {
  return {
    replay,
    guard,
    metric: shapeMetric(replay, factor),
    anybody: anybodysViews(gateView(replay), gateWidth(outputWidths(network))),
  };
}

async function looked(
  base: Checkpoint,
  engines: EngineFactory,
  { replay, guard }: Rehearsal,
  pause: Pause,
): Promise<Omit<Looks, 'factor'>> {
  const all = replay.count + guard.count;
  const opened = await openBase(base, engines);
  try {
    const replayed = await look(opened, replay, (done) => pause(done / all));
    return { replay: replayed, guard: await look(opened, guard, (done) => pause((replay.count + done) / all)) };
  } finally {
    opened.close();
  }
}

/** Gets ready to learn with the shipped reader, so that the first samples are learned as fast as later ones. */
export async function prepareLearning(
  { base, rehearsal }: { readonly base: Checkpoint; readonly rehearsal: Rehearsal },
  engines: EngineFactory,
  pause: Pause,
): Promise<void> {
  await seeRehearsal(base, steadyEngines(engines), rehearsal, pause);
}

async function look(base: OpenBase, digits: LabelledPictures, pause: Pause): Promise<BaseOutputs> {
  const seen: BaseOutputs[] = [];
  for (let from = 0; from < digits.count; from += AT_ONCE) {
    const some = part(digits, from, Math.min(digits.count, from + AT_ONCE));
    seen.push(base.run(some.pictures, some.count));
    await pause(from + some.count);
  }
  return joinRows(seen);
}
