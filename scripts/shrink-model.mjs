// node scripts/shrink-model.mjs FILE…: writes shipped models again with eight bits a weight, half the size of half
// floats. A file that is written so already is left as it is. Run it after `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/model/checkpoint.js';

for (const file of process.argv.slice(2)) {
  const before = readFileSync(file);
  if (before.subarray(0, 1 << 16).includes('"dtype":"I8"')) continue;
  const after = encodeCheckpoint(decodeCheckpoint(before, file), 'I8');
  writeFileSync(file, after);
  console.log(`${file}: ${before.length} → ${after.length} bytes`);
}
