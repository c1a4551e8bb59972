// node scripts/shrink-model.mjs [--seven] FILE…: writes shipped models again with eight bits a weight, half the size of
// half floats; with --seven the largest tensors get seven, which packs smaller. Without --seven a file that has eight
// already is left as it is. Run it after `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/model/checkpoint.js';

/** Tensors of more weights are large: nearly all weights are theirs, and many of them are summed for each output. */
const LARGE = 16_384;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seven: { type: 'boolean', default: false } },
});
/** @param {readonly number[]} shape */
const stepsOf = (shape) => (values.seven && shape.reduce((size, side) => size * side, 1) > LARGE ? 63 : 127);
for (const file of positionals) {
  const before = readFileSync(file);
  if (!values.seven && before.subarray(0, 1 << 16).includes('"dtype":"I8"')) continue;
  const after = encodeCheckpoint(decodeCheckpoint(before, file), 'I8', stepsOf);
  writeFileSync(file, after);
  console.log(`${file}: ${before.length} → ${after.length} bytes, packed ${gzipSync(after, { level: 9 }).length}`);
}
