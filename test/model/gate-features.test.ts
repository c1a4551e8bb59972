import { expect, test } from 'vitest';
import { channelMoments, gateFeatures, gateWidth } from '../../src/model/gate-features.js';

test('a gate sees features, means and powers of the channels, margins, and whether the answers differ', () => {
  const view = gateFeatures({
    // Two glyphs, two positions of two channels.
    moments: channelMoments(Float32Array.of(1, 2, 3, 0, 0, 0, 0, 4), 2, 2),
    features: Float32Array.of(7, 8),
    base: Float32Array.of(0, 3, 99, 30, 0, 99),
    tuned: Float32Array.of(0, 6, 99, 0, 1.5, 99),
    columns: 3,
  });
  expect(view).toEqual(Float32Array.of(7, 2, 1, 5, 2, 1, 2, 0, 8, 0, 2, 0, 8, 3, 0.5, 1));
  expect(gateWidth(1, 2)).toBe(8);
});
