// Ink → lines of glyphs: the hypotheses about it are judged, and the best way through each line is chosen.
import { logit, sigmoid } from '../geometry/logistic.js';
import type { Classifier, Helpers } from '../model/classifier.js';
import { type Ink, measureWritten } from '../page/ink.js';
import { darknessOf, type Piece } from '../strokes/piece.js';
import { withoutChance } from './evidence/chance-finds.js';
import { type CandidateInLine, classifyInLine } from './evidence/classify-in-line.js';
import { darknessFit, type Scale, sizeFit } from './evidence/digit-scale.js';
import { withoutStrays } from './evidence/strays.js';
import { STRONGEST, symbolGiven } from './evidence/symbol-odds.js';
import { withoutGuesses, withoutWords } from './evidence/words.js';
import type { FoundPage } from './found.js';
import { classifyPieces, type GlyphCandidate } from './hypotheses/classify-pieces.js';
import { segment } from './hypotheses/segment.js';
import { bestPath, type Edge } from './lattice.js';
import { withSigns } from './signs/attach-signs.js';

/** The lines of glyphs in `ink`, top to bottom, left to right. Rules it erases are erased from `ink` too. */
export function readLines(ink: Ink, classifier: Classifier, { lettering, wholes }: Helpers = {}): FoundPage {
  const before = measureWritten(ink);
  const segmented = segment(ink, classifier, lettering);
  if (!segmented) return { lines: [], unread: 0, words: 0 };
  const { labels, scale, odds, alone } = segmented;

  // All hypotheses of the page are judged together; a stroke that was not cut has been judged already.
  const sets = segmented.lines.flatMap((line) => line.runs.map((run) => run.pieces));
  const known = (set: readonly Piece[]): GlyphCandidate | undefined =>
    set.length === 1 ? alone.get(set[0]!) : undefined;
  const unknown = classifyPieces(
    sets.filter((set) => !known(set)),
    ink.plane,
    labels,
    classifier,
  );
  let asked = 0;
  const verdicts = sets.map((set) => known(set) ?? unknown[asked++]!);

  const candidates: readonly CandidateInLine[] = wholes
    ? classifyInLine(segmented, ink.plane, verdicts, classifier.alphabet, wholes)
    : verdicts.map((candidate) => ({ candidate }));

  // Shadows and show-through are no writing to hold digits against.
  const faintest = FAINT_ON_PAGE * scale.darkness;
  let next = 0;
  let unread = 0;
  const found = segmented.lines.map(({ pieces, weights, own, runs }) => {
    const edges = runs.map(({ from, to }): Edge => {
      const { candidate, whole } = candidates[next++]!;
      const symbol = symbolChance(candidate, own, scale, odds, ink, whole);
      return { from, to, candidate, symbol, chance: symbol * share(candidate) };
    });
    const path = bestPath(weights, edges);
    const glyphs = path.edges.map((edge, k) => ({
      candidate: edge.candidate,
      box: edge.candidate.box,
      cut: path.cuts[k]!,
      chance: edge.chance,
    }));
    const taken = new Set(glyphs.flatMap((glyph) => glyph.candidate.pieces));
    const others = pieces
      .filter((piece, k) => weights[k]! > 0.6 && piece.darkness >= faintest && !taken.has(piece))
      .map((piece) => piece.box);
    const numbers = withoutWords(glyphs, others, own.height);
    const kept = odds < STRONGEST ? withoutGuesses(numbers, own.height) : numbers;
    unread += others.length + glyphs.length - kept.length;
    return kept;
  });
  const { width, height } = ink.plane;
  const { words } = segmented;
  const written = measureWritten(ink, faintest);
  const rules = { area: before.area - written.area, ink: before.ink - written.ink };
  const near = withoutStrays(found, { page: scale, width, height, unread: unread + words, rules });
  const kept = withoutChance(near, written.dark);
  unread += near.flat().length - kept.flat().length;
  const lines = withSigns(
    kept.filter((line) => line.length > 0),
    segmented.signs,
  );
  return { lines, unread, words };
}

/** Strokes fainter than these shares of their line's, and of the page's, are as likely show-through or dirt as writing. */
const FAINT_IN_LINE = 0.33;
const FAINT_ON_PAGE = 0.22;

/**
 * … and strokes that stand out of the paper by fewer of its standard deviations are its texture, which reaches MOST_TEXTURE where it
 * is coarse. Where the page's strokes are digits throughout, only what plain noise reaches is doubted.
 */
const MOST_TEXTURE = 7;
const LEAST_TEXTURE = 4;
const LEAST_NOISE = 1;

/** Standard deviations that texture may reach on a page with these odds of a stroke being a symbol. */
function textureReach(odds: number): number {
  const sure = Math.min(1, Math.max(0, Math.log(odds) / Math.log(STRONGEST)));
  return MOST_TEXTURE + sure * (LEAST_TEXTURE - MOST_TEXTURE);
}

function symbolChance(
  candidate: GlyphCandidate,
  line: Scale,
  page: Scale,
  odds: number,
  ink: Ink,
  whole: number | undefined,
): number {
  const darkness = darknessOf(candidate.pieces);
  return (
    wholeSymbol(symbolGiven(candidate, odds), whole) *
    darknessFit(darkness, line.darkness, FAINT_IN_LINE) *
    darknessFit(darkness, page.darkness, FAINT_ON_PAGE) *
    darknessFit(darkness, Math.max(LEAST_NOISE, ink.noise), textureReach(odds)) *
    sizeFit(candidate.box.h, line.height, 1.8) *
    sizeFit(candidate.box.h, page.height, 3)
  );
}

/** How much the shape alone counts beside the view of its surroundings, which shows the shape too. */
const SHAPE = 0.5;

/** The chance of one whole symbol, by its shape and, where its pieces could be taken otherwise, by what surrounds it: that alone makes no symbol. */
function wholeSymbol(symbol: number, whole: number | undefined): number {
  return whole === undefined ? symbol : Math.min(symbol, sigmoid(SHAPE * boundedLogit(symbol) + boundedLogit(whole)));
}

/** Log odds of a chance, of which none is quite 0 or 1. */
const boundedLogit = (chance: number): number => logit(Math.min(1 - 1e-4, Math.max(1e-4, chance)));

/** The likeliest symbol's share of the chance that it is one at all. */
function share({ verdict, best, symbol }: GlyphCandidate): number {
  return symbol > 0 ? verdict[best]! / symbol : 0;
}
