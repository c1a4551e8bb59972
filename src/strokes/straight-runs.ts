// How far ink runs on in a straight line through a stroke, whatever crosses it there: the pieces of a cross through a
// box, which its rules have cut apart, lie on one long line, and a symbol's strokes end with the symbol.
import type { Plane } from '../page/image.js';
import type { Piece } from './piece.js';

/** The senses of a line: down, falling to the right, across, rising to the right. */
const SENSES = 4;

/** How runs are followed. Set by eye. */
const RUN = {
  /** Directions looked into, over half a turn: a pen of four pixels holds a line of sixty. */
  directions: 48,
  /** Places of a stroke that lines are laid through. */
  places: 9,
  /** Ink of this share of the stroke's darkness goes on. */
  ink: 0.4,
  /** Pixels without ink in a row that do not end a run. */
  gap: 1,
  /** No run is followed further, working pixels. */
  most: 150,
} as const;

const DIRECTIONS = Array.from({ length: RUN.directions }, (_, k) => {
  const angle = (k * Math.PI) / RUN.directions;
  // From straight down by way of the right: the eighth of a turn around each sense.
  const sense = Math.round((k * SENSES) / RUN.directions) % SENSES;
  return { dx: Math.sin(angle), dy: Math.cos(angle), sense };
});

/**
 * The longest straight runs of ink through a stroke in each sense, working pixels.
 * @param darkness of all ink, rules too
 * @param labels [height, width] of the strokes
 */
export function straightRuns(darkness: Plane, labels: Int32Array, piece: Piece): readonly number[] {
  const { width, height, data } = darkness;
  const least = RUN.ink * piece.darkness;
  const reach = (x: number, y: number, dx: number, dy: number): number => {
    let [last, missed] = [0, 0];
    for (let step = 1; step <= RUN.most && missed <= RUN.gap; step++) {
      const [px, py] = [Math.round(x + dx * step), Math.round(y + dy * step)];
      if (px < 0 || py < 0 || px >= width || py >= height) break;
      if (data[py * width + px]! >= least) {
        last = step;
        missed = 0;
      } else missed++;
    }
    return last;
  };
  const longest = new Array<number>(SENSES).fill(0);
  for (const { x, y } of placesOf(labels, width, piece)) {
    for (const { dx, dy, sense } of DIRECTIONS) {
      const run = 1 + reach(x, y, dx, dy) + reach(x, y, -dx, -dy);
      if (run > longest[sense]!) longest[sense] = run;
    }
  }
  return longest;
}

/** Pixels of a stroke, spread evenly over them as they come, row by row. */
function placesOf(labels: Int32Array, width: number, { label, box, area }: Piece): { x: number; y: number }[] {
  const places: { x: number; y: number }[] = [];
  const every = area / RUN.places;
  let seen = 0;
  for (let y = box.y; y < box.y + box.h; y++)
    for (let x = box.x; x < box.x + box.w; x++)
      if (labels[y * width + x] === label && ++seen > every * (places.length + 0.5)) places.push({ x, y });
  return places;
}
