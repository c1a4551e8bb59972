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
  const pictures = new Uint8Array(SHIFTS.length * size);
  const looks = new Uint8Array(SHIFTS.length * planes.length * size);
  for (const tile of tiles) {
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

/** Lays the middle of a tile onto the page, the mean of the chances in its looks, [looks, classes, side, side]. */
function paste(
  chances: Uint8Array,
  planes: readonly Uint8Array[],
  width: number,
  { across, down }: { readonly across: Strip; readonly down: Strip },
): void {
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
