// The ink of a page → the likeliest ways to take its strokes as symbols.

import type { Ink } from '../../page/ink.js';
import type { Piece } from '../../strokes/piece.js';
import { cutTouching } from './cut-touching.js';
import { type EquationInk, equationInk } from './equation-ink.js';
import { judgeSymbols, type OwnOpinion, type SymbolVerdict, type ViewJudge } from './judge-symbols.js';
import { type Partition, partitions } from './partitions.js';
import { symbolHypotheses } from './symbol-hypotheses.js';

/** Strokes and what they may be. */
export interface FoundSymbols {
  /** What a symbol usually measures, working pixels. */
  readonly scale: number;
  /** All hypotheses with their verdicts. */
  readonly verdicts: readonly SymbolVerdict[];
  /** The likeliest ways, best first. */
  readonly partitions: readonly Partition[];
  /** The likeliest way where all symbols have one of the labels that `may` says, and their verdicts then. */
  among(may: (label: string) => boolean): { readonly symbols: readonly SymbolVerdict[]; readonly gain: number };
}

/** A stroke that is a symbol by itself with less chance may be several that touch. Chosen on writers apart. */
const DOUBTFUL = 0.4;

/** A stroke that is a symbol by itself with more chance is hardly part of another one. Set by eye. */
const SURE = 0.9;

/**
 * Ways to take the strokes that are looked into, and by how many nats they may be less likely than the likeliest one.
 * None of 326 expressions of writers apart is read in a way that is less likely by more.
 */
const WAYS = { most: 10, less: 8 } as const;

/** Finds the symbols of a page's ink. */
export function findSymbols(ink: Ink, model: ViewJudge, own?: OwnOpinion): FoundSymbols {
  let found = equationInk(ink);
  let alone = judgeAlone(found, model, own);
  // A bar is taken out first; what stood on it may be several symbols still.
  for (let pass = 0; pass < 2; pass++) {
    const before = alone;
    found = cutTouching(found, (piece) => before.get(piece)!.chance < DOUBTFUL);
    alone = judgeAlone(found, model, own, before);
    if (alone.size === before.size) break;
  }
  const { pieces, scale } = found;
  const singles = pieces.map((piece) => alone.get(piece)!);
  const sets = symbolHypotheses(found, (k) => singles[k]!.chance > SURE).filter(({ members }) => members.length > 1);
  const verdicts = [
    ...singles.map((verdict, k) => ({ ...verdict, members: [k] })),
    ...judgeSymbols(found, sets, model, own),
  ];
  const weights = pieces.map(({ box }) => Math.min(1, Math.max(box.w, box.h) / (0.5 * Math.max(scale, 1))));
  const ways = partitions(pieces.length, verdicts, weights, WAYS.most);
  return {
    scale,
    verdicts,
    partitions: ways.filter(({ gain }) => gain >= ways[0]!.gain - WAYS.less),
    among(may) {
      const such = verdicts.flatMap((verdict) => {
        const labels = verdict.labels.filter(({ label }) => may(label));
        return labels[0] ? [{ ...verdict, labels, chance: labels[0].confidence }] : [];
      });
      const [best] = partitions(pieces.length, such, weights, 1);
      return { symbols: best!.symbols.map((k) => such[k]!), gain: best!.gain };
    },
  };
}

/** The verdict on each stroke by itself; those that stayed as they were are not judged again. */
function judgeAlone(
  found: EquationInk,
  model: ViewJudge,
  own: OwnOpinion | undefined,
  known?: ReadonlyMap<Piece, SymbolVerdict>,
): Map<Piece, SymbolVerdict> {
  const open = [...found.pieces.entries()].filter(([, piece]) => !known?.has(piece));
  const verdicts = judgeSymbols(
    found,
    open.map(([k, { box }]) => ({ members: [k], box })),
    model,
    own,
  );
  const judged = new Map(open.map(([, piece], n) => [piece, verdicts[n]!]));
  return new Map(found.pieces.map((piece) => [piece, judged.get(piece) ?? known!.get(piece)!]));
}
