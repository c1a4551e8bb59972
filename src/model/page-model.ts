// What the page model sees: for every pixel of a page, how likely it is a number, other writing, print, a rule or
// paper.
import type { Engine, EngineFactory } from '../engine/engine.js';
import { OwnhandError } from '../error.js';
import type { Plane } from '../page/image.js';
import type { Checkpoint } from './checkpoint.js';

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
  see(page: Plane, worthwhile?: (x: number, y: number, w: number, h: number) => boolean): PageSight;
}

/**
 * Pages are looked at in square tiles of so many pixels, and so many of them at a border that is no page's are looked
 * at for their surroundings only. Larger tiles see more and take more memory.
 */
const TILE = { side: 384, margin: 32 } as const;

/** A page model that is ready to look, at a tile in each of so many threads at once; it is never closed. */
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
  const engine = await engines(tiled, weights, { threads, maxBatch: threads, trains: false, startsThreads: true });
  return { see: (page, worthwhile) => see(engine, threads, page, ground, worthwhile) };
}

function see(
  engine: Engine,
  atOnce: number,
  page: Plane,
  ground: number,
  worthwhile: Parameters<PageModel['see']>[1],
): PageSight {
  const { width, height } = page;
  const sight = Object.fromEntries(inkClasses.map((kind) => [kind, new Uint8Array(width * height)])) as Record<
    InkClass,
    Uint8Array
  >;
  sight.paper.fill(255);
  const planes = inkClasses.map((kind) => sight[kind]);
  const tiles = strips(height)
    .flatMap((down) => strips(width).map((across) => ({ down, across })))
    .filter(({ down, across }) => !worthwhile || worthwhile(across.from, down.from, lengthOf(across), lengthOf(down)));
  const size = TILE.side ** 2;
  const pictures = new Uint8Array(atOnce * size);
  for (let from = 0; from < tiles.length; from += atOnce) {
    const part = tiles.slice(from, from + atOnce);
    for (const [k, { across, down }] of part.entries())
      cut(page, across.start, down.start, ground, pictures.subarray(k * size, (k + 1) * size));
    const chances = engine.predictChances(pictures, part.length);
    const each = planes.length * size;
    for (const [k, tile] of part.entries()) paste(chances.subarray(k * each, (k + 1) * each), planes, width, tile);
  }
  return sight;
}

/** Where a tile begins along a side of the page, and from where to where it tells. */
interface Strip {
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

const lengthOf = ({ from, to }: Strip): number => to - from;

/** The tiles along a side of so many pixels. */
function strips(length: number): Strip[] {
  const { side, margin } = TILE;
  const count = length <= side ? 1 : Math.ceil((length - 2 * margin) / (side - 2 * margin));
  const starts = Array.from({ length: count }, (_, k) =>
    count === 1 ? 0 : Math.round((k * (length - side)) / (count - 1)),
  );
  const middle = (k: number): number => Math.floor((starts[k - 1]! + side + starts[k]!) / 2);
  return starts.map((start, k) => ({
    start,
    from: k === 0 ? 0 : middle(k),
    to: k === count - 1 ? length : middle(k + 1),
  }));
}

/** The square of the page at (left, top); beyond the page there is ground. */
function cut(page: Plane, left: number, top: number, ground: number, tile: Uint8Array): void {
  const { side } = TILE;
  const { width, height, data } = page;
  tile.fill(ground);
  const [from, to] = [Math.max(0, left), Math.min(width, left + side)];
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++)
    tile.set(data.subarray(y * width + from, y * width + to), (y - top) * side + from - left);
}

/** Lays the middle of a tile's chances, [classes, side, side], onto the page. */
function paste(
  chances: Uint8Array,
  planes: readonly Uint8Array[],
  width: number,
  { across, down }: { readonly across: Strip; readonly down: Strip },
): void {
  const { side } = TILE;
  for (const [k, plane] of planes.entries()) {
    for (let y = down.from; y < down.to; y++) {
      const from = (k * side + y - down.start) * side + across.from - across.start;
      plane.set(chances.subarray(from, from + lengthOf(across)), y * width + across.from);
    }
  }
}
