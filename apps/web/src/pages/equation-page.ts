// A page of equations: what was read, with what a person said laid over it. Plain functions.
import type { EquationsReading, PageEdit, ReadEquation, ReadSymbol } from 'ownhand/browser';
import { isSameSymbol } from './boxes.js';
import { type GivenSymbol, type PageEquations, type Sureness, surenessOf } from './page.js';

/** A symbol as the app shows it. */
export interface ShownSymbol extends ReadSymbol {
  /** Unique on the page. */
  readonly key: string;
  /** Place of its equation among those of the page. */
  readonly equation: number;
  /** Its place in the equation. */
  readonly index: number;
  /** How much it can be relied on. */
  readonly sureness: Sureness;
}

/** The symbols of a page, equation by equation, left to right. */
export function symbolsOf({ reading }: PageEquations): readonly ShownSymbol[] {
  return (reading?.equations ?? []).flatMap(({ symbols, doubtful }: ReadEquation, equation) =>
    symbols
      .map((symbol, index): ShownSymbol => {
        // The symbol that would make a false equation true is in doubt, whatever the reader thinks of it.
        const confidence = doubtful?.symbol === index ? Math.min(symbol.confidence, DOUBTED) : symbol.confidence;
        const sureness = symbol.given ? 'confirmed' : surenessOf(confidence);
        return { ...symbol, key: `${equation}.${index}`, equation, index, sureness };
      })
      .sort((a, b) => a.box.x - b.box.x),
  );
}

/** The confidence of a symbol that arithmetic doubts, at most. */
const DOUBTED = 0.5;

/** Symbols that somebody should look at, the least certain first. */
export const doubtfulSymbols = (symbols: readonly ShownSymbol[]): readonly ShownSymbol[] =>
  symbols
    .filter(({ sureness }) => sureness === 'doubtful' || sureness === 'guess')
    .sort(
      (a, b) => Number(a.sureness === 'doubtful') - Number(b.sureness === 'doubtful') || a.confidence - b.confidence,
    );

/** What was said, with one more label; it takes the place of an earlier one for the same symbol. */
export const withGiven = (given: readonly GivenSymbol[], added: GivenSymbol): readonly GivenSymbol[] => [
  ...given.filter(({ box }) => !isSameSymbol(box, added.box)),
  added,
];

/** What was said, as the library takes it. */
export const editsOf = ({ given }: PageEquations): readonly PageEdit[] =>
  given.map(({ box, label }) => ({ kind: 'glyphs', was: [box], are: [{ box, label }] }));

/** Symbols that read otherwise in a later reading, but for those that a person labelled. */
export function changedSymbols(
  before: EquationsReading,
  after: PageEquations,
): readonly { readonly from: string; readonly to: string; readonly count: number }[] {
  const counts = new Map<string, { from: string; to: string; count: number }>();
  const all = before.equations.flatMap(({ symbols }) => symbols);
  for (const { box, label, given } of after.reading?.equations.flatMap(({ symbols }) => symbols) ?? []) {
    const earlier = given ? undefined : all.find((one) => isSameSymbol(one.box, box));
    if (!earlier || earlier.label === label) continue;
    const key = `${earlier.label} ${label}`;
    counts.set(key, { from: earlier.label, to: label, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** What stands for a label that a key cannot write. */
const KEYS: Readonly<Record<string, string>> = { '<': '\\lt', '>': '\\gt', '*': '\\times', '{': '\\{', '}': '\\}' };

/** The label that a key gives; undefined where it gives none. */
export const labelOfKey = (key: string): string | undefined =>
  /^[A-Za-z0-9+\-=()[\],./!|<>*{}:]$/.test(key) ? (KEYS[key] ?? key) : undefined;
