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

/** A page model that is ready to look; it is never closed. */
export async function openPageModel(
  checkpoint: Checkpoint,
  engines: EngineFactory,
  ground: number,
): Promise<PageModel> {
  const { network, weights, alphabet } = checkpoint;
  if (alphabet.join() !== inkClasses.join())
    throw new OwnhandError(
      'bad-checkpoint',
      `A page model tells ${inkClasses.join(', ')}, not ${alphabet.join(', ')}.`,
    );
  const tiled = { ...network, input: [TILE.side, TILE.side, 1] as const };
  const engine = await engines(tiled, weights, { threads: 1, maxBatch: 1, trains: false });
  return { see: (page, worthwhile) => see(engine, page, ground, worthwhile) };
}

function see(engine: Engine, page: Plane, ground: number, worthwhile: Parameters<PageModel['see']>[1]): PageSight {
  const { width, height } = page;
  const sight = Object.fromEntries(inkClasses.map((kind) => [kind, new Uint8Array(width * height)])) as Record<
    InkClass,
    Uint8Array
  >;
  sight.paper.fill(255);
  const planes = inkClasses.map((kind) => sight[kind]);
  const tile = new Uint8Array(TILE.side ** 2);
  for (const down of strips(height)) {
    for (const across of strips(width)) {
      const core = { left: across.from, top: down.from, w: across.to - across.from, h: down.to - down.from };
      if (worthwhile && !worthwhile(core.left, core.top, core.w, core.h)) continue;
      cut(page, across.start, down.start, ground, tile);
      paste(engine.predictPictures(tile, 1), planes, width, core, across.start, down.start);
    }
  }
  return sight;
}

/** Where tiles begin along a side of so many pixels, and from where to where each of them tells. */
function strips(length: number): { readonly start: number; readonly from: number; readonly to: number }[] {
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

/** Turns a tile's logits into chances (softmax) and lays its middle onto the page. */
function paste(
  logits: Float32Array,
  planes: readonly Uint8Array[],
  width: number,
  { left, top, w, h }: { readonly left: number; readonly top: number; readonly w: number; readonly h: number },
  startX: number,
  startY: number,
): void {
  const count = planes.length;
  const powers = new Float64Array(count);
  for (let y = top; y < top + h; y++) {
    for (let x = left; x < left + w; x++) {
      const from = ((y - startY) * TILE.side + x - startX) * count;
      let sum = 0;
      for (let k = 0; k < count; k++) {
        powers[k] = Math.exp(Math.min(30, logits[from + k]!));
        sum += powers[k]!;
      }
      for (let k = 0; k < count; k++) planes[k]![y * width + x] = (255 * powers[k]!) / sum + 0.5;
    }
  }
}
