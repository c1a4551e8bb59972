// Run by runtimes.soak.ts, also as a file that Bun has compiled: reads grey pixels with the core alone.
import { readFileSync } from 'node:fs';
import { createEngine, decodeCheckpoint, Model, read } from '../../dist/core.js';

const [pixels = '', across = '', checkpoint = ''] = process.argv.slice(2);
const data = readFileSync(pixels);
const width = Number(across);
const page = { width, height: data.length / width, channels: /** @type {const} */ (1), data };
const engines = async (/** @type {Parameters<typeof createEngine>} */ ...how) => createEngine(...how);
const model = await Model.open(decodeCheckpoint(readFileSync(checkpoint), 'the shipped checkpoint'), engines);
console.log(read(page, model).text);
model.close();
