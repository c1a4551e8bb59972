// npm run build:web: the app into dist/web/, as plain files for any static host, and the list of files that its service
// worker keeps. The library is taken as it was built, so `npm run build` comes first: it lies beside the app with its
// models, as they lie in the package. The package has them once, and `ownhand serve` takes them from there.
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const out = join(root, 'dist', 'web');

/** Families of KaTeX's fonts that letters, digits and symbols of equations are drawn in. */
const FONTS = /KaTeX_(Main-Regular|Math-Italic|AMS-Regular|Size[1-4]-Regular)/;

/** KaTeX's styles name every font in three formats; the app brings those that equations need, in one. */
const fewFonts = {
  name: 'only the fonts that equations need',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} id */
  load(id) {
    if (!id.endsWith('katex.min.css')) return undefined;
    return readFileSync(id, 'utf8').replace(/@font-face\{[^}]*\}/g, (face) => {
      const [source] = face.match(/url\([^)]*\.woff2\) format\("woff2"\)/) ?? [];
      return source && FONTS.test(source) ? face.replace(/src:[^;}]*/, `src:${source}`) : '';
    });
  },
};

/**
 * What draws equations is in a folder of its own, which the package leaves out, as it does their models.
 * @param {string} name
 */
const folderOf = (name) => (/^(KaTeX|equations-screen)/.test(name) ? 'equations' : 'assets');

await build({
  configFile: false,
  root: here,
  base: './',
  publicDir: join(here, 'public'),
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [fewFonts],
  // Decoders of files that browsers do not decode are large. They are in a folder that the package leaves out.
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        entryFileNames: 'foreign/[name]-[hash].js',
        chunkFileNames: 'foreign/[name]-[hash].js',
        assetFileNames: 'foreign/[name]-[hash][extname]',
      },
    },
  },
  build: {
    rolldownOptions: {
      external: ['ownhand/browser'],
      output: {
        paths: { 'ownhand/browser': '../library/bundle/ownhand.js' },
        chunkFileNames: ({ name }) => `${folderOf(name)}/[name]-[hash].js`,
        assetFileNames: ({ names }) => `${folderOf(names[0] ?? '')}/[name]-[hash][extname]`,
      },
    },
    outDir: out,
    emptyOutDir: true,
    target: 'es2023',
    // Pictures stay files: a strict policy allows no others, and the service worker keeps them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});

cpSync(join(root, 'dist', 'bundle'), join(out, 'library', 'bundle'), { recursive: true });
const models = readdirSync(join(root, 'models')).filter((name) => /\.(safetensors|gz)$/.test(name));
for (const name of models) cpSync(join(root, 'models', name), join(out, 'models', name));
// By this file the app sees that it can draw equations.
const { version: katex } = createRequire(import.meta.url)('katex/package.json');
writeFileSync(join(out, 'equations', 'about.json'), JSON.stringify({ katex }));

const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => statSync(join(out, file)).isFile() && file !== 'sw.js' && !file.startsWith('foreign/'))
  .sort();
const hash = createHash('sha256');
for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
const isOfEquations = (/** @type {string} */ file) => /^(equations|models\/equation-)/.test(file);
const needed = files.filter((file) => file !== 'index.html' && !isOfEquations(file));
/** @param {readonly string[]} names */
const listOf = (names) => JSON.stringify(names.map((file) => `./${file}`));
const worker = readFileSync(join(here, 'sw.js'), 'utf8')
  .replace("'__VERSION__'", `'${hash.digest('hex').slice(0, 16)}'`)
  .replace('__FILES__', listOf(['', ...needed]))
  .replace('__MORE__', listOf(files.filter(isOfEquations)));
writeFileSync(join(out, 'sw.js'), worker);
