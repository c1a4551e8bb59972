// A page that is read again once the hand has learned: it reads as if it had never been seen, and is not seen again.
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { Classifier } from '../../../src/model/classifier.js';
import type { Model } from '../../../src/model/model.js';
import { learn, openHand, readLabelledFolders } from '../../../src/node/index.js';
import { shippedHelpers } from '../../../src/node/models/helpers.js';
import { decode } from '../../../src/node/picture/decode.js';
import { read } from '../../../src/numbers/read-page.js';
import type { PageImage } from '../../../src/page/image.js';
import { memoryStore } from '../../hand/memory-store.js';

const root = join(import.meta.dirname, '../../..');
const readers: Model[] = [];

beforeAll(async () => {
  const store = memoryStore();
  const { samples } = await readLabelledFolders([join(root, 'examples/hand')], true);
  for (const some of [samples.slice(0, 20), samples.slice(20)]) {
    await learn(openHand(store), some);
    readers.push(await openHand(store).model());
  }
});

/** The same reader, and how many pictures its base is asked about. */
function counted(model: Model): { readonly reader: Classifier; readonly asked: () => number } {
  let count = 0;
  const { base, see, judge } = model.steps;
  const steps = {
    base,
    judge,
    see: (pictures: Uint8Array, n: number) => {
      count += n;
      return see(pictures, n);
    },
  };
  const { alphabet } = model;
  return { reader: { alphabet, classify: model.classify.bind(model), steps }, asked: () => count };
}

const copyOf = (page: PageImage): PageImage => ({ ...page, data: page.data.slice() });

test.each([0, 90, 7])('turned by %i degrees', async (degrees) => {
  const [before, after] = readers as [Model, Model];
  const photo = await sharp(join(root, 'examples/page.png')).rotate(degrees, { background: 'white' }).png().toBuffer();
  const { page } = await decode(photo);
  const helpers = await shippedHelpers();
  const fresh = counted(after);
  const expected = read(copyOf(page), fresh.reader, helpers);
  expect(expected.lines.length).toBeGreaterThan(0);
  read(page, before, helpers);
  const again = counted(after);
  expect(read(page, again.reader, helpers)).toEqual(expected);
  expect(again.asked()).toBeLessThan(fresh.asked() / 10);
  // And the reader from before finds what it found.
  expect(read(page, before, helpers)).toEqual(read(copyOf(page), before, helpers));
});

test('a page is read the same by readers that have nothing in common', async () => {
  const { page } = await decode(join(root, 'examples/page.png'));
  const helpers = await shippedHelpers();
  const base = await openHand(memoryStore()).model();
  const [, after] = readers as [Model, Model];
  read(page, after, helpers);
  expect(read(page, base, helpers)).toEqual(read(copyOf(page), base, helpers));
  expect(read(page, { alphabet: base.alphabet, classify: base.classify.bind(base) }, {})).toEqual(
    read(copyOf(page), { alphabet: base.alphabet, classify: base.classify.bind(base) }, {}),
  );
});
