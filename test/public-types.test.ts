// The declarations as a program meets them: they compile in its own project, strictly, without the types of Node or of
// a browser, and name nothing that it cannot name too.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const isBuilt = existsSync(join(root, 'dist/node/index.d.ts'));
const entries = {
  ownhand: 'node/index',
  'ownhand/browser': 'browser/index',
  'ownhand/core': 'core',
  'ownhand/training': 'training',
};
const consumer = `
import { isSure, learn, openHand, OwnhandError, read, type LearnOptions, type Reading } from 'ownhand';
import { createEngine, decodeCheckpoint, type HandStore } from 'ownhand/core';
import { handStoreContract } from 'ownhand/store-contract';
import { quickRecipe, type TrainHooks } from 'ownhand/training';

export async function use(store: HandStore, bytes: Uint8Array): Promise<string> {
  const hand = openHand('ada');
  const reading: Reading = await read(hand, bytes);
  const options: LearnOptions = { seed: 2, fit: { ridge: 1 }, guard: { mostLoss: 0.1 } };
  const { own } = await learn(hand, [{ label: '7', picture: new Uint8Array(784), source: 'a' }], options);
  const { network, weights } = decodeCheckpoint(bytes, store.name);
  createEngine(network, weights).close();
  const hooks: TrainHooks = { onProgress: ({ epoch }) => console.log(epoch, quickRecipe.epochs, own.after) };
  const numbers = reading.lines.flatMap((line) => line.numbers).filter((number) => isSure(number, 0.99));
  if (numbers.length === 0 && hooks.signal?.aborted) throw new OwnhandError('empty', 'nothing');
  await handStoreContract[0]?.check(() => store);
  return numbers.map(({ text }) => text).join();
}
declare const console: { log(...values: unknown[]): void };
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownhand-consumer-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/ownhand'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'program.ts'), consumer);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const strict: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

test.skipIf(!isBuilt).each([
  ['nodenext', { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }],
  ['bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
])('a strict program compiles with %s and no other types (needs a build)', (_, resolution) => {
  const program = ts.createProgram([join(folder, 'program.ts')], { ...strict, ...resolution });
  const wrong = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(wrong).toEqual([]);
});

test.skipIf(!isBuilt).each(Object.entries(entries))('all that %s names is exported too (needs a build)', (_, entry) => {
  const file = join(root, `dist/${entry}.d.ts`);
  const program = ts.createProgram([file], {
    ...strict,
    module: ts.ModuleKind.NodeNext,
    // What a page may give as a picture is named by the browser.
    ...(entry.startsWith('browser') && { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] }),
  });
  const checker = program.getTypeChecker();
  const resolved = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  const exported = new Set(checker.getExportsOfModule(module).map(resolved));
  expect(exported.size).toBeGreaterThan(2);

  const missing = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = ts.isTypeReferenceNode(node)
      ? node.typeName
      : ts.isExpressionWithTypeArguments(node)
        ? node.expression
        : undefined;
    const found = name && checker.getSymbolAtLocation(name);
    const symbol = found && resolved(found);
    const isOurs = symbol?.declarations?.every((each) => each.getSourceFile().fileName.includes('/dist/'));
    if (symbol && isOurs && !(symbol.flags & ts.SymbolFlags.TypeParameter) && !exported.has(symbol))
      missing.add(symbol.name);
    ts.forEachChild(node, visit);
  };
  for (const symbol of exported) for (const declaration of symbol.declarations ?? []) visit(declaration);
  expect([...missing].sort()).toEqual([]);
});
