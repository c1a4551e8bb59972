// The training loop on an endless stream of generated batches, as a model is trained whose samples are drawn as needed.
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Batch, Network, Weights } from '../../src/engine/engine.js';
import { initialWeights } from '../../src/engine/initial-weights.js';
import { random } from '../../src/engine/random.js';
import { type FitHooks, type FitProgress, type FitState, fit } from '../../src/train/fit.js';

const network: Network = { input: [1, 1, 6], layers: [{ kind: 'dense', units: 2, activation: 'none' }] };
const plan = { rounds: 4, stepsPerRound: 25, rate: 0.05, decay: 0, ema: 0.9 };

/** Whether the first half of six values is larger than the second; drawn anew for each step. */
function drawn(step: number): Batch {
  const draw = random(step);
  const [size, inputs, targets] = [16, new Float32Array(16 * 6), new Float32Array(16 * 2)];
  for (let i = 0; i < size; i++) {
    const values = Array.from({ length: 6 }, draw);
    inputs.set(values, 6 * i);
    const [a, b, c, d, e, f] = values as [number, number, number, number, number, number];
    targets[2 * i + (a + b + c > d + e + f ? 1 : 0)] = 1;
  }
  return { size, inputs, targets };
}

async function fitted(hooks: FitHooks = {}): Promise<{ weights: Weights; rounds: number; asked: number[] }> {
  const engine = createEngine(network, initialWeights(network, 1), { reproducible: true });
  const asked: number[] = [];
  const next = async (step: number) => {
    asked.push(step);
    return drawn(step);
  };
  const rounds = await fit(engine, next, plan, hooks);
  const weights = engine.weights('average');
  engine.close();
  return { weights, rounds, asked };
}

test('every step has its batch, and the loss falls', async () => {
  const rounds: FitProgress[] = [];
  const result = await fitted({ afterRound: async (progress) => void rounds.push(progress) });
  expect(result.rounds).toBe(4);
  expect(result.asked).toEqual(Array.from({ length: 100 }, (_, step) => step));
  expect(rounds.map(({ round }) => round)).toEqual([0, 1, 2, 3]);
  expect(rounds.map(({ done }) => done)).toEqual([0.25, 0.5, 0.75, 1]);
  expect(rounds[3]!.loss).toBeLessThan(0.8 * rounds[0]!.loss);
  expect(rounds[3]!.accuracy).toBeGreaterThan(0.85);
});

test('a resumed training gives the same weights, and asks for no batch twice', async () => {
  const states: FitState[] = [];
  const whole = await fitted({ afterRound: async (_, state) => void states.push(state()) });
  const resumed = await fitted({ resume: states[1]! });
  expect(resumed.asked[0]).toBe(50);
  expect(resumed.weights).toEqual(whole.weights);
});

test('a signal stops it before the next step, and an unfinished round does not count', async () => {
  const stop = new AbortController();
  const after: number[] = [];
  const result = await fitted({
    signal: stop.signal,
    onProgress: ({ round }) => round === 2 && stop.abort(),
    afterRound: async ({ round }) => void after.push(round),
  });
  expect(result.rounds).toBe(2);
  expect(after).toEqual([0, 1]);
  expect(result.asked.at(-1)).toBe(69);
});

test('the time left follows the pace since the training was started or resumed', async () => {
  const states: FitState[] = [];
  await fitted({ afterRound: async (_, state) => void states.push(state()) });
  let time = 0;
  const left: number[] = [];
  await fitted({
    resume: states[1]!,
    now: () => time,
    onProgress: () => {
      time += 1000;
    },
    afterRound: async ({ secondsLeft }) => void left.push(secondsLeft),
  });
  expect(left).toEqual([1, 0]);
});
