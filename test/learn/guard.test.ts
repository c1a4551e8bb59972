import { expect, test } from 'vitest';
import { judge } from '../../src/learn/guard.js';

const change = (before: number, after: number, samples = 2000) => ({ samples, before, after });

test.each([
  ['helps and costs nothing', change(0.7, 0.95, 50), change(0.995, 0.995), true],
  ['helps and costs little', change(0.7, 0.95, 50), change(0.995, 0.994), true],
  ['forgets', change(0.7, 0.95, 50), change(0.995, 0.98), false],
  ['does not help', change(0.7, 0.6, 50), change(0.995, 0.995), false],
  ['changes nothing', change(1, 1, 50), change(0.995, 0.995), true],
])('a step that %s', (_, own, rehearsal, accepted) => {
  const verdict = judge(own, rehearsal, { loss: 0.002, free: 0 });
  expect(verdict.accepted).toBe(accepted);
  expect(verdict.reason === '').toBe(accepted);
});
