// npm run build: AssemblyScript kernels → a module of hexadecimal text in src/engine/wasm/, then TypeScript → dist/,
// file by file, for scripts, benches and tests. The package has the same in fewer and smaller files: dist/package/ for
// Node, dist/bundle/ for a browser, and beside dist/'s files the declarations that a program can reach. All
// declarations are in dist/declarations/.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
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
import { rolldown } from 'rolldown';
import { minify } from 'terser';

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
  /** @param {string} id */
  load(id) {
    return Object.entries(left).find(([file]) => id.endsWith(`/${file}`))?.[1];
  },
};

/**
 * Bundles entries into a folder: what several share is in chunks, and each file is minified.
 * @param {string} dir @param {Record<string, string>} input @param {string} chunkFileNames
 * @param {import('rolldown').InputOptions} options
 * @param {{ name: string, test: RegExp }[]} [groups] of modules that share a chunk: fewer files pack smaller
 */
async function bundle(dir, input, chunkFileNames, options, groups) {
  rmSync(dir, { recursive: true, force: true });
  const bundled = await rolldown({ input, ...options });
  await bundled.write({
    ...{ dir, chunkFileNames, format: 'esm', entryFileNames: '[name].js' },
    ...(groups && { codeSplitting: { groups } }),
    minify: true,
  });
  await bundled.close();
}
const browser = 'src/browser';
const ofBrowser = 'dist/bundle';
await bundle(
  ofBrowser,
  {
    ownhand: `${browser}/index.ts`,
    'ownhand-reader': `${browser}/workers/ownhand-reader.ts`,
    'ownhand-writer': `${browser}/workers/ownhand-writer.ts`,
    'browser-engine-thread': `${browser}/browser-engine-thread.ts`,
  },
  'ownhand-[hash:7].js',
  { transform: { target: 'es2022' }, plugins: [withoutTheRest] },
);
// What pages load is packed once more, which takes 4 % from it.
for (const name of readdirSync(ofBrowser)) {
  const file = join(ofBrowser, name);
  const { code } = await minify(readFileSync(file, 'utf8'), { module: true, ecma: 2020, compress: { passes: 2 } });
  if (code) writeFileSync(file, code);
}
// What is a part lies as deep as its source does, src/node/models/ or the like, so that models, the app and other files
// are found from either; threads are parts, beside what starts them.
await bundle(
  'dist/package',
  {
    index: 'src/node/index.ts',
    core: 'src/core.ts',
    training: 'src/training.ts',
    'store-contract': 'src/hand/store-contract.ts',
    main: 'src/cli/main.ts',
    'parts/page-thread': 'src/node/pages/page-thread.ts',
    'parts/learn-thread': 'src/node/learning/learn-thread.ts',
    'parts/node-engine-thread': 'src/node/engine/node-engine-thread.ts',
  },
  'parts/[hash:7].js',
  { platform: 'node', transform: { target: 'es2023' }, external: /^[^./]/ },
  [
    { name: 'reading', test: /src\/(geometry|engine|model|page|strokes|glyph|numbers)\// },
    { name: 'learning', test: /src\/(learn|hand|insight|sheet|archive)\// },
  ],
);
chmodSync('dist/package/main.js', 0o755);
