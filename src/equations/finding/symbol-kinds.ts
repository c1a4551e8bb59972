// Symbols by how they stand on their line and what may stand around them; the relation model knows no more of a label.

/** Kinds and the labels that are of them. A label that is of none is as tall as a digit. */
const KINDS: readonly (readonly string[])[] = [
  ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  ['a', 'c', 'e', 'm', 'n', 'o', 'r', 's', 'u', 'v', 'w', 'x', 'z', '\\alpha', '\\sigma', '\\pi'],
  ['b', 'd', 'f', 'h', 'i', 'k', 'l', 't', '\\beta', '\\theta', '\\lambda', '\\Delta', '\\forall', '\\exists'],
  ['g', 'j', 'p', 'q', 'y', '\\gamma', '\\mu', '\\phi'],
  ['A', 'B', 'C', 'E', 'F', 'G', 'H', 'I', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'X', 'Y'],
  ['-'],
  ['+', '\\times', '\\div', '\\pm'],
  ['=', '\\leq', '\\geq', '\\neq', '\\lt', '\\gt', '\\rightarrow', '\\in'],
  ['(', '[', '\\{'],
  [')', ']', '\\}'],
  ['!', '|', '/'],
  ['\\sqrt'],
  ['\\sum'],
  ['\\int'],
  ['\\lim'],
  ['\\sin', '\\cos', '\\tan', '\\log'],
  ['.', ','],
  ['\\prime'],
  ['\\infty', '\\ldots'],
];

const kindOf = new Map(KINDS.flatMap((labels, kind) => labels.map((label) => [label, kind] as const)));

/** How many kinds there are. */
export const kindCount = KINDS.length;

/** The kind of a label, from 0. */
export const symbolKind = (label: string): number => kindOf.get(label) ?? 0;
