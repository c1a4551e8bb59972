import { expect, test } from 'vitest';
import { calibrationError, fitTemperature } from '../../src/model/calibration.js';
import { softmax } from '../../src/model/logits.js';

/** Two-column logits ±gap/2 whose stated probability is right exactly as often as sigmoid(gap / truth) says. */
function sharpened(by: number): { logits: Float32Array; truth: number[] } {
  const rows: number[] = [];
  const truth: number[] = [];
  for (const gap of [0.2, 1, 2, 3]) {
    const share = 1 / (1 + Math.exp(-gap));
    for (let i = 0; i < 1000; i++) {
      rows.push((gap * by) / 2, (-gap * by) / 2);
      truth.push(i < Math.round(1000 * share) ? 0 : 1);
    }
  }
  return { logits: Float32Array.from(rows), truth };
}

test.each([0.5, 1, 2, 4])('finds the temperature of logits that are %s times too sharp', (by) => {
  const { logits, truth } = sharpened(by);
  expect(fitTemperature(logits, 2, truth)).toBeCloseTo(by, 1);
});

test('the error is nil when confidence is accuracy, and the gap when it is not', () => {
  const right = Array.from({ length: 100 }, (_, i) => i < 80);
  expect(calibrationError(new Array(100).fill(0.8), right)).toBeCloseTo(0, 9);
  expect(calibrationError(new Array(100).fill(0.95), right)).toBeCloseTo(0.15, 9);
});

test('softmax rows sum to one and keep their order', () => {
  const rows = softmax(Float32Array.of(1, 2, 3, 1000, 0, -1000), 3);
  expect(rows[0]! + rows[1]! + rows[2]!).toBeCloseTo(1, 6);
  expect(rows[0]).toBeLessThan(rows[1]!);
  expect([...rows.subarray(3)]).toEqual([1, 0, 0]);
});
