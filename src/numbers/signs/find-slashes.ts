// The slashes of dates and of marks like 9/10, and the one in a percent sign. By its shape a slash is a 1; but it leans
// more than the hand's digits do, and is higher.
import type { Box } from '../../geometry/box.js';
import { median } from '../../geometry/median.js';
import { shareOfFirst } from '../../geometry/mixture.js';
import type { Piece } from '../../strokes/piece.js';
import type { SignContext } from './free-strokes.js';
import type { SignChance } from './sign.js';
import { densityAt, normal } from './sign-shapes.js';

/**
 * How far slashes and 1s lean beyond the other digits of their writer, pixels to the right for each pixel up, and the
 * logarithm of their height in digit heights: measured on the 195 slashes and 1,983 straight 1s of CROHME 2011 to 2019
 * (Mahdavi et al. 2019). The heights of 1s vary less beside their own neighbours than over whole expressions.
 */
const SLASH = { lean: normal(0.39, 0.17), height: normal(0.5, 0.3) };
const ONE = { lean: normal(0.05, 0.13), height: normal(0, 0.2) };

/**
 * A straight stroke's pixels stray from a line by this share of its height and of its pen at most; 97 % of CROHME's
 * slashes do.
 */
const STRAIGHT = { ofHeight: 0.06, ofPen: 0.35 };

/** What leans less than this is no slash, and says nothing of how many of those that lean are. Set by eye. */
const LEAST_LEAN = 0.15;

/** Set by eye, in digit heights. */
const PLACE = {
  /** The digits on both sides have their middles within so much of a slash's. */
  near: 1.6,
  /** No slash is higher: digits below each other that touch are. */
  highest: 2.5,
  /** Rings of a percent sign are so large, and lie no further from its slash. */
  least: 0.15,
  most: 0.65,
  ring: 0.35,
};

/**
 * Before a page is seen one straight stroke between digits is a slash, and three are 1s. However many of them look like
 * slashes, no larger share is taken for granted: some hands' 1s all lean. Set by eye.
 */
const ASSUMED = { first: 1, second: 3 };
const LARGEST_SHARE = 0.3;
const ROUNDS = 10;

/** A slash less likely than this is not reckoned with. Set by eye. */
const LEAST = 0.02;

/** The slashes of a page. */
export interface FoundSlashes {
  /** Those that stand between two numbers, and those that may. */
  readonly chances: ReadonlyMap<Piece, SignChance>;
  /** Slashes and rings of percent signs. */
  readonly percents: readonly Piece[];
}

/** The slashes among `bodies`, the strokes that may be digits; `pieces` are all strokes. */
export function findSlashes(pieces: readonly Piece[], bodies: readonly Piece[], context: SignContext): FoundSlashes {
  const leans = new Map(bodies.map((piece) => [piece, leanOf(piece, context)]));
  // A page of 4s seems to lean to the left, and where a hand does its slashes still lean to the right.
  const slant = Math.max(
    0,
    median(bodies.flatMap((piece) => (context.isDigit(piece) ? leans.get(piece)!.lean : []))) ?? 0,
  );
  const straight = bodies.filter(
    (piece) =>
      leans.get(piece)!.isStraight &&
      leans.get(piece)!.lean >= LEAST_LEAN &&
      piece.box.h <= PLACE.highest * context.height,
  );
  const percents = straight.flatMap((piece) => {
    const rings = leans.get(piece)!.lean > slant ? ringsOf(piece, pieces) : [];
    return rings.length > 0 ? [piece, ...rings] : [];
  });
  const between = straight.flatMap((piece) => {
    const [before, after] = percents.includes(piece) ? [] : besideOf(piece.box, bodies, context.height);
    if (!before || !after) return [];
    const lean = leans.get(piece)!.lean - slant;
    const height = Math.log(piece.box.h / ((before.h + after.h) / 2));
    // What leans even more than slashes do is one all the same, and what leans less than 1s do a 1.
    const slash = densityAt(Math.min(lean, SLASH.lean.mean), SLASH.lean) * densityAt(height, SLASH.height);
    const one = densityAt(Math.max(lean, ONE.lean.mean), ONE.lean) * densityAt(height, ONE.height);
    return [{ piece, odds: ((context.signSeen?.(piece) ?? 1) * slash) / Math.max(1e-9, one) }];
  });
  const chanceOf = ({ odds }: { readonly odds: number }, share: number): number =>
    (share * odds) / (share * odds + 1 - share);
  const share = Math.min(LARGEST_SHARE, shareOfFirst(between, chanceOf, ASSUMED, { rounds: ROUNDS }));
  const judged = between.map((each) => [each.piece, { label: '/', chance: chanceOf(each, share) }] as const);
  return { chances: new Map(judged.filter(([, { chance }]) => chance >= LEAST)), percents };
}

/** How a stroke leans, pixels to the right for each pixel up, by its second moments, and whether it is straight. */
function leanOf({ box, label }: Piece, { labels, ink, pen }: SignContext): { lean: number; isStraight: boolean } {
  let [count, sumX, sumY, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < box.h; y++)
    for (let x = 0; x < box.w; x++) {
      if (labels[(box.y + y) * ink.width + box.x + x] !== label) continue;
      count++;
      sumX += x;
      sumY += y;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
  const co = (sum: number, a: number, b: number): number => sum / count - (a / count) * (b / count);
  const [across, both, down] = [co(xx, sumX, sumX), co(xy, sumX, sumY), co(yy, sumY, sumY)];
  if (!(down > 0)) return { lean: 0, isStraight: false };
  const strays = across - both ** 2 / down;
  return {
    lean: -both / down,
    isStraight: strays <= (STRAIGHT.ofHeight * box.h) ** 2 + (STRAIGHT.ofPen * pen) ** 2,
  };
}

/** The strokes right before and right behind one, at its height. */
function besideOf(box: Box, bodies: readonly Piece[], height: number): readonly (Box | undefined)[] {
  const x = box.x + box.w / 2;
  const near = bodies
    .map((piece) => piece.box)
    .filter((at) => Math.min(at.y + at.h, box.y + box.h) - Math.max(at.y, box.y) > at.h / 2)
    .map((at) => ({ ...at, to: at.x + at.w / 2 - x }))
    .filter(({ to }) => to !== 0 && Math.abs(to) < PLACE.near * height)
    .sort((a, b) => Math.abs(a.to) - Math.abs(b.to));
  return [near.find(({ to }) => to < 0), near.find(({ to }) => to > 0)];
}

/** The rings of a percent sign, at the upper left and the lower right of its slash; none where it is no such. */
function ringsOf({ box }: Piece, pieces: readonly Piece[]): Piece[] {
  const [x, y] = [box.x + box.w / 2, box.y + box.h / 2];
  const ringAt = (side: number): Piece | undefined =>
    pieces.find(({ box: at }) => {
      const large = Math.max(at.w, at.h) / box.h;
      if (large < PLACE.least || large > PLACE.most || at.y < box.y - at.h || at.y > box.y + box.h) return false;
      const [right, down] = [at.x + at.w / 2 - x, at.y + at.h / 2 - y];
      const apart = side > 0 ? at.x - (box.x + box.w) : box.x - (at.x + at.w);
      return side * right > 0 && side * down > 0 && apart < PLACE.ring * box.h;
    });
  const [left, right] = [ringAt(-1), ringAt(1)];
  return left && right ? [left, right] : [];
}
