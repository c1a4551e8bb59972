// Tables as cameras see them: whatever leans, bends or fans out, each number keeps its row and column.
import { expect, test } from 'vitest';
import type { Cell } from '../../../src/numbers/layout/table.js';
import { tablesOf } from '../../../src/numbers/layout/tables.js';
import { NO_WALLS, type Wall, type Walls } from '../../../src/strokes/walls.js';
import { random } from '../../cli/drawn.js';

interface Named extends Cell {
  readonly name: string;
}

const HEIGHT = 24;

/** A table with random cells, its rules, and its rows cut where a wide gap is, as lines that are followed may be. */
function warped(seed: number, share: number): { lines: Named[][]; truth: string[][]; walls: Walls } {
  const shake = random(seed);
  const [rows, columns] = [4 + Math.floor(4 * (shake() + 1)), 3 + Math.floor(3 * (shake() + 1))];
  const [pitch, wide] = [HEIGHT * (1.8 + 0.4 * shake()), HEIGHT * (3.5 + shake())];
  const [w, h] = [columns * wide, rows * pitch];
  const [lean, bend, fan] = [0.04 * shake(), 8 * shake(), 0.05 * shake()];
  const warp = (x: number, y: number): [number, number] => {
    const [u, v] = [x / w - 0.5, y / h - 0.5];
    const across = (x - w / 2) * (1 + 2 * fan * v);
    return [across + w, y + lean * across + bend * (4 * u * u - 0.5) + h];
  };
  const truth: string[][] = [];
  const lines: Named[][] = [];
  for (let r = 0; r < rows; r++) {
    truth.push([]);
    const line: Named[] = [];
    for (let c = 0; c < columns; c++) {
      const full = r === 0 || c === 0 || (shake() + 1) / 2 < share;
      truth[r]!.push(full ? `${r}.${c}` : '');
      if (!full) continue;
      const digits = 1 + Math.floor(shake() + 1);
      const size = digits * HEIGHT * 0.7;
      const [x, y] = warp(c * wide + wide / 2 + (shake() * (wide - size - HEIGHT)) / 3, r * pitch + pitch / 2);
      const box = { x: x - size / 2, y: y - HEIGHT / 2 + 2 * shake(), w: size, h: HEIGHT };
      line.push({ name: `${r}.${c}`, box, glyphs: [{ box }] });
    }
    const cut = line.findIndex(({ box }, k) => k > 0 && box.x - line[k - 1]!.box.x > 1.5 * wide);
    lines.push(...(cut > 0 ? [line.slice(0, cut), line.slice(cut)] : [line]));
  }
  const rule = (from: number, to: number, at: (k: number) => number): Wall => ({
    top: Math.round(from),
    bottom: Math.round(to),
    width: 2,
    xs: Float32Array.from({ length: Math.round(to) - Math.round(from) }, (_, k) => at(k / (to - from))),
  });
  const down = Array.from({ length: columns + 1 }, (_, c) =>
    rule(warp(c * wide, 0)[1], warp(c * wide, h)[1], (k) => warp(c * wide, k * h)[0]),
  );
  const across = Array.from({ length: rows + 1 }, (_, r) =>
    rule(warp(0, r * pitch)[0], warp(w, r * pitch)[0], (k) => warp(k * w, r * pitch)[1]),
  );
  return { lines, truth, walls: { down, across } };
}

/** The share of a table's cells that stand in their row and column. */
function inPlace(lines: Named[][], truth: string[][], walls: Walls): number {
  const grid = tablesOf(lines, walls).flat();
  const cells = truth
    .flatMap((row, r) => row.map((name, c) => ({ name, found: grid[r]?.[c]?.name })))
    .filter((cell) => cell.name);
  return cells.filter(({ name, found }) => name === found).length / cells.length;
}
const seeds = Array.from({ length: 40 }, (_, seed) => seed);
const mean = (shares: readonly number[]): number => shares.reduce((sum, share) => sum + share, 0) / shares.length;

test('ruled tables keep every cell in its place', () => {
  expect(
    mean(seeds.map((seed) => warped(seed, 0.6)).map(({ lines, truth, walls }) => inPlace(lines, truth, walls))),
  ).toBeGreaterThan(0.99);
});

test('tables without rules keep nearly every cell in its place', () => {
  expect(
    mean(seeds.map((seed) => warped(seed, 0.8)).map(({ lines, truth }) => inPlace(lines, truth, NO_WALLS))),
  ).toBeGreaterThan(0.95);
});
