// Arithmetic as a second reader: where an equation does not hold and a reading that is nearly as likely does, that one
// is taken. What was read surely stays as it is; that it does not hold is told instead.
import type { EquationHypothesis, Expression, FoundEquation } from '../expression.js';
import { changesThatHold, holds, relationsOf, withLabel } from './check-arithmetic.js';

/** When arithmetic overrules what was read. */
export const RERANK = {
  /**
   * How much more likely a reading becomes because it is an equation that holds. Of the ways to change one digit of a
   * sum with a digit misread, one in 56 makes it hold without being the right one (counted in
   * test/equations/arithmetic/rerank.test.ts), so one that holds is so much likelier to be right where every other
   * equation that people write holds. They write better than that; this leaves their errors alone.
   */
  ofEqual: 50,
  /** A symbol with this confidence, or an equation whose reading has it, is sure and stays. Set by eye. */
  sure: 0.95,
} as const;

/** The likeliest reading of an equation, given that people write what holds. */
export function rerank(found: FoundEquation): FoundEquation {
  if (holds(found.expression)) return found;
  const best = likeliest([...ofChanges(found), ...ofOthers(found)]);
  if (!best || best.odds < 1) return found;
  const { expression } = best.hypothesis;
  const confidence = Math.max(best.hypothesis.confidence, (best.odds / (1 + best.odds)) * found.confidence);
  const before = { expression: found.expression, confidence: found.confidence / (1 + best.odds) };
  const others = found.others.filter((other) => other.expression !== expression);
  return { ...found, expression, confidence, others: [before, ...others] };
}

/** Another reading, and how likely it is beside the one that was found, its arithmetic counted in. */
interface Candidate {
  readonly hypothesis: EquationHypothesis;
  readonly odds: number;
}

const likeliest = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>((best, next) => (best && best.odds >= next.odds ? best : next), undefined);

/** With another label for one symbol. */
function ofChanges({ expression, confidence }: FoundEquation): Candidate[] {
  return changesThatHold(expression)
    .filter(({ symbol }) => expression.symbols[symbol]!.confidence < RERANK.sure)
    .map(({ symbol, label, odds }) => {
      const { confidence: before } = expression.symbols[symbol]!;
      const changed = withLabel(expression, symbol, label);
      const all = odds * likelihoodRatio(changed);
      // What one label gains the other one loses.
      const both = before * (1 + odds);
      const posterior = { of: (both * all) / (1 + all), before: both / (1 + all) };
      return {
        hypothesis: { expression: withLabel(expression, symbol, label, posterior), confidence: confidence * odds },
        odds: all,
      };
    });
}

/** With another structure. */
function ofOthers({ confidence, others }: FoundEquation): Candidate[] {
  if (confidence >= RERANK.sure) return [];
  return others
    .filter(({ expression }) => holds(expression))
    .map((hypothesis) => ({
      hypothesis,
      odds: (hypothesis.confidence / Math.max(confidence, Number.MIN_VALUE)) * likelihoodRatio(hypothesis.expression),
    }));
}

/** Inequalities weigh nothing: every other one holds by chance. */
const likelihoodRatio = (expression: Expression): number =>
  relationsOf(expression).includes('=') ? RERANK.ofEqual : 1;
