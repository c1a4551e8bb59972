// node scripts/shrink-model.mjs FILE…: writes shipped models again with eight bits a weight, half the size of half
// floats. A file that is written so already keeps its numbers. Run it after `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/model/checkpoint.js';

for (const file of process.argv.slice(2)) {
  const before = readFileSync(file);
  const after = encodeCheckpoint(decodeCheckpoint(before, file), 'I8');
  writeFileSync(file, after);
  console.log(`${file}: ${before.length} → ${after.length} bytes`);
}
