// Which own samples are held out to see what learning does to glyphs it was not shown.

/** Up to here samples are so few that each is held out once, in two halves; beyond, every fourth of a label is enough. */
const few = 60;

export interface Fold {
  readonly trained: readonly number[];
  readonly heldOut: readonly number[];
}

/** Rows held out, label by label; a label's only sample is always trained on, or nothing would be known of it. */
export function foldsOf(labels: ArrayLike<number>): readonly Fold[] {
  const ranks = new Map<number, number>();
  const rank = Array.from(labels, (label) => {
    const next = ranks.get(label) ?? 0;
    ranks.set(label, next + 1);
    return next;
  });
  const held: readonly ((row: number) => boolean)[] =
    labels.length <= few
      ? [0, 1].map((half) => (row) => ranks.get(labels[row]!)! > 1 && rank[row]! % 2 === half)
      : [(row) => rank[row]! % 4 === 3];
  const rows = Array.from(labels, (_, row) => row);
  return held
    .map((isHeld) => ({ trained: rows.filter((row) => !isHeld(row)), heldOut: rows.filter(isHeld) }))
    .filter(({ heldOut }) => heldOut.length > 0);
}
