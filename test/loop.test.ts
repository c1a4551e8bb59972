// The loop that ownhand is for: read a page, put the crops' labels right by renaming, learn them, read other pages of the
// same hand better. The hand is a synthetic one that MNIST does not prepare for (bench/pages/hand.mjs).
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { composePage } from '../bench/pages/compose.mjs';
import { mnist } from '../bench/pages/digits.mjs';
import { hand, odd } from '../bench/pages/hand.mjs';
import { seeded } from '../bench/pages/random.mjs';
import { edits } from '../bench/pages/score.mjs';
import { writePicture } from '../bench/pages/write.mjs';
import { jsonLines, ownhand } from './cli/run.js';
import { slice } from './slice.js';

const root = mkdtempSync(join(tmpdir(), 'ownhand-loop-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Box = readonly [number, number, number, number];
interface Seen {
  readonly file: string;
  readonly lines: {
    readonly text: string;
    readonly numbers: { readonly glyphs: { readonly label: string; readonly box: Box }[] }[];
  }[];
}

const random = seeded(4);
const writer = hand(mnist('t10k'), random, { ...odd, slant: -0.6, turn: -0.3, bend: 0.2 });
const page = (seed: number) => {
  const next = seeded(seed);
  const digits = [...'0123456789012345678901234567890123456789'].sort(() => next() - 0.5).join('');
  const lines = [0, 8, 16, 24, 32].map((at) => [digits.slice(at, at + 4), digits.slice(at + 4, at + 8)]);
  return composePage(next, { lines, writer, size: 70, spacing: [0.3, 0.6], paper: { kind: 'plain' } });
};

async function read(files: readonly string[], handFolder: string, extra: string[] = []): Promise<Seen[]> {
  const ran = await ownhand(['read', ...files, '--json', '--hand', handFolder, ...extra]);
  expect(ran.code, ran.err).toBe(0);
  return jsonLines(ran.out) as unknown as Seen[];
}

const text = (lines: readonly { readonly text: string }[]) =>
  lines.map((line) => line.text.replaceAll(' ', '')).join('');

test('learning the renamed crops of one page at least halves the errors on other pages of that hand', async () => {
  const own = join(root, 'hand');
  const taught = page(1);
  const taughtFile = join(root, 'taught.png');
  await writePicture(taught, taughtFile);
  const crops = join(root, 'crops');
  const [seen] = await read([taughtFile], own, ['--out', crops]);
  expect(readdirSync(crops)).toContain('taught_digitized_image.png');

  // What a person does: look at each crop's place on the page, and give it its right label. The name holds the place.
  const truth = taught.truth.lines.flatMap((line) => line.glyphs);
  const glyphs = seen!.lines.flatMap((line) => line.numbers.flatMap((number) => number.glyphs));
  let renamed = 0;
  for (const glyph of glyphs) {
    const [x, y, w, h] = glyph.box;
    const own = truth.find(
      ({ box: [tx, ty, tw, th] }) =>
        Math.abs(tx + tw / 2 - x - w / 2) < tw / 3 && Math.abs(ty + th / 2 - y - h / 2) < th / 3,
    );
    const file = readdirSync(crops).find((name) => name.includes(`_${Math.round(x)}_${Math.round(y)}_`));
    expect(file, `a crop for the glyph at ${x}, ${y}`).toBeDefined();
    if (!own) rmSync(join(crops, file!));
    else if (own.label !== glyph.label) {
      renameSync(join(crops, file!), join(crops, file!.replace(/.\.png$/u, `${own.label}.png`)));
      renamed++;
    }
  }
  expect(renamed, 'the synthetic hand is to be one that the base misreads').toBeGreaterThan(2);

  const others = await Promise.all(
    slice([2, 3, 4, 5], [2, 3]).map(async (seed) => {
      const other = page(seed);
      const file = join(root, `other-${seed}.png`);
      await writePicture(other, file);
      return { file, want: text(other.truth.lines) };
    }),
  );
  const errors = async () => {
    const pages = await read(
      others.map(({ file }) => file),
      own,
    );
    return pages.reduce((sum, { lines }, k) => sum + edits(others[k]!.want, text(lines)), 0);
  };
  const before = await errors();
  const learned = await ownhand(['learn', crops, '--hand', own]);
  expect(learned.code, learned.err).toBe(0);
  const after = await errors();
  console.log(`errors on ${others.length} other pages of 40 digits: ${before} before, ${after} after`);
  expect(before).toBeGreaterThan(5);
  expect(after).toBeLessThanOrEqual(before / 2);
});
