// The composed pages that benches and tests read: the truth must be true, and the same seed must give the same page.
import { describe, expect, test } from 'vitest';
import { borrowed, composePage, type PageOptions } from '../bench/pages/compose.mjs';
import { mnist } from '../bench/pages/digits.mjs';
import { hand, odd } from '../bench/pages/hand.mjs';
import { seeded } from '../bench/pages/random.mjs';
import { edits, found } from '../bench/pages/score.mjs';

const digits = mnist('t10k');
const clean = { kind: 'plain' as const, colour: [1, 1, 1] as [number, number, number], grain: 0 };
const still = {
  turn: 0,
  keystone: 0,
  zoom: 1,
  exposure: 1,
  slope: 0,
  vignette: 0,
  shadow: 0,
  warmth: 0,
  blur: 0,
  noise: 0,
};

function page(seed: number, options: Partial<PageOptions> = {}) {
  const random = seeded(seed);
  const lines = options.lines ?? [['3141', '59'], ['2718']];
  return composePage(random, { size: 60, writer: borrowed(digits, random), ...options, lines });
}

describe('composed pages', () => {
  test('are the same for the same seed, and others for others', () => {
    expect(page(1)).toEqual(page(1));
    expect(page(1).data).not.toEqual(page(2).data);
  });

  test('say what is written, and where', () => {
    const { truth, data, width } = page(3, {
      paper: clean,
      pen: { colour: [0, 0, 0], density: 1, grain: 0 },
      camera: still,
    });
    expect(truth.lines.map(({ text }) => text)).toEqual(['3141 59', '2718']);
    expect(truth.lines.map(({ glyphs }) => glyphs.map(({ label }) => label).join(''))).toEqual(['314159', '2718']);
    const dark = new Set<number>();
    data.forEach((value, k) => {
      if (value < 128) dark.add(Math.floor(k / 3));
    });
    let inside = 0;
    for (const { box } of truth.lines.flatMap(({ glyphs }) => glyphs)) {
      const [x, y, w, h] = box;
      let ink = 0;
      for (let v = y; v < y + h; v++) for (let u = x; u < x + w; u++) if (dark.delete(v * width + u)) ink++;
      expect(ink).toBeGreaterThan(0.05 * w * h);
      inside += ink;
    }
    // What little lies outside is the soft rim of strokes.
    expect(dark.size).toBeLessThan(0.01 * inside);
  });

  test('follow the paper when it is photographed aslant', () => {
    const straight = page(4, { camera: still });
    const turned = page(4, { camera: { ...still, turn: 0.1 } });
    const [a, b] = [straight, turned].map(({ truth }) => truth.lines[0]!.glyphs);
    expect(b!.at(-1)!.box[1] - b![0]!.box[1]).not.toBeCloseTo(a!.at(-1)!.box[1] - a![0]!.box[1], -1);
  });

  test('keep digits apart where asked, and let them meet by at most 15 % of the narrower where asked', () => {
    const numbers = [['8035264'], ['6098253'], ['5862093']];
    const overlap = (touching: number) => {
      const shares: number[] = [];
      let meeting = 0;
      for (let seed = 0; seed < 5; seed++) {
        const { truth } = page(seed, { lines: numbers, touching, camera: still });
        for (const { glyphs, touching: pairs } of truth.lines) {
          meeting += pairs;
          for (let k = 1; k < glyphs.length; k++) {
            const [before, after] = [glyphs[k - 1]!.box, glyphs[k]!.box];
            shares.push((before[0] + before[2] - after[0]) / Math.min(before[2], after[2]));
          }
        }
      }
      return { most: Math.max(...shares), meeting, pairs: shares.length };
    };
    expect(overlap(0).meeting).toBe(0);
    const met = overlap(0.6);
    expect(met.meeting).toBeGreaterThan(0.2 * met.pairs);
    expect(met.most).toBeLessThan(0.15 + 3 / 30); // boxes are whole pixels
  });

  test('of one hand differ less than those of many writers', () => {
    const spread = (writer: ReturnType<typeof hand>) => {
      const random = seeded(9);
      const fields = Array.from({ length: 12 }, () => writer.field('4', random, 10));
      let sum = 0;
      for (const a of fields)
        for (const b of fields) for (let k = 0; k < a.length; k += 7) sum += Math.abs(a[k]! - b[k]!);
      return sum;
    };
    expect(spread(hand(digits, seeded(5), odd))).toBeLessThan(0.75 * spread(borrowed(digits, seeded(5))));
  });
});

describe('scores', () => {
  test('edit distance', () => {
    expect([edits('', '12'), edits('123', '123'), edits('123', '13'), edits('4711', '1147')]).toEqual([2, 0, 1, 4]);
  });

  test('lines found in order, others between them or not', () => {
    expect(found(['1', '2', '3'], ['9', '1', '3'])).toEqual([true, false, true]);
    expect(found(['1', '2'], ['2', '1'])).toContain(false);
    expect(found(['1'], [])).toEqual([false]);
  });
});
