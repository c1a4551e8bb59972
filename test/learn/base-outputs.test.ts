import { expect, test } from 'vitest';
import { type BaseOutputs, cachedOutputs, selectRows } from '../../src/learn/base-outputs.js';

const outputs: BaseOutputs = {
  count: 3,
  trunk: Float32Array.of(1, 2, 3, 4, 5, 6),
  moments: Float32Array.of(1, 2, 3),
  features: Float32Array.of(4, 5, 6),
  logits: Float32Array.of(7, 8, 9),
};
const never = (): BaseOutputs => {
  throw new Error('computed again');
};

test('rows are taken in any order', () => {
  expect(selectRows(outputs, [2, 0]).trunk).toEqual(Float32Array.of(5, 6, 1, 2));
  expect(selectRows(outputs, [1, 2])).toMatchObject({ count: 2, features: Float32Array.of(5, 6) });
  expect(selectRows(outputs, [])).toMatchObject({ count: 0, logits: new Float32Array(0) });
});

test('outputs are computed once for each base, set of pictures and way of looking', () => {
  const [weights, pictures] = [new Map(), new Uint8Array(4)];
  expect(cachedOutputs(weights, pictures, 'one way', () => outputs)).toBe(outputs);
  expect(cachedOutputs(weights, pictures, 'one way', never)).toBe(outputs);
  expect(() => cachedOutputs(weights, pictures, 'another', never)).toThrow('computed again');
  expect(() => cachedOutputs(new Map(), pictures, 'one way', never)).toThrow('computed again');
});
