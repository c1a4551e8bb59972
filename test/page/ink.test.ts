import { expect, test } from 'vitest';
import { gaussian, random } from '../../src/engine/random.js';
import type { PageImage } from '../../src/page/image.js';
import { darknessWritten, findInk, INK_EDGE } from '../../src/page/ink.js';

type Colour = readonly [number, number, number];
type Paint = (x: number, y: number) => Colour;

function page(width: number, height: number, paint: Paint): PageImage {
  const data = new Uint8Array(width * height * 3);
  let seed = 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      const noise = ((seed >>> 16) % 7) - 3;
      paint(x, y).forEach((v, c) => {
        data[(y * width + x) * 3 + c] = Math.min(255, Math.max(0, v + noise));
      });
    }
  }
  return { width, height, channels: 3, data };
}

const onBar = (x: number, y: number): boolean => x >= 97 && x < 103 && y >= 60 && y < 140;

/** Shares of the bar's and of the other pixels that are ink. */
function shares(picture: PageImage): [bar: number, paper: number] {
  const { plane, factor } = findInk(picture);
  expect(factor).toBe(1);
  let [bar, bars, paper, papers] = [0, 0, 0, 0];
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const written = plane.data[y * plane.width + x]! >= INK_EDGE ? 1 : 0;
      if (onBar(x, y)) {
        bars++;
        bar += written;
      } else if (!onBar(x - 2, y - 2) && !onBar(x + 2, y + 2) && !onBar(x - 2, y + 2) && !onBar(x + 2, y - 2)) {
        papers++;
        paper += written;
      }
    }
  }
  return [bar / bars, paper / papers];
}

const lights: Record<string, Paint> = {
  'black on white': (x, y) => (onBar(x, y) ? [30, 30, 30] : [240, 240, 240]),
  'faint pencil': (x, y) => (onBar(x, y) ? [170, 170, 170] : [205, 205, 205]),
  'red on grey': (x, y) => (onBar(x, y) ? [170, 60, 60] : [170, 170, 170]),
  'blue on grey': (x, y) => (onBar(x, y) ? [60, 60, 165] : [165, 165, 165]),
  vignetting: (x, y) => {
    const light = 1 - ((x - 100) ** 2 + (y - 100) ** 2) / 30_000;
    return onBar(x, y) ? [60 * light, 60 * light, 60 * light] : [230 * light, 225 * light, 215 * light];
  },
  'a shadow whose edge (16 pixels soft) crosses the stroke': (x, y) => {
    const light = 1 - 0.45 * Math.min(1, Math.max(0, (y - 92) / 16));
    return onBar(x, y) ? [50 * light, 50 * light, 50 * light] : [225 * light, 225 * light, 225 * light];
  },
};

for (const [name, paint] of Object.entries(lights)) {
  test(`finds the stroke and nothing else: ${name}`, () => {
    const [bar, paper] = shares(page(200, 200, paint));
    expect(bar).toBeGreaterThan(0.95);
    expect(paper).toBeLessThan(0.004);
  });
}

test('knows the pen', () => {
  expect(findInk(page(200, 200, lights['black on white']!)).pen).toBeGreaterThan(4.5);
  expect(findInk(page(200, 200, lights['black on white']!)).pen).toBeLessThan(7.5);
});

test('one colour everywhere is a blank page, and so is a single pixel', () => {
  for (const [width, height] of [
    [50, 40],
    [1, 1],
    [1, 300],
  ] as const) {
    const data = new Uint8Array(width * height).fill(200);
    const { pen, plane } = findInk({ width, height, channels: 1, data });
    expect(pen).toBe(0);
    expect(plane.data.every((v) => v === 0)).toBe(true);
  }
});

test('the pen of small blurred rings is their stroke, not their size', () => {
  // Rings 7 pixels in radius, their stroke 7 wide at half its darkness, whose rims meet inside.
  const ring = (x: number, y: number): Colour => {
    const [dx, dy] = [(x % 24) - 12, (y % 40) - 20];
    const off = Math.abs(Math.hypot(dx, dy) - 7);
    const light = 235 - 205 * Math.min(1, Math.max(0, (6 - off) / 5));
    return [light, light, light];
  };
  const { pen } = findInk(page(960, 800, ring));
  expect(pen).toBeGreaterThan(4);
  expect(pen).toBeLessThan(14);
});

test("the noise is the paper's where a sheet lies on something coarse", () => {
  const onSheet = (x: number, y: number): boolean => x >= 110 && x < 290 && y >= 110 && y < 290;
  const grey = (v: number): Colour => [v, v, v];
  const plain = findInk(page(400, 400, (x, y) => grey(onBar(x - 100, y - 100) ? 40 : 220)));
  const coarse = (x: number, y: number): number => 60 + 40 * Math.sin(x) * Math.sin(1.3 * y);
  const onTable = findInk(
    page(400, 400, (x, y) => grey(onBar(x - 100, y - 100) ? 40 : onSheet(x, y) ? 220 : coarse(x, y))),
  );
  expect(onTable.paper).toBeDefined();
  expect(onTable.noise).toBeLessThan(2 * plain.noise);
});

test("a sensor's noise is hardly texture, blotches as coarse as strokes are", () => {
  const draw = random(5);
  const cells = Float64Array.from({ length: 200 * 200 }, () => gaussian(draw));
  const rough = (coarse: number) =>
    findInk(
      page(200, 200, (x, y) => {
        const value = 170 + 9 * cells[Math.floor(y / coarse) * 200 + Math.floor(x / coarse)]! - (onBar(x, y) ? 130 : 0);
        return [value, value, value];
      }),
    ).noise;
  expect(rough(1)).toBeLessThan(0.6 * rough(6));
});

test('faint ink is written, but not dark', () => {
  const ink = findInk(page(200, 200, lights['black on white']!));
  const all = darknessWritten(ink, 0);
  expect(all).toBeGreaterThan(0);
  expect(darknessWritten(ink, 255)).toBeLessThan(all);
});
