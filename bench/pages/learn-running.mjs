// node learn-running.mjs BUILD HAND PHOTO
// Times of a process that learns again and again, as JSON, for bench/speed.mjs.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [build = '', place = '', photo = ''] = process.argv.slice(2);
/** @param {string} path */
const of = (path) => import(pathToFileURL(join(build, path)).href);
const { openHand } = await of('dist/node/index.js');
const { learn } = await of('dist/learn/learn-hand.js');
const { createEngine } = await of('dist/node/engine/node-engine.js');
const { shipped } = await of('dist/node/models/shipped.js');
const { decode } = await of('dist/node/picture/decode.js');
const { readDecoded } = await of('dist/node/pages/read-picture.js');
const { byWriter, drawnSample, ofEach, pendigits } = await import('../writers/strokes.mjs');

const own = [...byWriter(pendigits('tes')).values()][0] ?? [];
const digits = own.filter(({ label }) => /^\d$/.test(label));
const samples = ofEach(digits, 15).map(drawnSample);
const fifty = ofEach(digits, 5).map(drawnSample);
const more = digits.filter((digit) => !ofEach(digits, 15).includes(digit)).map(drawnSample);

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
const models = await shipped();
const [small, large] = [`${place}-50`, `${place}-150`].map((folder) => openHand(join(folder, '/')));
await learn(small.store, models, createEngine, fifty);
const warm150 = await timed(() => learn(large.store, models, createEngine, samples));
const page = await decode(photo);
await readDecoded(page, await small.model());
const corrections = [];
const rereads = [];
for (const sample of more.slice(0, 5)) {
  corrections.push(await timed(() => learn(small.store, models, createEngine, [sample])));
  rereads.push(await timed(async () => readDecoded(page, await small.model())));
}
/** @param {number[]} all */
const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];
console.log(JSON.stringify({ warm150, correction: middle(corrections), reread: middle(rereads) }));
process.exit(0);
