#!/usr/bin/env node
// node bench/fuzz.mjs [--count 20000] [--seed 1] [--jobs 1] [--keep DIR]
// Reads mutated pictures: each must give a reading or a clear error, in time and within memory.
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutated, seedPictures } from './pages/mutate.mjs';
import { seeded } from './pages/random.mjs';
import { option } from './pages/score.mjs';

const LIMIT_MS = 5000;
const LIMIT_MB = 1024;
const count = Number(option('count', '20000'));
const seed = Number(option('seed', '1'));
const jobs = Number(option('jobs', '1'));
const keep = option('keep', '');
if (keep) mkdirSync(keep, { recursive: true });

const seeds = await seedPictures(seed);
/** @type {Record<string, number>} */
const codes = {};
const tally = { readings: 0, errors: 0, unclear: 0, crashes: 0, hangs: 0, heavy: 0 };
const most = { ms: 0, megabytes: 0 };
/** @type {string[]} */
const examples = [];
let next = 0;

/**
 * Notes a failure, with the seed's index that remakes the picture.
 * @param {keyof typeof tally} kind
 * @param {number} index
 * @param {Uint8Array} bytes
 * @param {string} about
 */
function fault(kind, index, bytes, about) {
  tally[kind]++;
  if (examples.length < 50) examples.push(`${kind} #${index}: ${about}`);
  console.log(`${kind} #${index} (${bytes.length} bytes): ${about}`);
  if (keep) writeFileSync(join(keep, `${kind}-${index}.bin`), bytes);
}

function start() {
  const child = fork(new URL('pages/fuzz-child.mjs', import.meta.url), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-400);
  });
  const ready = new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the reader did not start (${code}): ${said}`)));
  });
  return { child, ready, said: () => said.trim() };
}

/**
 * One picture through one child.
 * @param {ReturnType<typeof start>} worker
 * @param {number} index
 * @returns {Promise<boolean>} whether the child is still fit
 */
function examine(worker, index) {
  const bytes = mutated(seeds, seeded(seed * 1_000_003 + index));
  const { child } = worker;
  return new Promise((resolve) => {
    const clock = setTimeout(() => {
      done();
      fault('hangs', index, bytes, `over ${LIMIT_MS} ms`);
      child.kill('SIGKILL');
      resolve(false);
    }, LIMIT_MS);
    const onExit = (/** @type {number | null} */ code, /** @type {string | null} */ signal) => {
      done();
      fault('crashes', index, bytes, `${signal ?? code} ${worker.said()}`);
      resolve(false);
    };
    const onMessage = (/** @type {any} */ result) => {
      done();
      most.ms = Math.max(most.ms, Math.round(result.ms));
      most.megabytes = Math.max(most.megabytes, result.megabytes);
      if (result.kind === 'reading') tally.readings++;
      else if (result.kind === 'error') {
        tally.errors++;
        codes[result.code] = (codes[result.code] ?? 0) + 1;
      } else fault('unclear', index, bytes, result.message);
      const heavy = result.megabytes > LIMIT_MB;
      if (heavy) {
        fault('heavy', index, bytes, `${result.megabytes} MB`);
        child.kill('SIGKILL');
      }
      resolve(!heavy);
    };
    const done = () => {
      clearTimeout(clock);
      child.off('exit', onExit);
      child.off('message', onMessage);
    };
    child.on('exit', onExit);
    child.on('message', onMessage);
    child.send(bytes);
  });
}

await Promise.all(
  Array.from({ length: jobs }, async () => {
    let worker = start();
    await worker.ready;
    while (next < count) {
      const index = next++;
      if (index % 1000 === 999) console.error(`${index + 1} of ${count}`);
      if (await examine(worker, index)) continue;
      worker = start();
      await worker.ready;
    }
    worker.child.kill();
  }),
);
console.log(JSON.stringify({ seed, count, ...tally, codes, slowestMs: most.ms, peakMegabytes: most.megabytes }));
process.exitCode = tally.unclear + tally.crashes + tally.hangs + tally.heavy > 0 ? 1 : 0;
