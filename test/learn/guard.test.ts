import { expect, test } from 'vitest';
import { changesOf, type Evidence, guardDefaults, guardVerdict } from '../../src/learn/guard.js';

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

test('a step in which no correction takes is refused, and one that spoils as much as it mends', () => {
  const all = { samples: 1, before: 0, after: 0 };
  const rehearsal = { samples: 5000, before: 0.99, after: 0.99 };
  const judged = (wanted: number, taken: number, lost: number) =>
    guardVerdict({ own: all, rehearsal, samples: 1, suspects: 0, corrections: { wanted, taken, lost } }, guardDefaults);
  expect(judged(1, 1, 0).accepted).toBe(true);
  expect(judged(0, 0, 0).accepted).toBe(true);
  expect(judged(1, 0, 0).reason).toBe('it would gain nothing: of 1 read wrongly before, 0 would be read as given');
  expect(judged(2, 1, 1).reason).toMatch(/1 would be read as given, and 1 that was read rightly no longer would be/);
});

test('changes are counted over all samples, and what does not take only over new ones', () => {
  const samples = ['7', '3', '3', '7'].map((label, i) => ({ id: String(i), label, picture: new Uint8Array(784) }));
  const { corrections, notTaken } = changesOf(
    samples,
    ({ id }) => Number(id) < 3,
    { before: Uint8Array.of(1, 0, 0, 1), after: Uint8Array.of(1, 1, 0, 0) },
    ['3', '7'],
  );
  expect(corrections).toEqual({ wanted: 0, taken: 0, lost: 2 });
  expect(notTaken).toEqual([{ id: '1', label: '3', readAs: '7' }]);
});
