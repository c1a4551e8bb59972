// How one symbol of an equation may stand to another.

/** What the relation model tells apart; `none` comes last. */
export const relations = ['right', 'above', 'below', 'super', 'sub', 'inside', 'none'] as const;

/** How a symbol hangs on another one: after it on the same line, over it, as its power. */
export type Relation = Exclude<(typeof relations)[number], 'none'>;

/** What each symbol hangs on, -1 for the first of an expression, and how. */
export interface Laid {
  /** Places of symbols. */
  readonly parents: readonly number[];
  /** One for each symbol. */
  readonly relations: readonly Relation[];
}
