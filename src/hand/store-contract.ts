// The contract of `HandStore` as checks that any test runner can run over any store. Whoever keeps hands in a database,
// or in a browser, runs each of `handStoreContract` over their own, as test/hand/store-contract.test.ts does. What
// every store needs to keep one label a glyph comes with it.
export { type NumberedSamples, numberSamples } from './number-samples.js';
export { replacedBy, replacements, withoutReplaced } from './replaced.js';
export { type Outcome, outcomesOf } from './same-glyph.js';

import type { HandContents, HandStore, JournalEntry, NewSample } from './store.js';

/** One thing that a store must do. */
export interface ContractCheck {
  /** What it must do, in a line. */
  readonly name: string;
  /** Tries it on stores that hold nothing yet, each opened for this check alone. Rejects where the store fails. */
  readonly check: (open: () => HandStore | Promise<HandStore>) => Promise<void>;
}

/** A picture with a stroke of its own place and length, so that no two are the same glyph. */
function drawn(seed: number): Uint8Array {
  const picture = new Uint8Array(28 * 28);
  for (let step = 0; step < 6 + (seed % 7); step++) {
    const at = 28 * (4 + ((seed * 5 + step) % 18)) + 4 + ((seed * 11 + step * (1 + (seed % 3))) % 18);
    picture.fill(255 - step, at, at + 3);
  }
  return picture;
}

const sample = (label: string, seed: number): NewSample => ({ label, picture: drawn(seed), source: `${seed}.png` });
const use = (checkpoint: number): JournalEntry => ({
  at: '2026-01-01T00:00:00.000Z',
  event: 'use',
  checkpoint,
  by: 'use',
});

/** What a value says of itself, bytes and maps too, to be compared. */
function told(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    each instanceof Uint8Array ? [...each] : each instanceof Map ? [...each] : each,
  );
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [is, wanted] = [told(actual), told(expected)];
  if (is !== wanted) throw new Error(`${what}: ${shortened(is)}, not ${shortened(wanted)}`);
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

async function rejects(work: () => Promise<unknown>, code: string, what: string): Promise<void> {
  let got: unknown = 'nothing';
  try {
    await work();
  } catch (error) {
    got = error;
  }
  same(typeof got === 'object' && got !== null && 'code' in got ? got.code : String(got), code, what);
}

/** All that a store must do. */
export const handStoreContract: readonly ContractCheck[] = [
  {
    name: 'a new store is an empty hand',
    async check(open) {
      const store = await open();
      const held = [await store.samples(), await store.checkpoints(), await store.journal(), await store.current()];
      same(held, [[], [], [], 0], 'what it holds');
    },
  },
  {
    name: 'samples come back in order, as they were, with any label',
    async check(open) {
      const store = await open();
      const labels = ['7', '+', 'A', 'a', '\\alpha', '€', '0', '1', '2', '3', '4'];
      const added = labels.map((label, i) => sample(label, i + 1));
      const stored = await store.addSamples(added);
      same(
        stored.map(({ label, picture }) => [label, picture]),
        added.map(({ label, picture }) => [label, picture]),
        'what addSamples returns',
      );
      const ids = stored.map(({ id }) => id);
      same(ids, [...new Set(ids)].sort(), 'ids, each another and behind the one before');
      same(await store.samples(), stored, 'what samples returns');
    },
  },
  {
    name: 'a stored sample is a copy',
    async check(open) {
      const store = await open();
      const given = sample('7', 1);
      await store.addSamples([given]);
      given.picture.fill(0);
      same((await store.samples())[0]?.picture, drawn(1), 'the picture, after the one that was given has changed');
    },
  },
  {
    name: 'the same picture with the same label is stored once',
    async check(open) {
      const store = await open();
      const [first] = await store.addSamples([sample('7', 1)]);
      const again = await store.addSamples([sample('7', 1), sample('9', 2), sample('7', 1)]);
      same([again[0]?.id, again[2]?.id], [first?.id, first?.id], 'the ids of the repeated ones');
      same((await store.samples()).length, 2, 'samples');
    },
  },
  {
    name: 'a glyph under another label replaces the one before, and comes back where that is taken back',
    async check(open) {
      const store = await open();
      const [wrong] = await store.addSamples([sample('7', 1)]);
      const [right] = await store.addSamples([{ ...sample('1', 1), source: 'put right.png' }]);
      same(await store.samples(), [right], 'samples after the label was put right');
      same(await store.removeSamples([right!.id], { restore: true }), [wrong!.id], 'what counts again');
      same(
        (await store.samples()).map(({ id, label }) => [id, label]),
        [[wrong!.id, '7']],
        'samples after the correction was taken back',
      );
    },
  },
  {
    name: 'samples are journalled, with a source for each new one',
    async check(open) {
      const store = await open();
      const stored = await store.addSamples([sample('1', 1), sample('2', 2)]);
      const [entry, ...others] = await store.journal();
      same(others.length, 0, 'further entries');
      if (entry?.event !== 'samples') throw new Error(`the entry is ${told(entry)}, not 'samples'`);
      same([entry.ids, entry.sources], [stored.map(({ id }) => id), ['1.png', '2.png']], 'ids and sources');
    },
  },
  {
    name: 'forgotten samples are gone, are journalled, and their ids are not given again',
    async check(open) {
      const store = await open();
      const stored = await store.addSamples([sample('1', 1), sample('2', 2)]);
      await store.removeSamples([stored[1]!.id, 'never-there']);
      same(await store.samples(), stored.slice(0, 1), 'the samples that are left');
      const [third] = await store.addSamples([sample('3', 3)]);
      if (stored.some(({ id }) => id === third?.id)) throw new Error(`the id ${third?.id} was given again`);
      const journal = await store.journal();
      same(
        journal.map(({ event }) => event),
        ['samples', 'forgot', 'samples'],
        'what is journalled',
      );
    },
  },
  {
    name: 'checkpoints are numbered from 1, come back as they were, and are not in use by themselves',
    async check(open) {
      const store = await open();
      const [one, two] = [Uint8Array.of(1, 2, 3), new Uint8Array(70_000).fill(9)];
      same([await store.addCheckpoint(one), await store.addCheckpoint(two)], [1, 2], 'their numbers');
      same(await store.checkpoints(), [1, 2], 'what checkpoints returns');
      same([[...(await store.readCheckpoint(1))], [...(await store.readCheckpoint(2))]], [[...one], [...two]], 'bytes');
      same(await store.current(), 0, 'the one in use');
      await rejects(() => store.readCheckpoint(3), 'not-found', 'reading one that is not there');
    },
  },
  {
    name: 'a checkpoint that is there can be put into use, and so can the shipped reader',
    async check(open) {
      const store = await open();
      const number = await store.addCheckpoint(Uint8Array.of(1));
      await store.setCurrent(number);
      same(await store.current(), number, 'the one in use');
      await rejects(() => store.setCurrent(number + 1), 'not-found', 'using one that is not there');
      same(await store.current(), number, 'the one in use after that');
      await store.setCurrent(0);
      same(await store.current(), 0, 'the one in use after going back');
    },
  },
  {
    name: 'the journal keeps entries in order',
    async check(open) {
      const store = await open();
      for (const checkpoint of [2, 0, 1]) await store.append(use(checkpoint));
      same(await store.journal(), [use(2), use(0), use(1)], 'the journal');
    },
  },
  {
    name: 'a hand is filled with what another one held, and cleared',
    async check(open) {
      const store = await open();
      const contents: HandContents = {
        samples: [
          { id: '000004', label: '4', picture: drawn(4) },
          { id: '000009', label: '+', picture: drawn(9) },
        ],
        checkpoints: new Map([[3, Uint8Array.of(1, 2)]]),
        journal: [use(3)],
        current: 3,
      };
      await store.fill(contents);
      const held = async () => [
        await store.samples(),
        await store.checkpoints(),
        await store.journal(),
        await store.current(),
      ];
      same(await held(), [contents.samples, [3], contents.journal, 3], 'what it holds');
      same([...(await store.readCheckpoint(3))], [1, 2], "the checkpoint's bytes");
      same(await store.addCheckpoint(Uint8Array.of(7)), 4, "the next checkpoint's number");
      await store.clear();
      same(await held(), [[], [], [], 0], 'what it holds when it is cleared');
    },
  },
  {
    name: 'exclusive work is not entered by another, writes within it, and gives its result or its failure',
    async check(open) {
      const store = await open();
      const order: string[] = [];
      const turn = (name: string) =>
        store.exclusively(async () => {
          order.push(`${name} in`);
          await store.addSamples([sample('1', name.length)]);
          await store.exclusively(async () => void (await store.append(use(0))));
          order.push(`${name} out`);
          return name;
        });
      same(await Promise.all([turn('a'), turn('bb')]), ['a', 'bb'], 'the results');
      const [first, , second] = order.map((each) => each.split(' ')[0]);
      same(order, [`${first} in`, `${first} out`, `${second} in`, `${second} out`], 'the order');
      const failure = new Error('on purpose');
      const caught = await store.exclusively(() => Promise.reject(failure)).catch((error: unknown) => error);
      same(caught === failure, true, 'the failure comes through');
      same(await turn('c'), 'c', 'work after a failure');
    },
  },
];
