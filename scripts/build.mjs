// npm run build: AssemblyScript kernels → base64 modules in src/engine/wasm/, then TypeScript → dist/.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
const builds = {
  plain: ['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory', '--use', 'RELAXED=0'],
  relaxed: [
    '--enable',
    'simd',
    '--enable',
    'relaxed-simd',
    '--enable',
    'threads',
    '--enable',
    'bulk-memory',
    '--use',
    'RELAXED=1',
  ],
};
const source = 'src/engine/assembly';
const out = 'src/engine/wasm';
const newest = Math.max(...readdirSync(source).map((f) => statSync(join(source, f)).mtimeMs));
mkdirSync(out, { recursive: true });
for (const [name, flags] of Object.entries(builds)) {
  const target = join(out, `${name}.ts`);
  if (existsSync(target) && statSync(target).mtimeMs > newest) continue;
  const wasm = join(out, `${name}.wasm`);
  const common = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--sharedMemory',
    '--initialMemory',
    '1',
    '--maximumMemory',
    '32768',
  ];
  execFileSync(
    process.execPath,
    ['node_modules/assemblyscript/bin/asc.js', `${source}/exports.ts`, '-o', wasm, ...common, ...flags],
    { stdio: 'inherit' },
  );
  writeFileSync(
    target,
    `/** The ${name} SIMD kernels, ${statSync(wasm).size} bytes, base64. Made by scripts/build.mjs. */\n` +
      `export const bytes =\n  '${readFileSync(wasm).toString('base64')}';\n`,
  );
  rmSync(wasm);
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { stdio: 'inherit' });
