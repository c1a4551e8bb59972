import { expect, test } from 'vitest';
import { random } from '../../src/engine/random.js';
import { cholesky, gram, solveLower, solveUpper } from '../../src/geometry/cholesky.js';

const draw = random(3);
const matrix = (rows: number, columns: number) => Float64Array.from({ length: rows * columns }, () => draw() - 0.5);

test.each([1, 2, 5, 9])('what is solved for a matrix of %i rows is what was multiplied', (n) => {
  const factor = gram(matrix(2 * n + 3, n), n);
  for (let i = 0; i < n; i++) factor[i * (n + 1)]! += 0.1;
  const whole = Float64Array.from(
    factor,
    (_, at) => factor[Math.max(at % n, Math.floor(at / n)) * n + Math.min(at % n, Math.floor(at / n))]!,
  );
  cholesky(factor, n);
  for (const count of [1, 3, 4, 7]) {
    const wanted = matrix(count, n);
    const products = Float64Array.from({ length: count * n }, (_, at) => {
      const [row, i] = [Math.floor(at / n), at % n];
      let sum = 0;
      for (let j = 0; j < n; j++) sum += whole[i * n + j]! * wanted[row * n + j]!;
      return sum;
    });
    const solved = solveUpper(factor, n, solveLower(factor, n, products));
    for (const [i, value] of solved.entries()) expect(value).toBeCloseTo(wanted[i]!, 8);
  }
});

test('rows are solved to the same bits whatever stands beside them', () => {
  const n = 6;
  const factor = gram(matrix(20, n), n);
  for (let i = 0; i < n; i++) factor[i * (n + 1)]! += 1;
  cholesky(factor, n);
  const rows = matrix(5, n);
  const together = solveLower(factor, n, rows.slice());
  for (let i = 0; i < 5; i++)
    expect(solveLower(factor, n, rows.slice(i * n, (i + 1) * n))).toEqual(together.slice(i * n, (i + 1) * n));
});
