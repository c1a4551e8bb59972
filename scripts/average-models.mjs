// node scripts/average-models.mjs FIRST SECOND SHARE FILE: a model whose weights are SHARE of the second's and the
// rest of the first's → FILE, eight bits a weight. A model that was refined on new documents forgets less so (Wortsman
// et al. 2022, Robust fine-tuning of zero-shot models). Both must have one network. Run it after `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/model/checkpoint.js';

const [first, second, share, file] = process.argv.slice(2);
const read = (name) => decodeCheckpoint(new Uint8Array(readFileSync(name)), name);
const [before, after] = [read(first), read(second)];
const part = Number(share);
if (!(part >= 0 && part <= 1) || !file) {
  console.error('usage: node scripts/average-models.mjs FIRST SECOND SHARE FILE, with a share from 0 to 1');
  process.exit(2);
}
const weights = new Map(
  [...after.weights].map(([name, tensor]) => {
    const { data } = before.weights.get(name);
    return [name, { ...tensor, data: tensor.data.map((value, i) => part * value + (1 - part) * data[i]) }];
  }),
);
writeFileSync(file, encodeCheckpoint({ ...after, weights }, 'I8'));
