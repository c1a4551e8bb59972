// Equations of pages as a LaTeX document that compiles as it is.

/** A page of a document. */
export interface DocumentPage {
  /** What stands above its equations, such as the photo's name. Default: nothing. */
  readonly title?: string;
  /** LaTeX of each equation, top to bottom. */
  readonly equations: readonly string[];
}

/** A document of these pages, for any LaTeX of the last years; it needs amsmath and amssymb only. */
export function latexDocument(pages: readonly DocumentPage[]): string {
  const lines = [
    '\\documentclass{article}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage{amsmath,amssymb}',
    '\\begin{document}',
    ...pages.flatMap(({ title, equations }) => [
      ...(title === undefined ? [] : ['', `\\section*{${inText(title)}}`]),
      ...equations.flatMap((equation) => ['\\[', `  ${equation}`, '\\]']),
    ]),
    '\\end{document}',
  ];
  return `${lines.join('\n')}\n`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
};

/** A name as text of a document. */
const inText = (text: string): string =>
  text.replace(/[\p{C}]/gu, ' ').replace(/[\\~^<>]|[#$%&_{}]/g, (character) => SPECIAL[character] ?? `\\${character}`);
