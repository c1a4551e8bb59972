// From a page to its equations, top to bottom: ink, symbols, how they stand to each other, and the tree that they make.
import type { EngineFactory } from '../engine/engine.js';
import { union } from '../geometry/box.js';
import { pictureSize } from '../glyph/picture.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { lastLayer, softmax } from '../model/logits.js';
import { split } from '../model/network-surgery.js';
import type { PageImage } from '../page/image.js';
import { findInk, type Ink } from '../page/ink.js';
import { isLightOnDark, negative } from '../page/polarity.js';
import { unreduced } from '../page/reduce.js';
import { withoutPaperRules } from '../strokes/paper-rules.js';
import type { EquationSymbol, Expression, FoundEquation, Row, Term } from './expression.js';
import { isBracket } from './finding/brackets.js';
import { findSymbols } from './finding/find-symbols.js';
import type { OwnOpinion, SymbolVerdict, ViewJudge } from './finding/judge-symbols.js';
import { type LayoutTree, layoutTrees } from './finding/layout-tree.js';
import { type ContextModel, mendLabels } from './finding/mend-labels.js';
import { pairChances, type RelationModel } from './finding/pair-chances.js';
import { relations } from './finding/relations.js';
import { symbolKind } from './finding/symbol-kinds.js';
import { SYMBOL_VIEW_SIZE, viewOfPicture } from './finding/symbol-view.js';
import { symbolsOfRow, toRows } from './finding/to-rows.js';
import { asVerticalSum } from './sums/vertical-sum.js';

/** Judges symbols. */
export interface SymbolModel extends ViewJudge {
  /** Features [count, d] of pictures [count, 28, 28]: symbols that look alike lie in about the same direction. */
  features(pictures: Uint8Array, count: number): Float32Array;
}

/** The models that read equations. */
export interface EquationModels {
  /** Judges symbols. */
  readonly symbols: SymbolModel;
  /** Judges how one symbol stands to another. */
  readonly relations: RelationModel;
  /** Says what labels what stands around makes likely. */
  readonly context: ContextModel;
  /**
   * What a hand's own samples say of a normalised picture [28, 28], likeliest first: labels with their probabilities,
   * which together are what the samples know of it. Nothing where it looks like none of them.
   */
  readonly own?: OwnOpinion;
  /** Ends their engines. */
  close(): void;
}

/**
 * Opens the models of three checkpoints.
 * @throws OwnhandError 'bad-checkpoint'
 */
export async function openEquationModels(
  symbols: Checkpoint,
  related: Checkpoint,
  around: Checkpoint,
  engines: EngineFactory,
): Promise<EquationModels> {
  const { trunk, top } = split(symbols.network, symbols.weights, symbols.network.layers.length - 1);
  const [judge, relate, expect] = await Promise.all([
    engines(trunk.network, trunk.weights, { threads: 1, trains: false }),
    engines(related.network, related.weights, { threads: 1, trains: false }),
    engines(around.network, around.weights, { threads: 1, trains: false }),
  ]);
  const [weight, bias] = [top.weights.get('0.weight')!, top.weights.get('0.bias')!];
  const columns = symbols.alphabet.length + 1;
  return {
    symbols: {
      alphabet: symbols.alphabet,
      judge: (views, count) =>
        softmax(lastLayer(judge.predictPictures(views, count), weight, bias), columns, symbols.temperature),
      features(pictures, count) {
        const views = new Uint8Array(count * SYMBOL_VIEW_SIZE);
        for (let k = 0; k < count; k++)
          viewOfPicture(pictures.subarray(k * pictureSize, (k + 1) * pictureSize), views, k * SYMBOL_VIEW_SIZE);
        return judge.predictPictures(views, count);
      },
    },
    relations: {
      relate: (features, count) =>
        softmax(relate.predictPictures(features, count), relations.length, related.temperature),
    },
    context: {
      alphabet: around.alphabet,
      expect(contexts, count) {
        const chances = softmax(
          expect.predictPictures(contexts, count),
          around.alphabet.length + 1,
          around.temperature,
        );
        // The last column, "not a symbol", stands for nothing here.
        return withoutLast(chances, around.alphabet.length + 1);
      },
    },
    close() {
      expect.close();
      judge.close();
      relate.close();
    },
  };
}

/** Trees that are looked into for each way to take the strokes. */
const TREES = 2;

/** Other ways to read an equation are told while they are so likely beside the best. */
const LEAST_OTHER = 1e-3;

/** The equations of a page, top to bottom; boxes are pixels of the page. */
export function findEquations(page: PageImage, models: EquationModels): FoundEquation[] {
  const upright = isLightOnDark(page) ? negative(page) : page;
  const ink = findInk(upright);
  if (ink.pen === 0) return [];
  return equationsIn(withoutPaperRules(ink), models).map((equation) => onPage(equation, page, ink.factor));
}

/** What a sum is written with. */
const isOfSum = (label: string): boolean => /^[0-9+\-.,]$/.test(label);

/** A page is one sum where that is less likely by no more than so many nats a symbol. Set by eye. */
const SUM_LESS_LIKELY = 0.5;

/** One way to read all of a page. */
interface Way {
  readonly symbols: readonly SymbolVerdict[];
  readonly tree: LayoutTree;
  readonly gain: number;
}

/** The equations of some ink; boxes are working pixels. */
function equationsIn(ink: Ink, models: EquationModels): FoundEquation[] {
  const { scale, verdicts, partitions, among } = findSymbols(ink, models.symbols, models.own);
  const ways = partitions.flatMap((partition) =>
    waysOf(
      partition.symbols.map((k) => verdicts[k]!),
      partition.gain,
      scale,
      models,
    ),
  );
  ways.sort((a, b) => b.gain - a.gain);
  const [best] = ways;
  if (!best || best.symbols.length === 0) return [];
  const columns = columnsOf(among(isOfSum), partitions[0]!.gain);
  if (columns) return [columns];
  const total = ways.reduce((sum, { gain }) => sum + Math.exp(gain - best.gain), 0);
  const equations = expressionsOf(best);
  // Other ways are told only where they are ways to read the same one equation.
  const others =
    equations.length === 1
      ? ways.slice(1).flatMap((way) => {
          const confidence = Math.exp(way.gain - best.gain) / total;
          const [one, more] = expressionsOf(way);
          return confidence >= LEAST_OTHER && one && !more ? [{ expression: one, confidence }] : [];
        })
      : [];
  return equations
    .map((expression) => ({
      expression,
      confidence: expression.symbols.reduce((product, symbol) => product * symbol.confidence, 1 / total),
      box: union(expression.symbols.map(({ box }) => box)),
      others,
    }))
    .sort((a, b) => a.box.y - b.box.y);
}

/**
 * All symbols of a page that is one sum, in a row; undefined where it is none. The digits of a sum stand above each
 * other as the strokes of a letter do, so among all symbols they may be taken for letters.
 * @param gain how likely the strokes are any symbols
 */
function columnsOf(
  found: { symbols: readonly SymbolVerdict[]; gain: number },
  gain: number,
): FoundEquation | undefined {
  const symbols = found.symbols.map(asSymbol);
  const sum = asVerticalSum(symbols);
  if (!sum || found.gain - gain < -SUM_LESS_LIKELY * symbols.length) return undefined;
  return {
    expression: { symbols, row: symbols.map((_, symbol) => ({ kind: 'symbol', symbol })) },
    confidence: symbols.reduce((product, { confidence }) => product * confidence, 1),
    box: union(symbols.map(({ box }) => box)),
    others: [],
  };
}

/** The ways that some symbols may hang together, with the labels that this makes likely. */
function waysOf(found: readonly SymbolVerdict[], gain: number, scale: number, models: EquationModels): Way[] {
  const known = new Map<string, LayoutTree[]>();
  const treesOf = (symbols: readonly SymbolVerdict[], most: number): LayoutTree[] => {
    const placed = symbols.map(({ labels, box }) => ({ label: labels[0]!.label, box }));
    const labels = placed.map(({ label }) => label);
    // Trees know of labels no more than their kinds and which brackets are partners.
    const key = labels.map((label) => (isBracket(label) ? label : symbolKind(label))).join(' ');
    const trees = known.get(key) ?? layoutTrees(labels, pairChances(placed, scale, models.relations), most);
    known.set(key, trees);
    return trees;
  };
  return treesOf(found, TREES).map((tree) => {
    const mended = mendLabels(found, tree, scale, models.context);
    const symbols = found.map((symbol, k) => ({ ...symbol, labels: mended.labels[k]! }));
    const isNew = symbols.some(({ labels }, k) => labels[0]!.label !== found[k]!.labels[0]!.label);
    // A minus that has become a digit hangs otherwise.
    const again = (isNew && treesOf(symbols, 1)[0]) || tree;
    return { symbols, tree: again, gain: gain + again.gain + mended.gain };
  });
}

/** The expressions that a way comes to. */
function expressionsOf({ symbols, tree }: Way): Expression[] {
  const rows = toRows(
    symbols.map(({ labels }) => labels[0]!.label),
    tree,
  );
  return rows.map(({ row }) => {
    const members = symbolsOfRow(row);
    const place = new Map(members.map((symbol, k) => [symbol, k]));
    return { symbols: members.map((k) => asSymbol(symbols[k]!)), row: renumbered(row, (k) => place.get(k)!) };
  });
}

function asSymbol({ labels, box, picture }: SymbolVerdict): EquationSymbol {
  const [best, ...alternatives] = labels;
  return { ...best!, box, alternatives, picture };
}

/** A row whose symbols have other places. */
const renumbered = (row: Row, to: (symbol: number) => number): Row => row.map((term) => renumberedTerm(term, to));

function renumberedTerm(term: Term, to: (symbol: number) => number): Term {
  const rows = (given: Row | undefined, name: string) => (given ? { [name]: renumbered(given, to) } : {});
  const scripts = { ...rows(term.super, 'super'), ...rows(term.sub, 'sub') };
  if (term.kind === 'fraction') {
    const [numerator, denominator] = [renumbered(term.numerator, to), renumbered(term.denominator, to)];
    return { kind: 'fraction', bar: to(term.bar), numerator, denominator, ...scripts };
  }
  if (term.kind === 'root') {
    const inside = renumbered(term.inside, to);
    return { kind: 'root', sign: to(term.sign), inside, ...rows(term.degree, 'degree'), ...scripts };
  }
  return {
    kind: 'symbol',
    symbol: to(term.symbol),
    ...rows(term.above, 'above'),
    ...rows(term.below, 'below'),
    ...scripts,
  };
}

/** An equation of working pixels on its page. */
function onPage(equation: FoundEquation, page: PageImage, factor: number): FoundEquation {
  const placed = (expression: Expression): Expression => ({
    ...expression,
    symbols: expression.symbols.map((symbol) => ({ ...symbol, box: unreduced(symbol.box, page, factor) })),
  });
  return {
    ...equation,
    expression: placed(equation.expression),
    box: unreduced(equation.box, page, factor),
    others: equation.others.map((other) => ({ ...other, expression: placed(other.expression) })),
  };
}

/** Rows of values without the last of each. */
function withoutLast(values: Float32Array, columns: number): Float32Array {
  const count = values.length / columns;
  const out = new Float32Array(count * (columns - 1));
  for (let k = 0; k < count; k++) out.set(values.subarray(k * columns, (k + 1) * columns - 1), k * (columns - 1));
  return out;
}
