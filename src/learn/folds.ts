// Which own samples are held out to see what learning does to glyphs it was not shown.

/** Up to this many samples each is held out once, in two halves. With more, holding out every fourth is enough. */
const FEW = 60;

/** Samples, by their rows, parted into those that are learned and those that show what was learned. */
export interface Fold {
  /** Rows that are learned. */
  readonly trained: readonly number[];
  /** Rows that are held out. */
  readonly heldOut: readonly number[];
}

/** The folds of samples with these labels. A label's only sample is always learned, or nothing would be known of it. */
export function foldsOf(labels: ArrayLike<number>): readonly Fold[] {
  const ranks = new Map<number, number>();
  const rank = Array.from(labels, (label) => {
    const next = ranks.get(label) ?? 0;
    ranks.set(label, next + 1);
    return next;
  });
  const held: readonly ((row: number) => boolean)[] =
    labels.length <= FEW
      ? [0, 1].map((half) => (row) => ranks.get(labels[row]!)! > 1 && rank[row]! % 2 === half)
      : [(row) => rank[row]! % 4 === 3];
  const rows = Array.from(labels, (_, row) => row);
  return held
    .map((isHeld) => ({ trained: rows.filter((row) => !isHeld(row)), heldOut: rows.filter(isHeld) }))
    .filter(({ heldOut }) => heldOut.length > 0);
}
