// Points, commas and minus signs are told by their size and place between digits.
import { describe, expect, test } from 'vitest';
import { random } from '../../../src/engine/random.js';
import { withSigns } from '../../../src/numbers/signs/attach-signs.js';
import { type FoundSigns, findSigns } from '../../../src/numbers/signs/find-signs.js';
import type { Piece } from '../../../src/strokes/piece.js';

/** A digit's height in the pictures below. */
const H = 100;

/** A stroke at these places, in digit heights, `down` from the baseline at 5. */
function stroke(x: number, down: number, w: number, h: number, darkness = 100): Piece {
  const box = { x: x * H, y: (5 + down) * H, w: w * H, h: h * H };
  return { label: 0, box, area: box.w * box.h, darkness };
}
const digit = (x: number): Piece => stroke(x, -1, 0.6, 1);

/** Three digits with room for a sign between the first and the second. */
const digits = [digit(1), digit(2.2), digit(3)];

const SIDES = { width: 600, height: 700 };
const NO_LABELS = new Int32Array(SIDES.width * SIDES.height);

const allSigns = (
  strokes: readonly Piece[],
  bodies = digits,
  pen = 10,
  labels = NO_LABELS,
  signSeen?: (piece: Piece) => number,
): FoundSigns =>
  findSigns([...bodies, ...strokes], bodies, {
    ...(signSeen && { sight: signSeen, signSeen }),
    ink: { ...SIDES, data: new Uint8Array(NO_LABELS.length) },
    labels,
    height: H,
    pen,
    isDigit: (piece: Piece) => bodies.includes(piece),
  });

function signsOf(strokes: readonly Piece[], bodies = digits, pen = 10, labels = NO_LABELS): string[] {
  const { taken: found } = allSigns(strokes, bodies, pen, labels);
  for (const { chance, others } of found.values()) {
    const sum = others.reduce((total, other) => total + other.chance, chance);
    expect(chance).toBeGreaterThan(0.33);
    expect(sum).toBeLessThanOrEqual(1);
  }
  return strokes.map((stroke) => found.get(stroke)?.label ?? '');
}

const point = stroke(1.8, -0.15, 0.17, 0.17);
const comma = stroke(1.8, -0.12, 0.2, 0.5);
const minus = stroke(1.65, -0.45, 0.5, 0.15);

describe('a sign', () => {
  test.each([
    ['.', point],
    [',', comma],
    ['-', minus],
  ])('%s is seen between two digits', (label, stroke) => {
    expect(signsOf([stroke])).toEqual([label]);
  });

  test('before a number is a minus sign or nothing', () => {
    expect(signsOf([stroke(0.3, -0.45, 0.5, 0.15)])).toEqual(['-']);
    expect(signsOf([stroke(0.6, -0.15, 0.17, 0.17), stroke(0.2, -0.12, 0.2, 0.5)])).toEqual(['', '']);
  });

  test('by a thin pen is as thin as that', () => {
    const hyphen = stroke(1.65, -0.4, 0.5, 0.04);
    expect([signsOf([hyphen], digits, 4), signsOf([hyphen])]).toEqual([['-'], ['']]);
  });

  test('by a thin pen may be a dot no larger than that', () => {
    const dot = stroke(1.8, -0.03, 0.04, 0.04);
    expect([signsOf([dot], digits, 4), signsOf([dot])]).toEqual([['.'], ['']]);
  });

  test.each([
    ['thinner than the pen', stroke(1.8, -0.13, 0.05, 0.13)],
    ['fainter than the digits', stroke(1.8, -0.15, 0.17, 0.17, 30)],
  ])('that is %s counts where the symbol model sees one', (_, dot) => {
    const seenAs = (odds: number) => allSigns([dot], digits, 10, NO_LABELS, () => odds).taken.has(dot);
    expect([seenAs(9), seenAs(2)]).toEqual([true, false]);
  });

  test('that reaches below the digits is a comma, however thick', () => {
    expect(signsOf([stroke(1.8, -0.12, 0.25, 0.3)])).toEqual([',']);
    expect(signsOf([stroke(1.8, -0.3, 0.25, 0.3)])).toEqual(['.']);
  });

  test('stands beside the foot of a digit that leans over it', () => {
    const leaning = { ...stroke(1, -1, 0.9, 1), label: 1 };
    const labels = NO_LABELS.slice();
    for (let y = 4 * H; y < 5 * H; y++) {
      const at = y * SIDES.width + H + 0.8 * (5 * H - y);
      labels.fill(1, at, at + 0.1 * H);
    }
    const low = stroke(1.35, -0.15, 0.17, 0.17);
    const bodies = [leaning, digit(2.2), digit(3)];
    expect([signsOf([low], bodies, 10, labels), signsOf([low], bodies)]).toEqual([['.'], ['']]);
  });

  test('is none where it is the bar of a 5', () => {
    const [one, two] = [digit(1), digit(2.8)];
    const five = stroke(1.8, -0.6, 0.5, 0.6);
    const bar = stroke(1.85, -0.8, 0.5, 0.12);
    expect([signsOf([bar], [one, five, two]), signsOf([bar], [one, two])]).toEqual([[''], ['-']]);
  });

  test('after a number is none', () => {
    expect(signsOf([stroke(3.8, -0.15, 0.17, 0.17), stroke(4, -0.45, 0.5, 0.15)])).toEqual(['', '']);
  });

  test('stands where it should: no bar of a digit, no dot up in the air, no rule, no speck', () => {
    expect(signsOf([stroke(1.7, -1.05, 0.5, 0.15)])).toEqual(['']);
    expect(signsOf([stroke(2.3, -0.45, 0.5, 0.15)])).toEqual(['']);
    expect(signsOf([stroke(1.8, -0.7, 0.17, 0.17)])).toEqual(['']);
    expect(signsOf([stroke(1.8, -0.1, 0.04, 0.04)])).toEqual(['']);
    expect(signsOf([stroke(0, -0.45, 3.5, 0.1)])).toEqual(['']);
  });

  test('is as dark as the digits', () => {
    expect(
      signsOf([
        { ...point, darkness: 30 },
        { ...minus, darkness: 25 },
      ]),
    ).toEqual(['', '']);
  });

  test('has none of its kind above it: an equals sign, a sign of division', () => {
    expect(signsOf([stroke(1.65, -0.6, 0.5, 0.13), stroke(1.65, -0.3, 0.5, 0.13)])).toEqual(['', '']);
    expect(signsOf([minus, stroke(1.8, -0.8, 0.15, 0.15), stroke(1.8, -0.15, 0.15, 0.15)])).toEqual(['', '', '']);
  });
});

describe('a colon', () => {
  const upper = stroke(1.85, -0.65, 0.15, 0.15);
  const lower = stroke(1.85, -0.2, 0.15, 0.15);

  test('is two dots between two digits, which are one sign', () => {
    expect(signsOf([upper, lower])).toEqual([':', ':']);
    const { taken } = allSigns([upper, lower]);
    expect(taken.get(upper)).toBe(taken.get(lower));
    expect(Math.round(taken.get(upper)!.box.h)).toBe(60);
  });

  test('is none behind a number, where the dots lie aslant, or where one is far fainter', () => {
    const after = [upper, lower].map((dot) => ({ ...dot, box: { ...dot.box, x: 400 } }));
    expect(signsOf(after)).toEqual(['', '']);
    expect(signsOf([stroke(1.2, -0.65, 0.15, 0.15), lower])).not.toContain(':');
    expect(signsOf([{ ...upper, darkness: 45 }, lower])).not.toContain(':');
  });
});

describe('a slash', () => {
  /** Digits and a straight stroke between them, as high and leaning so much, pixels to the right for each pixel up. */
  function signsBeside(
    height: number,
    lean: number,
    { far = 0, taught, digitsLean = 0 }: { far?: number; taught?: string[]; digitsLean?: number } = {},
  ): FoundSigns & { readonly slash: Piece } {
    const labels = NO_LABELS.slice();
    const bodies = [digit(1), digit(2.6 + far)].map((piece, k) => ({ ...piece, label: k + 1 }));
    for (const { box, label } of bodies)
      for (let y = box.y; y < box.y + box.h; y++) {
        const at = y * 600 + box.x + Math.max(0, Math.round(-digitsLean * (y - box.y)));
        labels.fill(label, at, at + box.w / 2);
      }
    const box = { x: 175, y: 510 - height, w: Math.round(lean * height) + 10, h: height };
    const slash = { label: 3, box, area: 10 * height, darkness: 100 };
    for (let y = 0; y < height; y++) {
      const at = (box.y + y) * 600 + box.x + Math.round(lean * (height - 1 - y));
      labels.fill(3, at, at + 10);
    }
    const all = [...bodies, slash];
    const ink = { ...SIDES, data: new Uint8Array(NO_LABELS.length) };
    const context = { ink, labels, height: H, pen: 10, isDigit: () => true };
    const found = findSigns(all, all, taught ? { ...context, taught } : context);
    return { ...found, slash };
  }

  test('leans more than digits do, and is higher', () => {
    const { taken, slash } = signsBeside(140, 0.4);
    expect(taken.get(slash)?.label).toBe('/');
    expect(taken.get(slash)!.chance).toBeGreaterThan(0.9);
  });

  test('that a hand was taught is read by its shape', () => {
    expect(signsBeside(140, 0.4, { taught: ['1', '/'] }).taken.size).toBe(0);
  });

  test('higher than any slash is a column of digits that touch', () => {
    const { taken, doubted } = signsBeside(300, 0.4);
    expect([taken.size, doubted.length]).toEqual([0, 0]);
  });

  test('is a 1 where it is upright, or stands by itself', () => {
    const upright = signsBeside(100, 0.05);
    expect([upright.taken.size, upright.doubted.length]).toEqual([0, 0]);
    expect(signsBeside(140, 0.1, { digitsLean: -0.3 }).taken.size).toBe(0);
    const alone = signsBeside(140, 0.4, { far: 2 });
    expect(alone.taken.size).toBe(0);
  });

  test('that may be a 1 is in doubt', () => {
    const { taken, doubted } = signsBeside(105, 0.25);
    expect(taken.size).toBe(0);
    expect(doubted.map(({ label }) => label)).toEqual(['/']);
  });

  test('with a ring on either side is a percent sign, which is in no number', () => {
    const { slash } = signsBeside(140, 0.4);
    const labels = NO_LABELS.slice();
    const rings = [stroke(1.6, -1.2, 0.3, 0.4), stroke(2.3, -0.3, 0.3, 0.4)];
    for (let y = 0; y < 140; y++)
      labels.fill(3, (370 + y) * 600 + 231 - Math.round(0.4 * y), (370 + y) * 600 + 241 - Math.round(0.4 * y));
    const bodies = [digit(1), slash];
    const ink = { ...SIDES, data: new Uint8Array(NO_LABELS.length) };
    const context = { ink, labels, height: H, pen: 10, isDigit: (piece: Piece) => bodies[0] === piece };
    const { taken, percents } = findSigns([...bodies, ...rings], bodies, context);
    expect([taken.size, new Set(percents)]).toEqual([0, new Set([slash, ...rings])]);
  });
});

test('a page full of specks has no points: one stands before a digit somewhere', () => {
  const draw = random(3);
  const specks = Array.from({ length: 120 }, () => stroke(12 * draw(), 6 * draw() + 0.3, 0.17, 0.17));
  expect(signsOf([point, ...specks])[0]).toBe('');
});

test('what is no sign but may be one is told with the chance of that', () => {
  const unlikely = stroke(1.8, -0.45, 0.19, 0.2);
  const { taken, doubted } = allSigns([unlikely]);
  expect([taken.size, doubted.length]).toEqual([0, 1]);
  const chance = doubted[0]!.others.reduce((sum, other) => sum + other.chance, doubted[0]!.chance);
  expect(chance).toBeGreaterThan(0.02);
  expect(chance).toBeLessThanOrEqual(0.5);
  expect(allSigns([stroke(1.8, -0.1, 0.04, 0.04)]).doubted).toEqual([]);
});

test('dust far smaller than a point, away from all digits, takes none away', () => {
  const draw = random(3);
  const dust = Array.from({ length: 200 }, () => stroke(8 + 6 * draw(), 6 * draw(), 0.11, 0.11));
  expect(signsOf([point, ...dust])[0]).toBe('.');
});

test('a page where commas are as one writes points hears the clear ones', () => {
  const rows = [0, -2, -4];
  const bodies = rows.flatMap((down) => [stroke(1, down - 1, 0.6, 1), stroke(2.2, down - 1, 0.6, 1)]);
  const unclear = stroke(1.8, -0.23, 0.2, 0.28);
  expect(signsOf([unclear], bodies)).toEqual(['.']);
  const clear = [stroke(1.85, -2.12, 0.1, 0.5), stroke(1.85, -4.12, 0.1, 0.5)];
  expect(signsOf([unclear, ...clear], bodies)).toEqual([',', ',', ',']);
});

test('a sign goes to the digit after it, and of two the nearer', () => {
  const at = (x: number) => ({ box: { x: x * H, y: 4 * H, w: 60, h: H } });
  const sign = (label: '.' | '-', { box }: Piece) => ({
    label,
    box,
    chance: 1,
    others: [],
    picture: new Uint8Array(0),
  });
  const lines = withSigns([[at(1), at(2.2), at(3)]], [sign('-', stroke(0.2, -0.4, 0.5, 0.1)), sign('.', point)]);
  expect(lines[0]!.map((glyph) => glyph.sign?.label)).toEqual(['-', '.', undefined]);
  const both = withSigns([[at(2.2)]], [sign('-', minus), sign('.', stroke(2.1, -0.1, 0.05, 0.05))]);
  expect(both[0]![0]!.sign?.label).toBe('.');
});

test('a doubted sign is told where no other stands', () => {
  const at = (x: number) => ({ box: { x: x * H, y: 4 * H, w: 60, h: H } });
  const sign = { label: '.', box: point.box, chance: 0.3, others: [], picture: new Uint8Array(0) } as const;
  const [alone] = withSigns([[at(1), at(2.2)]], [], [sign]);
  expect(alone!.map(({ doubtedSign }) => doubtedSign)).toEqual([undefined, sign]);
  const [taken] = withSigns([[at(1), at(2.2)]], [{ ...sign, chance: 1 }], [sign]);
  expect(taken!.map(({ doubtedSign }) => doubtedSign)).toEqual([undefined, undefined]);
});
