// Draws a document: a layout on a sheet of paper, photographed. The page model learns from an endless stream of these.
import type { Random } from '../../../engine/random.js';
import { median } from '../../../geometry/median.js';
import { between } from '../pen.js';
import { anyView, look, onSheet, type View } from './camera.js';
import type { DrawnDocument, Material } from './drawn-document.js';
import { combLayouts } from './layouts/comb-layouts.js';
import { formLayouts } from './layouts/form-layouts.js';
import { heldOutLayouts } from './layouts/held-out-layouts.js';
import { plainLayouts } from './layouts/plain-layouts.js';
import { printLayouts } from './layouts/print-layouts.js';
import { tableLayouts } from './layouts/table-layouts.js';
import { cover, HIDDEN, layPaper, watermark, wear } from './paper.js';
import { type Area, type Scene, scene } from './scene.js';
import { expose } from './sensor.js';
import { surface } from './surface.js';
import { numbersIn, unseen } from './truth.js';

export interface DrawOptions {
  /** Pixels of the picture across. */
  readonly width: number;
  /** Pixels of the picture down. */
  readonly height: number;
  /** Draws one of the layouts that training never draws. */
  readonly heldOut?: boolean;
  /** One layout by its name, instead of any. */
  readonly kind?: string;
}

type Layout = (scene: Scene) => void;

/** The layouts that training draws, and how often each is drawn. */
const TRAINED: readonly (readonly [string, Layout, number])[] = [
  ['lines', plainLayouts.lines, 8],
  ['notebook', plainLayouts.notebook, 9],
  ['digitsApart', plainLayouts.digitsApart, 5],
  ['sums', plainLayouts.sums, 5],
  ['single', plainLayouts.single, 5],
  ['notes', plainLayouts.notes, 11],
  ['words', plainLayouts.words, 9],
  ['table', tableLayouts.table, 14],
  ['scoreCard', tableLayouts.scoreCard, 12],
  ['marks', tableLayouts.marks, 6],
  ['puzzle', tableLayouts.puzzle, 4],
  ['form', formLayouts.form, 12],
  ['combs', combLayouts.combs, 11],
  ['cheque', formLayouts.cheque, 3],
  ['tally', combLayouts.tally, 9],
  ['printPage', printLayouts.printPage, 8],
  ['overPrint', printLayouts.overPrint, 4],
  ['blank', printLayouts.blank, 1],
];

const HELD_OUT: readonly (readonly [string, Layout, number])[] = Object.entries(heldOutLayouts).map(
  ([name, layout]) => [name, layout, 1],
);

/** Names of the layouts, of training and of those held out from it. */
export const layoutNames = { trained: TRAINED.map(([name]) => name), heldOut: HELD_OUT.map(([name]) => name) } as const;

/** Heights of the digits, pixels: from those of a card photographed whole to those of a close-up. */
const SIZES = { least: 10, most: 110 } as const;
/** From this side on a picture is a whole page, with its edges in view or nearly; smaller ones are pieces of a page. */
const PAGE = 600;

/** One document; the same seed and material give the same bytes. */
export function drawDocument(random: Random, material: Material, options: DrawOptions): DrawnDocument {
  const { width, height } = options;
  const [kind, layout] = choose(random, options);
  const whole = Math.min(width, height) >= PAGE;
  const largest = Math.min(SIZES.most, Math.min(width, height) / (whole ? 9 : 2.2));
  const size = SIZES.least * (largest / SIZES.least) ** random();
  const view = anyView(random, width, height, whole);
  const dark = random() < 0.09;
  const paper = dark ? between(random, 0, 0.4) : random() < 0.8 ? between(random, 0.7, 1) : between(random, 0.42, 0.8);
  const on = surface(view.width, view.height);
  const edge = whole ? inView(view, width, height, between(random, 0.8, 1.02)) : pieceOf(random, view, size);
  const beyond = edge.x > 0 || edge.y > 0 || edge.x + edge.w < on.width || edge.y + edge.h < on.height;
  layPaper(random, on, beyond ? edge : undefined, paper);
  if (!dark && !beyond && random() < 0.08) watermark(random, on, paper, material.typefaces);
  const inset = Math.min(edge.w, edge.h) * between(random, 0.01, 0.07);
  const page = { x: edge.x + inset, y: edge.y + inset, w: edge.w - 2 * inset, h: edge.h - 2 * inset };
  const drawn = scene(random, material, on, page, size, paper, dark);
  layout(drawn);
  if (!dark) wear(random, on, edge, paper, material.typefaces);
  const before = beyond && random() < 0.12 ? Uint16Array.from(on.owners) : undefined;
  if (before) cover(random, on, edge);
  const cut = new Set<number>();
  before?.forEach((owner, at) => {
    if (owner > 0 && on.owners[at] === HIDDEN) cut.add(owner);
  });
  const seen = look(on, view, width, height);
  const glyphSize = median(drawn.heights) ?? size;
  const grey = expose(random, seen.grey, width, height, {
    size: glyphSize,
    pen: drawn.hand.pen * glyphSize,
    contrast: Math.abs(paper - drawn.hand.ink.tone) * drawn.hand.ink.opacity,
    dark,
    paper,
  });
  unseen(grey, seen.labels, width, height);
  return {
    width,
    height,
    grey,
    labels: seen.labels,
    symbols: seen.symbols,
    numbers: numbersIn(drawn, seen, cut, width, height),
    glyphSize,
    kind,
  };
}

function choose(random: Random, { heldOut, kind }: DrawOptions): readonly [string, Layout, number] {
  if (kind !== undefined) {
    const named = [...TRAINED, ...HELD_OUT].find(([name]) => name === kind);
    if (!named) throw new RangeError(`no layout is called ${kind}`);
    return named;
  }
  const all = heldOut ? HELD_OUT : TRAINED;
  let ticket = random() * all.reduce((sum, [, , share]) => sum + share, 0);
  for (const each of all) {
    ticket -= each[2];
    if (ticket < 0) return each;
  }
  return all[0]!;
}

/** The page as large as the picture shows all of it, times `share`. */
function inView(view: View, width: number, height: number, share: number): Area {
  const [cx, cy] = onSheet(view, width / 2, height / 2);
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].map(([x, y]) => onSheet(view, x!, y!));
  const sides = [
    [width / 2, 0],
    [width / 2, height],
    [0, height / 2],
    [width, height / 2],
  ].map(([x, y]) => onSheet(view, x!, y!));
  // Half extents within which nothing leaves the picture, by the nearest corner or side in each direction.
  const near = (axis: 0 | 1): number =>
    Math.min(
      ...[...corners, ...sides]
        .map((p) => Math.abs(p[axis]! - [cx, cy][axis]!))
        .filter((far) => far > 0.2 * Math.min(width, height)),
    );
  const [w, h] = [near(0) * share, near(1) * share];
  return { x: cx - w, y: cy - h, w: 2 * w, h: 2 * h };
}

/** A page of which the picture shows a piece: mostly its middle, sometimes an edge or a corner, seldom all of it. */
function pieceOf(random: Random, view: View, size: number): Area {
  const way = random();
  if (way < 0.1) {
    const [w, h] = [view.width * between(random, 0.55, 0.95), view.height * between(random, 0.55, 0.95)];
    return { x: (view.width - w) * random(), y: (view.height - h) * random(), w, h };
  }
  const room = size * between(random, 3, 14);
  const [left, right, top, bottom] = [0, 0, 0, 0].map(() =>
    way < 0.32 && random() < 0.35 ? -between(random, 0.02, 0.35) * view.width : room * random() + 8,
  ) as [number, number, number, number];
  return { x: -left, y: -top, w: view.width + left + right, h: view.height + top + bottom };
}
