// Values that sentences of any language are made from.

/** The shares of samples read rightly before and after a learning step, 0 to 1. */
export interface BeforeAfter {
  /** The share with the reader that was in use. */
  readonly before: number;
  /** The share with the reader that was learned. */
  readonly after: number;
}

/** A sample of an earlier session whose label may be wrong. */
export interface EarlierSuspect {
  /** The id of the sample. */
  readonly id: string;
  /** The label that it was given. */
  readonly label: string;
  /** The label that it looks like. */
  readonly looksLike: string;
}

/** Samples of earlier sessions that are learned again. */
export interface EarlierSession {
  /** How many there are. */
  readonly samples: number;
  /** In how many sessions they were saved; 0 where nobody knows. */
  readonly sessions: number;
  /** When the first session was, an ISO date. */
  readonly from: string;
  /** When the last session was, an ISO date. */
  readonly to: string;
}

/** Where a training stands. */
export interface EpochScores {
  /** Counted from 0. */
  readonly epoch: number;
  /** All that the training will have. */
  readonly epochs: number;
  /** The mean cross-entropy of the recent training pictures. */
  readonly loss: number;
  /** The share of the recent training pictures that were read rightly, 0 to 1. */
  readonly accuracy: number;
  /** Until the whole training ends; not finite where that cannot be told. */
  readonly secondsLeft: number;
}
