// A vertical sum as LaTeX, MathML and text.
import type { LatexForm, LatexPiece } from '../forms/latex.js';
import { formOf } from '../forms/symbol-forms.js';
import type { SumRow } from './sum-layout.js';
import type { VerticalSum } from './vertical-sum.js';

/** An `array` of one column with a line above the total, such as `\begin{array}{r}12\\+34\\\hline 46\end{array}`. */
export const sumLatex = (sum: VerticalSum): LatexForm => written(sum, false);

/** The same, with each symbol's index in `\htmlData`, for KaTeX with `trust`. */
export const markedSumLatex = (sum: VerticalSum): string => written(sum, true).latex;

function written({ symbols, terms, rule, total }: VerticalSum, isMarked: boolean): LatexForm {
  let latex = '\\begin{array}{r}';
  const pieces: LatexPiece[] = [];
  const put = (symbol: number, text: string, mark = isMarked): void => {
    if (mark) latex += `\\htmlData{symbol=${symbol}}{`;
    pieces.push({ from: latex.length, to: latex.length + text.length, symbol });
    latex += mark ? `${text}}` : text;
  };
  const putRow = ({ sign, digits }: SumRow): void => {
    for (const k of sign === undefined ? digits : [sign, ...digits]) put(k, formOf(symbols[k]!.label).latex);
  };
  for (const term of terms) {
    putRow(term);
    latex += '\\\\';
  }
  put(rule, '\\hline', false);
  latex += ' ';
  if (total) putRow(total);
  return { latex: `${latex}\\end{array}`, pieces };
}

/** A table of one column; the last term is underlined. */
export function sumMathml({ symbols, terms, total }: VerticalSum): string {
  const row = ({ sign, digits }: SumRow): string => {
    const number = `<mn>${digits.map((k) => symbols[k]!.label).join('')}</mn>`;
    return sign === undefined ? number : `<mrow><mo>${formOf(symbols[sign]!.label).text}</mo>${number}</mrow>`;
  };
  const rows = [...terms, ...(total ? [total] : [])].map((each) => `<mtr><mtd>${row(each)}</mtd></mtr>`);
  const lines = [...terms.slice(1).map(() => 'none'), ...(total ? ['solid'] : [])].join(' ');
  const table = `<mtable columnalign="right" rowlines="${lines || 'none'}">${rows.join('')}</mtable>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">${table}</math>`;
}

/** On one line: `12 + 34 = 46`. */
export function sumText({ symbols, terms, signs, total }: VerticalSum): string {
  const number = ({ digits }: SumRow) => digits.map((k) => symbols[k]!.label).join('');
  const isNegative = total?.sign !== undefined && symbols[total.sign]!.label === '-';
  const parts = terms.map((term, k) => {
    const sign = signs[k] === '-' ? '−' : '+';
    return k === 0 ? `${sign === '−' ? sign : ''}${number(term)}` : `${sign} ${number(term)}`;
  });
  return `${parts.join(' ')} =${total ? ` ${isNegative ? '−' : ''}${number(total)}` : ''}`;
}
