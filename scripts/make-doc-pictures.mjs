// node scripts/make-doc-pictures.mjs: draws the pictures of README and of the documents → docs/pictures/. All pages are
// generated; their truth and what is read of them go to standard output. Run it after `npm run build`.
import './in-english.mjs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { clutterPages } from '../bench/pages/clutter.mjs';
import { anyNumber, borrowed, composePage } from '../bench/pages/compose.mjs';
import { mnist } from '../bench/pages/digits.mjs';
import { seeded } from '../bench/pages/random.mjs';
import { worstFirst } from '../dist/cli/fix/questions.js';
import { readPages } from '../dist/cli/fix/read-pages.js';
import { screen } from '../dist/cli/fix/screen.js';
import { startFix } from '../dist/cli/fix/state.js';
import { annotate, openHand, read, sheetLayout, sheetSvg } from '../dist/node/index.js';

const root = join(import.meta.dirname, '..');
const example = join(root, 'examples/page.png');
const pictures = join(root, 'docs/pictures');
/** Most pixels of a picture's side. */
const SIDE = 760;
mkdirSync(pictures, { recursive: true });
// A hand that has learned nothing, wherever the script runs.
const hand = openHand({ folder: join(root, 'docs/pictures/no-hand') });

/** @param {import('sharp').Sharp} picture @param {string} name */
const save = (picture, name) =>
  picture
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(join(pictures, `${name}.jpg`));

/**
 * The reading of a picture, drawn on it.
 * @param {string | Uint8Array} picture @param {string} name @param {string} truth
 */
async function drawReading(picture, name, truth) {
  const reading = await read(hand, picture, { name });
  await save(sharp(await annotate(picture, reading)), name);
  console.log(JSON.stringify({ name, truth, read: reading.text }));
}

/** @param {{data: Uint8Array, width: number, height: number}} page */
const pngOf = ({ data, width, height }) =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();

/** A page of four lines of numbers. @param {number} seed @param {number} touching the chance that two digits meet */
function numbers(seed, touching) {
  const random = seeded(seed);
  const lines = Array.from({ length: 4 }, () => [anyNumber(random, 8)]);
  return composePage(random, { lines, writer: borrowed(mnist('t10k'), random), touching, size: 70 });
}

await drawReading(example, 'read', 'examples/page.txt');
for (const [name, seed, touching] of /** @type {const} */ ([
  ['apart', 21, 0],
  ['touching', 12, 1],
])) {
  const page = numbers(seed, touching);
  await drawReading(await pngOf(page), name, page.truth.lines.map(({ text }) => text).join('\n'));
}
await drawReading(await pngOf(clutterPages.written(seeded(5))), 'words', '');
await save(sharp(Buffer.from(sheetSvg(sheetLayout([...'0123456789']))), { density: 100 }), 'sheet');
await drawFix();
await hand.close();

/** What `ownhand fix` shows in a terminal, as a picture. */
async function drawFix() {
  const pages = await readPages(hand, [example], new AbortController().signal, Number.POSITIVE_INFINITY);
  const { alphabet } = await hand.model();
  const [question, ...others] = worstFirst(pages.flatMap((page) => page.questions)).slice(0, 7);
  if (question === undefined) throw new Error('nothing was read on the example page');
  const state = startFix([{ ...question, file: 'page.png' }, ...others], alphabet);
  const bold = (/** @type {string} */ colour, /** @type {string} */ text) =>
    `\x1b[${colour === 'dim' ? 2 : 1}m${text}\x1b[0m`;
  await save(sharp(Buffer.from(terminalSvg(screen(state, { columns: 78, rows: 24, depth: 'true' }, bold)))), 'fix');
}

/** Lines for a terminal, with greys of 24 bits, bold and dim text, as an SVG. @param {readonly string[]} lines */
function terminalSvg(lines) {
  const [wide, high, margin] = [10, 20, 20];
  const cells = [];
  for (const [row, line] of lines.entries()) {
    let [column, over, under, weight] = [0, '', '', ''];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours begin with the character Escape.
    for (const [, codes, letter] of line.matchAll(/\x1b\[([\d;]*)m|(.)/gu)) {
      if (codes !== undefined) {
        const greys = codes.match(/^38;2;(\d+);\d+;\d+;48;2;(\d+)/);
        [over, under] = greys ? [greys[1], greys[2]] : ['', ''];
        weight = codes === '1' ? ' font-weight="bold" fill="#fff"' : codes === '2' ? ' fill="#999"' : '';
        continue;
      }
      const [x, y] = [margin + column++ * wide, margin + row * high];
      if (letter === '▀')
        for (const [grey, top] of [
          [over, y],
          [under, y + high / 2],
        ])
          cells.push(`<path fill="rgb(${grey},${grey},${grey})" d="M${x} ${top}h${wide}v${high / 2}h-${wide}z"/>`);
      else if (letter !== ' ') {
        const escaped = letter.replace('&', '&amp;').replace('<', '&lt;');
        cells.push(`<text x="${x}" y="${y + 0.75 * high}"${weight}>${escaped}</text>`);
      }
    }
  }
  const [width, height] = [2 * margin + 78 * wide, 2 * margin + lines.length * high];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" shape-rendering="crispEdges">
<path fill="#1e1e22" d="M0 0h${width}v${height}h-${width}z"/>
<g font-family="DejaVu Sans Mono, monospace" font-size="16" fill="#ddd">${cells.join('')}</g></svg>`;
}
