// What the models that look at pages learn from: pieces of drawn documents as reading sees them. The ground is divided
// out, as page/contrast.ts does it, so that light, paper and camera are gone before the network looks.
import { type Random, random as seeded } from '../engine/random.js';
import { SYMBOL_CELL, symbolClasses } from '../model/sight/symbol-model.js';
import { contrast } from '../page/contrast.js';
import { drawDocument } from './draw/documents/draw-document.js';
import { type DrawnDocument, type Material, pixelClass, SIGN, unsure } from './draw/documents/drawn-document.js';

/** A batch of square patches. */
export interface SightPatches {
  /** [count, side, side], `contrast` planes. */
  readonly pictures: Uint8Array;
  /** [count, rows, columns]: the class of each pixel, or of each cell, or `unsure`. */
  readonly labels: Uint8Array;
}

/** Share of the patches that are turned by quarters: pages lie any way. */
const TURNED = 0.15;

/** The ground is looked for within so many times the digits' height, as reading does, and never closer than `least`. */
const GROUND = { low: 0.25, high: 0.9, least: 8, most: 60 } as const;

/**
 * `count` patches whose labels are a `pixelClass` for every pixel; the same seed and material give the same bytes.
 */
export function pagePatches(material: Material, seed: number, count: number, side: number): SightPatches {
  const random = seeded(seed);
  const pictures = new Uint8Array(count * side * side);
  const labels = new Uint8Array(count * side * side);
  for (let k = 0; k < count; k++) {
    const drawn = drawDocument(random, material, { width: side, height: side });
    const plane = asSeen(drawn, random);
    const quarters = random() < TURNED ? 1 + Math.floor(random() * 3) : 0;
    pictures.set(turned(plane, side, quarters), k * side * side);
    labels.set(turned(drawn.labels, side, quarters), k * side * side);
  }
  return { pictures, labels };
}

/**
 * `count` patches whose labels are one of `symbolClasses` for every cell. They are not turned: a 6 that lies upside
 * down is a 9, and pages are turned before they are read.
 */
export function symbolPatches(material: Material, seed: number, count: number, side: number): SightPatches {
  const random = seeded(seed);
  const pictures = new Uint8Array(count * side * side);
  const cells = (side / SYMBOL_CELL) ** 2;
  const labels = new Uint8Array(count * cells);
  for (let k = 0; k < count; k++) {
    const drawn = drawDocument(random, material, { width: side, height: side });
    pictures.set(asSeen(drawn, random), k * side * side);
    labels.set(cellLabels(drawn), k * cells);
  }
  return { pictures, labels };
}

/** Pixels of a cell that make clear what is there, of 16, and those that are no longer clear. Set by eye. */
const CELL = { clear: 2, unsure: 6 } as const;

const DIGITS = symbolClasses.indexOf('0');
const NUMBERS = [...symbolClasses.keys()].filter((k) => k >= DIGITS).concat(symbolClasses.indexOf('sign'));
const WRITTEN = [symbolClasses.indexOf('writing'), symbolClasses.indexOf('print')];
const RULE = symbolClasses.indexOf('rule');

/**
 * [height / SYMBOL_CELL, width / SYMBOL_CELL]: what most ink of a cell is. Numbers come before words and print, and
 * these before rules, as where they cross.
 */
export function cellLabels({
  width,
  height,
  labels,
  symbols,
}: Pick<DrawnDocument, 'width' | 'height' | 'labels' | 'symbols'>): Uint8Array {
  const [columns, rows] = [width / SYMBOL_CELL, height / SYMBOL_CELL];
  const out = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const counts = new Uint8Array(symbolClasses.length);
      let open = 0;
      for (let y = row * SYMBOL_CELL; y < (row + 1) * SYMBOL_CELL; y++)
        for (let at = y * width + column * SYMBOL_CELL; at < y * width + (column + 1) * SYMBOL_CELL; at++) {
          const label = labels[at]!;
          if (label === unsure) open++;
          else counts[classOf(label, symbols[at]!)]!++;
        }
      out[row * columns + column] = cellLabel(counts, open);
    }
  return out;
}

/** The place in `symbolClasses` of a pixel of a class and, where it is of a number, of this symbol. */
function classOf(label: number, symbol: number): number {
  if (label === pixelClass.cell) return symbolClasses.indexOf('paper');
  if (label !== pixelClass.number) return label;
  return symbol === SIGN || symbol === 0 ? symbolClasses.indexOf('sign') : DIGITS + symbol - 1;
}

/** What a cell is with so many pixels of each class, and so many of which it is open. */
function cellLabel(counts: Uint8Array, open: number): number {
  const most = (classes: readonly number[]): number =>
    classes.reduce((best, k) => (counts[k]! > counts[best]! ? k : best), classes[0]!);
  const number = most(NUMBERS);
  if (counts[number]! > 0) return counts[number]! >= CELL.clear ? number : unsure;
  const written = most(WRITTEN);
  const other = counts[written]! >= CELL.clear || counts[written]! >= counts[RULE]! ? written : RULE;
  if (counts[other]! > 0) return counts[other]! >= CELL.clear ? other : unsure;
  return open > CELL.unsure ? unsure : symbolClasses.indexOf('paper');
}

/** The document dark on light, its ground divided out. */
function asSeen(drawn: DrawnDocument, random: Random): Uint8Array {
  const { width, height, glyphSize } = drawn;
  const data = isLight(drawn) ? drawn.grey.map((value) => 255 - value) : drawn.grey;
  const least = Math.max(GROUND.least, GROUND.low * glyphSize);
  const most = Math.max(least, Math.min(GROUND.most, GROUND.high * glyphSize));
  const radius = least * (most / least) ** random();
  return contrast({ width, height, factor: 1, planes: [{ width, height, data }] }, radius).data;
}

/** Whether what is written is lighter than its paper. */
function isLight({ grey, labels }: DrawnDocument): boolean {
  let [paper, papers, ink, inks] = [0, 0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    const label = labels[i]!;
    if (label === pixelClass.paper || label === pixelClass.cell) {
      paper += grey[i]!;
      papers++;
    } else if (label <= pixelClass.rule) {
      ink += grey[i]!;
      inks++;
    }
  }
  return inks > 0 && papers > 0 && ink / inks > paper / papers;
}

/** A square picture turned clockwise by so many quarters. */
function turned(picture: Uint8Array, side: number, quarters: number): Uint8Array {
  if (quarters === 0) return picture;
  const out = new Uint8Array(picture.length);
  const last = side - 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = quarters === 1 ? [last - y, x] : quarters === 2 ? [last - x, last - y] : [y, last - x];
      out[v * side + u] = picture[y * side + x]!;
    }
  }
  return out;
}
