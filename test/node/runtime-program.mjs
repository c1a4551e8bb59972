// Run by runtimes.soak.ts under Bun and Deno: reads a page here and in threads, learns, and prints what came of it.
import { learn, openHand, read, readAll, readLabelledFolders } from '../../dist/node/index.js';

const [page = '', crops = '', folder = ''] = process.argv.slice(2);
const hand = openHand({ folder });
const { text } = await read(hand, page);
/** @type {string[]} */
const all = [];
for await (const each of readAll(hand, [page, page]))
  all.push('reading' in each ? each.reading.text : each.error.message);
const { samples } = await readLabelledFolders([crops], false);
const { checkpoint } = await learn(hand, samples, { force: true });
console.log(JSON.stringify([text, all, checkpoint]));
await hand.close();
