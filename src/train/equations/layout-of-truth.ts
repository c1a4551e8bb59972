// LaTeX of one line → what stands where: its symbols in reading order, and for each but the first the symbol it hangs
// on and how (a symbol layout tree, Zanibbi, Blostein & Cordy 2002). Reads what the CROHME data set says, no more.
import type { Relation } from '../../equations/finding/relations.js';

/** A symbol of an expression, and what it hangs on. */
export interface TruthSymbol {
  /** As CROHME labels symbols. */
  readonly label: string;
  /** The symbol before it, above it, …: its place in the list; -1 for the first of the expression. */
  readonly parent: number;
  /** How it hangs there. */
  readonly relation: Relation;
}

/** What changes nothing of what is written where. */
const SILENT = new Set([
  '\\left',
  '\\right',
  '\\Bigg',
  '\\Big',
  '\\bigg',
  '\\big',
  '\\limits',
  '$',
  '\\,',
  '\\;',
  '\\ ',
]);

/** Other names of labels. */
const SAME: Readonly<Record<string, string>> = {
  '<': '\\lt',
  '>': '\\gt',
  '\\to': '\\rightarrow',
  '\\cdots': '\\ldots',
  '\\dots': '\\ldots',
  '\\cdot': '.',
  '\\le': '\\leq',
  '\\ge': '\\geq',
  '\\ne': '\\neq',
  "'": '\\prime',
  '\\lbrack': '[',
  '\\rbrack': ']',
  '\\vert': '|',
};

/** Their scripts stand above and below. */
const WITH_LIMITS = new Set(['\\sum', '\\lim']);

/** The symbols of a LaTeX expression; undefined where it holds what is not understood. */
export function layoutOfTruth(latex: string): TruthSymbol[] | undefined {
  const tokens = (latex.replace(/\\mbox\s*\{([^}]*)\}/g, '$1').match(/\\[a-zA-Z]+|\\.|\S/g) ?? []).filter(
    (token) => !SILENT.has(token),
  );
  const symbols: TruthSymbol[] = [];
  let at = 0;

  /** Reads what stands on one line; `first` hangs on `parent` as `relation` says. Gives whether it was understood. */
  const row = (parent: number, relation: Relation, end: string | undefined, single = false): boolean => {
    let [on, how] = [parent, relation];
    const add = (label: string): number => {
      symbols.push({ label: SAME[label] ?? label, parent: on, relation: how });
      [on, how] = [symbols.length - 1, 'right'];
      return symbols.length - 1;
    };
    while (at < tokens.length) {
      const token = tokens[at]!;
      if (token === end) {
        at++;
        return true;
      }
      at++;
      if (token === '{') {
        // A group in a row stands on the same line.
        let depth = 1;
        let close = at;
        for (; close < tokens.length && depth > 0; close++)
          depth += tokens[close] === '{' ? 1 : tokens[close] === '}' ? -1 : 0;
        if (depth > 0) return false;
        tokens.splice(close - 1, 1);
        tokens.splice(at - 1, 1);
        at--;
      } else if (token === '^' || token === '_') {
        if (on < 0) return false;
        const base = on;
        const limits = WITH_LIMITS.has(symbols[base]!.label);
        const way = token === '^' ? (limits ? 'above' : 'super') : limits ? 'below' : 'sub';
        if (!argument(base, way)) return false;
        [on, how] = [base, 'right'];
        continue;
      } else if (token === '\\frac') {
        const bar = add('-');
        if (!argument(bar, 'above') || !argument(bar, 'below')) return false;
      } else if (token === '\\sqrt') {
        const sign = add('\\sqrt');
        if (tokens[at] === '[') {
          at++;
          if (!row(sign, 'above', ']')) return false;
        }
        if (!argument(sign, 'inside')) return false;
      } else if (token === '}') {
        return false;
      } else add(token);
      if (single) return true;
    }
    return end === undefined;
  };
  const argument = (parent: number, relation: Relation): boolean => {
    if (at >= tokens.length) return false;
    if (tokens[at] === '{') {
      at++;
      return row(parent, relation, '}');
    }
    return row(parent, relation, undefined, true);
  };
  return row(-1, 'right', undefined) && symbols.length > 0 ? symbols : undefined;
}
