// Parts of the app that need no browser: how a photo lies in its frame, camera hints, values, languages.
import { describe, expect, test } from 'vitest';
import { csvOf, htmlOf, rowsOf, tsvOf } from '../../apps/web/src/out/values.js';
import { photoHints } from '../../apps/web/src/session/photo-hints.js';
import { fitted, inFrame, onPhoto, showing, zoomed } from '../../apps/web/src/session/viewport.js';
import { english } from '../../apps/web/src/texts/english.js';
import { german } from '../../apps/web/src/texts/german.js';

describe('the photo in its frame', () => {
  const photo = { width: 400, height: 200 };
  const frame = { width: 420, height: 420 };

  test('the whole of it is seen, turned or not', () => {
    expect(fitted(photo, frame, 0)).toEqual({ x: 210, y: 210, scale: 1, turn: 0 });
    expect(fitted({ width: 200, height: 800 }, frame, 90).scale).toBe(0.5);
  });

  test('what is under the pointer stays there while it is enlarged', () => {
    for (const turn of [0, 90, 180, 270]) {
      const view = fitted(photo, frame, turn);
      const spot = { x: 300, y: 120 };
      const before = onPhoto(view, photo, spot);
      const after = onPhoto(zoomed(view, 2, spot, view.scale), photo, spot);
      expect(after.x).toBeCloseTo(before.x);
      expect(after.y).toBeCloseTo(before.y);
    }
  });

  test('a place on the photo and its place in the frame are one', () => {
    const view = { x: 100, y: 50, scale: 1.5, turn: 90 };
    const spot = inFrame(view, photo, { x: 30, y: 40, w: 20, h: 10 });
    const back = onPhoto(view, photo, spot);
    expect([back.x, back.y].map(Math.round)).toEqual([40, 45]);
  });

  test('it moves only where a number would be out of sight', () => {
    const view = fitted(photo, frame, 0);
    expect(showing(view, photo, frame, { x: 190, y: 90, w: 20, h: 20 })).toBe(view);
    const large = { ...view, scale: 8 };
    const box = { x: 0, y: 0, w: 20, h: 20 };
    expect(inFrame(showing(large, photo, frame, box), photo, box)).toEqual({ x: 210, y: 210 });
  });
});

describe('camera hints', () => {
  /** Dark bars on light paper, leaning by some degrees, with edges as soft as `blur` pixels. */
  function bars(degrees: number, paper: number, blur: number) {
    const width = 160;
    const height = 120;
    const data = new Uint8ClampedArray(4 * width * height);
    const angle = (degrees * Math.PI) / 180;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const across = x * Math.cos(angle) + y * Math.sin(angle);
        const phase = Math.abs((((across % 24) + 24) % 24) - 12) - 6;
        const ink = 1 / (1 + Math.exp(-phase / blur));
        data.fill(paper * (1 - 0.7 * ink), 4 * (y * width + x), 4 * (y * width + x) + 3);
      }
    return { data, width, height };
  }

  test('a sharp, light, level page is good', () => {
    expect(photoHints(bars(0, 210, 0.3))).toEqual({ sharp: true, light: 'lit', straight: true });
  });

  test('what is wrong is told', () => {
    expect(photoHints(bars(0, 210, 3)).sharp).toBe(false);
    expect(photoHints(bars(0, 50, 0.3)).light).toBe('dark');
    expect(photoHints(bars(0, 255, 0.3)).light).toBe('bright');
    expect(photoHints(bars(12, 210, 0.3)).straight).toBe(false);
    expect(photoHints(bars(2, 210, 0.3)).straight).toBe(true);
  });
});

describe('values', () => {
  const cell = (text: string) => ({
    key: text,
    text,
    box: { x: 0, y: 0, w: 1, h: 1 },
    confidence: 1,
    glyphs: [],
    sureness: 'sure' as const,
  });

  test('tables as rows, with an empty one between', () => {
    const tables = [[[cell('1'), null]], [[cell('2')]]];
    expect(rowsOf(tables)).toEqual([['1', ''], [], ['2']]);
  });

  test('CSV, TSV and HTML', () => {
    const rows = [
      ['1,5', '"'],
      ['', '<7'],
    ];
    expect(csvOf(rows)).toBe('"1,5",""""\n,<7\n');
    expect(tsvOf(rows)).toBe('1,5\t"\n\t<7');
    expect(htmlOf(rows)).toBe('<table><tr><td>1,5</td><td>&quot;</td></tr><tr><td></td><td>&lt;7</td></tr></table>');
  });
});

test('both languages say the same things, with every text of their own', () => {
  const shapeOf = (texts: unknown): unknown =>
    typeof texts === 'object' && texts !== null
      ? Object.entries(texts).map(([key, value]) => [key, shapeOf(value)])
      : typeof texts;
  expect(shapeOf(german)).toEqual(shapeOf(english));
  expect(german.learnedChanged(7, '1', '7', 0)).toBe('Gelernt: 7 weitere auf dieser Seite von 1 zu 7 geändert.');
  expect(english.learnedChanged(7, '1', '7', 0)).toBe('Learned: 7 others on this page changed from 1 to 7.');
  expect(english.learnedChanged(1, '', '4', 2)).toBe(
    'Learned: 1 other on this page appeared as 4, and 2 more changed.',
  );
  expect(english.readAs('12', 0.9999)).toBe('Read as 12, 99 % sure');
});
