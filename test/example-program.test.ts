// The program in examples/ compiles as a user's own, strictly, and runs (needs a build).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const isBuilt = existsSync(join(root, 'dist/node/index.js'));

test.skipIf(!isBuilt)('correct-and-learn.ts compiles and runs (needs a build)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownhand-example-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['ownhand', '@types'])
      symlinkSync(
        name === 'ownhand' ? root : join(root, 'node_modules/@types'),
        join(folder, 'node_modules', name),
        'dir',
      );
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    const file = join(folder, 'program.ts');
    writeFileSync(file, readFileSync(join(root, 'examples/correct-and-learn.ts')));
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      typeRoots: [join(folder, 'node_modules/@types')],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
    });
    const wrong = ts.getPreEmitDiagnostics(program);
    expect(wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
    program.emit();
    const out = execFileSync(
      process.execPath,
      [join(folder, 'program.js'), join(root, 'examples/page.png'), './hand'],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    expect(out).toMatch(/^12 \n/);
    expect(out).toMatch(/own digits: .* → |not learned: /);
    expect(out).toMatch(/annotated: \d+ bytes\n$/);
    expect(existsSync(join(folder, 'hand/samples'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
