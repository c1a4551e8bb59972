import { expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/model/checkpoint.js';
import {
  type Check,
  either,
  listOf,
  numberWithin,
  object,
  oneKindOf,
  oneOf,
  optional,
  recordOf,
  text,
  wholeNumber,
} from '../../src/model/description.js';
import { decodeTensors, encodeTensors } from '../../src/model/safetensors.js';

const size = wholeNumber(1, 9);
const shape = oneKindOf('kind', { round: object({ radius: size }), square: object({ sides: listOf(size, 2) }) });

test.each<[Check, unknown]>([
  [size, 9],
  [numberWithin(0, 1), 0.5],
  [text(true), ''],
  [oneOf(null), null],
  [either(oneOf(null), size), 3],
  [optional(size), undefined],
  [object({ a: size }), { a: 1, b: 'is not looked at' }],
  [recordOf(size), JSON.parse('{"__proto__": 1}')],
  [listOf(shape), [{ kind: 'round', radius: 1 }]],
])('what belongs there passes', (check, value) => {
  expect(() => check(value, '')).not.toThrow();
});

test.each<[Check, unknown, string]>([
  [size, 1.5, 'it is 1.5, not a whole number from 1 to 9'],
  [size, '3', 'it is "3", not a whole number from 1 to 9'],
  [numberWithin(0, 1), Number.NaN, 'it is null, not a number from 0 to 1'],
  [text(), '', 'it is "", not a text with something in it'],
  [oneOf('a', 2), 'b', 'it is "b", not "a" or 2'],
  [either(oneOf(null), size), 0, 'it is 0, not a whole number from 1 to 9'],
  [object({ a: object({ b: size }) }), { a: {} }, 'a.b is missing, not a whole number from 1 to 9'],
  [object({ a: size }), [1], 'it is [1], not an object'],
  [object({ toString: size }), {}, 'toString is missing, not a whole number from 1 to 9'],
  [object({}, size), JSON.parse('{"__proto__": 0}'), '__proto__ is 0, not a whole number from 1 to 9'],
  [recordOf(size), { 'a b': 0 }, 'a b is 0, not a whole number from 1 to 9'],
  [listOf(shape), [{ kind: 'oval' }], '[0].kind is "oval", not "round" or "square"'],
  [listOf(shape), [{ kind: 'square', sides: [1, 0] }], '[0].sides[1] is 0, not a whole number from 1 to 9'],
  [listOf(size, 2), [1, 2, 3], 'it is [1,2,3], not a list of 2'],
  [size, 'x'.repeat(99), `it is "${'x'.repeat(39)}…, not a whole number from 1 to 9`],
])('what does not is told with its place', (check, value, message) => {
  expect(() => check(value, '')).toThrow(message);
});

test('a damaged checkpoint says which part of its description is wrong', () => {
  const bytes = encodeCheckpoint({
    network: { input: [28, 28, 1], layers: [{ kind: 'dense', units: 3, activation: 'none' }] },
    alphabet: ['0', '1'],
    temperature: 1,
    training: { command: 'a test' },
    scores: {},
    parent: null,
    weights: new Map([
      ['0.weight', { shape: [784, 3], data: new Float32Array(784 * 3) }],
      ['0.bias', { shape: [3], data: new Float32Array(3) }],
    ]),
  });
  const { metadata, tensors } = decodeTensors(bytes, 'x');
  const changed = (change: object): Uint8Array =>
    encodeTensors(
      { metadata: { ownhand: JSON.stringify({ ...JSON.parse(metadata['ownhand']!), ...change }) }, tensors },
      'F16',
    );
  expect(decodeCheckpoint(changed({ later: 'a part that this version does not know' }), 'x')).toEqual(
    decodeCheckpoint(bytes, 'x'),
  );
  expect(() => decodeCheckpoint(changed({ temperature: 0 }), 'mine')).toThrow(
    /^mine: its description is damaged \(temperature is 0, not .*\); restore it from a copy\.$/,
  );
  const layers = [{ kind: 'dense', units: 3, activation: 'tanh' }];
  expect(() => decodeCheckpoint(changed({ network: { input: [28, 28, 1], layers } }), 'mine')).toThrow(
    'network.layers[0].activation is "tanh", not "none" or "relu"',
  );
});
