// Values that sentences of any language are made from.

/** The shares of samples read rightly before and after a learning step, 0 to 1. */
export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** A sample of an earlier session whose label may be wrong. */
export interface EarlierSuspect {
  readonly id: string;
  readonly label: string;
  /** The label that it looks like. */
  readonly looksLike: string;
}

/** Where a training stands. */
export interface EpochScores {
  /** Counted from 0. */
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  /** The share of the epoch's digits that were read rightly. */
  readonly accuracy: number;
  readonly secondsLeft: number;
}
