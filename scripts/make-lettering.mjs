// node scripts/make-lettering.mjs [FILE]: trains the model that tells letters from digits →
// models/lettering.safetensors. Run it after `npm run build`.
import { writeFileSync } from 'node:fs';
import { encodeCheckpoint } from '../dist/model/checkpoint.js';
import { createEngine } from '../dist/node/engine/node-engine.js';
import { loadMnistPart } from '../dist/node/models/mnist.js';
import { letteringFile } from '../dist/node/models/shipped.js';
import { letteringRecipe, trainLettering } from '../dist/train/train-lettering.js';
import { typefaces } from './typefaces-file.mjs';

const start = performance.now();
const { checkpoint, heldOut } = await trainLettering(
  await loadMnistPart('train'),
  typefaces(),
  createEngine,
  letteringRecipe,
  {
    onEpoch: (epoch, loss, right) =>
      console.log(`epoch ${epoch + 1}: loss ${loss.toFixed(4)}, held out ${(100 * right).toFixed(2)} %`),
  },
);
const seconds = Math.round((performance.now() - start) / 1000);
const command = 'node scripts/make-lettering.mjs';
const bytes = encodeCheckpoint({ ...checkpoint, training: { ...checkpoint.training, command, seconds } }, 'I8');
writeFileSync(process.argv[2] ?? letteringFile, bytes);
console.log(
  `${letteringFile}: ${(100 * heldOut).toFixed(2)} % of held-out strokes, ${bytes.length} bytes, ${seconds} s`,
);
