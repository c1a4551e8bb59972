import { expect, test } from 'vitest';
import { type Evidence, guardVerdict } from '../../src/learn/guard.js';

const change = (before: number, after: number, samples = 2000) => ({ samples, before, after });
const good: Evidence = {
  own: change(0.7, 0.95, 50),
  rehearsal: change(0.995, 0.995),
  samples: 50,
  suspects: 0,
};

test.each<readonly [string, Partial<Evidence>, RegExp | undefined]>([
  ['helps and costs nothing', {}, undefined],
  ['helps and costs little', { rehearsal: change(0.995, 0.994) }, undefined],
  ['forgets', { rehearsal: change(0.995, 0.98) }, /forget/],
  ['does not help', { own: change(0.7, 0.6, 50) }, /not help.* 70\.00 % to 60\.00 %/],
  ['changes nothing', { own: change(1, 1, 50) }, undefined],
  ['misreads one held-out sample more', { own: change(1, 0.98, 50) }, undefined],
  ['misreads one earlier sample more', { earlier: change(1, 0.99, 100) }, undefined],
  ['spoils what was learned before', { earlier: change(1, 0.9, 100) }, /earlier/],
  ['is made of wrong labels', { suspects: 20 }, /20 of 50/],
  ['is made of a few samples with odd labels', { samples: 4, suspects: 2 }, undefined],
  ['learns labels that mean nothing', { own: change(0.1, 0.3, 50) }, /70\.00 %/],
  ['learns a few hard samples', { own: change(0, 0.4, 5) }, undefined],
])('a step that %s', (_, evidence, reason) => {
  const verdict = guardVerdict(
    { ...good, ...evidence },
    { mostLoss: 0.002, freeLoss: 0, digitWorth: 1, mostSuspects: 0.3 },
  );
  expect(verdict.accepted).toBe(reason === undefined);
  expect(verdict.reason).toMatch(reason ?? /^$/);
});
