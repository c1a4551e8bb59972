// How each label of an equation is written in LaTeX, in MathML and as plain text, and what it does in a row.

/** What a symbol does: relations part sides, binaries part terms, large operators and named functions take limits. */
export type SymbolRole =
  | 'digit'
  | 'letter'
  | 'relation'
  | 'binary'
  | 'open'
  | 'close'
  | 'mark'
  | 'function'
  | 'large'
  | 'other';

/** The forms of one label. */
export interface SymbolForm {
  /** What it does in a row. */
  readonly role: SymbolRole;
  /** LaTeX that stands on its own in mathematics, and that KaTeX and amsmath know. */
  readonly latex: string;
  /** Unicode. */
  readonly text: string;
}

/** By role, each LaTeX label with its Unicode text. */
const TABLE: Readonly<Partial<Record<SymbolRole, Readonly<Record<string, string>>>>> = {
  letter: {
    '\\alpha': 'α',
    '\\beta': 'β',
    '\\gamma': 'γ',
    '\\delta': 'δ',
    '\\epsilon': 'ϵ',
    '\\varepsilon': 'ε',
    '\\zeta': 'ζ',
    '\\eta': 'η',
    '\\theta': 'θ',
    '\\iota': 'ι',
    '\\kappa': 'κ',
    '\\lambda': 'λ',
    '\\mu': 'μ',
    '\\nu': 'ν',
    '\\xi': 'ξ',
    '\\pi': 'π',
    '\\rho': 'ρ',
    '\\sigma': 'σ',
    '\\tau': 'τ',
    '\\upsilon': 'υ',
    '\\phi': 'ϕ',
    '\\varphi': 'φ',
    '\\chi': 'χ',
    '\\psi': 'ψ',
    '\\omega': 'ω',
    '\\Gamma': 'Γ',
    '\\Delta': 'Δ',
    '\\Theta': 'Θ',
    '\\Lambda': 'Λ',
    '\\Xi': 'Ξ',
    '\\Pi': 'Π',
    '\\Sigma': 'Σ',
    '\\Phi': 'Φ',
    '\\Psi': 'Ψ',
    '\\Omega': 'Ω',
    '\\infty': '∞',
    '\\partial': '∂',
    '\\nabla': '∇',
    '\\ell': 'ℓ',
    '\\hbar': 'ℏ',
    '\\emptyset': '∅',
  },
  relation: {
    '=': '=',
    '\\lt': '<',
    '\\gt': '>',
    '\\leq': '≤',
    '\\geq': '≥',
    '\\neq': '≠',
    '\\approx': '≈',
    '\\equiv': '≡',
    '\\sim': '∼',
    '\\propto': '∝',
    '\\rightarrow': '→',
    '\\leftarrow': '←',
    '\\Rightarrow': '⇒',
    '\\Leftrightarrow': '⇔',
    '\\in': '∈',
    '\\notin': '∉',
    '\\subset': '⊂',
    '\\subseteq': '⊆',
  },
  binary: {
    '+': '+',
    '-': '−',
    '\\pm': '±',
    '\\mp': '∓',
    '\\times': '×',
    '\\div': '÷',
    '\\cdot': '·',
    '\\ast': '∗',
    '\\cup': '∪',
    '\\cap': '∩',
    '\\wedge': '∧',
    '\\vee': '∨',
    '/': '/',
  },
  open: { '(': '(', '[': '[', '\\{': '{' },
  close: { ')': ')', ']': ']', '\\}': '}' },
  mark: { ',': ',', '.': '.', ':': ':', ';': ';', '!': '!', '?': '?', '|': '|', '\\ldots': '…', '\\cdots': '⋯' },
  function: {
    '\\sin': 'sin',
    '\\cos': 'cos',
    '\\tan': 'tan',
    '\\cot': 'cot',
    '\\log': 'log',
    '\\ln': 'ln',
    '\\exp': 'exp',
    '\\max': 'max',
    '\\min': 'min',
    '\\lim': 'lim',
  },
  large: { '\\sum': '∑', '\\prod': '∏', '\\int': '∫' },
  other: {
    '\\forall': '∀',
    '\\exists': '∃',
    '\\prime': '′',
    '\\circ': '∘',
    '\\angle': '∠',
    '\\%': '%',
    '\\#': '#',
    '\\&': '&',
    '\\$': '$',
    '\\_': '_',
  },
};

/** Labels that say the same as one of the table. */
const SAME: Readonly<Record<string, string>> = {
  '<': '\\lt',
  '>': '\\gt',
  '\\le': '\\leq',
  '\\ge': '\\geq',
  '\\ne': '\\neq',
  '\\to': '\\rightarrow',
  '*': '\\ast',
  '{': '\\{',
  '}': '\\}',
  '\\lbrace': '\\{',
  '\\rbrace': '\\}',
  '\\lbrack': '[',
  '\\rbrack': ']',
  '\\vert': '|',
  '\\dots': '\\ldots',
  "'": '\\prime',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  $: '\\$',
  _: '\\_',
};

/** LaTeX that differs from the label. */
const WRITTEN: Readonly<Record<string, string>> = { '\\lt': '<', '\\gt': '>' };

const FORMS: ReadonlyMap<string, SymbolForm> = new Map(
  Object.entries(TABLE).flatMap(([role, texts]) =>
    Object.entries(texts).map(([label, text]): [string, SymbolForm] => [
      label,
      { role: role as SymbolRole, latex: WRITTEN[label] ?? label, text },
    ]),
  ),
);

/** What can only stand in text, escaped for it. */
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\backslash ',
  '^': '\\wedge ',
  '~': '\\sim ',
  '"': "''",
  '`': "'",
};

/** The label that stands for all that say the same: `<` is `\lt`, `\le` is `\leq`. */
export const plainLabel = (label: string): string => SAME[label] ?? label;

/** The forms of a label. One that no table has, such as a hand may have learned, is written as it is. */
export function formOf(label: string): SymbolForm {
  const known = FORMS.get(plainLabel(label));
  if (known) return known;
  if (/^[0-9]$/.test(label)) return { role: 'digit', latex: label, text: label };
  if (/^[A-Za-z]$/.test(label)) return { role: 'letter', latex: label, text: label };
  if (label === '\\sqrt') return { role: 'other', latex: '\\sqrt{}', text: '√' };
  const word = /^\\?([A-Za-z0-9]+)$/.exec(label)?.[1];
  if (word !== undefined) return { role: 'letter', latex: `\\mathrm{${word}}`, text: word };
  return { role: 'other', latex: textLatex(label), text: label.replace(/\p{C}/gu, '') };
}

/** Any characters as LaTeX that renders. Those that LaTeX means something by are escaped, controls are left out. */
function textLatex(label: string): string {
  const parts = [...label].map((character) => {
    if (/[\p{C}\p{Z}]/u.test(character)) return '';
    const form = FORMS.get(plainLabel(character));
    if (form) return form.latex;
    if (/[A-Za-z0-9]/.test(character)) return character;
    return ESCAPED[character] ?? (/[!-~]/.test(character) ? character : `\\text{${character}}`);
  });
  return `{${parts.join('')}}`;
}
