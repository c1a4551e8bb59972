// Threads need the built files.
import { expect, test } from 'vitest';
import type { HandStore, Sample } from '../../src/hand/store.js';
import type { lookAhead as LookAhead } from '../../src/node/look-ahead.js';
import type { shipped as Shipped } from '../../src/node/shipped.js';

const built = (file: string) => import(new URL(`../../dist/node/${file}`, import.meta.url).href);
const { lookAhead }: { lookAhead: typeof LookAhead } = await built('look-ahead.js');
const { shipped }: { shipped: typeof Shipped } = await built('shipped.js');

const handWith = (labels: string): Pick<HandStore, 'samples'> => ({
  samples: async () => [...labels].map((label): Sample => ({ id: '', label, picture: new Uint8Array(784) })),
});

test('another thread looks at both parts of the rehearsal', async () => {
  const { rehearsal } = await shipped();
  const ahead = lookAhead(handWith(''), ['1', '2']);
  for (const part of ['replay', 'guard'] as const) {
    const seen = await ahead(part);
    expect([...seen!.values()].map(({ count }) => count)).toEqual([rehearsal[part].count]);
  }
});

test('it looks as the number of samples asks for, and at nothing where a symbol is new', async () => {
  const key = async (labels: string) => [...(await lookAhead(handWith(labels), ['7'])('replay'))!.keys()];
  expect(await key('8'.repeat(99))).not.toEqual(await key('8'));
  expect(await lookAhead(handWith('+'), ['7'])('replay')).toBeUndefined();
});
