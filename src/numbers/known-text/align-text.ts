// A known text laid along the lattices of a page. Every hypothesis about its ink may be the next character of the text,
// ink may be none of it, and characters may be missing on the page. Dynamic programming finds the likeliest alignment,
// and both its directions together how sure each glyph of it is (forced alignment: Rabiner 1989).
import type { Box } from '../../geometry/box.js';
import type { GlyphCandidate } from '../hypotheses/classify-pieces.js';
import type { Edge, LineLattice } from '../lattice.js';
import { LEAST_CHANCE, logAdd } from '../lattice.js';
import type { TextNumber } from './text-numbers.js';

/** A line of the page with the row that it stands in. */
export interface PlacedLattice extends LineLattice {
  /** Lines side by side share a row. */
  readonly row: number;
}

/** A glyph of the page and the character of the text that it is. */
export interface AlignedGlyph {
  /** The character. */
  readonly label: string;
  /** The number of the text that it stands in. */
  readonly number: number;
  /** The hypothesis about the page's ink. */
  readonly candidate: GlyphCandidate;
  /** The chance that this ink is this character, by all ways to lay the text along the page. */
  readonly chance: number;
}

/** What came of laying a text along a page. */
export interface Alignment {
  /** In the text's order; characters that do not align surely are not among them. */
  readonly glyphs: readonly AlignedGlyph[];
  /** Full-sized strokes that are nothing of the text, working pixels. */
  readonly extra: readonly Box[];
}

/** Chances of what may happen between a page and its text. Set by eye. */
const CHANCE = {
  /** The reader is mistaken about a glyph, however sure it is: any symbol may be meant. */
  mistaken: 0.1,
  /** A character of the text is not found on the page. */
  missing: 1e-3,
  /** A number goes on over the end of a line of the page. */
  goesOn: 0.02,
  /** The page begins a row within a line of the text. */
  rowWithin: 0.1,
  /** A character of a number that stands on the page is not found with the others. */
  unfound: 0.3,
};

/** Glyphs align surely, and numbers are the same, from this chance on. */
const SURE = 0.9;

/** So many characters of other pages, one not found, are added to a page's own, which may be few. Set by eye. */
const OTHER_PAGES = 100;

/** A stroke that weighs more than this is full-sized. */
const WEIGHTY = 0.6;

/** The number of states, pieces by characters, that alignment takes: two numbers of eight bytes each. */
export const MOST_STATES = 12_000_000;

interface Character {
  readonly label: string;
  /** The reader's column; -1 where it does not know the label. */
  readonly column: number;
  readonly number: number;
}

/** A hypothesis by its place among all pieces of the page. */
interface PageEdge {
  readonly edge: Edge;
  readonly from: number;
  readonly to: number;
}

/** How many states the alignment of a text with lines takes. */
export function statesOf(lines: readonly LineLattice[], numbers: readonly TextNumber[]): number {
  const pieces = lines.reduce((sum, { weights }) => sum + weights.length, 0);
  return (pieces + 1) * (numbers.reduce((sum, { labels }) => sum + labels.length, 0) + 1);
}

/**
 * Lays the numbers of a text along lines in reading order.
 * @param alphabet the reader's labels, by the columns of its verdicts
 */
export function alignText(
  lines: readonly PlacedLattice[],
  numbers: readonly TextNumber[],
  alphabet: readonly string[],
): Alignment {
  const characters = numbers.flatMap(({ labels }, number) =>
    labels.map((label): Character => ({ label, number, column: alphabet.indexOf(label) })),
  );
  const { skip, ending, crossing } = pageOf(lines, numbers, characters);
  const [pieces, count] = [skip.length, characters.length];
  const wide = count + 1;
  const missing = Math.log(CHANCE.missing);
  const gainOf = (edge: Edge, character: Character): number =>
    Math.log(Math.max(LEAST_CHANCE, edge.symbol)) + Math.log(shareOf(edge.candidate, character, alphabet.length));

  // [pieces + 1, characters + 1]: all ways from the start to a state, and from it to the end.
  const forward = new Float64Array((pieces + 1) * wide).fill(-Infinity);
  const backward = new Float64Array((pieces + 1) * wide).fill(-Infinity);
  const best = new Float64Array((pieces + 1) * wide).fill(-Infinity);
  const back = new Map<number, PageEdge>();
  forward[0] = best[0] = 0;
  for (let p = 0; p <= pieces; p++) {
    for (let t = 0; t <= count; t++) {
      const at = p * wide + t;
      const arrive = (from: number, gain: number, edge?: PageEdge): void => {
        forward[at] = logAdd(forward[at]!, forward[from]! + gain);
        if (best[from]! + gain <= best[at]!) return;
        best[at] = best[from]! + gain;
        if (edge) back.set(at, edge);
        else back.delete(at);
      };
      if (p > 0) arrive(at - wide, skip[p - 1]! + crossing(p, t));
      if (p > 0 && t > 0)
        for (const each of ending[p]!)
          arrive(each.from * wide + t - 1, gainOf(each.edge, characters[t - 1]!) + crossing(p, t), each);
      if (t > 0) arrive(at - 1, missing);
    }
  }
  backward[pieces * wide + count] = 0;
  for (let p = pieces; p >= 0; p--) {
    for (let t = count; t >= 0; t--) {
      const at = p * wide + t;
      const leave = (to: number, gain: number): void => {
        backward[to] = logAdd(backward[to]!, backward[at]! + gain);
      };
      if (t > 0) leave(at - 1, missing);
      if (p > 0) leave(at - wide, skip[p - 1]! + crossing(p, t));
      if (p > 0 && t > 0)
        for (const { edge, from } of ending[p]!)
          leave(from * wide + t - 1, gainOf(edge, characters[t - 1]!) + crossing(p, t));
    }
  }

  const total = forward[pieces * wide + count]!;
  const chanceOf = ({ edge, from, to }: PageEdge, t: number): number =>
    Math.exp(
      forward[from * wide + t - 1]! +
        gainOf(edge, characters[t - 1]!) +
        crossing(to, t) +
        backward[to * wide + t]! -
        total,
    );
  const edges = ending.flat();
  const found: AlignedGlyph[] = [];
  const taken = new Uint8Array(pieces);
  for (let p = pieces, t = count; p > 0 || t > 0; ) {
    const edge = back.get(p * wide + t);
    if (edge) {
      const { label, number } = characters[t - 1]!;
      // Seams that cut the same glyph off nearly there are one and the same cut.
      const alike = edges.filter((other) => other.from < edge.to && other.to > edge.from && inOnePlace(edge, other));
      const chance = Math.min(
        1,
        alike.reduce((sum, other) => sum + chanceOf(other, t), 0),
      );
      found.push({ label, number, candidate: edge.edge.candidate, chance });
      taken.fill(1, edge.from, edge.to);
      [p, t] = [edge.from, t - 1];
    } else if (t > 0 && best[p * wide + t] === best[p * wide + t - 1]! + missing) t--;
    else p--;
  }
  found.reverse();
  const sure = found.filter(({ chance }) => chance >= SURE);
  const isSame = sameNumbers(found, sure.length, numbers, alphabet);
  const extra = lines
    .flatMap((line) => line.pieces.map(({ box }, k) => ({ box, weight: line.weights[k]! })))
    .filter(({ weight }, k) => weight > WEIGHTY && taken[k] === 0);
  return {
    glyphs: sure.filter(({ number, label }) => isSame.has(number) && alphabet.includes(label)),
    extra: extra.map(({ box }) => box),
  };
}

/** What the alignment of a page needs of it. */
interface PageStates {
  /** For each piece, what leaving it out costs. */
  readonly skip: Float64Array;
  /** For each place between pieces, the hypotheses that end there. */
  readonly ending: readonly (readonly PageEdge[])[];
  /** What it costs that the page goes past a place when so many characters are over. */
  readonly crossing: (place: number, characters: number) => number;
}

function pageOf(
  lines: readonly PlacedLattice[],
  numbers: readonly TextNumber[],
  characters: readonly Character[],
): PageStates {
  const pieces = lines.reduce((sum, { weights }) => sum + weights.length, 0);
  const skip = new Float64Array(pieces);
  const ending: PageEdge[][] = Array.from({ length: pieces + 1 }, () => []);
  const ends = new Map<number, 'line' | 'row'>();
  let start = 0;
  for (const [k, { weights, edges, row }] of lines.entries()) {
    const covered = new Float64Array(weights.length);
    for (const edge of edges) {
      for (let i = edge.from; i < edge.to; i++) covered[i] = Math.max(covered[i]!, edge.symbol);
      ending[start + edge.to]!.push({ edge, from: start + edge.from, to: start + edge.to });
    }
    for (const [i, weight] of weights.entries())
      skip[start + i] = weight * Math.log(Math.max(LEAST_CHANCE, 1 - covered[i]!));
    start += weights.length;
    if (k + 1 < lines.length) ends.set(start, lines[k + 1]!.row === row ? 'line' : 'row');
  }
  const [goesOn, rowWithin] = [Math.log(CHANCE.goesOn), Math.log(CHANCE.rowWithin)];
  const crossing = (place: number, t: number): number => {
    const end = ends.get(place);
    const [before, after] = [characters[t - 1], characters[t]];
    if (end === undefined || before === undefined || after === undefined) return 0;
    if (before.number === after.number) return goesOn;
    return end === 'row' && numbers[before.number]!.line === numbers[after.number]!.line ? rowWithin : 0;
  };
  return { skip, ending, crossing };
}

/** The chance that a glyph, if it is a symbol, is this character. */
function shareOf({ verdict, symbol }: GlyphCandidate, { column }: { readonly column: number }, labels: number): number {
  const share = column >= 0 && symbol > 0 ? verdict[column]! / symbol : 0;
  return (1 - CHANCE.mistaken) * share + CHANCE.mistaken / labels;
}

/** Whether two hypotheses take nearly the same ink: they have more than half their width in common. */
function inOnePlace(a: PageEdge, b: PageEdge): boolean {
  const [p, q] = [a.edge.candidate.box, b.edge.candidate.box];
  const common = Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
  return common > 0.5 * (Math.max(p.x + p.w, q.x + q.w) - Math.min(p.x, q.x));
}

/**
 * The numbers of the text that stand on the page where they were laid, rather than other ones. One glyph of a number
 * may be misread, but not most; and the more of the text is not found on the page, the less it is believed.
 */
function sameNumbers(
  found: readonly AlignedGlyph[],
  sure: number,
  numbers: readonly TextNumber[],
  alphabet: readonly string[],
): ReadonlySet<number> {
  const odds = new Map<number, number>();
  for (const { number, label, candidate } of found) {
    const { labels } = numbers[number]!;
    const before = odds.get(number) ?? CHANCE.unfound ** labels.length;
    const share = shareOf(candidate, { column: alphabet.indexOf(label) }, alphabet.length);
    odds.set(number, (before * share * alphabet.length) / CHANCE.unfound);
  }
  const characters = numbers.reduce((sum, { labels }) => sum + labels.length, 0);
  const other = (1 + characters - sure) / (OTHER_PAGES + characters);
  return new Set(
    [...odds].flatMap(([number, each]) => ((1 - other) * each * (1 - SURE) >= other * SURE ? [number] : [])),
  );
}
