// node scripts/make-wholes.mjs: trains the model that judges cuts and joins → models/wholes.safetensors. After `npm run build`.
import { writeFileSync } from 'node:fs';
import { trainWholes, wholesRecipe } from '../dist/learn/wholes.js';
import { encodeCheckpoint } from '../dist/model/checkpoint.js';
import { createEngine } from '../dist/node/engine.js';
import { loadMnistPart } from '../dist/node/mnist.js';
import { shippedTypefaces, wholesFile } from '../dist/node/shipped.js';

const start = performance.now();
const passed = () => Math.round((performance.now() - start) / 1000);
const digits = await loadMnistPart('train');
const { checkpoint, heldOut } = await trainWholes(digits, await shippedTypefaces(), createEngine, {
  ...wholesRecipe,
  onProgress: (message) => console.log(`${passed()} s: ${message}`),
});
const training = { ...checkpoint.training, command: 'node scripts/make-wholes.mjs', seconds: passed() };
const bytes = encodeCheckpoint({ ...checkpoint, training });
const file = process.argv[2] ?? wholesFile;
writeFileSync(file, bytes);
console.log(`${file}: ${(100 * heldOut).toFixed(2)} % of held-out hypotheses, ${bytes.length} bytes, ${passed()} s`);
