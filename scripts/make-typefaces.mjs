// npm install --no-save opentype.js@1 $(node scripts/make-typefaces.mjs --fonts) && node scripts/make-typefaces.mjs
// Draws the symbols of open typefaces, written and printed, for the models that know letters →
// models/training/typefaces.gz, and of more printed ones, bold, narrow, of typewriters and for display, for drawn
// documents → models/training/print.gz. `--print` makes only the latter. Run it after `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { encodeTypefaces } from '../dist/train/draw/typefaces.js';
import { printFile, typefacesFile } from './typefaces-file.mjs';

// All under the SIL Open Font Licence or the Apache Licence; the packages are those of @fontsource.
const WRITTEN =
  'annie-use-your-telescope architects-daughter bad-script caveat cedarville-cursive coming-soon ' +
  'covered-by-your-grace crafty-girls dancing-script dawning-of-a-new-day delius give-you-glory ' +
  'gloria-hallelujah gochi-hand handlee homemade-apple indie-flower just-another-hand kalam la-belle-aurore ' +
  'loved-by-the-king mansalva marck-script nanum-brush-script neucha nothing-you-could-do over-the-rainbow ' +
  'patrick-hand permanent-marker reenie-beanie rock-salt satisfy schoolbell shadows-into-light short-stack ' +
  'sue-ellen-francisco swanky-and-moo-moo the-girl-next-door waiting-for-the-sunrise zeyada';
const PRINTED =
  'courier-prime eb-garamond libre-baskerville lora merriweather open-sans pt-serif roboto roboto-condensed ' +
  'roboto-slab source-sans-3';
/** Typefaces of drawn documents alone, with their weights. */
const DOCUMENTS =
  'arimo arimo:700 tinos tinos:700 cousine roboto-mono oswald:500 inter inter:800 montserrat:600 poppins ' +
  'fira-sans ibm-plex-sans:500 lato bebas-neue anton abril-fatface alfa-slab-one special-elite vt323 ' +
  'playfair-display:700 barlow-condensed:500 archivo-black share-tech-mono orbitron:500 zilla-slab:500 ' +
  'crimson-text';
const SYMBOLS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+=%&#@*?$€äöüß'];
const PRINT_SYMBOLS = [...SYMBOLS, ...'.,:;/-–()[]!"\'|_<>×°£§²½→áéèêçñåøæÄÖÜÉ'];
/** Height of a capital, pixels. */
const CAPITAL = 28;

const named = (names, written) =>
  names.split(' ').map((each) => {
    const [name, weight = '400'] = each.split(':');
    return { name, weight, written };
  });
const fonts = [...named(WRITTEN, true), ...named(PRINTED, false)];
const documentFonts = named(DOCUMENTS, false);

if (process.argv.includes('--fonts'))
  console.log([...new Set([...fonts, ...documentFonts].map(({ name }) => `@fontsource/${name}@5`))].join(' '));
else {
  if (!process.argv.includes('--print')) await make(fonts, SYMBOLS, typefacesFile);
  await make(documentFonts, PRINT_SYMBOLS, printFile);
}

async function make(fonts, symbols, file) {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const { parse } = require('opentype.js');
  const drawn = [];
  for (const { name, weight, written } of fonts) {
    const folder = join(dirname(require.resolve(`@fontsource/${name}/package.json`)), 'files');
    const bytes = readFileSync(join(folder, `${name}-latin-${weight}-normal.woff`));
    const font = parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const capital = font.charToGlyph('H').getBoundingBox();
    const size = (CAPITAL * font.unitsPerEm) / (capital.y2 - capital.y1);
    const glyphs = new Map();
    for (const symbol of symbols) {
      if (font.charToGlyphIndex(symbol) === 0) continue;
      const path = font.getPath(symbol, 0, 0, size);
      const { x1, y1, x2, y2 } = path.getBoundingBox();
      const [left, top] = [Math.floor(x1), Math.floor(y1)];
      const [width, height] = [Math.ceil(x2) - left, Math.ceil(y2) - top];
      if (width < 2 || height < 2 || width > 120 || height > 120 || Math.abs(left) > 120 || Math.abs(top) > 120)
        continue;
      const extent = `width="${width}" height="${height}"`;
      const svg =
        `<svg xmlns="http://www.w3.org/2000/svg" ${extent} viewBox="${left} ${top} ${width} ${height}">` +
        `<rect x="${left}" y="${top}" ${extent} fill="#000"/><path fill="#fff" d="${outline(path)}"/></svg>`;
      const ink = await sharp(Buffer.from(svg)).extractChannel(0).raw().toBuffer();
      glyphs.set(symbol, {
        symbol,
        left,
        top,
        width,
        height,
        advance: font.getAdvanceWidth(symbol, size),
        ink: new Uint8Array(ink),
      });
    }
    drawn.push({ written, glyphs });
    console.log(name, glyphs.size);
  }
  const bytes = gzipSync(encodeTypefaces(drawn), { level: 9 });
  writeFileSync(file, bytes);
  console.log(
    `${file}: ${drawn.length} typefaces, ${drawn.reduce((sum, { glyphs }) => sum + glyphs.size, 0)} symbols, ` +
      `${bytes.length} bytes`,
  );
}

/** The path as SVG writes it, with a space between any two numbers. */
function outline(path) {
  return path.commands
    .map(({ type, x1, y1, x2, y2, x, y }) => [type, ...[x1, y1, x2, y2, x, y].filter((v) => v !== undefined)].join(' '))
    .join(' ');
}
