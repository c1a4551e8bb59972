// Bytes travel in JSON and come out as they were.
import { expect, test } from 'vitest';
import { decodeWire, encodeWire } from '../../src/archive/wire-json.js';

test('bytes come back as they were, wherever they stand', () => {
  const every = Uint8Array.from({ length: 20_000 }, (_, i) => i % 256);
  const value = { a: [every, null, 'base64', { base64: 7, more: 1 }], empty: new Uint8Array(0) };
  expect(decodeWire(encodeWire(value))).toEqual(value);
});

test('what is no JSON, or holds no base64, is refused', () => {
  expect(() => decodeWire('{')).toThrow(SyntaxError);
  expect(() => decodeWire('{"base64":"%"}')).toThrow(SyntaxError);
});
