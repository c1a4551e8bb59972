// node scripts/make-wholes.mjs [FILE]: trains the model that judges cuts and joins → models/wholes.safetensors. Run it
// after `npm run build`.
import { writeFileSync } from 'node:fs';
import { encodeCheckpoint } from '../dist/model/checkpoint.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import { loadMnistPart } from '../dist/node/models/mnist.js';
import { wholesFile } from '../dist/node/models/shipped.js';
import { trainWholes, wholesRecipe } from '../dist/train/train-wholes.js';
import { typefaces } from './typefaces-file.mjs';

const start = performance.now();
const passed = () => Math.round((performance.now() - start) / 1000);
const digits = await loadMnistPart('train');
const { checkpoint, heldOut } = await trainWholes(digits, typefaces(), createEngine, wholesRecipe, {
  onEpoch: (epoch, loss, right) =>
    console.log(`${passed()} s: epoch ${epoch + 1}: loss ${loss.toFixed(4)}, held out ${(100 * right).toFixed(2)} %`),
});
const training = { ...checkpoint.training, command: 'node scripts/make-wholes.mjs', seconds: passed() };
const bytes = encodeCheckpoint({ ...checkpoint, training }, 'I8');
const file = process.argv[2] ?? wholesFile;
writeFileSync(file, bytes);
console.log(`${file}: ${(100 * heldOut).toFixed(2)} % of held-out hypotheses, ${bytes.length} bytes, ${passed()} s`);
