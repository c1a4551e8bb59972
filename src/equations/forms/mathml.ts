// An expression as presentation MathML, which browsers and word processors show.
import type { Expression, Row, Scripts, SymbolTerm, Term } from '../expression.js';
import { hasScripts, itemsOf, type RowItem, symbolForm } from './row-items.js';

/** A `math` element, displayed on a line of its own. */
export function toMathml(expression: Expression): string {
  const inner = expression.row.length === 0 ? '' : rowElements(expression.row, expression).join('');
  return `<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">${inner}</math>`;
}

const rowElements = (row: Row, expression: Expression): string[] =>
  itemsOf(row, expression, ['.']).map((item) => itemElement(item, expression));

/** A row as exactly one element, as scripts and fractions want their parts. */
function oneElement(row: Row, expression: Expression): string {
  const elements = rowElements(row, expression);
  return elements.length === 1 ? elements[0]! : `<mrow>${elements.join('')}</mrow>`;
}

function itemElement(item: RowItem, expression: Expression): string {
  if (item.kind === 'number') return withScripts(`<mn>${item.text}</mn>`, item.scripts, expression);
  const { term } = item;
  return withScripts(termElement(term, expression), term, expression);
}

function termElement(term: Term, expression: Expression): string {
  const part = (row: Row) => oneElement(row, expression);
  if (term.kind === 'fraction') return `<mfrac>${part(term.numerator)}${part(term.denominator)}</mfrac>`;
  if (term.kind === 'symbol') return withLimits(term, expression);
  const { inside, degree = [] } = term;
  return degree.length > 0 ? `<mroot>${part(inside)}${part(degree)}</mroot>` : `<msqrt>${part(inside)}</msqrt>`;
}

function withLimits({ symbol, above = [], below = [] }: SymbolTerm, expression: Expression): string {
  const base = symbolElement(symbol, expression);
  const part = (row: Row) => oneElement(row, expression);
  if (above.length > 0 && below.length > 0) return `<munderover>${base}${part(below)}${part(above)}</munderover>`;
  if (above.length > 0) return `<mover>${base}${part(above)}</mover>`;
  return below.length > 0 ? `<munder>${base}${part(below)}</munder>` : base;
}

function withScripts(base: string, scripts: Scripts, expression: Expression): string {
  if (!hasScripts(scripts)) return base;
  const { super: above = [], sub = [] } = scripts;
  const part = (row: Row) => oneElement(row, expression);
  if (sub.length === 0) return `<msup>${base}${part(above)}</msup>`;
  if (above.length === 0) return `<msub>${base}${part(sub)}</msub>`;
  return `<msubsup>${base}${part(sub)}${part(above)}</msubsup>`;
}

function symbolElement(symbol: number, expression: Expression): string {
  const { role, text } = symbolForm(expression, symbol);
  const name = role === 'digit' ? 'mn' : role === 'letter' || role === 'function' ? 'mi' : 'mo';
  return `<${name}>${escaped(text)}</${name}>`;
}

/** Text in XML: its special characters as entities, and none that XML forbids. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
