// Real worker threads, from the built package: the same results, and nothing left when the work is done, dropped or
// broken off.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const built = new URL('../../dist/node/engine/node-engine.js', import.meta.url);
const setup = `
import { createEngine } from '${built.href}';
import { createEngine as alone } from '${new URL('../../dist/engine/create-engine.js', import.meta.url).href}';
import { initialWeights } from '${new URL('../../dist/engine/initial-weights.js', import.meta.url).href}';
import { readdirSync } from 'node:fs';
const conv = (channels) => ({ kind: 'conv', size: 3, channels, norm: 'batch', activation: 'relu' });
const network = { input: [14, 14, 1], layers: [conv(8), { kind: 'maxpool' }, conv(16), { kind: 'dense', units: 300, activation: 'relu' }, { kind: 'dense', units: 10, activation: 'none' }] };
const weights = initialWeights(network, 1);
const size = 64;
const inputs = Float32Array.from({ length: size * 196 }, (_, i) => Math.abs(Math.sin(i)));
const targets = new Float32Array(size * 10);
for (let i = 0; i < size; i++) targets[i * 10 + (i % 10)] = 1;
const train = (engine, steps) => {
  for (let i = 0; i < steps; i++) engine.step({ size, inputs, targets }, { rate: 1e-3, ema: 0.9 });
  return JSON.stringify([...engine.weights('average').values()].map((t) => [...t.data])) + engine.predict(inputs, size).join();
};
const threads = () => readdirSync('/proc/self/task').length;
const sleep = (ms) => new Promise((resume) => setTimeout(resume, ms));
`;

/** Runs a script in a Node of its own; its output, exit code and the seconds it took. */
function run(script: string): Promise<{ out: string; error: string; code: number | null; seconds: number }> {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(process.execPath, ['--input-type=module', '-e', setup + script]);
    let [out, error] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      error += text;
    });
    child.on('close', (code) => resolve({ out: out.trim(), error, code, seconds: (Date.now() - started) / 1000 }));
  });
}

describe.skipIf(!existsSync(built))('worker threads', () => {
  test('three threads give the bits that one thread doing three shares gives', async () => {
    const { out, error } = await run(`
      const engine = await createEngine(network, weights, { threads: 3, reproducible: true });
      const one = alone(network, weights, { threads: 3, reproducible: true });
      await sleep(300);
      console.log(engine.threads, train(engine, 20) === train(one, 20), threads() > 0);`);
    expect(error).toBe('');
    expect(out).toBe('3 true true');
  });

  test('a process whose engine was never closed still ends by itself', async () => {
    const { code, error, out } = await run(
      `const engine = await createEngine(network, weights, { threads: 4 }); train(engine, 3); console.log('done');`,
    );
    expect([code, error, out]).toEqual([0, '', 'done']);
  });

  test.skipIf(process.platform !== 'linux')(
    'closing ends the threads, also in the middle of a training that was aborted',
    async () => {
      const { out, error } = await run(`
      const before = threads();
      const engine = await createEngine(network, weights, { threads: 4 });
      const abort = new AbortController();
      let most = 0;
      try {
        for (;;) {
          train(engine, 1);
          most = Math.max(most, threads());
          if (most >= before + 3) setTimeout(() => abort.abort(), 50);
          await sleep(0);
          abort.signal.throwIfAborted();
        }
      } catch {} finally { engine.close(); }
      for (let i = 0; i < 1000 && threads() > before; i++) await sleep(50);
      console.log(most >= before + 3, threads() <= before);`);
      expect(error).toBe('');
      expect(out).toBe('true true');
    },
  );

  test('forty engines with threads, one after the other, do not grow the process', async () => {
    const { out, error } = await run(`
      const used = () => process.memoryUsage().rss;
      let early = 0;
      for (let i = 0; i < 40; i++) {
        const engine = await createEngine(network, weights, { threads: 2 });
        train(engine, 1);
        engine.close();
        await sleep(5);
        if (i === 20) early = used();
      }
      console.log(Math.round((used() - early) / 1e6));`);
    expect(error).toBe('');
    expect(Number(out)).toBeLessThan(60);
  });

  test('an error in a task reaches the caller, and the owner is not left waiting', async () => {
    const { out, code } = await run(`
      const engine = await createEngine(network, weights, { threads: 2 });
      train(engine, 2);
      try { engine.step({ size: 1000, inputs, targets }, { rate: 1 }); } catch (error) { console.log(error.name, error.code); }
      engine.close();`);
    expect([out, code]).toEqual(['OwnhandError failed', 0]);
  });
});
