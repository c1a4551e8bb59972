// The labels of symbols once it is known how they stand: what the shape says and what the context says together
// (iterated conditional modes: Besag 1986), and brackets that have a partner.
import { argmax } from '../../model/logits.js';
import type { Alternative } from '../../reading.js';
import { CLOSING, isBracket, PARTNERS, pairedBrackets, readingOrder } from './brackets.js';
import { contextFeatureCount, contextFeatures, hangingOn } from './context-features.js';
import type { SymbolVerdict } from './judge-symbols.js';
import type { Laid } from './relations.js';

/** Says what labels a context makes likely. */
export interface ContextModel {
  /** The labels. */
  readonly alphabet: readonly string[];
  /** Chances [count, alphabet.length] of contexts; of one that is all 0, how usual the labels are. */
  expect(contexts: Uint8Array, count: number): Float32Array;
}

/**
 * How much the context counts beside the shape, and how often all symbols are gone through. Chosen on writers apart.
 */
const CONTEXT = { weight: 0.8, rounds: 3 } as const;

/**
 * Dirt, and ends of broken lines, look as points do, and digits around make a point likely wherever one is seen. So the
 * context does not speak for a point, only against it, and each costs so many nats. Chosen on one half of photos of
 * equations, and looked at on writers apart.
 */
const POINT = { labels: ['.', ','], cost: 1.5 } as const;

/**
 * Who writes fractions with bars writes none with slashes beside them: of 2,254 written expressions with bars, and 106
 * with slashes, none has both, where 30 would by chance. So a slash costs so many nats beside a fraction: most are 1s.
 */
const SLASH = { label: '/', cost: Math.log(30) } as const;

/** What a bracket without a partner costs, in nats. Set by eye. */
const ALONE = 4;

const isPoint = (label: string): boolean => POINT.labels.some((point) => point === label);

/** No chance counts as less. */
const LEAST = 1e-5;

/** Mended labels. */
export interface MendedLabels {
  /** For each symbol its labels with their chances, likeliest first. */
  readonly labels: readonly (readonly Alternative[])[];
  /** What the context and the brackets say for the whole, in nats. */
  readonly gain: number;
}

/** The labels of laid out symbols in the light of each other. */
export function mendLabels(
  symbols: readonly SymbolVerdict[],
  laid: Laid,
  scale: number,
  model: ContextModel,
): MendedLabels {
  const column = new Map(model.alphabet.map((label, c) => [label, c]));
  const hanging = hangingOn(laid);
  const placed = symbols.map(({ labels, box }) => ({ label: labels[0]!.label, box }));
  const size = contextFeatureCount(model.alphabet.length);
  const contexts = new Uint8Array(symbols.length * size);
  const usual = model.expect(new Uint8Array(size), 1);
  const hasFraction = symbols.some(
    ({ labels }, k) => labels[0]!.label === '-' && hanging.get(k)?.has('above') && hanging.get(k)?.has('below'),
  );
  let scores: number[][] = [];
  let gain = 0;
  for (let round = 0; round < CONTEXT.rounds; round++) {
    for (const k of symbols.keys()) contextFeatures(placed, laid, hanging, k, scale, column, contexts, k * size);
    const expected = model.expect(contexts, symbols.length);
    gain = 0;
    const context = (k: number, label: string): number => {
      const c = column.get(label);
      if (c === undefined) return 0;
      const chance = expected[k * model.alphabet.length + c]!;
      const gain = CONTEXT.weight * Math.log(Math.max(LEAST, chance) / Math.max(LEAST, usual[c]!));
      if (hasFraction && label === SLASH.label) return gain - SLASH.cost;
      return isPoint(label) ? Math.min(0, gain) - POINT.cost : gain;
    };
    scores = symbols.map(({ labels }, k) =>
      labels.map(({ label, confidence }) => Math.log(Math.max(LEAST, confidence)) + context(k, label)),
    );
    let changed = false;
    for (const [k, { labels }] of symbols.entries()) {
      const best = argmax(scores[k]!, 0, scores[k]!.length);
      gain += scores[k]![best]! - Math.log(Math.max(LEAST, labels[0]!.confidence));
      if (labels[best]!.label !== placed[k]!.label) changed = true;
      placed[k] = { label: labels[best]!.label, box: placed[k]!.box };
    }
    if (!changed) break;
  }
  const order = readingOrder(laid);
  gain -= mendBrackets(symbols, order, placed, scores);
  return {
    gain,
    labels: symbols.map(({ labels }, k) => asAlternatives(labels, scores[k]!, placed[k]!.label)),
  };
}

/** A label that another symbol gets, and what that costs. */
interface Mend {
  readonly symbol: number;
  readonly label: string;
  readonly loss: number;
}

/**
 * Gives brackets without a partner another label, or another symbol that of their partner, where that costs less than
 * to be alone; returns what it all costs.
 */
function mendBrackets(
  symbols: readonly SymbolVerdict[],
  order: readonly number[],
  placed: { label: string; box: SymbolVerdict['box'] }[],
  scores: number[][],
): number {
  let cost = 0;
  for (let alone = bracketsAlone(order, placed); ; ) {
    const mends = alone.flatMap((place) => mendsOf(place, symbols, order, placed, scores));
    const best = mends.reduce<Mend | undefined>((a, b) => (a && a.loss <= b.loss ? a : b), undefined);
    if (!best || best.loss >= ALONE) return cost + ALONE * alone.length;
    const was = placed[best.symbol]!;
    placed[best.symbol] = { ...was, label: best.label };
    const left = bracketsAlone(order, placed);
    if (left.length >= alone.length) {
      // It did not help, since it came between two others.
      placed[best.symbol] = was;
      return cost + ALONE * alone.length;
    }
    cost += best.loss;
    alone = left;
  }
}

/** Where brackets without a partner stand in the order. */
const bracketsAlone = (order: readonly number[], placed: readonly { label: string }[]): number[] =>
  pairedBrackets(order.map((k) => placed[k]!.label)).alone;

/** What may become of a bracket at a place of the order, and of others that may be its partner. */
function mendsOf(
  place: number,
  symbols: readonly SymbolVerdict[],
  order: readonly number[],
  placed: readonly { label: string }[],
  scores: readonly (readonly number[])[],
): Mend[] {
  const others = (k: number, wanted: (label: string) => boolean): Mend[] => {
    const { labels } = symbols[k]!;
    const own = labels.findIndex(({ label }) => label === placed[k]!.label);
    return labels.flatMap(({ label }, n) =>
      wanted(label) ? [{ symbol: k, label, loss: scores[k]![own]! - scores[k]![n]! }] : [],
    );
  };
  const { label } = placed[order[place]!]!;
  const partner = PARTNERS.get(label) ?? CLOSING.get(label);
  const beyond = PARTNERS.has(label) ? order.slice(place + 1) : order.slice(0, place);
  return [
    ...others(order[place]!, (other) => !isBracket(other)),
    ...beyond.filter((k) => !isBracket(placed[k]!.label)).flatMap((k) => others(k, (other) => other === partner)),
  ];
}

/** The labels with chances by their scores, the chosen one first. */
function asAlternatives(labels: readonly Alternative[], scores: readonly number[], chosen: string): Alternative[] {
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - most));
  // What the shape leaves to "no symbol" it keeps.
  const share = labels.reduce((sum, { confidence }) => sum + confidence, 0) / weights.reduce((a, b) => a + b, 0);
  const all = labels.map(({ label }, n) => ({ label, confidence: weights[n]! * share }));
  const first = all.find(({ label }) => label === chosen)!;
  return [first, ...all.filter((each) => each !== first).sort((a, b) => b.confidence - a.confidence)];
}
