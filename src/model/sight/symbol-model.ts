// What the symbol model sees: which symbol of a number is written where on a page. It looks at the page itself, where
// the reader looks at strokes that were cut out of it, so that the two err for different reasons.
import type { Engine, EngineFactory } from '../../engine/engine.js';
import { OwnhandError } from '../../error.js';
import type { Plane } from '../../page/image.js';
import type { Checkpoint } from '../checkpoint.js';
import { cut, TILE, tilesOf, type Worthwhile } from './page-tiles.js';

/** What a cell may hold, in the order of the model's channels: a sign is one of a number. */
export const symbolClasses = [
  ...['paper', 'sign', 'writing', 'print', 'rule'],
  ...['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
] as const;

/** One of them. */
export type SymbolClass = (typeof symbolClasses)[number];

/** Side of the squares that it tells of, pixels: two maxima in a row. */
export const SYMBOL_CELL = 4;

/** What is seen on a page. */
export interface SymbolSight {
  /** Cells across. */
  readonly width: number;
  /** Cells down. */
  readonly height: number;
  /** [symbolClasses.length, height, width]: the chance of each class, 255 for certain. */
  readonly chances: Uint8Array;
}

/** Says which symbol is written where. */
export interface SymbolModel {
  /**
   * Looks at a page whose ground is divided out, as page/contrast.ts does it.
   * @param worthwhile says of a rectangle whether anything is written there; elsewhere all is paper
   */
  see(page: Plane, worthwhile?: Worthwhile): SymbolSight;
}

/** A symbol model that is ready to look; it is never closed. */
export async function openSymbolModel(
  { network, weights, alphabet }: Checkpoint,
  engines: EngineFactory,
  ground: number,
): Promise<SymbolModel> {
  if (alphabet.join() !== symbolClasses.join())
    throw new OwnhandError(
      'bad-checkpoint',
      `A symbol model tells ${symbolClasses.join(', ')}, not ${alphabet.join(', ')}.`,
    );
  const tiled = { ...network, input: [TILE.side, TILE.side, 1] as const };
  const engine = await engines(tiled, weights, { threads: 1, maxBatch: 1, trains: false });
  return { see: (page, worthwhile) => see(engine, page, ground, worthwhile) };
}

/** The same where print is what is read: it is a digit, nobody knows which, and digits are print. */
export function withPrintAsDigits({ width, height, chances }: SymbolSight): SymbolSight {
  const size = width * height;
  const [print, first] = [symbolClasses.indexOf('print'), symbolClasses.indexOf('0')];
  const digits = symbolClasses.length - first;
  const exchanged = chances.slice();
  for (let at = 0; at < size; at++) {
    let sum = 0;
    for (let k = first; k < symbolClasses.length; k++) {
      sum += chances[k * size + at]!;
      exchanged[k * size + at] = chances[print * size + at]! / digits;
    }
    exchanged[print * size + at] = Math.min(255, sum);
  }
  return { width, height, chances: exchanged };
}

function see(engine: Engine, page: Plane, ground: number, worthwhile: Worthwhile | undefined): SymbolSight {
  const [width, height] = [Math.ceil(page.width / SYMBOL_CELL), Math.ceil(page.height / SYMBOL_CELL)];
  const chances = new Uint8Array(symbolClasses.length * width * height);
  chances.fill(255, 0, width * height);
  const picture = new Uint8Array(TILE.side ** 2);
  const side = TILE.side / SYMBOL_CELL;
  for (const { across, down } of tilesOf(page, worthwhile, SYMBOL_CELL)) {
    cut(page, across.start, down.start, ground, picture);
    const seen = engine.predictChances(picture, 1);
    const [left, top] = [across.start / SYMBOL_CELL, down.start / SYMBOL_CELL];
    const [from, to] = [across.from / SYMBOL_CELL, Math.ceil(across.to / SYMBOL_CELL)];
    for (let k = 0; k < symbolClasses.length; k++) {
      for (let y = down.from / SYMBOL_CELL; y < Math.ceil(down.to / SYMBOL_CELL); y++) {
        const row = (k * side + y - top) * side - left;
        chances.set(seen.subarray(row + from, row + to), (k * height + y) * width + from);
      }
    }
  }
  return { width, height, chances };
}
