// node scripts/refine-equation-symbols.mjs --crohme FILE [--from MODEL] [--seed 11] [--threads 2] OUT:
// refines the model of symbols on drawings of drawing programs beside photos → OUT, eight bits a weight. Run it after
// `npm run build`; average the result with what it was before (scripts/average-models.mjs). The samples and the
// training's state are kept beside OUT, and a later call goes on from there.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/model/checkpoint.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import { loadMnistPart } from '../dist/node/models/mnist.js';
import { loadState, removeState, saveState } from '../dist/node/models/train-state.js';
import { parseExpressions } from '../dist/train/equations/crohme.js';
import { refinementSamples, refineSymbols, symbolRefinement } from '../dist/train/equations/refine-symbols.js';
import { expressionSource } from '../dist/train/equations/train-equations.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    crohme: { type: 'string' },
    from: { type: 'string', default: 'models/equation-symbols.safetensors' },
    seed: { type: 'string', default: `${symbolRefinement.seed}` },
    threads: { type: 'string', default: '2' },
  },
});
const [out] = positionals;
if (!values.crohme || !out) {
  console.error(
    'usage: node scripts/refine-equation-symbols.mjs --crohme FILE [--from MODEL] [--seed 11] [--threads 2] OUT',
  );
  process.exit(2);
}
const recipe = { ...symbolRefinement, seed: Number(values.seed) };
const read = (name) => decodeCheckpoint(new Uint8Array(readFileSync(name)), name);
const from = read(values.from);
const start = performance.now();
const passed = () => `${Math.round((performance.now() - start) / 1000)} s`;
const engines = (network, weights, options) =>
  createEngine(network, weights, { ...options, threads: Number(values.threads) });

async function makeSamples() {
  const bytes = readFileSync(values.crohme);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  const expressions = parseExpressions(text);
  const digits = await loadMnistPart('train');
  const [source, scoredBy] = ['train', 'choose'].map((part) => expressionSource(expressions, part, digits));
  return refinementSamples(source, scoredBy, from.alphabet, recipe);
}

const kept = `${out}.samples`;
const samples = existsSync(kept) ? deserialize(readFileSync(kept)) : await makeSamples();
if (!existsSync(kept)) writeFileSync(kept, serialize(samples));
console.log(`${passed()}: ${samples.data.count} samples, ${samples.heldOut.count} to score`);
const key = JSON.stringify(recipe);
const resume = await loadState(out, key);
const { checkpoint, heldOut } = await refineSymbols(from, samples, engines, recipe, {
  ...(resume && { resume }),
  onEpoch: (epoch, loss, right) =>
    console.log(`${passed()}: epoch ${epoch + 1}: loss ${loss.toFixed(4)}, ${(100 * right).toFixed(2)} % held out`),
  onState: (state) => saveState(out, key, state),
});
const training = { ...checkpoint.training, command: 'node scripts/refine-equation-symbols.mjs' };
writeFileSync(out, encodeCheckpoint({ ...checkpoint, training }, 'I8'));
await removeState(out);
rmSync(kept);
console.log(`${passed()}: ${out}, ${(100 * heldOut).toFixed(2)} % held out`);
