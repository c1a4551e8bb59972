// The likeliest ways to take strokes as symbols: every stroke is part of one symbol, or of none. Strokes lie in two
// dimensions, so there is no line to walk along; a beam search takes the first stroke that is not yet explained and
// tries all symbols that it may be part of.
import type { SymbolHypothesis } from './symbol-hypotheses.js';

/** A hypothesis with its chances. */
export interface JudgedSymbol extends SymbolHypothesis {
  /** The label that is likeliest, and the chance of it; that it is no symbol counts against it. */
  readonly chance: number;
}

/** Strokes taken as symbols. */
export interface Partition {
  /** Places in the list of hypotheses. */
  readonly symbols: readonly number[];
  /** The sum of the logarithms of their chances, and of those of the strokes that were left out. */
  readonly gain: number;
}

/** Partial ways that are kept at each stroke. */
const BEAM = 24;

/** No chance counts as less. */
const LEAST = 1e-4;

/**
 * How much the chance of a symbol counts: a symbol of several strokes explains each of them, but they are one symbol.
 * Chosen on writers apart.
 */
const explained = (strokes: number): number => 0.5 + 0.5 * strokes;

/** A stroke is left out at this chance at most, times that it is no symbol by itself. Set by eye. */
const LEFT_OUT = 0.02;

/**
 * The likeliest partitions of `count` strokes, best first.
 * @param weights of the strokes, 0 to 1: how much it matters to leave one out
 */
export function partitions(
  count: number,
  hypotheses: readonly JudgedSymbol[],
  weights: readonly number[],
  most: number,
): Partition[] {
  const holding: number[][] = Array.from({ length: count }, () => []);
  const alone = new Float64Array(count);
  for (const [h, { members, chance }] of hypotheses.entries()) {
    for (const piece of members) holding[piece]!.push(h);
    if (members.length === 1) alone[members[0]!] = chance;
  }
  interface State {
    readonly used: Uint8Array;
    readonly symbols: readonly number[];
    readonly gain: number;
  }
  let states: State[] = [{ used: new Uint8Array(count), symbols: [], gain: 0 }];
  for (let piece = 0; piece < count; piece++) {
    const next = new Map<string, State>();
    const add = (state: State): void => {
      // Two ways that leave the same strokes open go on alike, but are different ways all the same.
      const key = state.symbols.join();
      if (!next.has(key)) next.set(key, state);
    };
    for (const state of states) {
      if (state.used[piece]) {
        add(state);
        continue;
      }
      const used = state.used.slice();
      used[piece] = 1;
      const skip = Math.log(Math.max(LEAST, LEFT_OUT * (1 - alone[piece]!)));
      add({ used, symbols: state.symbols, gain: state.gain + skip * weights[piece]! });
      for (const h of holding[piece]!) {
        const { members, chance } = hypotheses[h]!;
        if (members.some((m) => state.used[m])) continue;
        const taken = state.used.slice();
        for (const m of members) taken[m] = 1;
        const gain = state.gain + explained(members.length) * Math.log(Math.max(LEAST, chance));
        add({ used: taken, symbols: [...state.symbols, h], gain });
      }
    }
    states = [...next.values()].sort((a, b) => b.gain - a.gain).slice(0, BEAM);
  }
  return states.slice(0, most).map(({ symbols, gain }) => ({ symbols, gain }));
}
