// Room for the gradients of values. A gradient lives from the operation that writes it to the one that reads it last,
// which is soon; after that another one of the same layout may have its room. In a deep network on large pictures this
// saves most of the gradients' memory. The layout must be the same because the border of zeros must stay where it is.
import { type Allocate, type Area, corner } from './area.js';
import type { Op } from './operations.js';

/** Gives the gradient of every differentiated area its place, in the order in which the backward pass writes them. */
export function placeGradients(
  ops: readonly Op[],
  output: Area,
  count: (area: Area) => number,
  allocate: Allocate,
): void {
  const free = new Map<string, number[]>();
  const place = (area: Area): void => {
    if (!area.differentiated || area.gradients !== 0) return;
    const kept = canShare(area, ops) ? free.get(layoutOf(area))?.pop() : undefined;
    area.gradients = kept ?? allocate(count(area) * area.image) + corner(area);
  };
  const release = (area: Area): void => {
    if (area.gradients !== 0 && canShare(area, ops))
      free.set(layoutOf(area), [...(free.get(layoutOf(area)) ?? []), area.gradients]);
  };
  const lastRead = lastReads(ops);
  place(output);
  for (let i = ops.length - 1; i >= 0; i--) {
    place(ops[i]!.from);
    for (const [area, at] of lastRead) if (at === i) release(area);
  }
}

/**
 * The operation that reads each area's gradient last: the first one in `ops`, since the backward pass goes from last to
 * first.
 */
function lastReads(ops: readonly Op[]): Map<Area, number> {
  const reads = new Map<Area, number>();
  ops.forEach((op, i) => {
    // A skip reads the gradient of the sum.
    const area = op.kind === 'skip' ? op.sum : op.to;
    if (!reads.has(area)) reads.set(area, i);
  });
  return reads;
}

/**
 * The gradient of a dense layer is read at the share's end. And a pool of odd size leaves out a row or column, which
 * must stay zero.
 */
function canShare(area: Area, ops: readonly Op[]): boolean {
  const odd = area.height % 2 !== 0 || area.width % 2 !== 0;
  return !area.whole && !(odd && ops.some((op) => op.kind === 'maxpool' && op.from === area));
}

const layoutOf = ({ height, width, stride, bordered }: Area): string =>
  `${height} ${width} ${stride} ${bordered ? 'bordered' : ''}`;
