// What the page model sees: for every pixel of a page, how likely it is a number, other writing, print, a rule or
// paper.
import type { Engine, EngineFactory } from '../../engine/engine.js';
import { OwnhandError } from '../../error.js';
import type { Plane } from '../../page/image.js';
import type { Checkpoint } from '../checkpoint.js';
import { cut, TILE, type Tile, tilesOf, type Worthwhile } from './page-tiles.js';

/** What a pixel may be, in the order of the model's channels. `cell` is paper in a box or cell for one number. */
export const inkClasses = ['paper', 'number', 'writing', 'print', 'rule', 'cell'] as const;

/** One of them. */
export type InkClass = (typeof inkClasses)[number];

/** The chances of each class, one plane each, [height, width], 255 for certain. */
export type PageSight = Readonly<Record<InkClass, Uint8Array>>;

/** Says which ink of a page is what. */
export interface PageModel {
  /**
   * Looks at a page whose ground is divided out, as page/contrast.ts does it.
   * @param worthwhile says of a rectangle whether anything is written there; elsewhere all is paper
   */
  see(page: Plane, worthwhile?: Worthwhile): PageSight;
}

/**
 * Each tile is looked at twice, the second time so many pixels further up and to the left, and the mean is taken: what
 * the network makes of a stroke depends on where its coarser grids happen to lie. On retaken photos of half of the
 * real pages' writers that leaves an eighth less of the digits wrong than one look does.
 */
const SHIFTS = [0, 3] as const;

/** A page model that is ready to look, twice at once where there are several threads; it is never closed. */
export async function openPageModel(
  checkpoint: Checkpoint,
  engines: EngineFactory,
  ground: number,
  threads = 1,
): Promise<PageModel> {
  const { network, weights, alphabet } = checkpoint;
  if (alphabet.join() !== inkClasses.join())
    throw new OwnhandError(
      'bad-checkpoint',
      `A page model tells ${inkClasses.join(', ')}, not ${alphabet.join(', ')}.`,
    );
  const tiled = { ...network, input: [TILE.side, TILE.side, 1] as const };
  const maxBatch = Math.min(threads, SHIFTS.length);
  const engine = await engines(tiled, weights, { threads, maxBatch, trains: false, startsThreads: true });
  return { see: (page, worthwhile) => see(engine, maxBatch, page, ground, worthwhile) };
}

function see(
  engine: Engine,
  atOnce: number,
  page: Plane,
  ground: number,
  worthwhile: Worthwhile | undefined,
): PageSight {
  const { width, height } = page;
  const sight = Object.fromEntries(inkClasses.map((kind) => [kind, new Uint8Array(width * height)])) as Record<
    InkClass,
    Uint8Array
  >;
  sight.paper.fill(255);
  const planes = inkClasses.map((kind) => sight[kind]);
  const size = TILE.side ** 2;
  const pictures = new Uint8Array(SHIFTS.length * size);
  const looks = new Uint8Array(SHIFTS.length * planes.length * size);
  for (const tile of tilesOf(page, worthwhile)) {
    const { across, down } = tile;
    for (const [k, shift] of SHIFTS.entries())
      cut(page, across.start - shift, down.start - shift, ground, pictures.subarray(k * size, (k + 1) * size));
    for (let from = 0; from < SHIFTS.length; from += atOnce) {
      const count = Math.min(atOnce, SHIFTS.length - from);
      const part = pictures.subarray(from * size, (from + count) * size);
      looks.set(engine.predictChances(part, count), from * planes.length * size);
    }
    paste(looks, planes, width, tile);
  }
  return sight;
}

/** Lays the middle of a tile onto the page, the mean of the chances in its looks, [looks, classes, side, side]. */
function paste(chances: Uint8Array, planes: readonly Uint8Array[], width: number, { across, down }: Tile): void {
  const { side } = TILE;
  const second = planes.length * side ** 2 + SHIFTS[1] * (side + 1);
  for (const [k, plane] of planes.entries()) {
    for (let y = down.from; y < down.to; y++) {
      const row = (k * side + y - down.start) * side - across.start;
      // What lies at the tile's last rows and columns has moved out of the second look.
      const isSeen = y - down.start + SHIFTS[1] < side;
      const seen = isSeen ? Math.min(across.to, across.start + side - SHIFTS[1]) : across.from;
      for (let x = across.from; x < seen; x++)
        plane[y * width + x] = (chances[row + x]! + chances[row + x + second]! + 1) >> 1;
      if (seen < across.to) plane.set(chances.subarray(row + seen, row + across.to), y * width + seen);
    }
  }
}
