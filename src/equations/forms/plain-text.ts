// An expression as a line of plain text that says the same: `(127)/(543) α^2 − 597 ≤ −377`. Fractions and scripts of
// more than one symbol are in parentheses.
import type { Expression, Row, Scripts, Term } from '../expression.js';
import { hasScripts, symbolForm } from './row-items.js';
import type { SymbolRole } from './symbol-forms.js';

/** A text of one line, in Unicode. */
export const toPlainText = (expression: Expression): string => rowText(expression.row, expression);

/** What a term does to those beside it. */
interface Written {
  readonly text: string;
  readonly role: SymbolRole | 'group';
}

function rowText(row: Row, expression: Expression): string {
  let text = '';
  let before: Written | undefined;
  for (const term of row) {
    const next = written(term, expression);
    if (before && isSpaced(before, next)) text += ' ';
    text += next.text;
    // A sign that has nothing before it is the number's own.
    const isSign = next.role === 'binary' && (before === undefined || /relation|binary|open/.test(before.role));
    before = isSign ? { text: next.text, role: 'open' } : next;
  }
  return text;
}

function isSpaced({ role: before, text }: Written, { role: next }: Written): boolean {
  if (before === 'open' || next === 'close' || next === 'mark') return false;
  if (/relation|binary/.test(before) || /relation|binary/.test(next)) return true;
  if (/function|large/.test(before) || /function|large/.test(next)) return true;
  // What follows a script or a fraction must not look as if it belonged to it.
  return before === 'group' || next === 'group' || (before === 'mark' && /[,;]$/.test(text) && next !== 'digit');
}

function written(term: Term, expression: Expression): Written {
  const inner = (row: Row) => `(${rowText(row, expression)})`;
  if (term.kind === 'fraction') {
    const text = `${inner(term.numerator)}/${inner(term.denominator)}`;
    const base = hasScripts(term) ? `(${text})` : text;
    return { text: base + scriptsText(term, expression), role: 'group' };
  }
  if (term.kind === 'root') {
    const degree = term.degree?.length ? `[${rowText(term.degree, expression)}]` : '';
    return { text: `√${degree}${inner(term.inside)}${scriptsText(term, expression)}`, role: 'group' };
  }
  const { text, role } = symbolForm(expression, term.symbol);
  const limits = scriptsText(
    { ...(term.below && { sub: term.below }), ...(term.above && { super: term.above }) },
    expression,
  );
  const scripts = scriptsText(term, expression);
  const both = limits !== '' && scripts !== '' ? `(${text}${limits})${scripts}` : text + limits + scripts;
  const isPlain = both === text || role === 'function' || role === 'large' || role === 'relation' || role === 'binary';
  return { text: both, role: isPlain ? role : role === 'close' ? 'close' : 'group' };
}

function scriptsText({ sub = [], super: above = [] }: Scripts, expression: Expression): string {
  return script('_', sub, expression) + script('^', above, expression);
}

function script(sign: string, row: Row, expression: Expression): string {
  if (row.length === 0) return '';
  const text = rowText(row, expression);
  const isBare = row.length === 1 && row[0]!.kind === 'symbol' && [...text].length === 1;
  return isBare ? sign + text : `${sign}(${text})`;
}
