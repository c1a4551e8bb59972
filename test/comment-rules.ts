// What is asked of lines and comments in every source file, as one function, so that the check itself can be tested.
import ts from 'typescript';

/** A line is at most as long as the formatter makes it. */
export const MOST_COLUMNS = 120;

/** What is wrong with a source file, one line each: its name, the line, the fault. */
export function styleFaults(file: string, text: string): string[] {
  const kind = file.endsWith('.mjs') ? ts.ScriptKind.JS : file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const faults = [...lineFaults(text), ...commentFaults(source), ...docFaults(source)];
  return faults.sort((a, b) => a.line - b.line).map(({ line, fault }) => `${file}:${line}: ${fault}`);
}

interface Fault {
  /** Counted from 1. */
  readonly line: number;
  readonly fault: string;
}

function lineFaults(text: string): Fault[] {
  return text.split('\n').flatMap((line, k) => {
    const columns = [...line].length;
    return columns > MOST_COLUMNS ? [{ line: k + 1, fault: `${columns} columns` }] : [];
  });
}

const lineAt = (source: ts.SourceFile, position: number) => source.getLineAndCharacterOfPosition(position).line + 1;

function commentFaults(source: ts.SourceFile): Fault[] {
  return commentsOf(source).flatMap(({ line, text }) => [
    ...(text.startsWith('…') ? [{ line, fault: 'the comment begins with "…"' }] : []),
    ...(/[,;…]$/.test(text) ? [{ line, fault: `the comment ends with "${text.at(-1)}", in mid-sentence` }] : []),
  ]);
}

/** Comments without their marks; `//` lines that stand below one another are one comment. */
function commentsOf(source: ts.SourceFile): { line: number; text: string }[] {
  const comments: { line: number; last: number; text: string; joins: boolean }[] = [];
  for (const { pos, end } of rangesOf(source)) {
    const raw = source.text.slice(pos, end);
    const isLine = raw.startsWith('//');
    const line = lineAt(source, pos);
    const alone = source.text.slice(source.text.lastIndexOf('\n', pos - 1) + 1, pos).trim() === '';
    const text = isLine
      ? raw.replace(/^\/+/, '').trim()
      : raw
          .replace(/^\/\*+|\*+\/$/g, '')
          .replace(/^\s*\* ?/gm, '')
          .trim();
    const before = comments.at(-1);
    if (isLine && alone && before?.joins && before.last === line - 1) {
      before.text += `\n${text}`;
      before.last = line;
    } else comments.push({ line, last: lineAt(source, end), text, joins: isLine && alone });
  }
  return comments;
}

/** Every comment once, in order: those that stand before a token, and those that follow one on its line. */
function rangesOf(source: ts.SourceFile): ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    if (children.length > 0) {
      for (const child of children) visit(child);
      return;
    }
    const leading = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
    const trailing = ts.getTrailingCommentRanges(source.text, node.getEnd()) ?? [];
    for (const range of [...leading, ...trailing]) found.set(range.pos, range);
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.pos - b.pos);
}

function docFaults(source: ts.SourceFile): Fault[] {
  return source.statements.flatMap((statement) => {
    if (!isExported(statement)) return [];
    if (ts.isInterfaceDeclaration(statement)) return memberFaults(source, statement);
    if (ts.isFunctionDeclaration(statement))
      return hasDoc(statement) || isLaterOverload(source, statement)
        ? []
        : [missing(source, statement, `the exported function ${statement.name?.text ?? ''}`)];
    if (!ts.isVariableStatement(statement) || hasDoc(statement)) return [];
    return statement.declarationList.declarations.flatMap((declaration) => {
      const { initializer } = declaration;
      const isFunction = initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
      return isFunction
        ? [missing(source, statement, `the exported function ${declaration.name.getText(source)}`)]
        : [];
    });
  });
}

const memberFaults = (source: ts.SourceFile, { name, members }: ts.InterfaceDeclaration) =>
  members
    .filter((member) => !hasDoc(member))
    .map((member) => missing(source, member, `${name.text}.${member.name?.getText(source) ?? '()'}`));

const missing = (source: ts.SourceFile, node: ts.Node, what: string) => ({
  line: lineAt(source, node.getStart(source)),
  fault: `${what} has no docstring`,
});

const isExported = (node: ts.Statement) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);

/** Whether a comment with words of its own, not only with tags, documents the node. */
const hasDoc = (node: ts.Node) =>
  ts
    .getJSDocCommentsAndTags(node)
    .some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '');

/** The first of a function's overloads speaks for all. */
function isLaterOverload(source: ts.SourceFile, node: ts.FunctionDeclaration): boolean {
  const first = source.statements.find(
    (other) => ts.isFunctionDeclaration(other) && other.name?.text === node.name?.text,
  );
  return first !== node;
}
