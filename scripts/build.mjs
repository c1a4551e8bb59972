// npm run build: AssemblyScript kernels → a module of hexadecimal text in src/engine/wasm/, then TypeScript → dist/,
// file by file, for scripts, benches and tests. The package has the same in fewer and smaller files: dist/package/ for
// Node, dist/bundle/ for a browser, and beside dist/'s files the declarations that a program can reach. All
// declarations are in dist/declarations/.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { minifySync } from 'vite';

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
const target = join(out, 'kernel-bytes.ts');
/** The same for pages, which load fewer kernels. No module that TypeScript compiles. */
const ofPages = join(out, 'page-kernel-bytes.mjs');

/** One of the builds, as bytes. @param {string} entry @param {string} name @param {string[]} flags */
function compiled(entry, name, flags) {
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
    ['node_modules/assemblyscript/bin/asc.js', `${source}/${entry}`, '-o', wasm, ...common, ...flags],
    { stdio: 'inherit' },
  );
  const bytes = readFileSync(wasm);
  rmSync(wasm);
  return bytes;
}

// The builds are nearly the same. In hexadecimal digits, and with blocks of each by turns, gzip finds what is: a page
// loads 10 kB, where base64, one after the other, takes 12.
const BLOCK = 2048;
/** The builds of an entry as a module. @param {string} entry */
function moduleOf(entry) {
  const all = Object.entries(builds).map(([name, flags]) => ({ name, bytes: compiled(entry, name, flags) }));
  const blocks = Math.ceil(Math.max(...all.map(({ bytes }) => bytes.length)) / BLOCK);
  const padded = all.map(({ bytes }) => Buffer.concat([bytes], blocks * BLOCK));
  const turns = Array.from({ length: blocks }, (_, k) =>
    padded.map((each) => each.subarray(k * BLOCK, (k + 1) * BLOCK)),
  );
  const lengths = all.map(({ name, bytes }) => `${name}: ${bytes.length}`).join(', ');
  return { lengths, text: Buffer.concat(turns.flat()).toString('hex') };
}

if (![target, ofPages].every((file) => existsSync(file) && statSync(file).mtimeMs > newest)) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const all = moduleOf('exports.ts');
  writeFileSync(
    target,
    `// The SIMD kernels, made by scripts/build.mjs.\n` +
      `/** Bytes of each build. */\nexport const lengths = { ${all.lengths} } as const;\n` +
      `/** Bytes of a block. */\nexport const block = ${BLOCK};\n` +
      `/** Blocks of each build by turns, the last ones filled up, hexadecimal. */\n` +
      `export const text: string =\n  '${all.text}';\n`,
  );
  const few = moduleOf('page-exports.ts');
  writeFileSync(
    ofPages,
    `export const lengths = { ${few.lengths} };\nexport const block = ${BLOCK};\nexport const text = '${few.text}';\n`,
  );
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { stdio: 'inherit' });

const all = 'dist/declarations';
for (const name of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  const file = join('dist', name);
  if (name.endsWith('.d.ts') && !file.startsWith(all)) rmSync(file);
}

/** Puts a declaration, and those that it imports, beside their code. @param {string} name */
const declare = (name) => {
  const to = join('dist', name);
  if (existsSync(to)) return;
  copyFileSync(join(all, name), to);
  for (const [, from] of readFileSync(to, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g))
    declare(`${join(dirname(name), from)}.d.ts`);
};
const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const { types } of Object.values(exports)) if (types !== undefined) declare(types.replace('./dist/', ''));

// The plain loops beside the WASM kernels are for tests, and a browser that has no WASM has no workers either. Nothing
// in a browser trains networks: what is learned is added to one that stays as it is.
const missing = (/** @type {string} */ name) =>
  `export const ${name} = () => { throw new Error('${name} is not in this bundle'); };`;
const left = {
  'reference-kernels.ts': missing('referenceKernels'),
  'gradient-task.ts': missing('gradientsOfShare'),
  'update-task.ts': `${missing('update')} export const updatesOf = () => [];`,
  'kernel-bytes.ts': readFileSync(ofPages, 'utf8'),
};
const withoutTheRest = {
  name: 'without what no page calls',
  setup: (bundler) => {
    for (const [file, contents] of Object.entries(left))
      bundler.onLoad({ filter: new RegExp(`/${file.replace('.', '\\.')}$`) }, () => ({ contents }));
  },
};
/** How both are bundled. */
const small = /** @type {const} */ ({ bundle: true, splitting: true, format: 'esm', minify: true });
for (const folder of ['dist/bundle', 'dist/package']) rmSync(folder, { recursive: true, force: true });
await build({
  ...small,
  entryPoints: {
    ownhand: 'src/browser/index.ts',
    'ownhand-reader': 'src/browser/workers/ownhand-reader.ts',
    'ownhand-writer': 'src/browser/workers/ownhand-writer.ts',
    'browser-engine-thread': 'src/browser/browser-engine-thread.ts',
  },
  outdir: 'dist/bundle',
  chunkNames: 'ownhand-[hash]',
  target: 'es2022',
  plugins: [withoutTheRest],
});
// What is a part lies as deep as its source does, src/node/models/ or the like, so that models, the app and other files
// are found from either; threads are parts, beside what starts them.
await build({
  ...small,
  entryPoints: {
    index: 'src/node/index.ts',
    core: 'src/core.ts',
    training: 'src/training.ts',
    'store-contract': 'src/hand/store-contract.ts',
    main: 'src/cli/main.ts',
    'parts/page-thread': 'src/node/pages/page-thread.ts',
    'parts/learn-thread': 'src/node/learning/learn-thread.ts',
    'parts/node-engine-thread': 'src/node/engine/node-engine-thread.ts',
  },
  outdir: 'dist/package',
  chunkNames: 'parts/[hash]',
  target: 'es2023',
  platform: 'node',
  packages: 'external',
});
// Once more, by a minifier that finds a little more: a page waits for each kilobyte.
for (const folder of ['dist/bundle', 'dist/package', 'dist/package/parts']) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!name.endsWith('.js')) continue;
    const target = folder === 'dist/bundle' ? 'es2022' : 'es2023';
    const options = { module: true, compress: { target, passes: 3 }, mangle: { toplevel: true } };
    const { code, errors } = minifySync(name, readFileSync(file, 'utf8'), options);
    if (errors.length > 0) throw new Error(`${name}: ${errors[0].message}`);
    writeFileSync(file, code);
  }
}
