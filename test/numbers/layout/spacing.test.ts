import { describe, expect, test } from 'vitest';
import type { Box } from '../../../src/geometry/box.js';
import { splitNumbers } from '../../../src/numbers/layout/spacing.js';
import type { Sign } from '../../../src/numbers/signs/sign.js';

/** Boxes 10 wide and 20 high, so far apart. */
const at = (...gaps: number[]) => {
  let x = 0;
  return [0, ...gaps].map((gap) => {
    x += gap;
    const box = { x, y: 0, w: 10, h: 20 };
    x += 10;
    return { box };
  });
};

/** One line's numbers. */
const split = (line: ReturnType<typeof at>) => splitNumbers([line])[0]!;

test('a slash parts two numbers, however close they stand, and is in neither', () => {
  const [first, ...others] = at(3, 3, 3);
  const sign = { label: '/', chance: 0.9, box: first!.box, others: [], picture: new Uint8Array(0) } as const;
  const numbers = splitNumbers([[first!, others[0]!, { ...others[1]!, sign }, others[2]!]])[0]!;
  expect(numbers.map(({ members }) => members.length)).toEqual([2, 2]);
  for (const { members, spacing } of numbers) {
    expect(members.some((member) => 'sign' in member)).toBe(false);
    expect(spacing).toBeCloseTo(0.9, 1);
  }
});

test('a clearly wider gap separates numbers, surely', () => {
  const numbers = split(at(3, 3, 60, 3));
  expect(numbers.map(({ members }) => members.length)).toEqual([3, 2]);
  for (const { spacing } of numbers) expect(spacing).toBeGreaterThan(0.99);
});

test('widely written digits stay together, but nobody can be sure of it', () => {
  const numbers = split(at(12, 13, 12, 13));
  expect(numbers.map(({ members }) => members.length)).toEqual([5]);
  expect(numbers[0]!.layout).toBeLessThan(0.99);
});

test('digits that stand as far apart as columns are numbers, but nobody can be sure of it', () => {
  const numbers = split(at(35, 34, 35, 36));
  expect(numbers.map(({ members }) => members.length)).toEqual([1, 1, 1, 1, 1]);
  for (const { layout } of numbers) expect(layout).toBeLessThan(0.99);
});

test('gaps that differ without falling into two groups are of one kind: a long row of them is no one number', () => {
  const gaps = [8, 12, 15, 10, 14, 17, 11, 13, 9, 16, 12, 14, 10, 15, 11];
  const lines = splitNumbers([at(...gaps), at(...gaps)]);
  for (const line of lines) expect(line.map(({ members }) => members.length)).toEqual(Array(16).fill(1));
  expect(split(at(8, 12, 10, 14)).map(({ members }) => members.length)).toEqual([5]);
});

test('a gap between close and wide makes both sides doubtful', () => {
  const numbers = split(at(3, 3, 14, 3));
  for (const { spacing, layout } of numbers) expect(spacing * layout).toBeLessThan(0.9);
});

test('the other lines of a page tell what is wide: single digits in columns are numbers', () => {
  const close = at(3, 40, 3);
  const lines = splitNumbers([at(40, 40), close, close, close]);
  expect(lines[0]!.map(({ members }) => members.length)).toEqual([1, 1, 1]);
  expect(lines[1]!.map(({ members }) => members.length)).toEqual([2, 2]);
  for (const { spacing } of lines.flat()) expect(spacing).toBeGreaterThan(0.98);
});

describe('with walls', () => {
  /** Upright lines at these x. */
  const walls = (from: number, to: number, ...xs: number[]) =>
    xs.map((x) => ({ top: from, bottom: to, xs: new Float32Array(to - from).fill(x), width: 1 }));
  const sizes = (line: ReturnType<typeof at>, ...rest: ReturnType<typeof walls>) =>
    splitNumbers([line], { down: rest, across: [] })[0]!.map(({ members }) => members.length);

  test('a number crosses no wall of a table, however close its digits are', () => {
    expect(sizes(at(6, 6, 6))).toEqual([4]);
    expect(sizes(at(6, 6, 6), ...walls(-60, 90, 29))).toEqual([2, 2]);
  });

  test('a comb of boxes is one number, and a box that is left empty ends it', () => {
    expect(sizes(at(10, 10, 10), ...walls(-5, 25, -5, 15, 35, 55, 75))).toEqual([4]);
    expect(sizes(at(10, 30, 10), ...walls(-5, 25, -5, 15, 35, 55, 75, 95))).toEqual([2, 2]);
  });

  test('on a page of combs, digits as far apart as its boxes are one number where a wall was missed', () => {
    const line = at(16, 16, 16, 16, 16, 16);
    const all = walls(-5, 25, -5, 18, 44, 70, 96, 122, 148, 174);
    const missed = all.filter((_, k) => k !== 3);
    const [number] = splitNumbers([line], { down: missed, across: [] })[0]!;
    expect(number!.members).toHaveLength(7);
    expect(number!.spacing).toBeLessThan(0.95);
    const [sure] = splitNumbers([line], { down: all, across: [] })[0]!;
    expect(sure!.spacing).toBeGreaterThan(0.95);
  });

  test('lines that a page model sees part boxes of a comb, two of them, and combs of a table, three', () => {
    const seen = { width: 100, height: 20, data: new Uint8Array(100 * 20) };
    const rule = (...xs: number[]) => {
      for (let y = 0; y < 20; y++) for (const x of xs) seen.data[y * 100 + x] = 255;
    };
    rule(13, 21, 43, 47, 51, 68, 80);
    const numbers = splitNumbers([at(14, 20, 24)], { down: [], across: [], seen })[0]!;
    expect(numbers.map(({ members }) => members.length)).toEqual([2, 2]);
  });

  /** How sure a page is of its layout whose first line has narrow boxes, and what its other lines look like. */
  const layoutOf = (...others: { readonly line: ReturnType<typeof at>; readonly walls: number[] }[]) => {
    const tall = (x: number) => ({ top: -60, bottom: 90, xs: new Float32Array(150).fill(x), width: 1 });
    const boxed = at(10, 10, 10);
    const lines = [boxed, ...others.map(({ line }) => line)];
    const down = [15, 35, 55, ...others.flatMap((other) => other.walls)].map(tall);
    return splitNumbers(lines, { down, across: [] })[0]!;
  };

  test('narrow boxes may be a comb, as one question for the page', () => {
    const numbers = layoutOf();
    expect(numbers.map(({ members }) => members.length)).toEqual([1, 1, 1, 1]);
    for (const { spacing, layout } of numbers) {
      expect(spacing).toBeGreaterThan(0.99);
      expect(layout).toBeCloseTo(0.9);
    }
  });

  test('wider cells on the page, and boxes with two digits, say that narrow boxes are cells', () => {
    const far = at(10, 10, 10).map(({ box }) => ({ box: { ...box, x: box.x + 200 } }));
    const wide = far.map(({ box }, i) => ({ box: { ...box, x: box.x + 30 * i } }));
    const [alone] = layoutOf();
    const [cells] = layoutOf({ line: wide, walls: [235, 285, 335] });
    const two = far.map(({ box }, i) => ({ box: { ...box, x: 200 + 60 * (i >> 1) + 12 * (i % 2) } }));
    const [shared] = layoutOf({ line: two, walls: [] });
    expect(cells!.layout).toBeGreaterThan(0.97);
    expect(shared!.layout).toBeGreaterThan(alone!.layout + 0.02);
  });

  test('where one of the boxes holds two digits, they are cells of a table', () => {
    expect(sizes(at(10, 2, 10), ...walls(-5, 25, 15, 47))).toEqual([1, 2, 1]);
  });
});

test('digits that touch or overlap tell nothing about how far apart numbers stand', () => {
  // Threes of digits, most of which overlap, with a third of a digit's height to the next.
  const within = [-4, -2, -1, 0, 1, -3, -5];
  const between = [6, 7, 9];
  const next = (gaps: number[]): number => {
    gaps.push(gaps.shift()!);
    return gaps.at(-1)!;
  };
  const line = () => at(...Array.from({ length: 17 }, (_, k) => next(k % 3 < 2 ? within : between)));
  for (const numbers of splitNumbers([line(), line(), line()])) {
    expect(numbers.map(({ members }) => members.length)).toEqual(Array(6).fill(3));
    for (const { spacing, layout } of numbers) expect(spacing * layout).toBeGreaterThan(0.5);
  }
});

test('where few gaps leave open how they are to be taken, all ways together decide', () => {
  // Taken as all within numbers, which is likeliest by a little, the second line would be one number.
  const lines = splitNumbers([at(7, 10), at(10, 18, 29, 30)]);
  expect(lines.map((line) => line.map(({ members }) => members.length))).toEqual([[3], [3, 1, 1]]);
  for (const { layout, spacing } of lines.flat()) expect(layout * spacing).toBeLessThan(0.95);
});

test('no glyphs, no numbers', () => {
  expect(splitNumbers([[]])).toEqual([[]]);
});

test('where a page parts its numbers clearly, no gap is doubted much', () => {
  const clear = at(3, 3, 40, 3, 3);
  const [alone] = splitNumbers([at(5, 9)])[0]!;
  const [among] = splitNumbers([at(5, 9), clear, clear, clear])[0]!;
  expect(1 - among!.spacing * among!.layout).toBeLessThan((1 - alone!.spacing * alone!.layout) / 2);
});

describe('with signs', () => {
  const sign = (label: '.' | ',' | '-', x: number, w: number) => ({
    label,
    box: { x, y: 15, w, h: 3 },
    chance: 1,
    others: [],
    picture: new Uint8Array(0),
  });
  const [first, second, third] = at(3, 20) as [{ box: Box }, { box: Box }, { box: Box }];
  const texts = (line: readonly { box: Box; sign?: Sign }[]) =>
    splitNumbers([line])[0]!.map(({ members }) => members.map((member) => `${member.sign?.label ?? ''}#`).join(''));

  test('a point or comma bridges a gap that would part two numbers', () => {
    const { x } = third.box;
    expect(texts([first, second, third])).toEqual(['##', '#']);
    expect(texts([first, second, { ...third, sign: sign('.', x - 12, 3) }])).toEqual(['##.#']);
  });

  test('a comma that stands before a wide gap is punctuation', () => {
    const wide = { box: { ...third.box, x: third.box.x + 20 } };
    expect(texts([first, second, { ...wide, sign: sign(',', second.box.x + 12, 3) }])).toEqual(['##', '#']);
  });

  test('the room before minus signs tells how far apart the numbers of a page stand', () => {
    const minus = (box: Box): Sign => ({
      label: '-',
      chance: 1,
      box: { x: box.x - 12, y: 9, w: 10, h: 2 },
      others: [],
      picture: new Uint8Array(0),
    });
    const signed = at(3, 34, 3, 35, 3, 33, 3).map(({ box }, k) =>
      k > 0 && k % 2 === 0 ? { box, sign: minus(box) } : { box },
    );
    const numbers = splitNumbers<{ box: Box; sign?: Sign }>([signed, at(3, 16, 3)])[1]!;
    expect(numbers.map(({ members }) => members.length)).toEqual([2, 2]);
    for (const { spacing, layout } of numbers) expect(spacing * layout).toBeGreaterThan(0.9);
  });

  test('a minus sign belongs to what follows, in one number or at the head of the next', () => {
    const { x } = third.box;
    expect(texts([{ ...first, sign: sign('-', -12, 8) }, second])).toEqual(['-##']);
    expect(texts([first, second, { ...third, sign: sign('-', x - 16, 8) }])).toEqual(['##-#']);
    const far = { box: { ...third.box, x: x + 40 } };
    expect(texts([first, second, { ...far, sign: sign('-', x + 30, 8) }])).toEqual(['##', '-#']);
  });
});
