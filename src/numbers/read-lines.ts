// Ink → lines of glyphs: the hypotheses about it are classified, and the best way through each line is chosen. What
// then looks like words or finds by chance is left out, and signs come back to their digits.
import type { Classifier, Helpers } from '../model/classifier.js';
import { type Habits, habitOdds, type Making } from '../model/learned/habits.js';
import { darknessWritten, type Ink } from '../page/ink.js';
import type { LeftOut, LeftOutReason } from '../reading.js';
import { inkOf, type Piece } from '../strokes/piece.js';
import { NO_WALLS } from '../strokes/walls.js';
import type { Bystander } from './evidence/bystanders.js';
import { withoutChance } from './evidence/chance-finds.js';
import { type CandidateInLine, classifyInLine } from './evidence/classify-in-line.js';
import { FAINT, type PageEvidence, shareOfBest, symbolChance } from './evidence/glyph-chance.js';
import { withSeen } from './evidence/seen-symbols.js';
import { STRONGEST } from './evidence/symbol-odds.js';
import { withoutGuesses, withoutWords } from './evidence/words.js';
import type { FoundGlyph, FoundPage } from './found.js';
import { classifyPieces, type GlyphCandidate } from './hypotheses/classify-pieces.js';
import type { LineHypotheses } from './hypotheses/cut-and-join.js';
import { type Segmented, segment } from './hypotheses/segment.js';
import { lastMade } from './last-made.js';
import { bestPath, type Edge, type LineLattice } from './lattice.js';
import type { SeenInk } from './seen-ink.js';
import { withSigns } from './signs/attach-signs.js';

/** A piece that weighs more than this, and is not read, counts as unread. Set by eye. */
const WEIGHTY = 0.6;

const darkness = lastMade<number>();

/** The lines of glyphs in ink, top to bottom, left to right. */
export function readLines(found: SeenInk, classifier: Classifier, helpers: Helpers = {}): FoundPage {
  const { wholes } = helpers;
  const segmented = segment(found, classifier, helpers);
  if (!segmented.lines) {
    const { leftOut } = segmented;
    return { lines: [], walls: NO_WALLS, unread: 0, words: 0, leftOut, bystanders: [] };
  }
  const { ink, scale, words, signs, doubtedSigns, symbols } = segmented;

  const byShape = classifyRuns(segmented, ink, classifier);
  const inLine: readonly CandidateInLine[] = wholes
    ? classifyInLine(segmented, byShape, classifier.alphabet, wholes)
    : byShape.map((candidate) => ({ candidate }));
  const candidates = symbols
    ? inLine.map((each) => ({
        ...each,
        candidate: withSeen(each.candidate, symbols(each.candidate.pieces), classifier.alphabet),
      }))
    : inLine;

  // Shadows and show-through are no writing that digits are held against.
  const faintest = FAINT.onPage * scale.darkness;
  let next = 0;
  let unread = 0;
  const leftOut: LeftOut[] = [...segmented.leftOut];
  const bystanders: Bystander[] = [...segmented.bystanders];
  const lattices: LineLattice[] = [];
  const read = segmented.lines.map((line) => {
    const ofLine = candidates.slice(next, next + line.runs.length);
    next += line.runs.length;
    const { glyphs, ...rest } = readLine(line, ofLine, segmented, faintest, classifier.habits);
    unread += rest.unread;
    leftOut.push(...rest.leftOut);
    bystanders.push(...rest.bystanders);
    lattices.push(rest.lattice);
    return glyphs;
  });

  const written = darkness(ink.plane, [ink.darkness, faintest], () => darknessWritten(ink, faintest));
  // Print and rules say nothing about how much of the handwriting is numbers.
  const kept = withoutChance(read, Math.max(0, written - inkOf(segmented.print)));
  unread += read.flat().length - kept.flat().length;
  leftOut.push(...gone(read.flat(), kept.flat(), 'chance'));
  const lines = withSigns(
    kept.filter((line) => line.length > 0),
    signs,
    doubtedSigns,
  );
  const strokes = { ink, labels: segmented.labels, lattices };
  return { lines, walls: segmented.walls, unread, words, leftOut, bystanders, strokes };
}

/** Those of the glyphs `before` that are not among those `after`, as left out for a reason. */
function gone(before: readonly FoundGlyph[], after: readonly FoundGlyph[], reason: LeftOutReason): LeftOut[] {
  const kept = new Set(after);
  return before.filter((glyph) => !kept.has(glyph)).map(({ box }) => ({ box, reason }));
}

/** The candidate for each run of the page's lines. A stroke that was not cut has been classified already. */
function classifyRuns({ lines, labels, alone }: Segmented, ink: Ink, classifier: Classifier): GlyphCandidate[] {
  const sets = lines.flatMap((line) => line.runs.map((run) => run.pieces));
  const known = (set: readonly Piece[]): GlyphCandidate | undefined =>
    set.length === 1 ? alone.get(set[0]!) : undefined;
  const unknown = classifyPieces(
    sets.filter((set) => !known(set)),
    ink.plane,
    () => labels,
    classifier,
  );
  let next = 0;
  return sets.map((set) => known(set) ?? unknown[next++]!);
}

/** What a run is made of, by the stroke of each of its pieces, and how many pieces each stroke of the line has. */
function makingOf(run: readonly number[], slicesOf: ReadonlyMap<number, number>): Making {
  const own = new Map<number, number>();
  for (const stroke of run) own.set(stroke, (own.get(stroke) ?? 0) + 1);
  const isPart = [...own].some(([stroke, slices]) => slices < slicesOf.get(stroke)!);
  return { strokes: own.size, isPart, isCut: !isPart && own.size === 1 && run.length > 1 };
}

/** The best way through a line without what stands in words, and how many of its full-sized strokes are not in it. */
function readLine(
  { pieces, strokes, weights, own, runs }: LineHypotheses,
  candidates: readonly CandidateInLine[],
  page: PageEvidence,
  faintest: number,
  habits: Habits | undefined,
): Pick<FoundPage, 'unread' | 'leftOut' | 'bystanders'> & {
  readonly glyphs: readonly FoundGlyph[];
  readonly lattice: LineLattice;
} {
  const slicesOf = new Map<number, number>();
  for (const stroke of strokes) slicesOf.set(stroke, (slicesOf.get(stroke) ?? 0) + 1);
  const edges = runs.map(({ from, to }, k): Edge => {
    const { candidate } = candidates[k]!;
    const habit = habits ? habitOdds(habits, candidate.label, makingOf(strokes.slice(from, to), slicesOf)) : 0;
    const symbol = symbolChance(candidates[k]!, own, page, habit);
    return { from, to, candidate, symbol, chance: symbol * shareOfBest(candidate) };
  });
  const path = bestPath(weights, edges);
  const glyphs = path.edges.map(({ candidate, chance }, k): FoundGlyph => {
    const ofNumber = page.numberChance?.(candidate.pieces);
    const glyph = { candidate, box: candidate.box, cut: path.cuts[k]!, chance };
    return ofNumber === undefined ? glyph : { ...glyph, ofNumber };
  });
  const taken = new Set(glyphs.flatMap((glyph) => glyph.candidate.pieces));
  const others = pieces
    .filter((piece, k) => weights[k]! > WEIGHTY && piece.darkness >= faintest && !taken.has(piece))
    .map(({ box }) => box);
  const numbers = withoutWords(glyphs, others, own.height);
  const kept = page.odds < STRONGEST ? withoutGuesses(numbers, own.height) : numbers;
  const leftOut = [...others.map((box): LeftOut => ({ box, reason: 'unread' })), ...gone(glyphs, kept, 'words')];
  // What a single stroke may be is known; of strokes that were cut or joined there is always one that was read. Ink of
  // a number that has no shape of a digit, as where it is blurred, may be one all the same.
  const bystanders = edges
    .filter(({ candidate: { pieces } }) => pieces.length === 1 && !taken.has(pieces[0]!))
    .map(({ candidate, symbol }): Bystander => {
      const ofNumber = page.numberChance?.(candidate.pieces) ?? 0;
      return { box: candidate.box, chance: Math.max(symbol, ofNumber) };
    });
  return { glyphs: kept, unread: leftOut.length, leftOut, bystanders, lattice: { pieces, weights, edges } };
}
