import { expect, test } from 'vitest';
import { openLogisticLoss } from '../../src/engine/logistic-gradient.js';

test.each(['wasm', 'reference'] as const)(
  'the %s backend: the gradient is that of the log-loss by each factor and the constant',
  (backend) => {
    const classes = [
      { rows: Float32Array.of(1, 0, 2, 1, 0, 0), weights: [0.2, 0.5, 0.3], truth: 1 },
      { rows: Float32Array.of(-1, 3), weights: [2], truth: 0 },
    ] as const;
    const loss = ([a, b, constant]: readonly number[]): number =>
      classes.reduce((sum, { rows, weights, truth }) => {
        for (const [i, weight] of weights.entries()) {
          const odds = a! * rows[2 * i]! + b! * rows[2 * i + 1]! + constant!;
          sum += weight * Math.log(1 + Math.exp(truth ? -odds : odds));
        }
        return sum;
      }, 0);
    const at = [0.3, -0.7, 0.1];
    const regression = openLogisticLoss(classes, 2, backend);
    const gradient = regression.gradient(Float64Array.from(at));
    regression.close();
    expect(gradient).toHaveLength(3);
    for (const d of [0, 1, 2]) {
      const moved = (by: number) => loss(at.map((value, i) => (i === d ? value + by : value)));
      expect(gradient[d]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4);
    }
  },
);
