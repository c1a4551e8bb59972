// npm run build:web: the app into dist/web/, as plain files for any static host, and the list of files that its service
// worker keeps. The library is taken as it was built, so `npm run build` comes first.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

await build({
  configFile: false,
  root: here,
  base: './',
  publicDir: join(here, 'public'),
  logLevel: 'warn',
  resolve: { alias: { 'ownhand/browser': join(root, 'dist', 'bundle', 'ownhand.js') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [fewFonts],
  worker: { format: 'es' },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2023',
    // Pictures and models stay files: a strict policy allows no others, and the service worker keeps them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});

// The models of equations lie beside the others under their own names, where the library looks for them.
for (const name of ['symbols', 'relations', 'context'].map((what) => `equation-${what}.safetensors`))
  if (existsSync(join(root, 'models', name))) copyFileSync(join(root, 'models', name), join(out, 'assets', name));

const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => statSync(join(out, file)).isFile() && file !== 'sw.js' && file !== 'models.json')
  .sort();
/** @param {string} file @param {string} stem @param {string} ending */
const nameOf = (file, stem, ending) => (stem === 'equation' ? file.slice('assets/'.length) : `${stem}.${ending}`);
// Models are in the package once: `ownhand serve` takes them from models/ where they are missing here.
const models = files.filter((file) => /^assets\/.*\.(safetensors|gz)$/.test(file));
const named = models.map((file) => [file, file.replace(/^assets\/(\w+)-.*\.(\w+)$/, nameOf)]);
writeFileSync(join(out, 'models.json'), JSON.stringify(Object.fromEntries(named)));
const hash = createHash('sha256');
for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
const list = JSON.stringify(['./', ...files.filter((file) => file !== 'index.html').map((file) => `./${file}`)]);
const worker = readFileSync(join(here, 'sw.js'), 'utf8')
  .replace("'__VERSION__'", `'${hash.digest('hex').slice(0, 16)}'`)
  .replace('__FILES__', list);
writeFileSync(join(out, 'sw.js'), worker);
