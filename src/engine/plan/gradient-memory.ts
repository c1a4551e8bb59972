// Room for the gradients of values. A gradient lives from the operation that writes it to the one that reads it last, which is soon, and after
// that another of the same layout may have its room: of a deep network on large pictures that is most of the gradients' memory.
// Only the same layout, because the border of zeros must stay where it is.
import { type Area, corner } from './area.js';
import type { Op } from './operations.js';

/** Gives every differentiated area of `ops` the place of its gradient, in the order in which the way back writes them. */
export function placeGradients(
  ops: readonly Op[],
  output: Area,
  count: (area: Area) => number,
  allocate: (floats: number) => number,
): void {
  const free = new Map<string, number[]>();
  const readAt = lastReads(ops);
  const ending = new Map<number, Area[]>();
  for (const [area, at] of readAt) ending.set(at, [...(ending.get(at) ?? []), area]);
  const place = (area: Area): void => {
    if (!area.differentiated || area.gradients !== 0) return;
    const kept = canShare(area, ops) ? free.get(layoutOf(area))?.pop() : undefined;
    area.gradients = kept ?? allocate(count(area) * area.image) + corner(area);
  };
  place(output);
  for (let i = ops.length - 1; i >= 0; i--) {
    place(ops[i]!.from);
    for (const area of ending.get(i) ?? [])
      if (area.gradients !== 0 && canShare(area, ops))
        free.set(layoutOf(area), [...(free.get(layoutOf(area)) ?? []), area.gradients]);
  }
}

/** The first operation, and so the last on the way back, that reads each area's gradient. */
function lastReads(ops: readonly Op[]): Map<Area, number> {
  const reads = new Map<Area, number>();
  ops.forEach((op, i) => {
    // Adding in place writes no area of its own; a skip reads the gradient of the sum.
    const area = op.kind === 'skip' ? op.sum : op.to;
    if (!reads.has(area)) reads.set(area, i);
  });
  return reads;
}

/** A dense layer's gradients are read at the share's end; and a pool of odd size leaves a row or column out, which must stay zero. */
function canShare(area: Area, ops: readonly Op[]): boolean {
  const odd = area.height % 2 !== 0 || area.width % 2 !== 0;
  return !area.whole && !(odd && ops.some((op) => op.kind === 'maxpool' && op.from === area));
}

const layoutOf = ({ height, width, stride, bordered }: Area): string =>
  `${height} ${width} ${stride} ${bordered ? 'bordered' : ''}`;
